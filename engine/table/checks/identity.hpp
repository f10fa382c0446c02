#pragma once

#include <array>
#include <span>
#include <vector>

#include "table/accounts.hpp"

namespace leontide::table {

/// How numbers were printed, as far as the numbers themselves show: whole, to some decimals, or to some
/// digits (large ones whole, small ones not), and whether small ones were left out.
struct Printing {
  /// By decade of size, from below 1 upwards: the largest of 1, 0.1, …, 1e-8 that all of its numbers are
  /// multiples of; 0 when there is none.
  std::array<double, 16> unit{};
  double cut = 0;  ///< no number but zero is smaller than this, though many are hardly larger; 0 when not so

  double finest() const { return unit.front(); }
  /// The most that printing can have moved this number.
  double half_unit(double value) const;
  /// The most that can hide behind a zero.
  double behind_zero() const { return cut > 0 ? cut : finest() / 2; }
};

Printing printing_of(std::span<const double> values);

/// The sums that the two identities of a table are made of, by sector, and what may be missing in them.
struct IdentitySums {
  std::vector<double> sold;          ///< flows, by row
  std::vector<double> demand;        ///< final demand, by row
  std::vector<double> bought;        ///< flows, local and imported, by column
  std::vector<double> other_inputs;  ///< imported inputs known by user only; 0 where there are none
  std::vector<double> value_added;
  std::vector<double> output;
  std::vector<double> row_gross;  ///< sum of the absolute amounts of the row, or the output where larger
  std::vector<double> column_gross;
  std::vector<double> row_short;   ///< how far rounding can make the row fall short of its output
  std::vector<double> row_excess;  ///< how far it can make the row exceed it
  std::vector<double> column_short;
  std::vector<double> column_excess;
  Printing flow_printing;

  std::size_t size() const { return output.size(); }
  double row_difference(std::size_t i) const { return sold[i] + demand[i] - output[i]; }
  double column_difference(std::size_t j) const {
    return bought[j] + other_inputs[j] + value_added[j] - output[j];
  }
};

IdentitySums identity_sums(const Accounts& accounts);

}  // namespace leontide::table
