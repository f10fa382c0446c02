#pragma once

#include <cstddef>
#include <string>

namespace leontide::report {

/// What becomes of a word that is wider than a line.
enum class LongWords { stay, break_up };

/// The line broken at blanks, and behind characters as wide as two, so that no part is wider than `columns`
/// where that can be done; 0: as it is. Of a line that begins with blanks (an item of a list) the rest stands
/// under what follows its next two blanks, or under its own beginning where that is too far right; blanks
/// before it are fewer where they would take more than half of the line. A sign % stays with its number, ≥,
/// ≤ and < with theirs; no line ends with an opening bracket or begins with a closing sign; a command to be
/// copied stays whole.
std::string wrapped(const std::string& line, std::size_t columns, LongWords words = LongWords::stay);

}  // namespace leontide::report
