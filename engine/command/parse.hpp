#pragma once

#include <span>
#include <string>
#include <vector>

#include "command/session/record.hpp"

namespace leontide::command {

/// What a command line asks for.
struct Parsed {
  /// `refusal` where the words cannot be taken; nothing is set then.
  enum class Wanted { body, help, version, refusal };
  Wanted wanted = Wanted::refusal;
  const Command* command = nullptr;  ///< of `body` and `help`; none for help on all of them
  std::string name;                  ///< of `help`: a command, a group such as `table`, or nothing
  std::string message;               ///< of `refusal`: why, for stderr
};

/// Reads the words of a command line, without the program's name, and sets what the records bind. All that
/// is wrong with them is said at once (unknown options, what is missing, what may not stand together, values
/// that are refused), and then nothing is set. Runs nothing.
Parsed parse(std::span<const Command> commands, const std::vector<std::string>& words);

}  // namespace leontide::command
