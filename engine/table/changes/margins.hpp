#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "table/changes/balance.hpp"

namespace leontide::table {

/// What RAS and GRAS share: the checks of their arguments and the measure of their progress.

/// `row "14"`, or `row 3` where margins carry no labels.
std::string row_name(const Margins& margins, std::size_t row);
/// The same of a column.
std::string column_name(const Margins& margins, std::size_t column);

/// The margins, those of columns brought to the sum of the rows' where printing keeps them apart (by up to
/// 1e-9 of what they hold), by their size; `apart` is how much was spread. Refuses margins that do not fit
/// the matrix or whose sums disagree.
Margins agreed_margins(const Matrix& prior, const Margins& margins, double& apart);

/// The row or column that is farthest from its target.
struct Gap {
  double relative = 0;  ///< to `gap_scale`
  std::string label;    ///< of the row or column
  double sum = 0;       ///< that it has
  double target = 0;    ///< that it is to have
};

/// What gaps are relative to: the largest target, or a thousandth of the largest sum of absolute cells, since
/// cells that offset each other leave no sum better than to their own last digits.
double gap_scale(const Matrix& matrix, const Margins& margins);

/// The widest gap between a row or column sum and its target.
Gap widest_gap(const Matrix& matrix, const Margins& margins);

/// Refuses to go on: a gap that is no number, iterations that ran out (`not_converged`), and, looked for once
/// after a hundred of them, zeros that leave no solution (`infeasible_zeros`, zero_pattern.hpp).
void require_progress(const Matrix& prior, const Margins& margins, const Gap& gap,
                      const std::vector<double>& gaps, const BalanceOptions& options);

}  // namespace leontide::table
