#include "table/changes/newton_balance.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <numeric>
#include <optional>

#include "linear/lu.hpp"
#include "table/activity.hpp"
#include "table/changes/margins.hpp"

namespace leontide::table {

namespace {

constexpr int most_steps = 100;
constexpr int most_halvings = 40;
constexpr double last_digits = 1e-14;
constexpr double longest_step = 4;       // of a logarithm
constexpr double most_operations = 4e9;  // of a step

double largest(const std::vector<double>& values) {
  double out = 0;
  for (const double value : values)
    out = std::max(out, std::abs(value));
  return out;
}

/// Logarithms of the multipliers, and what follows from them.
struct Point {
  std::vector<double> u = {}, v = {};
  Matrix gross = {};                                  ///< positive cells and absolute negative ones
  std::vector<double> of_rows = {}, of_columns = {};  ///< sums less targets
  double value = 0;                                   ///< what is minimised
  double magnitude = 0;                               ///< the sum of its absolute terms
  double gap = 0;                                     ///< the widest, relative to `gap_scale`
};

class Newton {
 public:
  Newton(const Matrix& prior, const Margins& margins) : prior_(prior), margins_(margins) {}

  bool run(BalanceRecord& record, double tolerance) {
    Point here = start(record);
    pin_columns(here);
    std::vector<double> gaps;
    for (int step = 0; step < most_steps && !(here.gap <= tolerance); ++step) {
      begin_activity(fmt::format("balancing, step {} of {} at most by Newton, largest gap {:.0e}", step + 1,
                                 most_steps, here.gap));
      const auto next = after_step(here);
      if (!next) return false;
      here = *next;
      gaps.push_back(here.gap);
    }
    if (!(here.gap <= tolerance)) return false;
    const auto put = [](const std::vector<double>& logs, std::vector<double>& multipliers) {
      for (std::size_t k = 0; k < logs.size(); ++k)
        if (multipliers[k] > 0) multipliers[k] = std::exp(logs[k]);
    };
    put(here.u, record.row_multipliers);
    put(here.v, record.column_multipliers);
    record.gaps.insert(record.gaps.end(), gaps.begin(), gaps.end());
    return true;
  }

 private:
  Point start(const BalanceRecord& record) const {
    Point out;
    for (const double r : record.row_multipliers)
      out.u.push_back(r > 0 ? std::log(r) : -std::numeric_limits<double>::infinity());
    for (const double s : record.column_multipliers)
      out.v.push_back(s > 0 ? std::log(s) : -std::numeric_limits<double>::infinity());
    measure(out);
    return out;
  }

  /// Cells of rows and columns that are to vanish count for nothing.
  void measure(Point& at) const {
    const std::size_t m = prior_.rows;
    const std::size_t n = prior_.columns;
    at.gross = Matrix(m, n);
    at.of_rows.assign(m, 0);
    at.of_columns.assign(n, 0);
    at.value = at.magnitude = 0;
    for (std::size_t i = 0; i < m; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        const double cell = prior_(i, j);
        const double exponent = at.u[i] + at.v[j];
        if (cell == 0 || !std::isfinite(exponent)) continue;
        const double size = std::abs(cell) * std::exp(cell > 0 ? exponent : -exponent);
        at.gross(i, j) = size;
        at.value += size;
        at.magnitude += size;
        at.of_rows[i] += cell > 0 ? size : -size;
        at.of_columns[j] += cell > 0 ? size : -size;
      }
    }
    take_targets(margins_.rows, at.u, at.of_rows, at);
    take_targets(margins_.columns, at.v, at.of_columns, at);
    at.gap = std::max(largest(at.of_rows), largest(at.of_columns)) / gap_scale(at.gross, margins_);
  }

  static void take_targets(const std::vector<double>& targets, const std::vector<double>& logs,
                           std::vector<double>& sums, Point& at) {
    for (std::size_t k = 0; k < targets.size(); ++k) {
      sums[k] -= targets[k];
      if (!std::isfinite(logs[k])) continue;
      at.value -= targets[k] * logs[k];
      at.magnitude += std::abs(targets[k] * logs[k]);
    }
  }

  /// Rows and columns that cells join may be scaled against each other without a trace: of each such group
  /// one column's multiplier is held.
  void pin_columns(const Point& at) {
    std::vector<std::size_t> root(prior_.rows + prior_.columns);
    std::iota(root.begin(), root.end(), std::size_t{0});
    const auto find = [&](std::size_t node) {
      while (root[node] != node)
        node = root[node] = root[root[node]];
      return node;
    };
    for (std::size_t i = 0; i < prior_.rows; ++i) {
      for (std::size_t j = 0; j < prior_.columns; ++j)
        if (at.gross(i, j) > 0) root[find(i)] = find(prior_.rows + j);
    }
    std::vector<bool> has(root.size());
    for (std::size_t j = 0; j < prior_.columns; ++j) {
      const std::size_t group = find(prior_.rows + j);
      pinned_.push_back(!has[group]);
      has[group] = true;
    }
  }

  /// The step of the columns, rows eliminated: (D_c - H' D_r^-1 H) dv = -g_c + H' D_r^-1 g_r.
  std::vector<double> column_step(const Point& at, const std::vector<double>& row_gross) const {
    const std::size_t n = prior_.columns;
    Matrix system(n, n);
    std::vector<double> right(n);
    for (std::size_t j = 0; j < n; ++j)
      right[j] = -at.of_columns[j];
    for (std::size_t i = 0; i < prior_.rows; ++i) {
      if (row_gross[i] == 0) continue;
      const auto cells = at.gross.row(i);
      for (std::size_t j = 0; j < n; ++j) {
        if (cells[j] == 0) continue;
        const double share = cells[j] / row_gross[i];
        system(j, j) += cells[j];
        right[j] += share * at.of_rows[i];
        for (std::size_t k = 0; k < n; ++k)
          system(j, k) -= share * cells[k];
      }
    }
    for (std::size_t j = 0; j < n; ++j) {
      if (!pinned_[j]) continue;
      for (std::size_t k = 0; k < n; ++k)
        system(j, k) = system(k, j) = j == k ? 1 : 0;
      right[j] = 0;
    }
    return linear::Lu(system.values, n).solve(right);
  }

  std::optional<Point> after_step(const Point& at) const {
    const std::vector<double> row_gross = row_sums(at.gross);
    const std::vector<double> dv = column_step(at, row_gross);
    std::vector<double> du(prior_.rows);
    for (std::size_t i = 0; i < du.size(); ++i) {
      if (row_gross[i] == 0) continue;
      double moved = -at.of_rows[i];
      for (std::size_t j = 0; j < dv.size(); ++j)
        moved -= at.gross(i, j) * dv[j];
      du[i] = moved / row_gross[i];
    }
    const double size = std::max(largest(du), largest(dv));
    if (!std::isfinite(size)) return std::nullopt;
    double slope = 0;
    for (std::size_t i = 0; i < du.size(); ++i)
      slope += at.of_rows[i] * du[i];
    for (std::size_t j = 0; j < dv.size(); ++j)
      slope += at.of_columns[j] * dv[j];
    double length = std::min(1.0, longest_step / std::max(size, 1e-300));
    for (int halving = 0; halving < most_halvings; ++halving, length /= 2) {
      Point next{at.u, at.v};
      for (std::size_t i = 0; i < du.size(); ++i)
        next.u[i] += length * du[i];
      for (std::size_t j = 0; j < dv.size(); ++j)
        next.v[j] += length * dv[j];
      measure(next);
      // Close to the end the value changes by less than its last digits.
      const bool is_lower = next.value <= at.value + 1e-4 * length * slope + last_digits * at.magnitude;
      if (std::isfinite(next.gap) && (is_lower || next.gap < 0.9 * at.gap)) return next;
    }
    return std::nullopt;
  }

  const Matrix& prior_;
  const Margins& margins_;
  std::vector<bool> pinned_;
};

}  // namespace

bool refine_multipliers(const Matrix& prior, const Margins& margins, const BalanceOptions& options,
                        BalanceRecord& record) {
  const auto rows = static_cast<double>(prior.rows);
  const auto columns = static_cast<double>(prior.columns);
  if (rows * columns * columns > most_operations) return false;
  return Newton(prior, margins).run(record, options.tolerance);
}

}  // namespace leontide::table
