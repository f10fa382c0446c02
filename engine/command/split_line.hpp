#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "command/session/record.hpp"

namespace leontide::command {

/// What a line gives one argument of a command.
struct GivenArgument {
  const Argument* argument;
  Words words;            ///< its values as typed, those of a list apart
  std::size_t times = 0;  ///< how often it stands there

  /// Whether it stands there at all.
  bool is_set() const { return times > 0; }
};

/// The words behind a command's name, taken apart by its records.
struct SplitLine {
  std::vector<GivenArgument> given;    ///< of every argument, in the order of the records
  std::vector<std::string> unknown;    ///< words that look like options and are none
  std::vector<std::string> valueless;  ///< options that lack the value they take
  std::vector<std::string> flags;      ///< options that have a value and take none
  Words rest;                          ///< arguments that have no place
  bool asks_for_help = false;          ///< `--help` or `-h` stands there
};

/// By the conventions of GNU programs: `--flag value` or `--flag=value`, options and arguments in any order,
/// nothing after `--` is an option. Names of options are not shortened.
SplitLine split_line(const Command& command, const Words& words);

}  // namespace leontide::command
