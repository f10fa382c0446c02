#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace leontide::statistics {

// How a whole is split over those who make it together (Shapley 1953, Contributions to the Theory of Games
// II, 307-317): each player gets the mean of what it adds over all orders of arrival. The parts sum to
// worth(all) - worth(none), to rounding.

/// Above it the 2^k subsets are too many to hold.
inline constexpr std::size_t most_exact_players = 24;

/// One value a player from the worth of every subset: worth[s] with bit i of s set when player i is in. The
/// size is 2^k; throws std::invalid_argument when it is no power of two or k exceeds most_exact_players.
std::vector<double> shapley_values(std::span<const double> worth);

}  // namespace leontide::statistics
