#pragma once

#include <array>
#include <span>

namespace leontide::table {

/// How numbers were printed, as far as the numbers themselves show: whole, to some decimals, or to some
/// digits (large ones whole, small ones not), and whether small ones were left out.
struct Printing {
  /// By decade of size, from below 1 upwards: the largest of 1, 0.1, …, 1e-8 that all of its numbers are
  /// multiples of; 0 when there is none.
  std::array<double, 16> unit{};
  double cut = 0;  ///< no number but zero is smaller than this, though many are hardly larger; 0 when not so

  /// The unit of the smallest numbers; 0 where they are not multiples of any.
  double finest() const { return unit.front(); }
  /// The most that printing can have moved this number.
  double half_unit(double value) const;
  /// The most that can hide behind a zero.
  double behind_zero() const { return cut > 0 ? cut : finest() / 2; }
};

/// Of all numbers of a part of a table, zeros among them.
Printing printing_of(std::span<const double> values);

}  // namespace leontide::table
