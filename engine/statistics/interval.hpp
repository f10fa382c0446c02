#pragma once

#include <cstdint>
#include <string_view>

namespace leontide::statistics {

/// How an interval was made; every estimate carries it.
enum class IntervalMethod {
  wilson,
  clopper_pearson,
  student_over_replicates,
  student_over_replicates_few,
  student_over_groups,
  student_over_jackknife,
  wilson_over_pairs,
  wilson_over_pairs_few,
  weighted,
  newcombe_paired,
  newcombe_paired_few,
  newcombe_independent,
  bootstrap_normal,
  bootstrap_of_blocks,
  asymptotic_normal,
};

/// "Wilson", "Clopper-Pearson (conservative)", "Student over replicates", …
std::string_view name_of(IntervalMethod method);

/// Whether its intervals hold the truth more often than their level says.
bool is_conservative(IntervalMethod method);
/// Below so many hits, or draws in which two conditions differ, intervals over replicates and of paired
/// differences are conservative (benchmarks/coverage).
inline constexpr std::uint64_t few = 20;

/// A number that is not a share, with its interval; the parts never travel apart.
struct Estimate {
  double value = 0;          ///< NaN where there is nothing to estimate from
  double error = 0;          ///< standard error; NaN where the method gives none
  double low = 0, high = 0;  ///< of the interval; infinite where nothing is known
  double level = 0.95;       ///< its confidence
  IntervalMethod method = IntervalMethod::asymptotic_normal;
};

/// Quantiles that hold the middle `level` of a distribution, level in (0, 1): 1.96 for 0.95.
double normal_reach(double level);
/// Student's t; degrees > 0, infinite where there are none.
double student_reach(double level, double degrees);

/// value ± reach * error; without a finite error the interval is the whole line.
Estimate symmetric(double value, double error, double reach, double level, IntervalMethod method);

/// Ranks, from 1 to the number of draws.
struct Ranks {
  std::uint64_t low = 1;
  std::uint64_t high = 1;
};

/// The order statistics that hold the quantile of `share` (in (0, 1)) between them with a chance of at least
/// `level`, by the binomial law of the number of draws below it (David & Nagaraja, Order Statistics, 3rd ed.,
/// Wiley 2003, section 7.1). Of draws that are pairs or replicates, whose counts vary less, they hold it more
/// often. The ends of the sample where it is too small; draws > 0.
Ranks quantile_ranks(std::uint64_t draws, double share, double level = 0.95);

}  // namespace leontide::statistics
