#pragma once

#include <vector>

#include "command/session/record.hpp"

namespace leontide::command {

std::vector<Command> table_file_commands();      ///< check, build, import, export
std::vector<Command> table_change_commands();    ///< from a table to a table
std::vector<Command> table_analysis_commands();  ///< what a table says

}  // namespace leontide::command
