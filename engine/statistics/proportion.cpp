#include "statistics/proportion.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <limits>

namespace leontide::statistics {

Proportion without_interval(std::uint64_t hits, std::uint64_t draws, double level, IntervalMethod method) {
  const double estimate = draws == 0 ? std::numeric_limits<double>::quiet_NaN()
                                     : static_cast<double>(hits) / static_cast<double>(draws);
  return {hits, draws, estimate, 0, 1, level, method};
}

Estimate estimate_of(const Proportion& share) {
  const double draws = static_cast<double>(share.draws);
  return {share.estimate, std::sqrt(share.estimate * (1 - share.estimate) / draws),
          share.low,      share.high,
          share.level,    share.method};
}

Bounds wilson_bounds(double p, double n, double level) {
  const double z = normal_reach(level);
  const double centre = p + z * z / (2 * n);
  const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  const double scale = 1 + z * z / n;
  return {p == 0 ? 0 : std::max(0.0, (centre - half) / scale),
          p == 1 ? 1 : std::min(1.0, (centre + half) / scale)};
}

Proportion wilson(std::uint64_t hits, std::uint64_t draws, double level) {
  Proportion result = without_interval(hits, draws, level, IntervalMethod::wilson);
  if (draws == 0) return result;
  const Bounds bounds = wilson_bounds(result.estimate, static_cast<double>(draws), level);
  result.low = bounds.low;
  result.high = bounds.high;
  return result;
}

Proportion clopper_pearson(std::uint64_t hits, std::uint64_t draws, double level) {
  Proportion result = without_interval(hits, draws, level, IntervalMethod::clopper_pearson);
  if (draws == 0) return result;
  const double k = static_cast<double>(hits), n = static_cast<double>(draws);
  const double tail = (1 - level) / 2;
  if (hits > 0) result.low = boost::math::ibeta_inv(k, n - k + 1, tail);
  if (hits < draws) result.high = boost::math::ibetac_inv(k + 1, n - k, tail);
  return result;
}

Proportion proportion(std::uint64_t hits, std::uint64_t draws, double level) {
  return std::min(hits, draws - hits) < few ? clopper_pearson(hits, draws, level)
                                            : wilson(hits, draws, level);
}

}  // namespace leontide::statistics
