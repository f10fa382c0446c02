#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/prepared.hpp"
#include "simulation/simulate.hpp"

namespace leontide::analysis {

/// How far the same trials are beyond every bound, in one reading with the levers that are on, or with one of
/// them off.
struct MarginSet {
  std::size_t reading = 0;  ///< its number
  std::string lever;        ///< that is off; empty: none
  Title title;              ///< of the lever
  std::vector<std::vector<double>>
      margins;  ///< [targets][trials] see simulation::margins; NaN: the trial failed
};

/// Margins of the same trials in all readings and with levers off.
struct TrialMargins {
  std::uint64_t trials = 0;            ///< kept, failed ones included
  std::vector<std::uint32_t> targets;  ///< of the scenario; those that count towards the joint chance
  std::vector<MarginSet> sets;         ///< the readings in their order, then levers off in the first reading
};

/// The first `trials` of the scenario's own sampling, fewer where it asks for fewer. Empty when cancelled and
/// where nothing counts.
TrialMargins keep_margins(const Prepared& prepared, std::uint64_t trials, std::size_t threads,
                          const simulation::Observer& observer);

}  // namespace leontide::analysis
