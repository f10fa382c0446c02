#pragma once

namespace CLI {
class App;
}

namespace leontide::tools {

struct SheetOptions;

/// `--format`, `--out`, `--lang` and `--sheet`, the same for every command that prints sheets. `file` is the
/// name of the option for the file: a command whose `--out` is a table folder takes another.
void add_sheet_options(CLI::App& command, SheetOptions& options, const char* file = "--out");

}  // namespace leontide::tools
