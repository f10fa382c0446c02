#include "statistics/pick_freeze.hpp"

#include <bit>
#include <cmath>
#include <utility>
#include <vector>

#include "statistics/mean.hpp"
#include "statistics/moments.hpp"
#include "statistics/shapley.hpp"

namespace leontide::statistics {
namespace {

// numerator / denominator of two means over rows, and how far each row moves it (the delta method).
struct Ratio {
  double value = 0;
  std::vector<double> influences;  // mean about zero
};

Ratio ratio_of_means(std::span<const double> above, std::span<const double> below) {
  const double denominator = mean_of(below);
  Ratio ratio{mean_of(above) / denominator, std::vector<double>(above.size())};
  for (std::size_t r = 0; r < above.size(); ++r)
    ratio.influences[r] = (above[r] - ratio.value * below[r]) / denominator;
  return ratio;
}

Estimate estimate_of(double value, std::span<const double> influences, double level) {
  const double n = static_cast<double>(influences.size());
  double squares = 0;
  for (const double influence : influences)
    squares += influence * influence;
  const double error = std::sqrt(squares / (n - 1) / n);
  return symmetric(value, error, normal_reach(level), level, IntervalMethod::asymptotic_normal);
}

// Subtracting the common mean changes no index and keeps the products free of cancellation; that the mean is
// itself estimated has no influence of first order on any of the three.
template <class Above, class Below>
Ratio index(std::span<const double> one, std::span<const double> other, Above above, Below below) {
  if (!varies(one) && !varies(other)) return {not_a_number, std::vector<double>(one.size(), not_a_number)};
  const double centre = (mean_of(one) + mean_of(other)) / 2;
  std::vector<double> top(one.size()), bottom(one.size());
  for (std::size_t r = 0; r < one.size(); ++r) {
    const double y = one[r] - centre, z = other[r] - centre;
    top[r] = above(r, y, z);
    bottom[r] = below(y, z);
  }
  return ratio_of_means(top, bottom);
}

double both_squared(double y, double z) {
  return (y * y + z * z) / 2;
}

Ratio closed_ratio(std::span<const double> one, std::span<const double> other) {
  const auto above = [](std::size_t, double y, double z) { return y * z; };
  return index(one, other, above, both_squared);
}

}  // namespace

Estimate first_order_index(std::span<const double> a, std::span<const double> b,
                           std::span<const double> a_with_b, double level) {
  const auto above = [&](std::size_t r, double, double z) { return z * (a_with_b[r] - a[r]); };
  const Ratio ratio = index(a, b, above, both_squared);
  return estimate_of(ratio.value, ratio.influences, level);
}

Estimate total_index(std::span<const double> a, std::span<const double> b, std::span<const double> a_with_b,
                     double level) {
  const auto above = [&](std::size_t r, double, double) {
    const double change = a[r] - a_with_b[r];
    return change * change / 2;
  };
  const Ratio ratio = index(a, b, above, both_squared);
  return estimate_of(ratio.value, ratio.influences, level);
}

std::vector<Estimate> shapley_effects_of_rows(std::span<const double> all,
                                              const std::vector<std::vector<double>>& sharing, double level) {
  const std::size_t subsets = sharing.size(), rows = all.size();
  if (!varies(all)) {
    const auto players = static_cast<std::size_t>(std::countr_zero(subsets));
    return std::vector<Estimate>(players, estimate_of(not_a_number, std::vector<double>(rows), level));
  }
  std::vector<double> closed(subsets, 0.0);
  std::vector<std::vector<double>> influences(subsets, std::vector<double>(rows));
  for (std::size_t s = 1; s + 1 < subsets; ++s) {
    Ratio ratio = closed_ratio(all, sharing[s]);
    closed[s] = ratio.value;
    influences[s] = std::move(ratio.influences);
  }
  if (subsets > 1) closed.back() = 1;
  const std::vector<double> values = shapley_values(closed);
  std::vector<std::vector<double>> moved(values.size(), std::vector<double>(rows));
  std::vector<double> row(subsets);
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t s = 0; s < subsets; ++s)
      row[s] = influences[s][r];
    const std::vector<double> parts = shapley_values(row);
    for (std::size_t i = 0; i < parts.size(); ++i)
      moved[i][r] = parts[i];
  }
  std::vector<Estimate> effects;
  for (std::size_t i = 0; i < values.size(); ++i)
    effects.push_back(estimate_of(values[i], moved[i], level));
  return effects;
}

}  // namespace leontide::statistics
