#include "statistics/latent/lane_newton.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "lanes/width.hpp"

namespace leontide::statistics {

namespace {

using lanes::width;

/// Turns `inverse` from the unit matrix into the inverse of `matrix`, which is used up, by Gauss & Jordan
/// with rows exchanged; the log of the absolute determinant.
double invert(std::vector<double>& matrix, double* inverse, std::size_t n) {
  double log_size = 0;
  for (std::size_t column = 0; column < n; ++column) {
    std::size_t pivot = column;
    for (std::size_t row = column + 1; row < n; ++row) {
      if (std::fabs(matrix[row * n + column]) > std::fabs(matrix[pivot * n + column])) pivot = row;
    }
    const double top = matrix[pivot * n + column];
    if (!(std::fabs(top) > 1e-200) || !std::isfinite(top)) return -std::numeric_limits<double>::infinity();
    log_size += std::log(std::fabs(top));
    for (std::size_t k = 0; k < n; ++k) {
      std::swap(matrix[pivot * n + k], matrix[column * n + k]);
      std::swap(inverse[pivot * n + k], inverse[column * n + k]);
      matrix[column * n + k] /= top;
      inverse[column * n + k] /= top;
    }
    for (std::size_t row = 0; row < n; ++row) {
      const double part = matrix[row * n + column];
      if (row == column || part == 0) continue;
      for (std::size_t k = 0; k < n; ++k) {
        matrix[row * n + k] -= part * matrix[column * n + k];
        inverse[row * n + k] -= part * inverse[column * n + k];
      }
    }
  }
  return log_size;
}

}  // namespace

LaneNewton::LaneNewton(std::size_t count) : count_(count), inverse_(count * count * width) {}

void LaneNewton::start(const double* slopes, double* log_size) {
  const std::size_t n = count_;
  std::vector<double> matrix(n * n);
  for (std::size_t lane = 0; lane < width; ++lane) {
    double* const inverse = inverse_.data() + lane * n * n;
    for (std::size_t i = 0; i < n * n; ++i) {
      matrix[i] = slopes[i * width + lane];
      inverse[i] = i % (n + 1) == 0 ? 1 : 0;
    }
    log_size[lane] = invert(matrix, inverse, n);
  }
}

void LaneNewton::step(const double* rest, double longest, double* step) const {
  const std::size_t n = count_;
  for (std::size_t lane = 0; lane < width; ++lane) {
    const double* const inverse = inverse_.data() + lane * n * n;
    double squares = 0;
    for (std::size_t i = 0; i < n; ++i) {
      double sum = 0;
      for (std::size_t j = 0; j < n; ++j)
        sum -= inverse[i * n + j] * rest[j * width + lane];
      step[i * width + lane] = sum;
      squares += sum * sum;
    }
    if (!(squares > longest * longest)) continue;
    const double shrink = longest / std::sqrt(squares);
    for (std::size_t i = 0; i < n; ++i)
      step[i * width + lane] *= shrink;
  }
}

void LaneNewton::learn(const double* step, const double* change, std::size_t lane) {
  const std::size_t n = count_;
  double* const inverse = inverse_.data() + lane * n * n;
  std::vector<double> left(n, 0.0), along(n, 0.0);  // step - inverse change; stepᵀ inverse
  double scale = 0;
  for (std::size_t i = 0; i < n; ++i) {
    double thought = 0;
    for (std::size_t j = 0; j < n; ++j) {
      thought += inverse[i * n + j] * change[j * width + lane];
      along[j] += step[i * width + lane] * inverse[i * n + j];
    }
    left[i] = step[i * width + lane] - thought;
    scale += step[i * width + lane] * thought;
  }
  if (!(std::fabs(scale) > 1e-300)) return;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j)
      inverse[i * n + j] += left[i] * along[j] / scale;
  }
}

}  // namespace leontide::statistics
