#include "lanes/fixed_point.hpp"

#include "lanes/kernels.hpp"

namespace leontide::lanes {

Rest sweep(const FixedPointIn<double>& problem, const Measure& measure, std::uint32_t most_sweeps, double* v,
           double* product, double* history) noexcept {
  return kernels().sweep(problem, measure, most_sweeps, v, product, history);
}

Rest approach(const FixedPointIn<float>& problem, double tolerance, std::uint32_t most_cycles, float* v,
              float* history) noexcept {
  return kernels().approach(problem, tolerance, most_cycles, v, history);
}

}  // namespace leontide::lanes
