#include "statistics/weighted.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "statistics/mean.hpp"
#include "statistics/moments.hpp"

namespace leontide::statistics {
namespace {

std::uint64_t count_of(std::span<const std::uint8_t> hits) {
  return static_cast<std::uint64_t>(
      std::count_if(hits.begin(), hits.end(), [](auto hit) { return hit != 0; }));
}

void exact_end(Proportion& share, double effective, bool all) {
  const auto draws = static_cast<std::uint64_t>(std::max(1.0, std::floor(effective)));
  const Proportion exact = clopper_pearson(all ? draws : 0, draws, share.level);
  share.estimate = exact.estimate;
  share.low = exact.low;
  share.high = exact.high;
  share.method = exact.method;
}

}  // namespace

Weights normalise(std::span<const double> log_weights) {
  Weights result;
  result.shares.resize(log_weights.size());
  const double none = -std::numeric_limits<double>::infinity();
  double largest = none;
  for (const double log_weight : log_weights)
    largest = std::max(largest, log_weight);
  result.log_mean = largest;
  if (largest == none) return result;
  double sum = 0, squares = 0;
  for (std::size_t i = 0; i < log_weights.size(); ++i)
    sum += result.shares[i] = std::exp(log_weights[i] - largest);
  for (double& share : result.shares) {
    share /= sum;
    squares += share * share;
  }
  result.effective = 1 / squares;
  result.log_mean += std::log(sum / static_cast<double>(log_weights.size()));
  return result;
}

Proportion importance_share(const ImportanceDraws& draws, double level) {
  const std::uint64_t completed = count_of(draws.completed);
  Proportion result = without_interval(count_of(draws.hits), completed, level, IntervalMethod::weighted);
  if (completed == 0) return result;
  if (result.hits == 0) {
    result.high = draws.nominal == 0 ? 1 : clopper_pearson(0, draws.nominal, level).high;
    return result;
  }
  const auto n = static_cast<double>(draws.hits.size());
  double hit_sum = 0, completed_sum = 0, completed_squares = 0;
  for (std::size_t i = 0; i < draws.hits.size(); ++i) {
    const double ratio = std::exp(draws.log_ratios[i]);
    if (draws.hits[i] != 0) hit_sum += ratio;
    if (draws.completed[i] == 0) continue;
    completed_sum += ratio;
    completed_squares += ratio * ratio;
  }
  const bool all_complete = completed == draws.completed.size();
  const double whole = all_complete ? n : completed_sum;
  const double p = hit_sum / whole;
  if (result.hits == completed || p >= 1) {
    exact_end(result, completed_sum * completed_sum / completed_squares, true);
    return result;
  }
  const auto apart = [&](std::size_t i) {
    const double ratio = std::exp(draws.log_ratios[i]);
    const double hit = draws.hits[i] != 0 ? ratio : 0;
    const double expected = all_complete ? p : (draws.completed[i] != 0 ? ratio * p : 0);
    return hit - expected;
  };
  const std::uint64_t everything[] = {draws.hits.size()};
  double squares = 0;
  std::size_t first = 0;
  for (const std::uint64_t component :
       draws.components.empty() ? std::span<const std::uint64_t>(everything) : draws.components) {
    Moments moments;
    for (std::size_t i = first; i < first + component; ++i)
      moments = merge(moments, {1, apart(i), 0});
    squares += moments.squares;
    first += component;
  }
  const double variance = squares / (whole * whole);
  result.estimate = p;
  if (!(variance > 0)) return result;
  const Bounds bounds = wilson_bounds(p, p * (1 - p) / variance, level);
  result.low = bounds.low;
  result.high = bounds.high;
  return result;
}

std::vector<double> weighted_quantiles(const Weights& weights, std::span<const double> values,
                                       std::span<const double> shares) {
  std::vector<double> result(shares.size(), not_a_number);
  if (weights.effective == 0) return result;
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < values.size(); ++i)
    if (weights.shares[i] > 0) order.push_back(i);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return values[a] < values[b]; });
  std::size_t at = 0;
  double reached = weights.shares[order[0]];
  for (std::size_t q = 0; q < shares.size(); ++q) {
    while (reached < shares[q] && at + 1 < order.size())
      reached += weights.shares[order[++at]];
    result[q] = values[order[at]];
  }
  return result;
}

std::vector<std::uint32_t> systematic_resample(const Weights& weights, std::size_t count, double uniform) {
  std::vector<std::uint32_t> chosen;
  if (weights.effective == 0) return chosen;
  chosen.reserve(count);
  std::uint32_t last = 0;
  for (std::uint32_t i = 0; i < weights.shares.size(); ++i)
    if (weights.shares[i] > 0) last = i;
  std::uint32_t at = 0;
  double reached = weights.shares[0];
  for (std::size_t k = 0; k < count; ++k) {
    const double wanted = (static_cast<double>(k) + uniform) / static_cast<double>(count);
    // A draw without weight is never taken: the next one is reached only when more is wanted than passed.
    while (at < last && reached <= wanted)
      reached += weights.shares[++at];
    chosen.push_back(at);
  }
  return chosen;
}

}  // namespace leontide::statistics
