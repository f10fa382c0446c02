#pragma once

#include "command/sweep/ready.hpp"
#include "sweep/cells.hpp"

namespace leontide::command {

/// What would be run: the factors, the first cells, the time and bytes to expect.
void print_plan(const Ready& ready, const sweep::Cells& cells, const SweepOptions& options);

}  // namespace leontide::command
