#pragma once

#include <vector>

#include "command/session/ranks.hpp"
#include "command/session/record.hpp"

namespace leontide::command {

/// sweep, and what is asked of its ledger.
std::vector<Command> sweep_commands(const ProcessRanks& ranks);

}  // namespace leontide::command
