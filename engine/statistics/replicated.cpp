#include "statistics/replicated.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "statistics/mean.hpp"

namespace leontide::statistics {
namespace {

Moments moments_in_order(std::span<const double> values) {
  Moments result;
  result.count = values.size();
  if (values.empty()) return result;
  result.mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  for (const double value : values)
    result.squares += (value - result.mean) * (value - result.mean);
  return result;
}

Estimate student(const Moments& m, double level, IntervalMethod method) {
  const double reach = student_reach(level, static_cast<double>(m.count) - 1);
  return symmetric(m.count == 0 ? not_a_number : m.mean, m.error_of_mean(), reach, level, method);
}

// The share over pairs each of which hit exactly once.
void around_a_half(Proportion& share, std::uint64_t pairs) {
  const double others = clopper_pearson(0, pairs, share.level).high;
  share.low = 0.5 - others / 2;
  share.high = 0.5 + others / 2;
  share.method = IntervalMethod::clopper_pearson;
}

}  // namespace

Proportion share_over_replicates(std::span<const std::uint64_t> hits, std::uint64_t draws_each,
                                 double level) {
  const std::uint64_t all = std::accumulate(hits.begin(), hits.end(), std::uint64_t{0});
  const std::uint64_t draws = draws_each * hits.size();
  if (all == 0 || all == draws || hits.size() < 2) return clopper_pearson(all, draws, level);
  Proportion result = without_interval(all, draws, level, IntervalMethod::student_over_replicates);
  const double size = static_cast<double>(draws_each), replicates = static_cast<double>(hits.size());
  double squares = 0;
  for (const std::uint64_t count : hits) {
    const double deviation = static_cast<double>(count) / size - result.estimate;
    squares += deviation * deviation;
  }
  const double variance = std::max(squares / (replicates - 1), 1 / (12 * size * size));
  const double half = student_reach(level, replicates - 1) * std::sqrt(variance / replicates);
  result.low = std::max(0.0, result.estimate - half);
  result.high = std::min(1.0, result.estimate + half);
  return result;
}

Estimate mean_over_replicates(std::span<const double> means, double level) {
  return student(moments_in_order(means), level, IntervalMethod::student_over_replicates);
}

Proportion share_over_pairs(const PairCounts& counts, double level) {
  const std::uint64_t pairs = counts.pairs(), hits = counts.one + 2 * counts.both;
  Proportion result = without_interval(hits, 2 * pairs, level, IntervalMethod::wilson_over_pairs);
  if (pairs == 0) return result;
  if (hits == 0 || hits == 2 * pairs) {
    const Proportion exact = clopper_pearson(hits / 2, pairs, level);
    result.low = exact.low;
    result.high = exact.high;
    result.method = exact.method;
    return result;
  }
  if (counts.one == pairs) {
    around_a_half(result, pairs);
    return result;
  }
  const double n = static_cast<double>(pairs), p = result.estimate;
  const auto part = [&](std::uint64_t count, double share) {
    return static_cast<double>(count) * (share - p) * (share - p);
  };
  const double squares = part(counts.none, 0) + part(counts.one, 0.5) + part(counts.both, 1);
  const double variance = squares / (std::max(n - 1, 1.0) * n);
  const Bounds bounds = wilson_bounds(p, p * (1 - p) / variance, level);
  result.low = bounds.low;
  result.high = bounds.high;
  return result;
}

Estimate mean_over_pairs(const Moments& of_pair_means, double level) {
  return student(of_pair_means, level, IntervalMethod::student_over_pairs);
}

}  // namespace leontide::statistics
