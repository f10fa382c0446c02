#pragma once

namespace leontide::command {

/// What a command returns to the shell.
enum ExitCode : int {
  exit_done = 0,
  exit_could_not_finish = 1,  ///< the machine refused: disk, memory, folder
  exit_input_wrong = 2,
  exit_not_reliable = 3,  ///< ran, but not to be relied on as asked
  exit_interrupted = 130,
};

}  // namespace leontide::command
