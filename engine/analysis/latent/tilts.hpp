#pragma once

// where the points of an event lie, as pushes for importance sampling.

#include <cstddef>
#include <span>
#include <vector>

namespace leontide::analysis {

/// One way an event comes about: its points' mean score, where it stands out of the noise by four standard
/// errors, and its share of the points.
struct Tilt {
  std::vector<double> shift;  ///< [dimensions] standard deviations
  double share = 1;           ///< of all points
};

/// Ways that `tilts_of` tells apart, at most.
inline constexpr std::size_t most_ways = 4;

/// The separate ways among points [points][dimensions] of standard normal scores: halves by two means (Lloyd
/// 1982, IEEE Transactions on Information Theory 28, 129-137) that lie further apart than twice the sum of
/// their spreads along the line between them, halved again, up to `most_ways`. The halves of one heap, of a
/// normal or of its tail, never do. At least one way where there is a point.
std::vector<Tilt> tilts_of(std::span<const double> points, std::size_t dimensions);

/// The log of nominal over mixture density at scores [dimensions], for components with the weights
/// `weights[0]` (untilted) and `weights[k + 1]` (tilts[k]); they sum to 1. No ratio is above 1 / weights[0]
/// (defensive mixtures: Hesterberg 1995, Technometrics 37, 185-194).
double log_ratio(std::span<const double> scores, const std::vector<Tilt>& tilts,
                 std::span<const double> weights);

}  // namespace leontide::analysis
