#pragma once

#include <span>

#include "table/accounts.hpp"

namespace leontide::table {

/// Which inputs a coefficient counts. The two are never mixed without a name: a Leontief model on total
/// requirements credits the region with what it buys from outside.
enum class Requirements {
  total,     ///< inputs of all origins (technical coefficients)
  regional,  ///< inputs made in the region or country of the table
};

/// A matrix of coefficients, with what they count.
struct Coefficients {
  Requirements requirements = Requirements::total;  ///< that `values` count
  Matrix values;                                    ///< [n, n], inputs per unit of output
};

/// A = Z diag(x)^-1 (Miller & Blair, 3rd ed., eq. 2.3). A sector without output has a column of zeros.
Matrix technical_coefficients(const Matrix& flows, std::span<const double> output);

/// The table's coefficients of one kind. Total requirements need flows of all origins or `flows_imported`;
/// regional ones need local flows, or flows of all origins and `regional_purchase_share` in regional_supply,
/// which then applies to every buyer of a product alike. Throws Refusal `no_such_origin`.
Coefficients coefficients(const Accounts& accounts, Requirements requirements);

/// What solves with I - A are worth.
struct Productivity {
  bool is_productive = false;       ///< a non-negative inverse of I - A exists
  double reciprocal_condition = 0;  ///< an estimate of that of I - A, from 0 to 1
};
/// From one factorisation of I - A.
Productivity productivity(const Matrix& a);

/// Whether some output meets every demand (Hawkins & Simon 1949): x = (I - A)^-1 1 is positive, which for
/// A >= 0 holds exactly when the spectral radius is below 1.
bool is_productive(const Matrix& a);

/// The largest absolute eigenvalue. Exact to rounding up to 200 sectors; above, power iteration on a
/// non-negative matrix, to 1e-12 between steps.
double spectral_radius(const Matrix& a);

/// L = (I - A)^-1 (Miller & Blair, eq. 2.10). Throws Refusal `unproductive` when A is not productive.
Matrix leontief_inverse(const Matrix& a);

/// B = diag(x)^-1 Z, the allocation (output) coefficients (Ghosh 1958; Miller & Blair, eq. 12.2).
Matrix allocation_coefficients(const Matrix& flows, std::span<const double> output);

}  // namespace leontide::table
