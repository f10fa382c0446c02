#include "lanes/normal.hpp"

#include "lanes/kernels.hpp"

namespace leontide::lanes {

void normal_quantile(const double* in, double* out, std::size_t count) noexcept {
  kernels().normal_quantile(in, out, count);
}

void normal_cdf(const double* in, double* out, std::size_t count) noexcept {
  kernels().normal_cdf(in, out, count);
}

}  // namespace leontide::lanes
