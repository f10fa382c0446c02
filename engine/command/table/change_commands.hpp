#pragma once

namespace CLI {
class App;
}

namespace leontide::command {

/// Registers the subcommands of `leontide table` that make a table from a table. A subcommand that ran leaves
/// its exit code in `code`, which must outlive `table`.
void add_table_change_commands(CLI::App& table, int& code);

}  // namespace leontide::command
