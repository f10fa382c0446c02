#include "analysis/latent/density_tail.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace leontide::analysis {

namespace {

/// The distance from `at` to the k-th nearest of the sorted numbers [first, last).
double distance_to(const std::vector<double>& sorted, std::size_t first, std::size_t last, double at,
                   std::size_t k) {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t from = first; from + k <= last; ++from)
    least = std::min(least, std::max(at - sorted[from], sorted[from + k - 1] - at));
  return least;
}

}  // namespace

double density_tail(std::vector<double> sample, double figure) {
  const std::size_t count = sample.size();
  if (count < 16) return 1;
  std::sort(sample.begin(), sample.end());
  const std::size_t k = std::max<std::size_t>(8, count / 2048);
  const auto distance = [&](double at, std::size_t place, std::size_t neighbours) {
    return distance_to(sample, place - std::min(place, neighbours), std::min(count, place + neighbours + 1),
                       at, neighbours);
  };
  const auto place = std::lower_bound(sample.begin(), sample.end(), figure) - sample.begin();
  const double of_figure = distance(figure, static_cast<std::size_t>(place), k);
  std::size_t thinner = 0;
  for (std::size_t i = 0; i < count; ++i)
    thinner += distance(sample[i], i, k + 1) >= of_figure ? 1 : 0;  // itself is no neighbour
  return static_cast<double>(thinner) / static_cast<double>(count);
}

}  // namespace leontide::analysis
