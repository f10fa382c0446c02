#include "linear/eigenvalues.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

namespace leontide::linear {

namespace {

Eigen::Map<const Eigen::MatrixXd> columns_of(std::span<const double> matrix, std::size_t n) {
  return {matrix.data(), static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(n)};
}

}  // namespace

// EigenSolver would be a line, but instantiates eigenvectors and their rotations, too: three seconds of
// compiling.
double spectral_radius(std::span<const double> matrix, std::size_t n) {
  const Eigen::MatrixXd rows = columns_of(matrix, n).transpose();
  const double scale = rows.cwiseAbs().maxCoeff();
  if (!(scale > 0)) return 0;
  const Eigen::HessenbergDecomposition<Eigen::MatrixXd> hessenberg(rows / scale);
  Eigen::RealSchur<Eigen::MatrixXd> schur(rows.rows());
  schur.computeFromHessenberg(Eigen::MatrixXd(hessenberg.matrixH()), Eigen::MatrixXd(), false);
  const Eigen::MatrixXd& t = schur.matrixT();
  double largest = 0;
  for (Eigen::Index i = 0; i < t.rows(); ++i) {
    const bool is_complex_pair = i + 1 < t.rows() && t(i + 1, i) != 0;
    if (is_complex_pair) {
      const double determinant = t(i, i) * t(i + 1, i + 1) - t(i + 1, i) * t(i, i + 1);
      largest = std::max(largest, std::sqrt(determinant));
      ++i;
    } else {
      largest = std::max(largest, std::abs(t(i, i)));
    }
  }
  return scale * largest;
}

SymmetricEigenvalues symmetric_eigenvalues(std::span<const double> matrix, std::size_t n) {
  const Eigen::MatrixXd symmetric = columns_of(matrix, n).transpose();
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(symmetric);
  const auto& values = solver.eigenvalues();
  const auto& vectors = solver.eigenvectors();
  return {{values.data(), values.data() + n}, {vectors.data(), vectors.data() + n * n}};
}

}  // namespace leontide::linear
