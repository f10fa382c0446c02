#include "lanes/philox.hpp"

#include <algorithm>

#include "lanes/kernels.hpp"
#include "lanes/width.hpp"

namespace leontide::lanes {

void uniforms(std::uint64_t key, std::uint64_t first_trial, std::uint32_t step, std::uint32_t draw,
              double* out) noexcept {
  const std::uint64_t ahead = first_trial % width;
  const std::uint64_t pair = (first_trial - ahead) / 2;
  kernels().uniforms(key, pair, step, draw, out);
  if (ahead == 0) return;
  double next[width];
  kernels().uniforms(key, pair + width / 2, step, draw, next);
  std::copy(out + ahead, out + width, out);
  std::copy(next, next + ahead, out + width - ahead);
}

}  // namespace leontide::lanes
