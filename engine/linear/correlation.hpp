#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace leontide::linear {

/// Lower triangle L with L L^T = matrix (row-major n x n); empty when the matrix is not positive definite.
std::vector<double> cholesky(std::span<const double> matrix, std::size_t n);

/// The correlation matrix nearest to `matrix` (symmetric, row-major n x n) in the Frobenius norm, by
/// alternating projections with Dykstra's correction (Higham 2002, IMA J. Numer. Anal. 22, 329-343), to a
/// change of 1e-12 an iteration; then its eigenvalues are lifted to at least `least` (unit diagonal
/// restored), so that it factorises when least > 0.
std::vector<double> nearest_correlation(std::span<const double> matrix, std::size_t n, double least = 0);

}  // namespace leontide::linear
