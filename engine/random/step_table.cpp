#include "random/step_table.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <numeric>

namespace leontide::random {

StepTable::StepTable(std::vector<double> values, std::vector<double> cumulative)
    : values_(std::move(values)), cumulative_(std::move(cumulative)), guide_(values_.size()) {
  cumulative_.back() = 1;
  std::size_t i = 0;
  for (std::size_t g = 0; g < guide_.size(); ++g) {
    const double begin = static_cast<double>(g) / static_cast<double>(guide_.size());
    while (cumulative_[i] < begin)
      ++i;
    guide_[g] = static_cast<std::uint32_t>(i);
  }
  // Rounding of u * size may name the part after that of u: begin the search one value earlier.
  for (std::uint32_t& from : guide_)
    from = from == 0 ? 0 : from - 1;
}

StepTable discrete_table(std::span<const double> values, std::span<const double> chances) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  const double total = std::accumulate(chances.begin(), chances.end(), 0.0);
  std::vector<double> sorted, cumulative;
  double sum = 0;
  for (const std::size_t i : order) {
    if (chances[i] == 0) continue;
    sum += chances[i];
    sorted.push_back(values[i]);
    cumulative.push_back(sum / total);
  }
  return {std::move(sorted), std::move(cumulative)};
}

StepTable empirical_table(std::span<const double> values) {
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  std::vector<double> cumulative(sorted.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    cumulative[i] = static_cast<double>(i + 1) / static_cast<double>(sorted.size());
  }
  return {std::move(sorted), std::move(cumulative)};
}

namespace {

constexpr double least = 1e-18;  // a share below it is never drawn

// Whole counts from first to last, as far as they are ever drawn.
template <class Distribution>
StepTable count_table(const Distribution& law, double first, double last) {
  std::vector<double> values, cumulative;
  for (double k = first; k <= last; ++k) {
    const double upto = boost::math::cdf(law, k);
    if (upto < least) continue;
    values.push_back(k);
    cumulative.push_back(upto);
    if (upto == 1) break;
  }
  return {std::move(values), std::move(cumulative)};
}

// Chernoff: P(|N - mean| >= d) <= 2 exp(-d^2 / (2 (mean + d))), below 1e-17 with this d.
double count_reach(double mean) {
  return 40 + 9 * std::sqrt(mean);
}

/// From the chance of the middle count outwards, each by its ratio to its neighbour: half a million
/// distribution functions of a large mean take minutes. To 1e-10 of each chance.
StepTable large_poisson_table(const boost::math::poisson_distribution<double>& law) {
  const double mean = law.mean(), middle = std::floor(mean), reach = std::ceil(count_reach(mean));
  const auto side = static_cast<std::size_t>(std::fmin(reach, middle));
  std::vector<double> chances(side + 1 + static_cast<std::size_t>(reach));
  chances[side] = boost::math::pdf(law, middle);
  for (std::size_t k = side; k > 0; --k)
    chances[k - 1] = chances[k] * (middle - static_cast<double>(side - k)) / mean;
  for (std::size_t k = side + 1; k < chances.size(); ++k)
    chances[k] = chances[k - 1] * mean / (middle + static_cast<double>(k - side));
  std::vector<double> values, cumulative;
  double upto = 0;
  for (std::size_t k = 0; k < chances.size(); ++k) {
    upto += chances[k];
    if (upto < least) continue;
    values.push_back(middle - static_cast<double>(side) + static_cast<double>(k));
    cumulative.push_back(std::fmin(upto, 1));
  }
  return {std::move(values), std::move(cumulative)};
}

}  // namespace

StepTable poisson_table(double mean) {
  constexpr double large = 1e4;
  if (mean == 0) return {{0.0}, {1.0}};
  const boost::math::poisson_distribution<double> law(mean);
  if (mean > large) return large_poisson_table(law);
  return count_table(law, std::fmax(0, std::floor(mean - count_reach(mean))),
                     std::ceil(mean + count_reach(mean)));
}

StepTable binomial_table(double trials, double chance) {
  if (trials == 0 || chance == 0) return {{0.0}, {1.0}};
  if (chance == 1) return {{trials}, {1.0}};
  const boost::math::binomial_distribution<double> law(trials, chance);
  const double mean = trials * chance;
  return count_table(law, std::fmax(0, std::floor(mean - count_reach(mean))),
                     std::fmin(trials, std::ceil(mean + count_reach(mean))));
}

StepTable negative_binomial_table(double successes, double chance) {
  if (chance == 1) return {{0.0}, {1.0}};
  const boost::math::negative_binomial_distribution<double> law(successes, chance);
  const double first = std::floor(boost::math::quantile(law, 1e-17));
  const double last = std::ceil(boost::math::quantile(boost::math::complement(law, 1e-17)));
  return count_table(law, std::fmax(0, first - 1), last + 1);
}

}  // namespace leontide::random
