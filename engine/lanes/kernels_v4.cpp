#include "lanes/elementary_kernel.hpp"
#include "lanes/gemm_kernel.hpp"
#include "lanes/kernels.hpp"
#include "lanes/lu_kernel.hpp"
#include "lanes/normal_kernel.hpp"
#include "lanes/philox_kernel.hpp"

namespace leontide::lanes {

constinit const Kernels kernels_v4 = {
    .exponential = exponential_kernel,
    .logarithm = logarithm_kernel,
    .normal_quantile = normal_quantile_kernel,
    .normal_cdf = normal_cdf_kernel,
    .power = power_kernel,
    .multiply = multiply_kernel,
    .eliminate = eliminate_kernel,
    .uniforms = uniforms_kernel,
};

}  // namespace leontide::lanes
