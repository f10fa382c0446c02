#pragma once

#include <cstddef>
#include <string>

namespace leontide::report {

/// The line broken at blanks, and behind characters as wide as two, so that no part is wider than `columns`
/// where that can be done; 0: as it is. Of a line that begins with blanks (an item of a list) the rest stands
/// under what follows its next two blanks. A sign % stays with its number, ≥ and ≤ with theirs; a
/// command to be copied stays whole.
std::string wrapped(const std::string& line, std::size_t columns);

}  // namespace leontide::report
