#pragma once

// one subset simulation.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace leontide::analysis {

/// margin[count] of `count` points whose scores are [points][dimensions].
using MarginFunction =
    std::function<void(const std::vector<double>& scores, std::size_t count, double* margin)>;

/// How a descent ended.
enum class SubsetEnd {
  reached,  ///< in the event
  stalled,  ///< at a level that gains nothing: most of its points stand at one margin
  ran_out,  ///< of levels, or no point had a margin
};

/// What one subset simulation found.
struct SubsetResult {
  double chance = 0;              ///< 0 unless the event was reached
  std::size_t levels = 0;         ///< that were needed, the first included
  std::uint64_t evaluations = 0;  ///< points whose margin was asked for
  std::uint64_t completed = 0;    ///< points of the first level that have a margin
  std::uint64_t hits = 0;         ///< of the last level's points
  /// Of the chance, were the points of every level independent: their chains make it no less.
  double relative_variance = 0;
  std::vector<double> in_event;  ///< [points][dimensions] scores of the last level's points in the event
  SubsetEnd end = SubsetEnd::ran_out;  ///< only `reached` gives a chance
};

/// Subset simulation of P(margin >= 0) in independent standard normal scores (rare.hpp). `size` points a
/// level; the next one's threshold is the margin of the best eighth's last, and its chains start from an
/// eighth drawn at random among all points that reach it. A pure function of its arguments.
SubsetResult subset_simulation(std::size_t dimensions, std::size_t size, std::uint64_t seed,
                               const MarginFunction& margins);

}  // namespace leontide::analysis
