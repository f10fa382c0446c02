#pragma once

#include <vector>

#include "command/session/record.hpp"
#include "report/tables/view.hpp"

namespace leontide::command {

std::vector<Command> table_file_commands();      ///< check, build, import, export
std::vector<Command> table_change_commands();    ///< from a table to a table
std::vector<Command> table_analysis_commands();  ///< what a table says
std::vector<Command> table_region_commands();    ///< what one with regions says of them

/// `--top`, `--sectors` and `--by`: which rows a sheet shows.
std::vector<Argument> view_arguments(report::ViewOptions& view);

}  // namespace leontide::command
