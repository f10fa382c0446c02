#pragma once

#include <cstddef>

namespace leontide::lanes {

// Matrix times lane block. Each output number is one chain of fused multiply-adds in the order k = 0, 1, …,
// starting from zero, whatever the CPU and the lane: a lane's bits never depend on its neighbours. Allocates
// nothing. `x` and `y` are 64-byte aligned lane arrays and may not overlap.

/// y[rows][64] = A x, A row-major [rows][inner], x[inner][64].
void multiply(const double* a, std::size_t rows, std::size_t inner, const double* x, double* y) noexcept;

/// y += A x: the chains go on from what y holds.
void add_product(const double* a, std::size_t rows, std::size_t inner, const double* x, double* y) noexcept;

/// y[columns][64] = transpose(A) x, A row-major [rows][columns], x[rows][64]. As fast as multiply up to a few
/// hundred rows; for a larger matrix transpose it once and multiply (44 against 33 Gflop/s at n = 1302).
void multiply_transposed(const double* a, std::size_t rows, std::size_t columns, const double* x,
                         double* y) noexcept;

}  // namespace leontide::lanes
