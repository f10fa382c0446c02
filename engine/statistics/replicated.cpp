#include "statistics/replicated.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

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

/// Out to the exact interval of as many independent draws: the variance of a few pairs, or of a few hits in
/// the replicates, says little.
void widen_by_few(Proportion& share, IntervalMethod method) {
  const Proportion exact = clopper_pearson(share.hits, share.draws, share.level);
  share.low = std::min(share.low, exact.low);
  share.high = std::max(share.high, exact.high);
  share.method = method;
}

}  // namespace

Proportion share_over_replicates(std::span<const std::uint64_t> hits, std::span<const std::uint64_t> draws,
                                 double level) {
  const std::uint64_t all = std::accumulate(hits.begin(), hits.end(), std::uint64_t{0});
  const std::uint64_t total = std::accumulate(draws.begin(), draws.end(), std::uint64_t{0});
  if (all == 0 || all == total || hits.size() < 2) return clopper_pearson(all, total, level);
  Proportion result = without_interval(all, total, level, IntervalMethod::student_over_replicates);
  const double replicates = static_cast<double>(hits.size());
  const double size = static_cast<double>(total) / replicates;
  double squares = 0;
  for (std::size_t r = 0; r < hits.size(); ++r) {
    if (draws[r] == 0) continue;
    const double own = static_cast<double>(draws[r]);
    const double deviation = (static_cast<double>(hits[r]) / own - result.estimate) * (own / size);
    squares += deviation * deviation;
  }
  const double variance = std::max(squares / (replicates - 1), 1 / (12 * size * size));
  const double half = student_reach(level, replicates - 1) * std::sqrt(variance / replicates);
  result.low = std::max(0.0, result.estimate - half);
  result.high = std::min(1.0, result.estimate + half);
  if (std::min(all, total - all) < few) widen_by_few(result, IntervalMethod::student_over_replicates_few);
  return result;
}

Estimate mean_over_replicates(std::span<const double> means, double level) {
  return student(moments_in_order(means), level, IntervalMethod::student_over_replicates);
}

Estimate positive_mean_over_replicates(std::span<const double> means, double least_relative, double level) {
  const Moments all = moments_in_order(means);
  const double n = static_cast<double>(all.count);
  std::vector<double> logs;
  for (const double one : means)
    logs.push_back(std::log((n * all.mean - one) / (n - 1)));
  const Moments without = moments_in_order(logs);
  const double middle = n * std::log(all.mean) - (n - 1) * without.mean;
  const double error = std::sqrt((n - 1) / n * without.squares);
  const double half = std::max(student_reach(level, n - 1) * error, normal_reach(level) * least_relative);
  return {all.mean,
          std::max(all.error_of_mean(), least_relative * all.mean),
          std::exp(middle - half),
          std::exp(middle + half),
          level,
          IntervalMethod::student_over_jackknife};
}

Proportion share_over_pairs(const PairCounts& counts, double level) {
  const std::uint64_t pairs = counts.pairs(), hits = counts.hits();
  Proportion result = without_interval(hits, counts.draws(), level, IntervalMethod::wilson_over_pairs);
  if (pairs == 0) return result;
  if (hits == 0 || hits == counts.draws()) {
    const Proportion exact = clopper_pearson(hits == 0 ? 0 : pairs, pairs, level);
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
  const double mean_draws = static_cast<double>(counts.draws()) / n;
  const auto part = [&](std::uint64_t count, double share, double draws) {
    const double deviation = (share - p) * (draws / mean_draws);
    return static_cast<double>(count) * deviation * deviation;
  };
  const double squares = part(counts.none, 0, 2) + part(counts.one, 0.5, 2) + part(counts.both, 1, 2) +
                         part(counts.half_missed, 0, 1) + part(counts.half_hit, 1, 1);
  const double variance = squares / (std::max(n - 1, 1.0) * n);
  const Bounds bounds = wilson_bounds(p, p * (1 - p) / variance, level);
  result.low = bounds.low;
  result.high = bounds.high;
  if (std::min(hits, counts.draws() - hits) < few)
    widen_by_few(result, IntervalMethod::wilson_over_pairs_few);
  return result;
}

double error_over_pairs(const Moments& of_pair_means, const Moments& of_halves) {
  const auto whole = static_cast<double>(of_pair_means.count), half = static_cast<double>(of_halves.count);
  const double draws = 2 * whole + half, pairs = whole + half;
  if (pairs < 2) return not_a_number;
  const double mean = (2 * whole * of_pair_means.mean + half * of_halves.mean) / draws;
  const auto about_mean = [&](const Moments& moments) {
    const double apart = moments.mean - mean;
    return moments.squares + static_cast<double>(moments.count) * apart * apart;
  };
  const double squares = 4 * about_mean(of_pair_means) + about_mean(of_halves);
  return std::sqrt(squares * pairs / (pairs - 1)) / draws;
}

}  // namespace leontide::statistics
