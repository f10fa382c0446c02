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

/// The coefficients with households closed in as the last row (income a unit of output) and column
/// (consumption a unit of income), [n + 1, n + 1] (Miller & Blair, section 2.5); `own` in the corner is what
/// households pay each other.
Matrix close_households(const Matrix& a, std::span<const double> income_coefficients,
                        std::span<const double> consumption_coefficients, double own = 0);

}  // namespace leontide::table
