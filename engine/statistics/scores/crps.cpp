#include "statistics/scores/crps.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace leontide::statistics {
namespace {

const boost::math::normal_distribution<double> standard_normal;

/// Integral of the squared standard normal distribution function up to x.
double squared_normal_below(double x) {
  const double below = boost::math::cdf(standard_normal, x);
  return x * below * below + 2 * boost::math::pdf(standard_normal, x) * below -
         boost::math::cdf(standard_normal, std::numbers::sqrt2 * x) * std::numbers::inv_sqrtpi;
}

}  // namespace

double crps_fair(std::span<const double> draws, double outcome) {
  if (draws.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::vector<double> sorted(draws.begin(), draws.end());
  std::sort(sorted.begin(), sorted.end());
  const auto count = static_cast<double>(sorted.size());
  double distance = 0;
  double apart = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    distance += std::abs(sorted[i] - outcome);
    // Each draw is above those before it and below those after it: what the sum over pairs takes of it.
    apart += (2 * static_cast<double>(i) - count + 1) * sorted[i];
  }
  if (sorted.size() == 1) return distance;
  return distance / count - apart / (count * (count - 1));
}

double crps_fair_above(std::span<const double> draws, double outcome, double threshold) {
  std::vector<double> above(draws.begin(), draws.end());
  for (double& draw : above)
    draw = std::max(draw, threshold);
  return crps_fair(above, std::max(outcome, threshold));
}

double crps_normal(double mean, double sd, double outcome) {
  if (!(sd > 0)) return std::abs(outcome - mean);
  const double z = (outcome - mean) / sd;
  return sd * (z * (2 * boost::math::cdf(standard_normal, z) - 1) + 2 * boost::math::pdf(standard_normal, z) -
               std::numbers::inv_sqrtpi);
}

double crps_normal_above(double mean, double sd, double outcome, double threshold) {
  if (!(sd > 0)) return std::abs(std::max(outcome, threshold) - std::max(mean, threshold));
  const double low = (threshold - mean) / sd;
  const double z = (std::max(outcome, threshold) - mean) / sd;
  return sd * (squared_normal_below(z) - squared_normal_below(low) + squared_normal_below(-z));
}

}  // namespace leontide::statistics
