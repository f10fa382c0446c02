#pragma once

#include <optional>

#include "simulation/result.hpp"
#include "simulation/run.hpp"

namespace leontide::simulation {

/// Whether a run has trials enough: once the interval asked for by `sampling.until` is narrow enough, looked
/// at after each round (after 1, 2, 4, … rounds of Sobol points, which are evenest then).
class StopRule {
 public:
  /// Both are kept by reference.
  StopRule(const Run& run, const scenario::Sampling& sampling) : run_(run), sampling_(sampling) {}

  /// True where the counts of the first `rounds` rounds end the run.
  bool is_enough(const Counts& so_far, std::uint64_t rounds) const;

  /// How the run ended; nothing where there is no rule.
  std::optional<Stop> stop(const Counts& all) const;

 private:
  double widest(const Counts& so_far) const;

  const Run& run_;
  const scenario::Sampling& sampling_;
};

}  // namespace leontide::simulation
