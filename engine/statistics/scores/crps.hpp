#pragma once

#include <span>

namespace leontide::statistics {

// The continuous ranked probability score, in the unit of the outcome; smaller is better (Gneiting & Raftery
// 2007, J. Amer. Statist. Assoc. 102, 359-378). Closed forms: Jordan, Krüger & Lerch 2019, J. Statist.
// Software 90(12). With a threshold only the side above it counts: the score of max(forecast, threshold) and
// max(outcome, threshold), which integrates the squared distance of the distributions from the threshold up
// (Gneiting & Ranjan 2011, J. Business & Economic Statistics 29, 411-422; Allen, Ginsbourger & Ziegel 2023,
// SIAM/ASA J. Uncertainty Quantification 11, 906-940).

/// Of an ensemble in any order, fair: its expectation does not depend on the number of draws (Ferro 2014,
/// Quarterly J. Royal Meteorological Society 140, 1917-1923). One draw scores its distance; NaN without any.
double crps_fair(std::span<const double> draws, double outcome);

/// The same above a threshold.
double crps_fair_above(std::span<const double> draws, double outcome, double threshold);

/// Of a normal law, sd >= 0: without spread the distance.
double crps_normal(double mean, double sd, double outcome);

/// The same above a threshold.
double crps_normal_above(double mean, double sd, double outcome, double threshold);

}  // namespace leontide::statistics
