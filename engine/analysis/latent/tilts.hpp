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

}  // namespace leontide::analysis
