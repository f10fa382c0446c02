#pragma once

#include <cstdint>

#include "statistics/interval.hpp"

namespace leontide::statistics {

/// How often two conditions held in the same draws (two scenarios on common random numbers).
struct FourCells {
  std::uint64_t both = 0, only_first = 0, only_second = 0, neither = 0;

  /// All draws that completed under both.
  std::uint64_t draws() const { return both + only_first + only_second + neither; }
  bool operator==(const FourCells&) const = default;
};

/// Share of the first minus share of the second, in [-1, 1], with the hybrid score interval for paired draws:
/// method 10 of Newcombe (1998), Statistics in Medicine 17, 2635-2650. Without draws the value is NaN and the
/// interval [-1, 1].
Estimate difference_of_paired(const FourCells& cells, double level = 0.95);

/// The variance of the difference had the two been drawn apart, over the variance with common draws: 4 means
/// a quarter of the trials suffices. Infinite where the two never differ; NaN where neither varies.
double variance_saved(const FourCells& cells);

/// Two-sided P values of the hypothesis that only_first and only_second are equally likely (McNemar 1947,
/// Psychometrika 12, 153-157). Exact: the conditional binomial test. Mid-p: less half the chance of what was
/// seen on each side; Fagerland, Lydersen & Laake (2013), BMC Medical Research Methodology 13:91, which
/// recommends it. Both are 1 where the two never differ.
struct McNemar {
  double exact = 1, mid_p = 1;
};
/// Of McNemar's test, from the two cells in which the conditions differ.
McNemar mcnemar(const FourCells& cells);

}  // namespace leontide::statistics
