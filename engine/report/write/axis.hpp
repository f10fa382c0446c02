#pragma once

#include <cmath>
#include <string>

namespace leontide::report {

// The axes of drawings. Internal to the writers, but for `axis_round`.

/// The next of 1, 2, 2.5, 5, 10 … that leaves at most `steps` steps over `range`.
double tick_of(double range, int steps = 5);

/// The ends of an axis, and the step between what is marked on it.
struct Axis {
  double low = 0, high = 1, step = 1;  ///< ends of the axis and the distance of its marks

  /// Where a number stands: 0 at the low end, 1 at the high one.
  double share(double value) const { return (value - low) / (high - low); }

  /// Visits every whole step between the ends.
  template <class Visit>
  void for_marks(const Visit& visit) const {
    for (double k = std::ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; ++k)
      visit(k * step + 0.0);
  }
};

/// Whole steps round [low, high], at most `steps` of them between the two; a unit where the two are equal.
Axis axis_round(double low, double high, int steps = 5);

/// A number on an axis, without digits that say nothing.
std::string axis_number(double value);

}  // namespace leontide::report
