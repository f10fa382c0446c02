#pragma once

#include "statistics/interval.hpp"
#include "statistics/mean.hpp"
#include "statistics/proportion.hpp"
#include "statistics/quantile_sketch.hpp"

namespace leontide::statistics {

/// The interval of a quantile: from the lower edge of the bucket of its low order statistic to the upper edge
/// of that of the high one (quantile_ranks), since where in their buckets the two lie is not known. It holds
/// the quantile at least as often as the level says, whatever the law: where buckets are wider than the order
/// statistics are apart, it is as wide as a bucket and holds it nearly always. Share in (0, 1). NaN without
/// numbers.
inline Bounds quantile_bounds(const QuantileSketch& sketch, double share, double level = 0.95) {
  if (sketch.count() == 0) return {not_a_number, not_a_number};
  const auto [low, high] = quantile_ranks(sketch.count(), share, level);
  return {sketch.edges_at_rank(low).low, sketch.edges_at_rank(high).high};
}

}  // namespace leontide::statistics
