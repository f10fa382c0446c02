#include "statistics/difference.hpp"

#include <cmath>
#include <limits>

namespace leontide::statistics {

Estimate difference_of_independent(const Proportion& first, const Proportion& second) {
  Estimate result{first.estimate - second.estimate,    0, -1, 1, first.level,
                  IntervalMethod::newcombe_independent};
  result.error = std::numeric_limits<double>::quiet_NaN();
  if (first.draws == 0 || second.draws == 0) return result;
  const double n = static_cast<double>(first.draws), m = static_cast<double>(second.draws);
  const double p = first.estimate, q = second.estimate;
  const Bounds one = wilson_bounds(p, n, first.level), two = wilson_bounds(q, m, first.level);
  result.error = std::sqrt(p * (1 - p) / n + q * (1 - q) / m);
  result.low = result.value - std::hypot(p - one.low, two.high - q);
  result.high = result.value + std::hypot(one.high - p, q - two.low);
  return result;
}

}  // namespace leontide::statistics
