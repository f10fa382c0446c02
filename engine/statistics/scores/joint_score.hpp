#pragma once

#include <cstddef>
#include <span>

namespace leontide::statistics {

// Scores of several outcomes at once. draws is row-major [draws × outcomes.size()].

/// Energy score, fair as `crps_fair` is, which it is of one outcome (Gneiting & Raftery 2007, J. Amer.
/// Statist. Assoc. 102, 359-378, section 4.3). Quadratic in the number of draws; NaN without any.
double energy_score(std::span<const double> draws, std::span<const double> outcomes);

/// Variogram score of an order > 0, 0.5 by custom, pairs weighed alike, each counted twice (Scheuerer &
/// Hamill 2015, Monthly Weather Review 143, 1321-1334): it tells wrong dependence, which energy hardly does.
double variogram_score(std::span<const double> draws, std::span<const double> outcomes, double order = 0.5);

}  // namespace leontide::statistics
