#pragma once

#include <span>
#include <string>
#include <vector>

#include "table/matrix.hpp"

namespace leontide::table {

/// Errors of coefficients taken apart: log(estimate / reference) = mean + row_i + column_j + cell_ij by least
/// squares weighted with the reference's flows, over the cells that are positive in both. Standard
/// deviations are weighted the same way. What a row's large cells err on their own is in its row effect:
/// that is the error of the row's sales.
struct LogErrors {
  double mean = 0;     ///< of the log ratios
  double rows = 0;     ///< standard deviation of the row effects
  double columns = 0;  ///< of the column effects
  double cells = 0;    ///< of what is left
  double all = 0;      ///< of the log ratios themselves, around their mean
  double covered = 0;  ///< part of the reference's flows in the cells used
};

/// How far the coefficients of an estimated table are from those of a reference.
struct Comparison {
  /// STPE, in percent: 100 sum |â - a| / sum a over all coefficients, each column alike (Miller & Blair,
  /// chapter 7; Jackson & Murray 2004).
  double total_percentage_error = 0;
  /// WAPE, in percent: the absolute percentage errors |â - a| / a of the reference's cells, weighted by their
  /// share in all flows (Miller & Blair, chapter 7), so that large sectors count more. Cells that are 0 in
  /// the reference have none.
  double weighted_percentage_error = 0;

  // Errors of the output multipliers (column sums of the Leontief inverse), relative to the reference.
  double multiplier_bias = 0;        ///< mean, signed
  double multiplier_mean = 0;        ///< mean of the absolute errors
  double multiplier_median = 0;      ///< their median
  double multiplier_max = 0;         ///< the largest absolute error
  std::size_t worst = 0;             ///< the sector of the largest
  std::vector<std::size_t> sectors;  ///< those compared: the ones with output in the reference
  std::vector<double> estimated;     ///< multipliers of all sectors, [n]
  std::vector<double> referenced;    ///< [n]

  LogErrors log_errors;  ///< of all cells, taken apart

  /// Standard deviations of log(estimate / reference) of whole rows and columns at the reference's output,
  /// around their mean, weighted by the reference's: errors of sales to other sectors and of all inputs. They
  /// are what one multiplier a row and one a column would have to mend.
  double row_totals = 0;
  double column_totals = 0;  ///< the same of columns
};

/// Compares coefficients [n, n] with those of a reference whose outputs are `output` [n]. Columns of sectors
/// without output in the reference are left out. Throws Refusal `shape`, `out_of_range` (a reference without
/// flows) and `unproductive`.
Comparison compare(const Matrix& estimate, const Matrix& reference, std::span<const double> output);

/// The decomposition alone: both matrices and `weights` [m, n]. Row and column effects are each centred on
/// their weighted mean. Throws Refusal `shape`, `not_converged`.
LogErrors log_errors(const Matrix& estimate, const Matrix& reference, const Matrix& weights);

}  // namespace leontide::table
