#include "random/bridge.hpp"

#include <cmath>
#include <deque>

namespace leontide::random {

std::vector<double> brownian_bridge(std::size_t steps) {
  // walk[t]: the weights of the normals in the walk after t steps.
  std::vector<std::vector<double>> walk(steps + 1, std::vector<double>(steps, 0.0));
  std::vector<double> increments(steps * steps, 0.0);
  if (steps == 0) return increments;
  walk[steps][0] = std::sqrt(static_cast<double>(steps));
  std::size_t next = 1;
  std::deque<std::pair<std::size_t, std::size_t>> gaps{{0, steps}};
  while (!gaps.empty()) {
    const auto [left, right] = gaps.front();
    gaps.pop_front();
    if (right - left < 2) continue;
    const std::size_t middle = (left + right) / 2;
    const auto whole = static_cast<double>(right - left);
    const double to_left = static_cast<double>(middle - left) / whole;
    for (std::size_t k = 0; k < steps; ++k)
      walk[middle][k] = (1 - to_left) * walk[left][k] + to_left * walk[right][k];
    walk[middle][next++] = std::sqrt(whole * to_left * (1 - to_left));
    gaps.emplace_back(left, middle);
    gaps.emplace_back(middle, right);
  }
  for (std::size_t t = 0; t < steps; ++t) {
    for (std::size_t k = 0; k < steps; ++k)
      increments[t * steps + k] = walk[t + 1][k] - walk[t][k];
  }
  return increments;
}

}  // namespace leontide::random
