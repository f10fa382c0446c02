#pragma once

#include <vector>

#include "command/session/ranks.hpp"
#include "command/session/record.hpp"

namespace leontide::command {

/// Every command, in the order in which help shows them.
std::vector<Command> all_commands(const ProcessRanks& ranks = {});

std::vector<Command> scenario_commands(const ProcessRanks& ranks);  ///< run, check, explain, graph
std::vector<Command> analysis_commands();  ///< compare and what else is asked of a scenario
std::vector<Command> forecast_commands();  ///< calibrate, hindcast
std::vector<Command> audit_commands();     ///< audit
std::vector<Command> start_commands();     ///< new: files to go on from
/// `leontide bench`.
Command bench_command();
/// `leontide help`.
Command help_command();

}  // namespace leontide::command
