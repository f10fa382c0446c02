#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

#include "base/numbers.hpp"
#include "table/changes/balance.hpp"
#include "table/changes/margins.hpp"
#include "table/changes/newton_balance.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

/// Sums of the positive and of the absolute negative cells of a row or column.
struct Signs {
  double positive = 0;
  double negative = 0;
};

bool reachable(double target, Signs cells) {
  return target == 0 || (target > 0 ? cells.positive : cells.negative) > 0;
}

void require_reachable(double target, Signs cells, Reason reason, const std::string& label) {
  if (reachable(target, cells)) return;
  const char* found = cells.positive > 0 ? "positive cells only" : "negative cells only";
  if (cells.positive == 0 && cells.negative == 0) found = "no cells but zeros";
  throw Refusal(reason, fmt::format("{} is to sum to {} and has {}", label, print_number(target), found));
}

// The root of r^2 P - r u - N = 0 that is not negative, in the form that does not cancel; no number where
// sums of cells have become too small for one.
double multiplier(double target, Signs cells) {
  constexpr double beyond = std::numeric_limits<double>::quiet_NaN();
  if (cells.positive == 0 && cells.negative == 0) return target == 0 ? 1 : beyond;
  if (cells.positive == 0) return target < 0 ? cells.negative / -target : beyond;
  if (cells.negative == 0) return target >= 0 ? target / cells.positive : beyond;
  const double root = std::sqrt(target * target + 4 * cells.positive * cells.negative);
  return target >= 0 ? (target + root) / (2 * cells.positive) : 2 * cells.negative / (root - target);
}

/// Rows and columns that are to sum to zero and have cells of one sign, which none but zeros meet.
struct Vanished {
  std::vector<std::size_t> rows, columns;
};

/// Sets their cells to zero, also where others were emptied before.
Vanished empty_vanishing_lines(Matrix& prior, const Margins& margins) {
  Vanished out;
  const auto has_one_sign = [](auto count, auto&& cell_at) {
    Signs signs;
    for (std::size_t k = 0; k < count; ++k)
      (cell_at(k) > 0 ? signs.positive : signs.negative) += std::abs(cell_at(k));
    return (signs.positive > 0) != (signs.negative > 0);
  };
  for (bool is_emptied = true; is_emptied;) {
    is_emptied = false;
    for (std::size_t i = 0; i < prior.rows; ++i) {
      if (margins.rows[i] != 0 || !has_one_sign(prior.columns, [&](std::size_t j) { return prior(i, j); }))
        continue;
      for (std::size_t j = 0; j < prior.columns; ++j)
        prior(i, j) = 0;
      out.rows.push_back(i);
      is_emptied = true;
    }
    for (std::size_t j = 0; j < prior.columns; ++j) {
      if (margins.columns[j] != 0 || !has_one_sign(prior.rows, [&](std::size_t i) { return prior(i, j); }))
        continue;
      for (std::size_t i = 0; i < prior.rows; ++i)
        prior(i, j) = 0;
      out.columns.push_back(j);
      is_emptied = true;
    }
  }
  return out;
}

class Gras {
 public:
  Gras(const Matrix& prior, const Margins& margins)
      : prior_(prior), margins_(margins), r_(prior.rows, 1), s_(prior.columns, 1) {
    for (std::size_t i = 0; i < r_.size(); ++i)
      require_reachable(margins.rows[i], row_signs(i), Reason::row_without_cells, row_name(margins, i));
    for (std::size_t j = 0; j < s_.size(); ++j) {
      require_reachable(margins.columns[j], column_signs(j), Reason::column_without_cells,
                        column_name(margins, j));
    }
  }

  void sweep() {
    for (std::size_t i = 0; i < r_.size(); ++i)
      r_[i] = multiplier(margins_.rows[i], row_signs(i));
    for (std::size_t j = 0; j < s_.size(); ++j)
      s_[j] = multiplier(margins_.columns[j], column_signs(j));
  }

  /// Where sweeps alone would take too many; whether that was of use.
  bool refine(const BalanceOptions& options, std::vector<double>& gaps) {
    BalanceRecord so_far = record(std::move(gaps));
    const bool is_refined = refine_multipliers(prior_, margins_, options, so_far);
    r_ = std::move(so_far.row_multipliers);
    s_ = std::move(so_far.column_multipliers);
    gaps = std::move(so_far.gaps);
    return is_refined;
  }

  Matrix values() const {
    Matrix out = prior_;
    for (std::size_t i = 0; i < out.rows; ++i) {
      for (std::size_t j = 0; j < out.columns; ++j) {
        const double factor = r_[i] * s_[j];
        if (out(i, j) > 0) {
          out(i, j) *= factor;
        } else if (out(i, j) < 0) {
          out(i, j) /= factor;
        }
      }
    }
    return out;
  }

  BalanceRecord record(std::vector<double> gaps) const { return {r_, s_, std::move(gaps), 0}; }

 private:
  Signs row_signs(std::size_t i) const {
    Signs signs;
    for (std::size_t j = 0; j < prior_.columns; ++j)
      add(prior_(i, j), s_[j], signs);
    return signs;
  }

  Signs column_signs(std::size_t j) const {
    Signs signs;
    for (std::size_t i = 0; i < prior_.rows; ++i)
      add(prior_(i, j), r_[i], signs);
    return signs;
  }

  static void add(double cell, double factor, Signs& signs) {
    if (cell > 0) signs.positive += cell * factor;
    if (cell < 0) signs.negative -= cell / factor;
  }

  const Matrix& prior_;
  const Margins& margins_;
  std::vector<double> r_;
  std::vector<double> s_;
};

}  // namespace

Balanced gras(const Matrix& given, const Margins& printed, const BalanceOptions& options) {
  double apart = 0;
  const Margins margins = agreed_margins(given, printed, apart);
  Matrix prior = given;
  const Vanished vanished = empty_vanishing_lines(prior, margins);
  Gras state(prior, margins);
  Matrix values = prior;
  std::vector<double> gaps;
  Gap gap = widest_gap(values, margins);
  while (!(gap.relative <= options.tolerance)) {
    require_progress(prior, margins, gap, gaps, options);
    const bool is_refined = gaps.size() == sweeps_before_newton && state.refine(options, gaps);
    if (!is_refined) state.sweep();
    values = state.values();
    gap = widest_gap(values, margins);
    if (!is_refined) gaps.push_back(gap.relative);
  }
  Balanced out{std::move(values), state.record(std::move(gaps))};
  out.record.apart = apart;
  for (const std::size_t i : vanished.rows)
    out.record.row_multipliers[i] = 0;
  for (const std::size_t j : vanished.columns)
    out.record.column_multipliers[j] = 0;
  return out;
}

}  // namespace leontide::table
