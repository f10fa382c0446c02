#include "lanes/fixed_point.hpp"

#include "lanes/kernels.hpp"

namespace leontide::lanes {

Rest settle(const FixedPoint& problem, const RestTolerance& tolerance, std::uint32_t most_sweeps, double* v,
            double* scratch, double* x) noexcept {
  return kernels().settle(problem, tolerance, most_sweeps, v, scratch, x);
}

}  // namespace leontide::lanes
