#pragma once

#include <cstdint>
#include <span>

#include "statistics/moments.hpp"
#include "statistics/proportion.hpp"

namespace leontide::statistics {

// Intervals where draws within a replicate or a pair depend on each other, so that counting draws would lie.

/// R >= 2 independent replicates (scrambles of a point set, Latin hypercubes): hits over draws with Student's
/// interval, R - 1 degrees of freedom, cut to [0, 1] (Owen 1997, SIAM J. Numer. Anal. 34, 1884-1910, on
/// independent scrambles). `draws` [R] are those that completed in each: where they differ the share is a
/// ratio of two sums, and its variance that of h_r - p n_r over the mean of n (Cochran 1977, *Sampling
/// Techniques*, eq. 2.39 and 6.9). The variance between replicates is taken as no less than 1 / (12 m^2) with
/// m draws a replicate, the rounding of a share to whole hits: equal counts are no proof of an exact answer.
/// When hits are none or all, or with fewer than two replicates: Clopper-Pearson on the pooled draws.
Proportion share_over_replicates(std::span<const std::uint64_t> hits, std::span<const std::uint64_t> draws,
                                 double level = 0.95);

/// The mean of R means of equal-sized replicates, Student's interval.
Estimate mean_over_replicates(std::span<const double> means, double level = 0.95);

/// The same of numbers above zero whose errors are relative, as those of small chances: Student's interval of
/// the logarithm of their mean by the jackknife (Miller 1974, Biometrika 61, 1-15), which skewed replicates
/// leave no shorter than it says and which is never below zero. Neither the error nor the interval is less
/// than a normal one of the relative error `least_relative`. At least two replicates.
Estimate positive_mean_over_replicates(std::span<const double> means, double least_relative,
                                       double level = 0.95);

/// How many antithetic pairs hit in neither, one or both of their draws; and of those with a single draw, for
/// the other failed, how many missed and hit.
struct PairCounts {
  std::uint64_t none = 0, one = 0, both = 0;
  std::uint64_t half_missed = 0, half_hit = 0;

  /// Independent units: a lone draw counts as one.
  std::uint64_t pairs() const { return none + one + both + half_missed + half_hit; }
  /// Draws that completed.
  std::uint64_t draws() const { return 2 * (none + one + both) + half_missed + half_hit; }
  /// Draws that hit.
  std::uint64_t hits() const { return one + 2 * both + half_hit; }
  bool operator==(const PairCounts&) const = default;
};

/// The share of draws that hit, over independent pairs of dependent draws. Pairs are the independent unit, so
/// their variance gives the effective number of independent draws, p (1 - p) / variance, which goes into
/// Wilson's interval: it keeps the right shape near 0 and 1, where mean ± z s does not (Korn & Graubard 1998,
/// Survey Methodology 24, 193-201; theirs puts it into Clopper-Pearson's). Antithetic draws raise it above
/// the draws made. When hits are none or all: Clopper-Pearson on the number of pairs, since a pair is one
/// independent draw at the worst. A pair with one draw keeps it: hits over draws is then a ratio of two sums,
/// as above. When each pair hits once, the share of other pairs has only an upper bound, exact by Clopper &
/// Pearson, and the share of hits lies within half of it around 1/2.
Proportion share_over_pairs(const PairCounts& counts, double level = 0.95);

/// Standard error of the mean of all draws, given the moments of the means of whole pairs and those of draws
/// whose partner failed: the mean is a ratio of two sums over pairs, as above. NaN below two pairs.
double error_over_pairs(const Moments& of_pair_means, const Moments& of_halves);

}  // namespace leontide::statistics
