#include "table/changes/margins.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "table/activity.hpp"
#include "table/changes/zero_pattern.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

constexpr double agreement = 1e-9;
constexpr double within_rounding = 1e-13;

std::string named(const char* kind, const std::vector<std::string>& labels, std::size_t index) {
  if (index < labels.size()) return fmt::format("{} \"{}\"", kind, labels[index]);
  return fmt::format("{} {}", kind, index + 1);
}

double largest_absolute(const std::vector<double>& values) {
  double largest = 0;
  for (const double value : values)
    largest = std::max(largest, std::abs(value));
  return largest;
}

double gross_of(const std::vector<double>& values) {
  double gross = 0;
  for (const double value : values)
    gross += std::abs(value);
  return gross;
}

}  // namespace

std::string row_name(const Margins& margins, std::size_t row) {
  return named("row", margins.row_labels, row);
}

std::string column_name(const Margins& margins, std::size_t column) {
  return named("column", margins.column_labels, column);
}

Margins agreed_margins(const Matrix& prior, const Margins& margins, double& apart) {
  if (margins.rows.size() != prior.rows || margins.columns.size() != prior.columns) {
    throw Refusal(Reason::shape,
                  fmt::format("a matrix of {} rows and {} columns with targets for {} rows and {} columns",
                              prior.rows, prior.columns, margins.rows.size(), margins.columns.size()));
  }
  const auto not_finite = [](double value) { return !std::isfinite(value); };
  if (std::any_of(prior.values.begin(), prior.values.end(), not_finite) ||
      std::any_of(margins.rows.begin(), margins.rows.end(), not_finite) ||
      std::any_of(margins.columns.begin(), margins.columns.end(), not_finite)) {
    throw Refusal(Reason::out_of_range, "a cell or a target is not a finite number");
  }
  const double rows = sum(margins.rows);
  const double columns = sum(margins.columns);
  const double gross_columns = gross_of(margins.columns);
  const double scale = std::max(gross_of(margins.rows), gross_columns);
  if (std::abs(rows - columns) > agreement * scale) {
    throw Refusal(Reason::margins_disagree,
                  fmt::format("the row targets sum to {} and the column targets to {}", print_number(rows),
                              print_number(columns)));
  }
  apart = 0;
  Margins out = margins;
  // What is within rounding of the largest total stands in no way.
  const double largest = std::max(largest_absolute(margins.rows), largest_absolute(margins.columns));
  if (std::abs(rows - columns) <= within_rounding * largest || gross_columns == 0) return out;
  apart = rows - columns;
  for (double& total : out.columns)
    total += apart * std::abs(total) / gross_columns;
  return out;
}

double gap_scale(const Matrix& matrix, const Margins& margins) {
  constexpr double of_gross = 1e-3;
  double gross = 0;
  std::vector<double> columns(matrix.columns);
  for (std::size_t i = 0; i < matrix.rows; ++i) {
    double row = 0;
    for (std::size_t j = 0; j < matrix.columns; ++j) {
      row += std::abs(matrix(i, j));
      columns[j] += std::abs(matrix(i, j));
    }
    gross = std::max(gross, row);
  }
  gross = std::max(gross, largest_absolute(columns));
  return std::max({largest_absolute(margins.rows), largest_absolute(margins.columns), of_gross * gross});
}

Gap widest_gap(const Matrix& matrix, const Margins& margins) {
  const double scale = gap_scale(matrix, margins);
  Gap widest;
  const auto consider = [&](double found, double target, auto&& label) {
    const double relative = scale > 0 ? std::abs(found - target) / scale : std::abs(found - target);
    // What is not a number is the widest gap there is.
    const bool wider = !std::isnan(widest.relative) && !(relative <= widest.relative);
    if (wider || widest.label.empty()) widest = {relative, label(), found, target};
  };
  const std::vector<double> rows = row_sums(matrix);
  const std::vector<double> columns = column_sums(matrix);
  for (std::size_t i = 0; i < rows.size(); ++i)
    consider(rows[i], margins.rows[i], [&] { return row_name(margins, i); });
  for (std::size_t j = 0; j < columns.size(); ++j)
    consider(columns[j], margins.columns[j], [&] { return column_name(margins, j); });
  return widest;
}

void require_progress(const Matrix& prior, const Margins& margins, const Gap& gap,
                      const std::vector<double>& gaps, const BalanceOptions& options) {
  constexpr std::size_t look_at_zeros = 100;
  constexpr std::size_t told_each = 50;
  if (gaps.size() % told_each == 0)
    begin_activity(fmt::format("balancing, {} iterations, largest gap {:.0e}", gaps.size(), gap.relative));
  const bool is_number = std::isfinite(gap.relative);
  const bool last = gaps.size() >= options.iterations;
  if (!is_number || gaps.size() == look_at_zeros || (last && gaps.size() < look_at_zeros)) {
    if (const auto blocked = blocked_margins(prior, margins)) {
      throw Refusal(Reason::infeasible_zeros, *blocked);
    }
  }
  if (is_number && !last) return;
  if (const auto emptied = emptied_cells(prior, margins)) throw Refusal(Reason::infeasible_zeros, *emptied);
  if (!is_number) {
    throw Refusal(
        Reason::not_converged,
        fmt::format("after {} iterations the multipliers are beyond all numbers, first at {}, whose "
                    "target is {}",
                    gaps.size(), gap.label, print_number(gap.target)));
  }
  throw Refusal(
      Reason::not_converged,
      fmt::format("after {} iterations {} sums to {} and its target is {}: the iterations are too few",
                  gaps.size(), gap.label, print_number(gap.sum), print_number(gap.target)));
}

}  // namespace leontide::table
