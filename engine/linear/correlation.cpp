#include "linear/correlation.hpp"

#include <algorithm>
#include <cmath>

#include "linear/eigenvalues.hpp"

namespace leontide::linear {
namespace {

/// The nearest positive semidefinite matrix: negative eigenvalues become zero.
std::vector<double> without_negative_eigenvalues(const std::vector<double>& matrix, std::size_t n) {
  const auto [values, vectors] = symmetric_eigenvalues(matrix, n);
  std::vector<double> result(n * n, 0.0);
  for (std::size_t k = 0; k < n; ++k) {
    if (!(values[k] > 0)) continue;
    const double* v = vectors.data() + k * n;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j)
        result[i * n + j] += values[k] * v[i] * v[j];
    }
  }
  return result;
}

double norm(const std::vector<double>& matrix) {
  double sum = 0;
  for (const double x : matrix)
    sum += x * x;
  return std::sqrt(sum);
}

void set_unit_diagonal(std::vector<double>& matrix, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i)
    matrix[i * n + i] = 1;
}

}  // namespace

std::vector<double> cholesky(std::span<const double> matrix, std::size_t n) {
  std::vector<double> lower(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = matrix[i * n + j];
      for (std::size_t k = 0; k < j; ++k)
        sum -= lower[i * n + k] * lower[j * n + k];
      if (i != j) {
        lower[i * n + j] = sum / lower[j * n + j];
      } else if (sum > 1e-12 * matrix[i * n + i]) {
        lower[i * n + i] = std::sqrt(sum);
      } else {
        return {};
      }
    }
  }
  return lower;
}

std::vector<double> nearest_correlation(std::span<const double> matrix, std::size_t n, double least) {
  std::vector<double> y(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j)
      y[i * n + j] = (matrix[i * n + j] + matrix[j * n + i]) / 2;
  }
  std::vector<double> correction(n * n, 0.0), target(n * n), change(n * n);
  for (int iteration = 0; iteration < 10000; ++iteration) {
    for (std::size_t k = 0; k < n * n; ++k)
      target[k] = y[k] - correction[k];
    std::vector<double> x = without_negative_eigenvalues(target, n);
    for (std::size_t k = 0; k < n * n; ++k)
      correction[k] = x[k] - target[k];
    set_unit_diagonal(x, n);
    for (std::size_t k = 0; k < n * n; ++k)
      change[k] = x[k] - y[k];
    y = std::move(x);
    if (norm(change) <= 1e-12 * norm(y)) break;
  }
  // What the tolerance leaves below `least` is lifted by a step towards independence.
  const double smallest = symmetric_eigenvalues(y, n).values.front();
  if (smallest < least) {
    for (double& cell : y)
      cell *= 1 - (least - smallest) / (1 - smallest);
  }
  set_unit_diagonal(y, n);
  return y;
}

}  // namespace leontide::linear
