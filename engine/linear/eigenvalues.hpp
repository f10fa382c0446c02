#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace leontide::linear {

/// The largest absolute eigenvalue of a real matrix [n × n], row-major, by the QR algorithm: n³ operations.
double spectral_radius(std::span<const double> matrix, std::size_t n);

/// Eigenvalues, ascending, and eigenvectors of unit length of a symmetric matrix.
struct SymmetricEigenvalues {
  std::vector<double> values;   ///< [n]
  std::vector<double> vectors;  ///< [n × n], row k is the vector of value k
};

/// `matrix` is [n × n]; its lower triangle is read.
SymmetricEigenvalues symmetric_eigenvalues(std::span<const double> matrix, std::size_t n);

}  // namespace leontide::linear
