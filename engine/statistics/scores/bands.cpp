#include "statistics/scores/bands.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>

#include "statistics/interval.hpp"

namespace leontide::statistics {
namespace {

/// Without what binary fractions add: 5 * 0.8 is 4, not a little more.
std::size_t rank_of(std::size_t vintages, double level) {
  return static_cast<std::size_t>(std::ceil(static_cast<double>(vintages + 1) * level - 1e-9));
}

}  // namespace

double pit_of_draws(std::span<const double> draws, double outcome) {
  double below = 0.5;
  for (const double draw : draws) {
    if (draw < outcome)
      below += 1;
    else if (draw == outcome)
      below += 0.5;
  }
  return below / static_cast<double>(draws.size() + 1);
}

double pit_of_normal(double mean, double sd, double outcome) {
  if (!(sd > 0)) return outcome < mean ? 0 : outcome > mean ? 1 : 0.5;
  return boost::math::cdf(boost::math::normal_distribution<double>(mean, sd), outcome);
}

double coverage(std::span<const Band> bands, std::span<const double> outcomes) {
  if (bands.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::size_t held = 0;
  for (std::size_t i = 0; i < bands.size(); ++i)
    held += bands[i].low <= outcomes[i] && outcomes[i] <= bands[i].high ? 1 : 0;
  return static_cast<double>(held) / static_cast<double>(bands.size());
}

std::size_t vintages_needed(double level) {
  std::size_t vintages = 1;
  while (rank_of(vintages, level) > vintages)
    ++vintages;
  return vintages;
}

std::optional<double> conformal_half_width(std::span<const std::vector<double>> errors, double level) {
  if (errors.size() < vintages_needed(level)) return std::nullopt;
  std::vector<double> widths;
  for (const std::vector<double>& of_vintage : errors) {
    std::vector<double> sizes(of_vintage.size());
    std::transform(of_vintage.begin(), of_vintage.end(), sizes.begin(),
                   [](double error) { return std::abs(error); });
    widths.push_back(sample_quantile(sizes, level));
  }
  std::sort(widths.begin(), widths.end());
  return widths[rank_of(errors.size(), level) - 1];
}

double sample_quantile(std::span<const double> values, double share) {
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  const double at = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

double spread_of_deciles(std::span<const double> values) {
  return (sample_quantile(values, 0.9) - sample_quantile(values, 0.1)) / (2 * normal_reach(0.8));
}

}  // namespace leontide::statistics
