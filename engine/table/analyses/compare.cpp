#include "table/analyses/compare.hpp"

#include <algorithm>
#include <cmath>

#include "table/coefficients.hpp"
#include "table/multipliers.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

void require_same_shape(const Matrix& a, const Matrix& b) {
  if (a.rows != b.rows || a.columns != b.columns) {
    throw Refusal(Reason::shape, "the two tables to compare have different sectors");
  }
}

// Cells that have a log ratio; others get weight 0.
Matrix usable(const Matrix& estimate, const Matrix& reference, Matrix weights) {
  for (std::size_t k = 0; k < weights.values.size(); ++k) {
    if (!(estimate.values[k] > 0) || !(reference.values[k] > 0)) weights.values[k] = 0;
  }
  return weights;
}

double weighted_deviation(std::span<const double> values, std::span<const double> weights) {
  double total = 0;
  double squares = 0;
  for (std::size_t k = 0; k < values.size(); ++k) {
    total += weights[k];
    squares += weights[k] * values[k] * values[k];
  }
  return total > 0 ? std::sqrt(squares / total) : 0;
}

// One half step of the alternating fit: moves the means of rows of `rest` into `effects`; the largest move.
double take_row_means(Matrix& rest, const Matrix& weights, std::vector<double>& effects) {
  double moved = 0;
  for (std::size_t i = 0; i < rest.rows; ++i) {
    double total = 0;
    double mean = 0;
    for (std::size_t j = 0; j < rest.columns; ++j) {
      total += weights(i, j);
      mean += weights(i, j) * rest(i, j);
    }
    if (!(total > 0)) continue;
    mean /= total;
    for (std::size_t j = 0; j < rest.columns; ++j)
      rest(i, j) -= mean;
    effects[i] += mean;
    moved = std::max(moved, std::abs(mean));
  }
  return moved;
}

void centre(std::vector<double>& effects, std::span<const double> weights) {
  const double total = sum(weights);
  double mean = 0;
  for (std::size_t k = 0; k < effects.size(); ++k)
    mean += weights[k] * effects[k] / total;
  for (double& effect : effects)
    effect -= mean;
}

double percent_of(double part, double whole) {
  return whole > 0 ? 100 * part / whole : 0;
}

void compare_coefficients(const Matrix& estimate, const Matrix& reference, std::span<const double> output,
                          Comparison& out) {
  double difference = 0;
  double total = 0;
  double weighted = 0;
  double flows = 0;
  for (std::size_t i = 0; i < reference.rows; ++i) {
    for (const std::size_t j : out.sectors) {
      const double gap = std::abs(estimate(i, j) - reference(i, j));
      difference += gap;
      total += reference(i, j);
      if (!(reference(i, j) > 0)) continue;
      weighted += gap * output[j];
      flows += reference(i, j) * output[j];
    }
  }
  if (!(total > 0)) throw Refusal(Reason::out_of_range, "the reference table has no flows to compare with");
  out.total_percentage_error = percent_of(difference, total);
  out.weighted_percentage_error = percent_of(weighted, flows);
}

void compare_multipliers(const Matrix& estimate, const Matrix& reference, Comparison& out) {
  out.estimated = output_multipliers(leontief_inverse(estimate));
  out.referenced = output_multipliers(leontief_inverse(reference));
  std::vector<double> errors;
  for (const std::size_t j : out.sectors) {
    const double error = out.estimated[j] / out.referenced[j] - 1;
    out.multiplier_bias += error / static_cast<double>(out.sectors.size());
    out.multiplier_mean += std::abs(error) / static_cast<double>(out.sectors.size());
    if (errors.empty() || std::abs(error) > out.multiplier_max) {
      out.multiplier_max = std::abs(error);
      out.worst = j;
    }
    errors.push_back(std::abs(error));
  }
  std::sort(errors.begin(), errors.end());
  const std::size_t middle = errors.size() / 2;
  out.multiplier_median = errors.size() % 2 == 1 ? errors[middle] : (errors[middle - 1] + errors[middle]) / 2;
}

// Spread of the log ratios of totals, where both are positive.
double spread_of_totals(const std::vector<double>& estimate, const std::vector<double>& reference) {
  std::vector<double> logs;
  std::vector<double> weights;
  for (std::size_t k = 0; k < reference.size(); ++k) {
    if (!(estimate[k] > 0) || !(reference[k] > 0)) continue;
    logs.push_back(std::log(estimate[k] / reference[k]));
    weights.push_back(reference[k]);
  }
  if (logs.empty()) return 0;
  centre(logs, weights);
  return weighted_deviation(logs, weights);
}

}  // namespace

LogErrors log_errors(const Matrix& estimate, const Matrix& reference, const Matrix& weights) {
  require_same_shape(estimate, reference);
  require_same_shape(estimate, weights);
  const Matrix used = usable(estimate, reference, weights);
  LogErrors out;
  const double total = sum(used.values);
  const double whole = sum(weights.values);
  if (!(total > 0)) return out;
  out.covered = total / whole;

  Matrix rest(estimate.rows, estimate.columns);
  for (std::size_t k = 0; k < rest.values.size(); ++k) {
    if (used.values[k] == 0) continue;
    rest.values[k] = std::log(estimate.values[k] / reference.values[k]);
    out.mean += used.values[k] * rest.values[k] / total;
  }
  for (double& value : rest.values)
    value -= out.mean;
  out.all = weighted_deviation(rest.values, used.values);

  std::vector<double> rows(rest.rows);
  std::vector<double> columns(rest.columns);
  const Matrix used_across = transposed(used);
  constexpr std::size_t most_rounds = 100000;
  constexpr double still = 1e-13;
  for (std::size_t round = 0;; ++round) {
    double moved = take_row_means(rest, used, rows);
    Matrix across = transposed(rest);
    moved = std::max(moved, take_row_means(across, used_across, columns));
    rest = transposed(across);
    if (moved <= still) break;
    if (round == most_rounds) {
      throw Refusal(Reason::not_converged, "row and column effects of the errors do not settle");
    }
  }
  const std::vector<double> row_weights = row_sums(used);
  const std::vector<double> column_weights = column_sums(used);
  centre(rows, row_weights);
  centre(columns, column_weights);
  out.rows = weighted_deviation(rows, row_weights);
  out.columns = weighted_deviation(columns, column_weights);
  out.cells = weighted_deviation(rest.values, used.values);
  return out;
}

Comparison compare(const Matrix& estimate, const Matrix& reference, std::span<const double> output) {
  require_same_shape(estimate, reference);
  if (reference.rows != reference.columns || output.size() != reference.columns) {
    throw Refusal(Reason::shape, "coefficients and output to compare have different sectors");
  }
  Comparison out;
  for (std::size_t j = 0; j < output.size(); ++j) {
    if (output[j] > 0) out.sectors.push_back(j);
  }
  compare_coefficients(estimate, reference, output, out);
  compare_multipliers(estimate, reference, out);
  const Matrix flows = scale_columns(reference, output);
  const Matrix estimated = scale_columns(estimate, output);
  out.log_errors = log_errors(estimate, reference, flows);
  out.row_totals = spread_of_totals(row_sums(estimated), row_sums(flows));
  out.column_totals = spread_of_totals(column_sums(estimated), column_sums(flows));
  return out;
}

}  // namespace leontide::table
