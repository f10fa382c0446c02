#define LEONTIDE_EMULATED_PACKS

#include "benchmarks/parity/emulated.hpp"

#include "lanes/elementary_kernel.hpp"
#include "lanes/gemm_kernel.hpp"
#include "lanes/lu_kernel.hpp"
#include "lanes/normal_kernel.hpp"
#include "lanes/philox_kernel.hpp"

namespace leontide::parity {

const lanes::Kernels& emulated_kernels() noexcept {
  static const lanes::Kernels wide = {
      .exponential = lanes::exponential_kernel,
      .logarithm = lanes::logarithm_kernel,
      .normal_quantile = lanes::normal_quantile_kernel,
      .normal_cdf = lanes::normal_cdf_kernel,
      .power = lanes::power_kernel,
      .multiply = lanes::multiply_kernel,
      .eliminate = lanes::eliminate_kernel,
      .uniforms = lanes::uniforms_kernel,
  };
  return wide;
}

}  // namespace leontide::parity
