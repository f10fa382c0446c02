#pragma once

#include <cstddef>
#include <cstdint>

#include "lanes/fixed_point.hpp"

namespace leontide::lanes {

/// The lane kernels of one instruction set. Used inside this layer; others call elementary.hpp, normal.hpp,
/// gemm.hpp, ….
struct Kernels {
  /// A function of one number applied to `count` numbers (elementary.hpp, normal.hpp).
  using Map = void (*)(const double* in, double* out, std::size_t count) noexcept;

  /// error bounds at elementary.hpp and normal.hpp
  Map exponential, logarithm, sine, cosine, normal_quantile, normal_cdf;
  /// elementary.hpp
  void (*power)(const double* a, const double* b, double* out, std::size_t count) noexcept;
  /// y[rows][64] = (or +=) A x, element (i, k) of A at a[i * row_stride + k * inner_stride].
  void (*multiply)(const double* a, std::size_t row_stride, std::size_t inner_stride, std::size_t rows,
                   std::size_t inner, const double* x, double* y, bool accumulate) noexcept;
  /// lu_kernel.hpp
  unsigned (*eliminate)(std::size_t n, double* m, double* x) noexcept;
  /// fixed_point.hpp
  Convergence (*solve_fixed_point)(const FixedPoint& problem, const ConvergenceTolerance& tolerance,
                                   std::uint32_t most_sweeps, double* v, double* scratch, double* x) noexcept;
  /// philox_kernel.hpp
  void (*uniforms)(std::uint64_t key, std::uint64_t pair, std::uint32_t step, std::uint32_t draw,
                   double* out) noexcept;
};

/// For x86-64-v3 (AVX2 and FMA) and x86-64-v4 (AVX-512).
extern const Kernels kernels_v3, kernels_v4;

/// The kernels in use (dispatch.hpp).
const Kernels& kernels() noexcept;

/// Overrides the choice, as use_cpu does, with kernels that no CPU is named for: emulated ones in checks.
void use_kernels(const Kernels& kernels) noexcept;

}  // namespace leontide::lanes
