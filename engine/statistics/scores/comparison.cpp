#include "statistics/scores/comparison.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "statistics/resample.hpp"
#include "statistics/scores/bands.hpp"

namespace leontide::statistics {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

double mean_of_values(std::span<const double> values) {
  double sum = 0;
  for (const double value : values)
    sum += value;
  return sum / static_cast<double>(values.size());
}

double autocovariance(std::span<const double> values, double mean, std::size_t lag) {
  double sum = 0;
  for (std::size_t i = lag; i < values.size(); ++i)
    sum += (values[i] - mean) * (values[i - lag] - mean);
  return sum / static_cast<double>(values.size());
}

}  // namespace

DieboldMariano diebold_mariano(std::span<const double> differences, std::size_t horizon) {
  const std::size_t vintages = differences.size();
  if (vintages < 2) return {unknown, unknown, vintages};
  const auto n = static_cast<double>(vintages);
  const auto h = static_cast<double>(horizon);
  const double mean = mean_of_values(differences);
  double variance = autocovariance(differences, mean, 0);
  for (std::size_t lag = 1; lag < horizon && lag < vintages; ++lag)
    variance += 2 * autocovariance(differences, mean, lag);
  const double factor = (n + 1 - 2 * h + h * (h - 1) / n) / n;
  if (!(variance > 0) || !(factor > 0)) return {unknown, unknown, vintages};
  const double statistic = mean / std::sqrt(variance / n) * std::sqrt(factor);
  const boost::math::students_t_distribution<double> law(n - 1);
  const double chance = 2 * boost::math::cdf(boost::math::complement(law, std::abs(statistic)));
  return {statistic, chance, vintages};
}

double skill(double score, double reference) {
  return reference > 0 ? 1 - score / reference : unknown;
}

Estimate skill_over_cases(std::span<const double> scores, std::span<const double> reference, double level) {
  constexpr std::size_t fewest = 3;
  const std::size_t cases = scores.size();
  const auto n = static_cast<double>(cases);
  const double own = n * mean_of_values(scores), other = n * mean_of_values(reference);
  double error = unknown;
  if (cases >= fewest) {
    std::vector<double> left;
    for (std::size_t i = 0; i < cases; ++i)
      left.push_back(skill(own - scores[i], other - reference[i]));
    error = std::sqrt((n - 1) * autocovariance(left, mean_of_values(left), 0));
  }
  const double reach = cases >= fewest ? student_reach(level, n - 1) : 1;
  return symmetric(skill(own, other), error, reach, level, IntervalMethod::student_over_jackknife);
}

Estimate skill_over_blocks(std::span<const double> scores, std::span<const double> reference,
                           std::size_t block, std::uint32_t resamples, std::uint64_t seed, double level) {
  const std::size_t vintages = scores.size();
  std::vector<double> skills;
  for (std::uint32_t sample = 0; sample < resamples; ++sample) {
    const std::size_t blocks = (vintages + block - 1) / block;
    const std::vector<double> uniforms = resampling_uniforms(seed, sample, blocks);
    double own = 0;
    double other = 0;
    for (std::size_t i = 0; i < vintages; ++i) {
      const auto first = static_cast<std::size_t>(uniforms[i / block] * static_cast<double>(vintages));
      const std::size_t at = (first + i % block) % vintages;
      own += scores[at];
      other += reference[at];
    }
    const double of_sample = skill(own, other);
    if (!std::isnan(of_sample)) skills.push_back(of_sample);
  }
  if (skills.empty()) skills.push_back(unknown);
  const double value = skill(mean_of_values(scores), mean_of_values(reference));
  const double tail = (1 - level) / 2;
  return {value,
          unknown,
          sample_quantile(skills, tail),
          sample_quantile(skills, 1 - tail),
          level,
          IntervalMethod::bootstrap_of_blocks};
}

}  // namespace leontide::statistics
