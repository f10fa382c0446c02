#pragma once

namespace CLI {
class App;
}

namespace leontide::command {

/// Registers the subcommands of `leontide table` that read, check, build and write tables. A subcommand that
/// ran leaves its exit code in `code`, which must outlive `table`.
void add_table_commands(CLI::App& table, int& code);

}  // namespace leontide::command
