#pragma once

// Internal to the analysis layer: one subset simulation.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace leontide::analysis {

/// margin[count] of `count` points whose scores are [points][dimensions].
using Margins = std::function<void(const std::vector<double>& scores, std::size_t count, double* margin)>;

struct SubsetResult {
  double chance = 0;  ///< 0 when the levels ran out
  std::size_t levels = 0;
  std::uint64_t evaluations = 0;
  std::vector<double> in_event;  ///< [points][dimensions] scores of the last level's points in the event
  bool is_reached = false;
};

/// Subset simulation of P(margin >= 0) in independent standard normal scores (rare.hpp). `size` points a
/// level, of which the best eighth seeds the next; a pure function of its arguments.
SubsetResult subset_simulation(std::size_t dimensions, std::size_t size, std::uint64_t seed,
                               const Margins& margins);

}  // namespace leontide::analysis
