#include "random/correlation.hpp"

#include <Eigen/Dense>
#include <cmath>

namespace leontide::random {
namespace {

using Matrix = Eigen::MatrixXd;

// The nearest positive semidefinite matrix: negative eigenvalues become zero.
Matrix without_negative_eigenvalues(const Matrix& matrix) {
  const Eigen::SelfAdjointEigenSolver<Matrix> solver(matrix);
  const Eigen::VectorXd values = solver.eigenvalues().cwiseMax(0);
  const Matrix result = solver.eigenvectors() * values.asDiagonal() * solver.eigenvectors().transpose();
  return (result + result.transpose()) / 2;
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
  const auto size = static_cast<Eigen::Index>(n);
  Matrix y = Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(
      matrix.data(), size, size);
  y = ((y + y.transpose()) / 2).eval();
  Matrix correction = Matrix::Zero(size, size);
  for (int iteration = 0; iteration < 10000; ++iteration) {
    const Matrix target = y - correction;
    const Matrix x = without_negative_eigenvalues(target);
    correction = x - target;
    const Matrix before = y;
    y = x;
    y.diagonal().setOnes();
    if ((y - before).norm() <= 1e-12 * y.norm()) break;
  }
  // What the tolerance leaves below `least` is lifted by a step towards independence.
  const double smallest = Eigen::SelfAdjointEigenSolver<Matrix>(y, Eigen::EigenvaluesOnly).eigenvalues()(0);
  if (smallest < least) y = (1 - (least - smallest) / (1 - smallest)) * y;
  y.diagonal().setOnes();
  std::vector<double> result(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j)
      result[i * n + j] = y(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
  }
  return result;
}

}  // namespace leontide::random
