#include "statistics/tornado.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "statistics/difference.hpp"

namespace leontide::statistics {
namespace {

struct Edges {
  double low, high;
};

Edges edges_of(std::span<const double> x, double share) {
  const double infinity = std::numeric_limits<double>::infinity();
  if (x.empty()) return {-infinity, infinity};
  std::vector<double> sorted(x.begin(), x.end());
  std::sort(sorted.begin(), sorted.end());
  const double asked = std::max(1.0, std::floor(share * static_cast<double>(x.size())));
  const auto count = static_cast<std::size_t>(asked);
  const double low = sorted[count - 1], high = sorted[sorted.size() - count];
  if (low < high) return {low, high};
  const auto after = std::upper_bound(sorted.begin(), sorted.end(), low);
  if (after != sorted.end()) return {low, *after};
  const auto from = std::lower_bound(sorted.begin(), sorted.end(), high);
  if (from != sorted.begin()) return {*(from - 1), high};
  return {-infinity, infinity};
}

}  // namespace

TornadoBar tornado(std::span<const double> x, std::span<const std::uint8_t> hits, double share,
                   double level) {
  const Edges edges = edges_of(x, share);
  std::uint64_t low_draws = 0, low_hits = 0, high_draws = 0, high_hits = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const std::uint64_t hit = hits[i] != 0 ? 1 : 0;
    if (x[i] <= edges.low) {
      ++low_draws;
      low_hits += hit;
    } else if (x[i] >= edges.high) {
      ++high_draws;
      high_hits += hit;
    }
  }
  TornadoBar bar{edges.low,
                 edges.high,
                 proportion(low_hits, low_draws, level),
                 proportion(high_hits, high_draws, level),
                 {}};
  bar.difference = difference_of_independent(bar.high, bar.low);
  return bar;
}

}  // namespace leontide::statistics
