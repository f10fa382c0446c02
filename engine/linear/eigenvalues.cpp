#include "linear/eigenvalues.hpp"

#include <Eigen/Eigenvalues>

namespace leontide::linear {

namespace {

Eigen::Map<const Eigen::MatrixXd> columns_of(std::span<const double> matrix, std::size_t n) {
  return {matrix.data(), static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(n)};
}

}  // namespace

double spectral_radius(std::span<const double> matrix, std::size_t n) {
  const Eigen::MatrixXd rows = columns_of(matrix, n).transpose();
  return rows.eigenvalues().cwiseAbs().maxCoeff();
}

SymmetricEigenvalues symmetric_eigenvalues(std::span<const double> matrix, std::size_t n) {
  const Eigen::MatrixXd symmetric = columns_of(matrix, n).transpose();
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(symmetric);
  const auto& values = solver.eigenvalues();
  const auto& vectors = solver.eigenvectors();
  return {{values.data(), values.data() + n}, {vectors.data(), vectors.data() + n * n}};
}

}  // namespace leontide::linear
