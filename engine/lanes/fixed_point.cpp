#include "lanes/fixed_point.hpp"

#include "lanes/kernels.hpp"

namespace leontide::lanes {

Rest sweep(const FixedPoint& problem, double* v, double* product, double* history) noexcept {
  return kernels().sweep(problem, v, product, history);
}

Rest sweep(const SingleFixedPoint& problem, float* v, float* product, float* history) noexcept {
  return kernels().sweep_single(problem, v, product, history);
}

}  // namespace leontide::lanes
