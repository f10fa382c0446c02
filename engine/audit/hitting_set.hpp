#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace leontide::audit {

/// The smallest set that has an element of each of `sets`, the first in order of those; none of the sets is
/// empty. Nothing where more than `most_steps` would have to be tried.
std::optional<std::vector<std::size_t>> smallest_hitting_set(std::span<const std::vector<std::size_t>> sets,
                                                             std::size_t most_steps = 1'000'000);

}  // namespace leontide::audit
