#include "statistics/paired.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <limits>

#include "statistics/mean.hpp"
#include "statistics/proportion.hpp"

namespace leontide::statistics {
namespace {

// The four cells as shares and margins.
struct Shares {
  double n, both, first_only, second_only, neither, first, second;
};

Shares shares_of(const FourCells& cells) {
  const double n = static_cast<double>(cells.draws());
  const double e = static_cast<double>(cells.both), f = static_cast<double>(cells.only_first);
  const double g = static_cast<double>(cells.only_second), h = static_cast<double>(cells.neither);
  return {n, e / n, f / n, g / n, h / n, (e + f) / n, (e + g) / n};
}

// Newcombe's phi: a positive correlation is taken nearer to zero, by half a draw, so that the interval does
// not become too narrow.
double corrected_correlation(const Shares& s) {
  const double spread = s.first * (1 - s.first) * s.second * (1 - s.second);
  if (!(spread > 0)) return 0;
  double product = s.both * s.neither - s.first_only * s.second_only;
  if (product > 0) product = std::max(product - 1 / (2 * s.n), 0.0);
  return product / std::sqrt(spread);
}

double hybrid(double a, double b, double correlation) {
  return std::sqrt(std::max(0.0, a * a - 2 * correlation * a * b + b * b));
}

}  // namespace

Estimate difference_of_paired(const FourCells& cells, double level) {
  Estimate result{not_a_number, not_a_number, -1, 1, level, IntervalMethod::newcombe_paired};
  if (cells.draws() == 0) return result;
  if (cells.only_first + cells.only_second < few) result.method = IntervalMethod::newcombe_paired_few;
  const Shares s = shares_of(cells);
  const Bounds one = wilson_bounds(s.first, s.n, level), two = wilson_bounds(s.second, s.n, level);
  const double correlation = corrected_correlation(s);
  result.value = s.first_only - s.second_only;
  result.error = std::sqrt(std::max(0.0, s.first_only + s.second_only - result.value * result.value) / s.n);
  result.low = result.value - hybrid(s.first - one.low, two.high - s.second, correlation);
  result.high = result.value + hybrid(one.high - s.first, s.second - two.low, correlation);
  return result;
}

double variance_saved(const FourCells& cells) {
  const Shares s = shares_of(cells);
  const double difference = s.first_only - s.second_only;
  const double common = s.first_only + s.second_only - difference * difference;
  return (s.first * (1 - s.first) + s.second * (1 - s.second)) / common;
}

McNemar mcnemar(const FourCells& cells) {
  const std::uint64_t fewer = std::min(cells.only_first, cells.only_second);
  const std::uint64_t discordant = cells.only_first + cells.only_second;
  if (discordant == 0) return {};
  const boost::math::binomial_distribution<double> law(static_cast<double>(discordant), 0.5);
  const double k = static_cast<double>(fewer);
  const double up_to = boost::math::cdf(law, k), here = boost::math::pdf(law, k);
  // With equal counts the two tails share what was seen: the whole is 1, of which half of it is given back.
  if (cells.only_first == cells.only_second) return {1, 1 - here / 2};
  return {std::min(1.0, 2 * up_to), 2 * up_to - here};
}

}  // namespace leontide::statistics
