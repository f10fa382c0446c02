#include "lanes/fixed_point.hpp"

#include "lanes/kernels.hpp"

namespace leontide::lanes {

Convergence solve_fixed_point(const FixedPoint& problem, const ConvergenceTolerance& tolerance,
                              std::uint32_t most_sweeps, double* v, double* scratch, double* x) noexcept {
  return kernels().solve_fixed_point(problem, tolerance, most_sweeps, v, scratch, x);
}

}  // namespace leontide::lanes
