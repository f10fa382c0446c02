#pragma once

#include <cstdint>
#include <span>

#include "statistics/interval.hpp"

namespace leontide::statistics {

/// First-order Sobol index of x on y from n draws of both, no design needed: each y is compared with the y of
/// the next larger x (Gamboa, Gremaud, Klein & Lagnoux 2022, Bernoulli 28, 2345-2374, after Chatterjee 2021).
/// `order` is ascending(x), equal x in the order of the draws; y any finite numbers, 0 and 1 too. About 0
/// (either side) without influence, about 1 where x decides y. NaN where y does not vary (moments.hpp).
double rank_sobol(std::span<const std::uint32_t> order, std::span<const double> y);

/// With Student's interval over groups of draws, each estimated alone. Resampling with replacement would make
/// each x its own neighbour and is inconsistent for rank statistics (Lin & Han 2024, Biometrika 111,
/// 1063-1070); disjoint groups are independent samples, so the spread of their indices, over the root of
/// their number, is an honest error (random groups: Wolter 2007, Introduction to Variance Estimation, 2). 32
/// groups from 2048 draws on, fewer below, with 64 draws a group; neighbouring draws 2k, 2k + 1 stay
/// together, so that antithetic pairs do. The error includes the bias of neighbours that are apart, of the
/// order of 1 / n: what groups fall short of the whole, over their number less one (as the jackknife has it:
/// Quenouille 1956, Biometrika 43, 353-360). Of a point set, whose groups are all alike, it is all there is.
Estimate rank_sobol_estimate(std::span<const std::uint32_t> order, std::span<const double> y,
                             double level = 0.95);

}  // namespace leontide::statistics
