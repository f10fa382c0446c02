#include "statistics/latent/gaussian_reference.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "lanes/block.hpp"
#include "lanes/gemm.hpp"
#include "lanes/width.hpp"
#include "linear/correlation.hpp"

namespace leontide::statistics {

namespace {

using lanes::width;

double product_of(std::span<const double> a, std::span<const double> b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

}  // namespace

GaussianReference::GaussianReference(std::vector<std::uint8_t> is_moved) : is_moved_(std::move(is_moved)) {}

GaussianReference::GaussianReference(std::vector<std::uint8_t> is_moved, const LinearFit& fit,
                                     std::span<const double> seen, std::span<const double> variances)
    : is_moved_(std::move(is_moved)) {
  const std::size_t n = is_moved_.size(), values = seen.size();
  // Gram-Schmidt, twice for each value: slopes over the error = parts × directions.
  std::vector<std::vector<double>> parts(values);
  std::size_t rank = 0;
  for (std::size_t v = 0; v < values; ++v) {
    std::vector<double> rest(fit.slopes.begin() + static_cast<std::ptrdiff_t>(v * n),
                             fit.slopes.begin() + static_cast<std::ptrdiff_t>((v + 1) * n));
    const double scale = 1 / std::sqrt(variances[v]);
    for (double& slope : rest)
      slope *= scale;
    const double whole = std::sqrt(product_of(rest, rest));
    parts[v].assign(values, 0.0);
    for (int turn = 0; turn < 2; ++turn) {
      for (std::size_t k = 0; k < rank; ++k) {
        const auto direction = std::span(directions_).subspan(k * n, n);
        const double part = product_of(rest, direction);
        parts[v][k] += part;
        for (std::size_t d = 0; d < n; ++d)
          rest[d] -= part * direction[d];
      }
    }
    const double length = std::sqrt(product_of(rest, rest));
    if (!(length > 1e-9 * whole)) continue;
    parts[v][rank++] = length;
    for (const double part : rest)
      directions_.push_back(part / length);
  }
  std::vector<double> precision(rank * rank, 0.0), pull(rank, 0.0);
  for (std::size_t i = 0; i < rank; ++i) {
    precision[i * rank + i] = 1;
    for (std::size_t v = 0; v < values; ++v) {
      pull[i] += parts[v][i] * (seen[v] - fit.levels[v]) / std::sqrt(variances[v]);
      for (std::size_t j = 0; j < rank; ++j)
        precision[i * rank + j] += parts[v][i] * parts[v][j];
    }
  }
  factor_ = linear::cholesky(precision, rank);
  mean_ = pull;
  for (std::size_t i = 0; i < rank; ++i) {  // forward, then backward
    for (std::size_t j = 0; j < i; ++j)
      mean_[i] -= factor_[i * rank + j] * mean_[j];
    mean_[i] /= factor_[i * rank + i];
  }
  for (std::size_t i = rank; i-- > 0;) {
    for (std::size_t j = i + 1; j < rank; ++j)
      mean_[i] -= factor_[j * rank + i] * mean_[j];
    mean_[i] /= factor_[i * rank + i];
  }
}

void GaussianReference::tilt(double* at, double* log_ratio, double sign) const {
  const std::size_t rank = mean_.size();
  for (std::size_t lane = 0; lane < width; ++lane) {
    double sum = 0;
    for (std::size_t j = 0; j < rank; ++j) {
      double whitened = 0;
      for (std::size_t i = j; i < rank; ++i)
        whitened += factor_[i * rank + j] * (at[i * width + lane] - mean_[i]);
      sum += whitened * whitened - at[j * width + lane] * at[j * width + lane];
    }
    log_ratio[lane] += sign * sum / 2;
  }
}

void GaussianReference::move(const double* scores, const double* normals, double step, double* out,
                             double* log_ratio) const {
  const std::size_t n = is_moved_.size(), rank = mean_.size();
  const double keep = std::sqrt(std::max(0.0, 1 - step * step));
  for (std::size_t d = 0; d < n; ++d) {
    for (std::size_t i = d * width; i < (d + 1) * width; ++i)
      out[i] = is_moved_[d] == 0 ? scores[i] : keep * scores[i] + step * normals[i];
  }
  std::fill_n(log_ratio, width, 0.0);
  if (rank == 0) return;
  lanes::AlignedVector at(rank * width), drawn(rank * width), change(rank * width);
  lanes::multiply(directions_.data(), rank, n, scores, at.data());
  lanes::multiply(directions_.data(), rank, n, normals, drawn.data());
  tilt(at.data(), log_ratio, -1);
  for (std::size_t lane = 0; lane < width; ++lane) {
    for (std::size_t i = rank; i-- > 0;) {  // root z along the directions, by the transposed factor
      double root = drawn[i * width + lane];
      for (std::size_t j = i + 1; j < rank; ++j)
        root -= factor_[j * rank + i] * change[j * width + lane];
      change[i * width + lane] = root / factor_[i * rank + i];
    }
    for (std::size_t i = 0; i < rank; ++i) {
      const std::size_t here = i * width + lane;
      const double to = mean_[i] + keep * (at[here] - mean_[i]) + step * change[here];
      change[here] = to - keep * at[here] - step * drawn[here];
      at[here] = to;
    }
  }
  tilt(at.data(), log_ratio, 1);
  for (std::size_t k = 0; k < rank; ++k) {
    for (std::size_t d = 0; d < n; ++d) {
      const double direction = directions_[k * n + d];
      if (direction == 0) continue;
      for (std::size_t lane = 0; lane < width; ++lane)
        out[d * width + lane] += direction * change[k * width + lane];
    }
  }
}

}  // namespace leontide::statistics
