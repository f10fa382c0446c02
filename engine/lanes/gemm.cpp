#include "lanes/gemm.hpp"

#include "lanes/kernels.hpp"

namespace leontide::lanes {

void multiply(const double* a, std::size_t rows, std::size_t inner, const double* x, double* y) noexcept {
  kernels().multiply(a, inner, 1, rows, inner, x, y, false);
}

void add_product(const double* a, std::size_t rows, std::size_t inner, const double* x, double* y) noexcept {
  kernels().multiply(a, inner, 1, rows, inner, x, y, true);
}

void multiply_transposed(const double* a, std::size_t rows, std::size_t columns, const double* x,
                         double* y) noexcept {
  kernels().multiply(a, 1, columns, columns, rows, x, y, false);
}

}  // namespace leontide::lanes
