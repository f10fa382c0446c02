#pragma once

#include "lanes/circular_kernel.hpp"
#include "lanes/elementary_kernel.hpp"
#include "lanes/fixed_point_kernel.hpp"
#include "lanes/gemm_kernel.hpp"
#include "lanes/kernels.hpp"
#include "lanes/lu_kernel.hpp"
#include "lanes/normal_kernel.hpp"
#include "lanes/philox_kernel.hpp"

// All kernels in the packs of the file that includes this one.
namespace leontide::lanes {
namespace {

/// What kernels_v3, kernels_v4 or the emulated ones are made of.
constexpr Kernels table_of_kernels = {
    .exponential = exponential_kernel,
    .logarithm = logarithm_kernel,
    .sine = sine_kernel,
    .cosine = cosine_kernel,
    .normal_quantile = normal_quantile_kernel,
    .normal_cdf = normal_cdf_kernel,
    .power = power_kernel,
    .multiply = multiply_kernel,
    .eliminate = eliminate_kernel,
    .solve_fixed_point = solve_fixed_point_kernel,
    .uniforms = uniforms_kernel,
};

}  // namespace
}  // namespace leontide::lanes
