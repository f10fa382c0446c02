#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace leontide::statistics {

/// Where an outcome lies among draws: the share of draws and itself below it, ties counted half, in (0, 1).
/// Uniform over many forecasts that are calibrated.
double pit_of_draws(std::span<const double> draws, double outcome);

/// P(X <= outcome) of a normal law, sd >= 0: without spread 0, 1, or a half where it came to the mean itself.
double pit_of_normal(double mean, double sd, double outcome);

/// An interval forecast, both ends included, in the unit of the outcome.
struct Band {
  double low = 0, high = 0;
};

/// Share of the outcomes that their bands hold, ends included; NaN without any.
double coverage(std::span<const Band> bands, std::span<const double> outcomes);

/// The fewest past vintages from which a band of this level, in (0, 1), can be shown: the least k with
/// ceil((k + 1) * level) <= k. 4 for 80 %, 9 for 90 %, 19 for 95 %.
std::size_t vintages_needed(double level);

/// Half the width of a band around a forecast that would have held the share `level` of the cases of a
/// vintage in all but the fraction 1 - level of vintages: the quantile of rank ceil((k + 1) * level) among
/// the k vintages' own quantiles of absolute error. Vintages, not cases, are what may be exchanged: the cases
/// of one share what happened to all (clusters: Dunn, Wasserman & Ramdas 2023, J. Amer. Statist. Assoc. 118,
/// 2491-2502). Nothing where k vintages cannot show the level. `errors` holds a list of errors a vintage,
/// none empty.
std::optional<double> conformal_half_width(std::span<const std::vector<double>> errors, double level);

/// Quantile of `share` in [0, 1], linear between order statistics (type 7 of Hyndman & Fan 1996, American
/// Statistician 50, 361-365); values not empty.
double sample_quantile(std::span<const double> values, double share);

/// Standard deviation of the normal law with the distance of the values' deciles 1 and 9: what a tenth of
/// faulty values on either side does not move. Values not empty.
double spread_of_deciles(std::span<const double> values);

}  // namespace leontide::statistics
