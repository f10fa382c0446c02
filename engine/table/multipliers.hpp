#pragma once

#include <span>
#include <vector>

#include "table/matrix.hpp"

namespace leontide::table {

/// Column sums of the Leontief inverse: output of all sectors for a unit of the column's final demand
/// (Miller & Blair, eq. 6.1; Eurostat Manual 2008, backward linkages).
std::vector<double> output_multipliers(const Matrix& leontief_inverse);

/// s' L: value added, income, persons or emissions of all sectors for a unit of the column's final demand,
/// from direct coefficients s per unit of output. Published as "effects" by the Office for National
/// Statistics and as "multipliers" in the Eurostat Manual.
std::vector<double> total_effects(std::span<const double> coefficients, const Matrix& leontief_inverse);

/// (s' L)_j / s_j, type I: the total effect for each unit of direct effect (Miller & Blair, eq. 6.9). 0 where
/// s_j is 0.
std::vector<double> type_one_multipliers(std::span<const double> coefficients,
                                         const Matrix& leontief_inverse);

/// The coefficients with households closed in as the last row (income a unit of output) and column
/// (consumption a unit of income), [n + 1, n + 1] (Miller & Blair, section 2.5).
Matrix close_households(const Matrix& a, std::span<const double> income_coefficients,
                        std::span<const double> consumption_coefficients);

/// (s' L*)_j / s_j, type II: income multipliers of the table closed with respect to households; s is the
/// income row. Shapes: a [n, n], both vectors [n].
std::vector<double> type_two_income_multipliers(const Matrix& a, std::span<const double> income_coefficients,
                                                std::span<const double> consumption_coefficients);

/// Row sums of (I - B)^-1, the Ghosh inverse of allocation coefficients: forward linkages.
std::vector<double> forward_linkages(const Matrix& allocation_coefficients);

/// Linkages over their mean: above 1 is above average (Rasmussen 1956).
std::vector<double> power_of_dispersion(std::span<const double> linkages);

/// Change of prices when primary input costs change by `cost_changes` a unit of output: dp = L' dv
/// (cost-push price model; Miller & Blair, eq. 2.33).
std::vector<double> price_changes(std::span<const double> cost_changes, const Matrix& leontief_inverse);

}  // namespace leontide::table
