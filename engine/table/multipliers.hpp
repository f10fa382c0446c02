#pragma once

#include <span>
#include <vector>

#include "table/accounts.hpp"
#include "table/matrix.hpp"

namespace leontide::table {

/// Column sums of the Leontief inverse: output of all sectors for a unit of the column's final demand
/// (Miller & Blair, eq. 6.1; Eurostat Manual 2008, backward linkages).
std::vector<double> output_multipliers(const Matrix& leontief_inverse);

/// Output multipliers of what the region itself delivers, [sectors]: L of its regional requirements.
std::vector<double> local_multipliers(const Accounts& accounts);

/// s' L: value added, income, persons or emissions of all sectors for a unit of the column's final demand,
/// from direct coefficients s per unit of output. Published as "effects" by the Office for National
/// Statistics and as "multipliers" in the Eurostat Manual. With changes of primary input cost per unit of
/// output for s it is the change of prices, dp = L' dv (Miller & Blair, eq. 2.33). Types I and II:
/// multiplier_report.hpp; forward linkages: linkages.hpp.
std::vector<double> total_effects(std::span<const double> coefficients, const Matrix& leontief_inverse);

/// The coefficients with households closed in as the last row (income a unit of output) and column
/// (consumption a unit of income), [n + 1, n + 1] (Miller & Blair, section 2.5); `own` in the corner is what
/// households pay each other.
Matrix close_households(const Matrix& a, std::span<const double> income_coefficients,
                        std::span<const double> consumption_coefficients, double own = 0);

/// Linkages over their mean: above 1 is above average (Rasmussen 1956).
std::vector<double> power_of_dispersion(std::span<const double> linkages);

}  // namespace leontide::table
