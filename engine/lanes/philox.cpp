#include "lanes/philox.hpp"

#include <algorithm>

#include "lanes/kernels.hpp"
#include "lanes/width.hpp"

namespace leontide::lanes {

void uniforms(std::uint64_t key, std::uint64_t first_trial, std::uint32_t step, std::uint32_t draw,
              double* out) noexcept {
  const std::uint64_t pair = first_trial / 2;
  kernels().uniforms(key, pair, step, draw, out);
  if (first_trial % 2 == 0) return;
  double last[width];
  kernels().uniforms(key, pair + width / 2, step, draw, last);
  std::copy(out + 1, out + width, out);
  out[width - 1] = last[0];
}

}  // namespace leontide::lanes
