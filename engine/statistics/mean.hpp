#pragma once

#include <limits>
#include <span>

namespace leontide::statistics {

/// What stands for an estimate that cannot be made.
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// The arithmetic mean, summed in order; not a number where there is none.
inline double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values)
    sum += value;
  return sum / static_cast<double>(values.size());
}

}  // namespace leontide::statistics
