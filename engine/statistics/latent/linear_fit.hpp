#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leontide::statistics {

// Values that are nearly linear in independent standard normal scores.

/// value = level + slopes · score + a residual.
struct LinearFit {
  std::vector<double> slopes;     ///< [values][dimensions]
  std::vector<double> levels;     ///< [values]
  std::vector<double> residuals;  ///< [values] variance of the residual
};

/// Scores stand as [count / 64][dimensions][64], aligned as lane blocks are. Least squares by conjugate
/// gradients on the normal equations (Golub & Van Loan, *Matrix Computations*, 4th ed., 11.3), which take a
/// few more steps than values have narrowed the scores in directions. `values` are [values][count]; slopes
/// are zero where `is_used` [dimensions] is 0. With more coordinates than a quarter of the count, those least
/// correlated with any value are left out. `start` may hold an earlier fit of the same or fewer values.
LinearFit fit_linear(std::span<const double> scores, std::size_t dimensions,
                     std::span<const std::uint8_t> is_used, std::span<const double> values,
                     const LinearFit& start);

}  // namespace leontide::statistics
