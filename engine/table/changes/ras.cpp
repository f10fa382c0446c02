#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "table/changes/balance.hpp"
#include "table/changes/margins.hpp"
#include "table/changes/newton_balance.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

void require_signs(const Matrix& prior, const Margins& margins) {
  for (std::size_t i = 0; i < prior.rows; ++i) {
    for (std::size_t j = 0; j < prior.columns; ++j) {
      if (prior(i, j) >= 0) continue;
      throw Refusal(Reason::negative_cell,
                    fmt::format("the cell of {} and {} is {}; RAS takes none below zero, GRAS does",
                                row_name(margins, i), column_name(margins, j), print_number(prior(i, j))));
    }
  }
  for (std::size_t i = 0; i < margins.rows.size(); ++i) {
    if (margins.rows[i] >= 0) continue;
    throw Refusal(Reason::negative_margin,
                  fmt::format("the target of {} is {}", row_name(margins, i), print_number(margins.rows[i])));
  }
  for (std::size_t j = 0; j < margins.columns.size(); ++j) {
    if (margins.columns[j] >= 0) continue;
    throw Refusal(Reason::negative_margin, fmt::format("the target of {} is {}", column_name(margins, j),
                                                       print_number(margins.columns[j])));
  }
}

void require_cells(const Matrix& prior, const Margins& margins) {
  const std::vector<double> rows = row_sums(prior);
  const std::vector<double> columns = column_sums(prior);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (margins.rows[i] == 0 || rows[i] > 0) continue;
    throw Refusal(Reason::row_without_cells,
                  fmt::format("{} is to sum to {} and has no positive cell", row_name(margins, i),
                              print_number(margins.rows[i])));
  }
  for (std::size_t j = 0; j < columns.size(); ++j) {
    if (margins.columns[j] == 0 || columns[j] > 0) continue;
    throw Refusal(Reason::column_without_cells,
                  fmt::format("{} is to sum to {} and has no positive cell", column_name(margins, j),
                              print_number(margins.columns[j])));
  }
}

double multiplier(double target, double current) {
  return current > 0 ? target / current : 1;
}

void sweep(const Matrix& prior, const Margins& margins, std::vector<double>& r, std::vector<double>& s) {
  const std::vector<double> rows = multiply(prior, s);
  for (std::size_t i = 0; i < r.size(); ++i)
    r[i] = multiplier(margins.rows[i], rows[i]);
  const std::vector<double> columns = multiply(r, prior);
  for (std::size_t j = 0; j < s.size(); ++j)
    s[j] = multiplier(margins.columns[j], columns[j]);
}

}  // namespace

Balanced ras(const Matrix& prior, const Margins& printed, const BalanceOptions& options) {
  double apart = 0;
  const Margins margins = agreed_margins(prior, printed, apart);
  require_signs(prior, margins);
  require_cells(prior, margins);
  Balanced out{prior, {std::vector<double>(prior.rows, 1), std::vector<double>(prior.columns, 1), {}, apart}};
  std::vector<double>& r = out.record.row_multipliers;
  std::vector<double>& s = out.record.column_multipliers;
  Gap gap = widest_gap(prior, margins);
  while (!(gap.relative <= options.tolerance)) {
    require_progress(prior, margins, gap, out.record.gaps, options);
    const bool is_refined = out.record.gaps.size() == sweeps_before_newton &&
                            refine_multipliers(prior, margins, options, out.record);
    if (!is_refined) sweep(prior, margins, r, s);
    out.values = scale_columns(scale_rows(prior, r), s);
    gap = widest_gap(out.values, margins);
    if (!is_refined) out.record.gaps.push_back(gap.relative);
  }
  return out;
}

}  // namespace leontide::table
