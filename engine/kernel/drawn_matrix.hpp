#pragma once

#include <cstddef>
#include <cstdint>

namespace leontide::kernel {

// Matrices that differ from lane to lane: [rows][columns][64], row-major, as a driver over two sets draws
// them.

/// out[rows][64] = matrix x, x [columns][64].
void multiply_drawn(const double* matrix, std::size_t rows, std::size_t columns, const double* x,
                    double* out) noexcept;

/// out[columns][64] = transposed matrix x, x [rows][64].
void multiply_drawn_transposed(const double* matrix, std::size_t rows, std::size_t columns, const double* x,
                               double* out) noexcept;

/// Doubles of scratch that `solve_drawn` needs for n sectors (64-byte aligned).
std::size_t solve_drawn_scratch(std::size_t n);

/// What became of the 64 lanes, one bit each.
struct DrawnReport {
  std::uint64_t unproductive = 0;  ///< a pivot is not positive: the matrix has no non-negative inverse
  std::uint64_t failed = 0;        ///< the residual stayed above the tolerance
};

/// Solves x = A x + f in every lane, A [n][n][64], by elimination without exchange of rows, eight lanes
/// together: I - A of a productive economy is an M-matrix, whose pivots are all positive (Fiedler & Pták
/// 1962). No base inverse is near such a matrix, whose cells move each by itself, so nothing is iterated.
/// Every lane is checked against the original equation: max |x - A x - f| <= tolerance · max |x|. A lane that
/// is unproductive is NaN. `output` may not be `demand`.
DrawnReport solve_drawn(std::size_t n, const double* matrix, const double* demand, double* output,
                        double tolerance, double* scratch) noexcept;

}  // namespace leontide::kernel
