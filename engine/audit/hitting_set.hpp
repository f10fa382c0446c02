#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace leontide::audit {

/// The smallest set that has an element of each of `sets`, the first in order of those; none of the sets is
/// empty.
std::vector<std::size_t> smallest_hitting_set(std::span<const std::vector<std::size_t>> sets);

}  // namespace leontide::audit
