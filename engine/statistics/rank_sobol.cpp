#include "statistics/rank_sobol.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "statistics/mean.hpp"
#include "statistics/moments.hpp"

namespace leontide::statistics {
namespace {
constexpr std::size_t most_groups = 32, least_in_group = 64;

// Sums over a chain of neighbours, closed into a ring: the last is followed by the first. With deviations d
// from any fixed centre, index = (mean of d d' - (mean d)^2) / (mean of d^2 - (mean d)^2).
struct Ring {
  double first = 0, last = 0, sum = 0, squares = 0, products = 0;
  std::size_t count = 0;

  void add(double deviation) {
    if (count == 0)
      first = deviation;
    else
      products += last * deviation;
    last = deviation;
    sum += deviation;
    squares += deviation * deviation;
    ++count;
  }
  double index() const {
    if (count < 2) return not_a_number;
    const double n = static_cast<double>(count), mean = sum / n;
    const double variance = squares / n - mean * mean;
    return variance > 0 ? ((products + last * first) / n - mean * mean) / variance : not_a_number;
  }
};

}  // namespace

double rank_sobol(std::span<const std::uint32_t> order, std::span<const double> y) {
  if (!varies(y)) return not_a_number;
  const double centre = mean_of(y);
  Ring ring;
  for (const std::uint32_t i : order)
    ring.add(y[i] - centre);
  return ring.index();
}

Estimate rank_sobol_estimate(std::span<const std::uint32_t> order, std::span<const double> y, double level) {
  const std::size_t groups = std::clamp<std::size_t>(y.size() / least_in_group, 1, most_groups);
  const double centre = mean_of(y);
  Ring all;
  std::array<Ring, most_groups> rings{};
  for (const std::uint32_t i : order) {
    all.add(y[i] - centre);
    rings[(i / 2) % groups].add(y[i] - centre);
  }
  // A group whose y are all equal has no index; the others stand for it.
  double sum = 0, squares = 0, used = 0;
  for (std::size_t g = 0; g < groups; ++g) {
    const double index = rings[g].index();
    if (!std::isfinite(index)) continue;
    sum += index;
    squares += index * index;
    ++used;
  }
  const double spread = std::max(0.0, (squares - sum * sum / used) / (used - 1));
  const double bias = (all.index() - sum / used) / (used - 1);
  const double error = used < 2 ? not_a_number : std::hypot(std::sqrt(spread / used), bias);
  return symmetric(all.index(), error, student_reach(level, used - 1), level,
                   IntervalMethod::student_over_groups);
}

}  // namespace leontide::statistics
