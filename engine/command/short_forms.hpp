#pragma once

#include <string>
#include <vector>

#include "command/session/record.hpp"

namespace leontide::command {

/// The words of a command line with their short forms written out, for a command that takes what they stand
/// for: `--json` is `--format json`, `--to` is `--as` where a command has only that, and `--out PATH` is
/// `--into PATH` where the command writes a folder, none is named yet and PATH has no ending, as a file's
/// would have.
std::vector<std::string> spelled_out(const Command& command, std::vector<std::string> words);

}  // namespace leontide::command
