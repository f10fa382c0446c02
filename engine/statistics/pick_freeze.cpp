#include "statistics/pick_freeze.hpp"

#include <cmath>
#include <vector>

namespace leontide::statistics {
namespace {

double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values)
    sum += value;
  return sum / static_cast<double>(values.size());
}

// numerator / denominator of two means over rows, with the delta method's error.
Estimate ratio_of_means(std::span<const double> above, std::span<const double> below, double level) {
  const double n = static_cast<double>(above.size());
  const double denominator = mean_of(below), value = mean_of(above) / denominator;
  double squares = 0;
  for (std::size_t r = 0; r < above.size(); ++r) {
    const double influence = (above[r] - value * below[r]) / denominator;
    squares += influence * influence;
  }
  const double error = std::sqrt(squares / (n - 1) / n);
  return symmetric(value, error, normal_reach(level), level, IntervalMethod::asymptotic_normal);
}

// Subtracting the common mean changes no index and keeps the products free of cancellation; that the mean is
// itself estimated has no influence of first order on any of the three.
template <class Above, class Below>
Estimate index(std::span<const double> one, std::span<const double> other, double level, Above above,
               Below below) {
  const double centre = (mean_of(one) + mean_of(other)) / 2;
  std::vector<double> top(one.size()), bottom(one.size());
  for (std::size_t r = 0; r < one.size(); ++r) {
    const double y = one[r] - centre, z = other[r] - centre;
    top[r] = above(r, y, z);
    bottom[r] = below(y, z);
  }
  return ratio_of_means(top, bottom, level);
}

double both_squared(double y, double z) {
  return (y * y + z * z) / 2;
}

}  // namespace

Estimate first_order_index(std::span<const double> a, std::span<const double> b,
                           std::span<const double> a_with_b, double level) {
  const auto above = [&](std::size_t r, double, double z) { return z * (a_with_b[r] - a[r]); };
  return index(a, b, level, above, both_squared);
}

Estimate total_index(std::span<const double> a, std::span<const double> b, std::span<const double> a_with_b,
                     double level) {
  const auto above = [&](std::size_t r, double, double) {
    const double change = a[r] - a_with_b[r];
    return change * change / 2;
  };
  return index(a, b, level, above, both_squared);
}

Estimate closed_index(std::span<const double> one, std::span<const double> other, double level) {
  const auto above = [](std::size_t, double y, double z) { return y * z; };
  return index(one, other, level, above, both_squared);
}

}  // namespace leontide::statistics
