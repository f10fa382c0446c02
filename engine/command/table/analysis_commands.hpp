#pragma once

namespace CLI {
class App;
}

namespace leontide::command {

/// Registers the subcommands of `leontide table` that analyse a table. A subcommand that ran leaves its exit
/// code in `code`, which must outlive `table`.
void add_table_analysis_commands(CLI::App& table, int& code);

}  // namespace leontide::command
