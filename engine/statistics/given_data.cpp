#include "statistics/given_data.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "statistics/class_table.hpp"
#include "statistics/classes.hpp"
#include "statistics/mean.hpp"
#include "statistics/moments.hpp"
#include "statistics/rank_sobol.hpp"
#include "statistics/resample.hpp"

namespace leontide::statistics {
namespace {
constexpr std::size_t fine_bins = 256, coarse_bins = 32, least_draws = 64;

using Indices32 = std::vector<std::uint32_t>;

struct ClassedResult {
  std::span<const double> y;
  std::vector<std::uint16_t> bins;    // of each draw, below fine_bins
  std::vector<std::uint16_t> coarse;  // of each fine bin
  SampleAdvice advice = SampleAdvice::enough;
};

std::size_t commonest(std::span<const double> y, const Indices32& order) {
  std::size_t most = 0, run = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    run = i > 0 && y[order[i]] == y[order[i - 1]] ? run + 1 : 1;
    most = std::max(most, run);
  }
  return most;
}

ClassedResult binned(std::span<const double> y, std::size_t classes) {
  const Indices32 order = ascending(y);
  ClassedResult result{
      y, equal_count_classes(y, order, fine_bins), std::vector<std::uint16_t>(fine_bins), {}};
  const std::vector<std::uint16_t> coarse = equal_count_classes(y, order, coarse_bins);
  std::uint16_t last = 0, at = 0;
  for (const std::uint32_t i : order) {
    for (; at <= result.bins[i]; ++at)
      result.coarse[at] = at == result.bins[i] ? coarse[i] : last;
    last = coarse[i];
  }
  for (; at < fine_bins; ++at)
    result.coarse[at] = last;
  const std::size_t common = commonest(y, order);
  if (common == y.size() || !varies(y))
    result.advice = SampleAdvice::constant_result;
  else if (y.size() < least_draws * classes)
    result.advice = SampleAdvice::too_few_draws;
  else if (y.size() - common < least_draws)
    result.advice = SampleAdvice::too_few_events;
  return result;
}

Estimate bounded(double value, double error, double level) {
  Estimate estimate = symmetric(value, error, normal_reach(level), level, IntervalMethod::bootstrap_normal);
  estimate.low = std::max(0.0, estimate.low);
  estimate.high = std::min(1.0, estimate.high);
  return estimate;
}

class ResampledRows {
 public:
  ResampledRows(std::size_t draws, const GivenDataOptions& options) : options_(options), all_(draws) {
    std::iota(all_.begin(), all_.end(), 0U);
    for (std::uint32_t b = 0; b < options.bootstraps; ++b)
      samples_.push_back(bootstrap_indices(options.seed, b, draws));
    table_.classes = options.classes;
    table_.bins = fine_bins;
  }

  // PAWN and delta of one factor's classes on one result.
  void estimate(const std::vector<std::uint16_t>& classes, const ClassedResult& result,
                GivenDataIndices& indices) {
    codes_.resize(classes.size());
    for (std::size_t i = 0; i < classes.size(); ++i)
      codes_[i] = static_cast<std::uint16_t>(classes[i] * fine_bins + result.bins[i]);
    const auto [whole, raw] = measure(all_, result);
    Spread median, maximum, area;
    for (const Indices32& sample : samples_) {
      const auto [distance, d] = measure(sample, result);
      median.add(distance.median);
      maximum.add(distance.maximum);
      area.add(d);
    }
    indices.pawn_median = bounded(whole.median, median.error(), options_.level);
    indices.pawn_maximum = bounded(whole.maximum, maximum.error(), options_.level);
    indices.delta = bounded(std::clamp(2 * raw - area.mean(), 0.0, 1.0), area.error(), options_.level);
  }

 private:
  struct Spread {
    Moments moments;
    void add(double value) { moments = merge(moments, {1, value, 0}); }
    double mean() const { return moments.mean; }
    double error() const { return moments.sd(); }
  };
  std::pair<Pawn, double> measure(const Indices32& chosen, const ClassedResult& result) {
    count(table_, codes_, chosen);
    return {pawn(table_), delta(table_, result.coarse)};
  }

  const GivenDataOptions& options_;
  Indices32 all_;
  std::vector<Indices32> samples_;
  std::vector<std::uint16_t> codes_;
  ClassTable table_;
};

DummyLevels dummy_of(const ClassedResult& result, ResampledRows& bootstrap, const GivenDataOptions& options) {
  if (result.advice == SampleAdvice::constant_result)
    return {not_a_number, not_a_number, not_a_number, not_a_number};
  const double least = -std::numeric_limits<double>::infinity();
  DummyLevels levels{least, least, least, least};
  const std::size_t n = result.y.size();
  std::vector<std::uint16_t> classes(n);
  for (std::uint32_t number = 0; number < options.permutations; ++number) {
    const Indices32 order = permutation(options.seed, number, n);
    for (std::size_t i = 0; i < n; ++i)
      classes[order[i]] = static_cast<std::uint16_t>(options.classes * i / n);
    GivenDataIndices indices;
    bootstrap.estimate(classes, result, indices);
    levels.first_order = std::max(levels.first_order, rank_sobol(order, result.y));
    levels.pawn_median = std::max(levels.pawn_median, indices.pawn_median.value);
    levels.pawn_maximum = std::max(levels.pawn_maximum, indices.pawn_maximum.value);
    levels.delta = std::max(levels.delta, indices.delta.value);
  }
  return levels;
}

GivenDataIndices unknown(SampleAdvice advice, double level) {
  const Estimate first = symmetric(not_a_number, not_a_number, 0, level, IntervalMethod::student_over_groups);
  const Estimate other = bounded(not_a_number, not_a_number, level);
  return {first, other, other, other, advice};
}

void check(const Sample& factors, const Sample& results, const GivenDataOptions& options) {
  if (options.classes < 2 || options.classes > 255 || options.bootstraps < 2)
    throw std::invalid_argument("given_data: 2 to 255 classes, at least 2 bootstraps");
  const std::size_t n = results.empty() ? 0 : results[0].size();
  const auto differs = [&](std::span<const double> values) { return values.size() != n; };
  if (std::any_of(results.begin(), results.end(), differs) ||
      (!results.empty() && std::any_of(factors.begin(), factors.end(), differs)))
    throw std::invalid_argument("given_data: factors and results of different lengths");
}

}  // namespace

GivenData given_data(const Sample& factors, const Sample& results, const GivenDataOptions& options) {
  check(factors, results, options);
  GivenData answer;
  if (results.empty()) return answer;
  std::vector<ClassedResult> prepared;
  for (const std::span<const double> y : results)
    prepared.push_back(binned(y, options.classes));
  ResampledRows bootstrap(results[0].size(), options);
  for (const ClassedResult& result : prepared)
    answer.dummies.push_back(dummy_of(result, bootstrap, options));
  for (const std::span<const double> x : factors) {
    const Indices32 order = ascending(x);
    const bool constant = distinct(x, order) < 2;
    const std::vector<std::uint16_t> classes = equal_count_classes(x, order, options.classes);
    for (const ClassedResult& result : prepared) {
      const bool nothing_to_explain = result.advice == SampleAdvice::constant_result;
      if (constant || nothing_to_explain) {
        answer.indices.push_back(
            unknown(nothing_to_explain ? result.advice : SampleAdvice::constant_factor, options.level));
        continue;
      }
      GivenDataIndices indices;
      indices.first_order = rank_sobol_estimate(order, result.y, options.level);
      bootstrap.estimate(classes, result, indices);
      indices.advice = result.advice;
      answer.indices.push_back(indices);
    }
  }
  return answer;
}

}  // namespace leontide::statistics
