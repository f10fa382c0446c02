#pragma once

#include <span>
#include <vector>

#include "statistics/interval.hpp"

namespace leontide::statistics {

// Variance-based indices from designs that freeze some inputs and redraw the others (Sobol 1993). f(A) and
// f(B) are results on two independent samples of equal size n >= 2; A with B in u: row r takes the inputs of
// set u from B's row r, all others from A's. All spans have n numbers.
//
// Errors are those of asymptotic normality with independent rows: the standard error of the linearised ratio
// (Janon, Klein, Lagnoux, Nodet & Prieur 2014, ESAIM: Probability and Statistics 18, 342-364). An index near
// 0 may come out below 0; the interval says by how little that means. Results that do not vary (moments.hpp)
// give NaN.

/// First order of one input (or closed index of a set), from A with B in u: Saltelli, Annoni, Azzini,
/// Campolongo, Ratto & Tarantola (2010), Computer Physics Communications 181, 259-270, table 2 (b).
/// Its error is small where the index is small.
Estimate first_order_index(std::span<const double> a, std::span<const double> b,
                           std::span<const double> a_with_b, double level = 0.95);

/// Total index of the inputs in u, from A with B in u: Jansen (1999), Computer Physics Communications 117,
/// 35-43. Never negative.
Estimate total_index(std::span<const double> a, std::span<const double> b, std::span<const double> a_with_b,
                     double level = 0.95);

/// Shapley effects of k inputs with errors: how the variance of the result is split over them, the Shapley
/// values (shapley.hpp) of the closed indices, by the symmetric estimator of Monod, Naud & Makowski (2006)
/// and Janon et al. (2014). No effect is negative when the variances are exact, and they sum to 1 also where
/// inputs depend on each other (Owen 2014, SIAM/ASA J. Uncertainty Quantification 2, 245-251; Song, Nelson &
/// Staum 2016, the same journal 4, 1060-1083). all[r] is the result of row r, sharing[s][r] one that has the
/// inputs of bit set s in common with it, the others redrawn (given those, where inputs depend on each
/// other). sharing has 2^k columns; the first and the last, nothing and everything in common, are not read.
/// An effect is linear in the closed indices, so each row's influence on it is the Shapley value of its
/// influences on them. Throws std::invalid_argument as shapley_values does.
std::vector<Estimate> shapley_effects_of_rows(std::span<const double> all,
                                              const std::vector<std::vector<double>>& sharing,
                                              double level = 0.95);

}  // namespace leontide::statistics
