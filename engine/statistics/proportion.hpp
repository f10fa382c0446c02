#pragma once

#include <cstdint>

#include "statistics/interval.hpp"

namespace leontide::statistics {

/// A share of draws with its confidence interval; the parts never travel apart.
struct Proportion {
  std::uint64_t hits = 0, draws = 0;
  double estimate = 0;       ///< hits / draws, or weighted; NaN without draws
  double low = 0, high = 1;  ///< of the interval
  double level = 0.95;       ///< its confidence
  IntervalMethod method = IntervalMethod::wilson;
};

/// The estimate hits / draws (NaN without draws) with the interval [0, 1]: what each method starts from.
Proportion without_interval(std::uint64_t hits, std::uint64_t draws, double level, IntervalMethod method);

/// A share as a number with its interval; its error is that of independent draws.
Estimate estimate_of(const Proportion& share);

/// The ends of an interval for a share, in [0, 1].
struct Bounds {
  double low = 0, high = 1;
};

/// The score bounds for a share p seen in n draws; n > 0 need not be whole (an effective number of draws).
Bounds wilson_bounds(double p, double n, double level);

/// The score interval of Wilson (1927), J. Amer. Statist. Assoc. 22, 209-212, without continuity correction.
/// level in (0, 1).
Proportion wilson(std::uint64_t hits, std::uint64_t draws, double level = 0.95);

/// The exact interval of Clopper & Pearson (1934), Biometrika 26, 404-413: never covers less than its level.
Proportion clopper_pearson(std::uint64_t hits, std::uint64_t draws, double level = 0.95);

/// What reports show: Wilson, but Clopper-Pearson where fewer than `few` hit, or miss: there Wilson's may
/// cover 90 % in place of 95 (Brown, Cai & DasGupta 2001, Statistical Science 16, 101-133).
Proportion proportion(std::uint64_t hits, std::uint64_t draws, double level = 0.95);

}  // namespace leontide::statistics
