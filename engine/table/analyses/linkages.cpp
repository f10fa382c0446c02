#include "table/analyses/linkages.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "table/multipliers.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

/// Standard deviation over mean, of a column of L or a row of G over the sectors that make something: of the
/// others it holds zeros alone.
class Variation {
 public:
  explicit Variation(std::span<const double> output)
      : output_(output), count_(static_cast<double>(output.size() - std::ranges::count(output, 0.0))) {}

  std::vector<double> of_columns(const Matrix& matrix) const {
    std::vector<double> squares(matrix.columns);
    for (std::size_t i = 0; i < matrix.rows; ++i) {
      for (std::size_t j = 0; j < matrix.columns; ++j)
        squares[j] += matrix(i, j) * matrix(i, j);
    }
    std::vector<double> out = column_sums(matrix);
    for (std::size_t j = 0; j < out.size(); ++j)
      out[j] = of(j, out[j], squares[j]);
    return out;
  }

  std::vector<double> of_rows(const Matrix& matrix) const {
    std::vector<double> out(matrix.rows);
    for (std::size_t i = 0; i < matrix.rows; ++i) {
      double squares = 0;
      for (const double value : matrix.row(i))
        squares += value * value;
      out[i] = of(i, sum(matrix.row(i)), squares);
    }
    return out;
  }

 private:
  double of(std::size_t sector, double sum, double sum_of_squares) const {
    if (output_[sector] == 0) return std::nan("");
    const double mean = sum / count_;
    if (count_ < 2 || mean == 0) return 0;
    return std::sqrt(std::max(0.0, (sum_of_squares - count_ * mean * mean) / (count_ - 1))) / mean;
  }

  std::span<const double> output_;
  double count_;
};

/// Over the mean of the sectors that make something. One without output has no inputs and sells nothing: its
/// own unit would count as a linkage and lower the mean.
std::vector<double> over_mean(const std::vector<double>& linkage, std::span<const double> output) {
  double total = 0, count = 0;
  for (std::size_t i = 0; i < linkage.size(); ++i) {
    total += output[i] == 0 ? 0 : linkage[i];
    count += output[i] == 0 ? 0 : 1;
  }
  std::vector<double> out(linkage.size());
  for (std::size_t i = 0; i < linkage.size(); ++i)
    out[i] = output[i] == 0 ? std::nan("") : linkage[i] * count / total;
  return out;
}

SectorRole role(double backward, double forward) {
  if (std::isnan(backward)) return SectorRole::none;
  if (backward > 1) return forward > 1 ? SectorRole::key : SectorRole::backward;
  return forward > 1 ? SectorRole::forward : SectorRole::weak;
}

}  // namespace

Matrix allocation_from(const Matrix& a, std::span<const double> output) {
  if (a.rows != output.size() || a.columns != output.size()) {
    throw Refusal(Reason::shape, fmt::format("coefficients of {} by {} sectors and {} outputs", a.rows,
                                             a.columns, output.size()));
  }
  return allocation_coefficients(scale_columns(a, output), output);
}

Linkages linkages(const Matrix& a, std::span<const double> output) {
  const Matrix b = allocation_from(a, output);
  const Matrix l = leontief_inverse(a);
  const Matrix g = leontief_inverse(b);
  Linkages out;
  out.backward_direct = column_sums(a);
  out.forward_direct = row_sums(b);
  out.backward = output_multipliers(l);
  out.forward_leontief = row_sums(l);
  out.forward_ghosh = row_sums(g);
  out.backward_normalised = over_mean(out.backward, output);
  out.forward_leontief_normalised = over_mean(out.forward_leontief, output);
  out.forward_ghosh_normalised = over_mean(out.forward_ghosh, output);
  out.backward_variation = Variation(output).of_columns(l);
  out.forward_variation = Variation(output).of_rows(g);
  for (std::size_t i = 0; i < a.rows; ++i)
    out.roles.push_back(role(out.backward_normalised[i], out.forward_ghosh_normalised[i]));
  return out;
}

}  // namespace leontide::table
