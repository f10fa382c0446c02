#pragma once

#include <span>
#include <vector>

#include "table/matrix.hpp"

namespace leontide::table {

/// How much one coefficient a(row, column) matters.
struct InfluenceCell {
  std::size_t row = 0;     ///< position of the row
  std::size_t column = 0;  ///< position of the column
  double coefficient = 0;  ///< inputs of `row` per unit of the column's output
  /// Frobenius norm of the first-order field of influence F(i,j) = L_.i L_j., the change of the whole inverse
  /// per unit change of the coefficient (Sonis & Hewings 1989, 1992): ||L_.i|| ||L_j.||.
  double field = 0;
  /// The change of the coefficient, in percent of itself, that moves some sector's output by `tolerance`
  /// percent (Schintke & Stäglin 1988; Miller & Blair, 2nd ed., section 12.3):
  ///     r = 100 p / (a_ij (100 max_k(l_ki / x_k) x_j + p l_ji)).
  /// Small is important.
  double tolerable = 0;
};

/// Every coefficient that is not 0, most inverse-important first (smallest tolerable change; ties in row,
/// then column order). Shapes: a [n, n], output [n]; tolerance in percent, above 0. Throws Refusal `shape`,
/// `out_of_range`, `unproductive`.
std::vector<InfluenceCell> influence(const Matrix& a, std::span<const double> output, double tolerance);

}  // namespace leontide::table
