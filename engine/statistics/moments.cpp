#include "statistics/moments.hpp"

#include <bit>
#include <cmath>
#include <limits>

namespace leontide::statistics {

double Moments::variance() const {
  return count < 2 ? std::numeric_limits<double>::quiet_NaN() : squares / static_cast<double>(count - 1);
}

double Moments::sd() const {
  return std::sqrt(variance());
}

double Moments::error_of_mean() const {
  return std::sqrt(variance() / static_cast<double>(count));
}

Moments moments_of(std::span<const double> lanes, std::uint64_t mask) {
  if (lanes.size() < 64) mask &= (std::uint64_t{1} << lanes.size()) - 1;
  Moments result;
  result.count = static_cast<std::uint64_t>(std::popcount(mask));
  if (result.count == 0) return result;
  double sum = 0;
  for (std::uint64_t left = mask; left != 0; left &= left - 1)
    sum += lanes[static_cast<std::size_t>(std::countr_zero(left))];
  result.mean = sum / static_cast<double>(result.count);
  for (std::uint64_t left = mask; left != 0; left &= left - 1) {
    const double deviation = lanes[static_cast<std::size_t>(std::countr_zero(left))] - result.mean;
    result.squares += deviation * deviation;
  }
  return result;
}

Moments merge(const Moments& first, const Moments& second) {
  if (first.count == 0) return second;
  if (second.count == 0) return first;
  const double a = static_cast<double>(first.count), b = static_cast<double>(second.count);
  const double difference = second.mean - first.mean;
  return {first.count + second.count, first.mean + difference * (b / (a + b)),
          first.squares + second.squares + difference * difference * (a * b / (a + b))};
}

}  // namespace leontide::statistics
