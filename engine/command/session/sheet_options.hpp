#pragma once

#include "report/terminal.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace leontide::command {

struct SheetOptions;

/// `--lang`, as every command that speaks two languages takes it.
CLI::Option* add_language(CLI::App& command, report::Language& language);

/// `--format`, `--out`, `--lang` and `--sheet`, the same for every command that prints sheets. `file` is the
/// name of the option for the file: a command whose `--out` is a table folder takes another.
void add_sheet_options(CLI::App& command, SheetOptions& options, const char* file = "--out");

}  // namespace leontide::command
