#include "lanes/fixed_point.hpp"

#include "lanes/kernels.hpp"

namespace leontide::lanes {

Rest sweep(const FixedPoint& problem, double* v, double* product, double* history) noexcept {
  return kernels().sweep(problem, v, product, history);
}

}  // namespace leontide::lanes
