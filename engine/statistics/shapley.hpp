#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "statistics/interval.hpp"

namespace leontide::statistics {

// How a whole is split over those who make it together (Shapley 1953, Contributions to the Theory of Games
// II, 307-317): each player gets the mean of what it adds over all orders of arrival. The parts sum to
// worth(all) - worth(none), to rounding.

inline constexpr std::size_t most_exact_players = 24;

/// One value a player from the worth of every subset: worth[s] with bit i of s set when player i is in. The
/// size is 2^k; throws std::invalid_argument when it is no power of two or k exceeds most_exact_players.
std::vector<double> shapley_values(std::span<const double> worth);

/// From m sampled orders of k players: increments[order * k + player] is what the player added in that order.
/// Each value is the mean over orders, with Student's interval, m - 1 degrees of freedom (Castro, Gomez &
/// Tejada 2009, Computers & Operations Research 36, 1726-1730). Orders must be independent.
std::vector<Estimate> shapley_from_orders(std::span<const double> increments, std::size_t players,
                                          double level = 0.95);

/// Shapley effects of k inputs on a variance: closed[s] is the variance of the mean given the inputs in s,
/// closed[0] = 0, closed[all] the whole variance. Each effect is a share of the whole, none is negative when
/// the variances are exact, and they sum to 1 also where inputs depend on each other (Owen 2014, SIAM/ASA J.
/// Uncertainty Quantification 2, 245-251; Song, Nelson & Staum 2016, the same journal 4, 1060-1083).
std::vector<double> shapley_effects(std::span<const double> closed);

}  // namespace leontide::statistics
