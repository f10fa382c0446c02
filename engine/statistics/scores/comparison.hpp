#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "statistics/interval.hpp"

namespace leontide::statistics {

/// Whether one forecast scores better than another, vintage by vintage.
struct DieboldMariano {
  double statistic = 0;      ///< above 0 where the differences are; NaN where no variance can be had
  double chance = 1;         ///< of one as far from 0 where both are as good; two-sided, NaN likewise
  std::size_t vintages = 0;  ///< how many differences were compared
};

/// Of differences of scores at successive vintages, forecasts `horizon` >= 1 of them ahead: mean over its
/// error with autocovariances up to horizon - 1 (Diebold & Mariano 1995, J. Business & Economic Statistics
/// 13, 253-263), times sqrt((n + 1 - 2h + h(h - 1)/n)/n) and Student's law of n - 1 degrees (Harvey,
/// Leybourne & Newbold 1997, International J. Forecasting 13, 281-291).
DieboldMariano diebold_mariano(std::span<const double> differences, std::size_t horizon);

/// Skill 1 - sum(scores)/sum(reference) with an interval from `resamples` samples of blocks of `block`
/// successive vintages, the last followed by the first (circular: Politis & Romano 1992, in Exploring the
/// Limits of Bootstrap, Wiley, 263-270), by the middle `level` of those skills that are defined; NaN where
/// none is. The same for any machine.
Estimate skill_over_blocks(std::span<const double> scores, std::span<const double> reference,
                           std::size_t block, std::uint32_t resamples = 2000, std::uint64_t seed = 1,
                           double level = 0.9);

/// Skill 1 - sum(scores)/sum(reference) of cases of one vintage, with an interval from the skills that are
/// left when each case is taken out (jackknife with Student's law of n - 1 degrees: Miller 1974, Biometrika
/// 61, 1-15; what sampling does to a Brier skill: Bradley, Schwartz & Hashino 2008, Weather and Forecasting
/// 23, 992-1006). Cases that share an economy are not independent: the true error is larger. The whole line
/// where there are less than three cases.
Estimate skill_over_cases(std::span<const double> scores, std::span<const double> reference,
                          double level = 0.9);

/// 1 - score / reference: 1 is perfect, 0 as good as the reference; NaN where the reference is perfect.
double skill(double score, double reference);

}  // namespace leontide::statistics
