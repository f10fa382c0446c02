#pragma once

#include <span>
#include <string>
#include <vector>

#include "table/matrix.hpp"

namespace leontide::table {

/// The totals a matrix is to be balanced to. Labels are for messages and may be empty.
struct Margins {
  std::vector<double> rows;                ///< [m] sums that rows are to have
  std::vector<double> columns;             ///< [n] sums that columns are to have
  std::vector<std::string> row_labels;     ///< [m], or empty
  std::vector<std::string> column_labels;  ///< [n], or empty
};

/// When the iterations end.
struct BalanceOptions {
  /// The largest gap between a sum and its target that ends the iterations, relative to the largest target
  /// (`gap_scale`).
  double tolerance = 1e-12;
  std::size_t iterations = 10000;  ///< at most
};

/// How the balance was reached.
struct BalanceRecord {
  std::vector<double> row_multipliers;     ///< [m] r, by which each row was multiplied
  std::vector<double> column_multipliers;  ///< [n] s, by which each column was multiplied
  std::vector<double> gaps;  ///< the largest relative gap after each iteration (one of rows and columns)
  double apart = 0;          ///< sum of rows less sum of columns that was spread over the columns

  /// That were done.
  std::size_t iterations() const { return gaps.size(); }
};

/// A balanced matrix and how it was reached.
struct Balanced {
  Matrix values;  ///< [m, n]
  BalanceRecord record;
};

/// RAS: the matrix diag(r) · prior · diag(s) with the given row and column sums; of all matrices with these
/// margins the one of least information gain over the prior (Stone 1961; Bacharach 1970; Miller & Blair,
/// section 9.4). Zeros stay zero. Prior [m, n] non-negative, margins [m] and [n] non-negative.
///
/// Sums of rows and columns that printing keeps apart, by up to 1e-9 of the larger, are brought to that of
/// the rows (`BalanceRecord::apart`).
///
/// Throws Refusal: `shape`, `negative_cell`, `negative_margin`, `margins_disagree` (sums apart by more than
/// 1e-9 of the larger), `row_without_cells` and `column_without_cells` (a positive target, no positive cell),
/// `infeasible_zeros` (the zeros leave no solution; what stands in the way is named), `not_converged`.
Balanced ras(const Matrix& prior, const Margins& margins, const BalanceOptions& options = {});

/// GRAS: the same for matrices with negative cells and margins of any sign (Junius & Oosterhaven 2003, in the
/// corrected form of Lenzen, Wood & Gallego 2007): positive cells become r p s, negative ones -n / (r s),
/// with
///
///     r = (u + sqrt(u^2 + 4 P N)) / (2 P),   P = sum p s,  N = sum n / s,
///
/// and r = -N / u where a row has no positive cells (Temurshoev, Miller & Bouwmeester 2013). Signs and zeros
/// stay. Equal to RAS on a non-negative matrix. A row whose cells and target are all zero keeps multiplier 1;
/// one whose target is zero and whose cells have one sign vanishes, with multiplier 0.
///
/// Throws Refusal as `ras` does, but for signs: `row_without_cells` where a positive target has no positive
/// cell or a negative one no negative cell.
Balanced gras(const Matrix& prior, const Margins& margins, const BalanceOptions& options = {});

}  // namespace leontide::table
