#pragma once

#include "command/session/ranks.hpp"

namespace leontide::command {

/// The whole command: reads the command line, does what it asks and gives the exit code: 0 done; 2 the input
/// is wrong; 3 ran, but not to be relied on as asked; 130 interrupted; 1 could not finish.
/// `ranks`: the processes that do it together.
int run_command(int argc, char** argv, const ProcessRanks& ranks = {});

}  // namespace leontide::command
