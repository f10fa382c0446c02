#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "table/matrix.hpp"

namespace leontide::table {

/// Direct coefficients of one kind, per unit of output: income, value added, persons, emissions. [n]
struct DirectCoefficients {
  std::string name;            ///< what they are coefficients of
  std::vector<double> values;  ///< [n] per unit of output
  double households = 0;       ///< per unit of their income, where households do it themselves
};

/// Households closed into the table: income earned per unit of output by sector, and the column of what they
/// buy per unit of all their income. Both [n].
struct Households {
  std::vector<double> income;       ///< per unit of output of each sector
  std::vector<double> consumption;  ///< per unit of all their income
  double own = 0;                   ///< what they pay each other per unit of their income
};

/// Effects of a unit of each sector's final demand. Type I counts direct and indirect effects, type II also
/// those induced by households' spending (Miller & Blair, sections 6.2 and 6.3). Type II members are empty
/// where households stay open.
struct EffectMultipliers {
  std::string name;                  ///< what the effects are of
  std::vector<double> direct;        ///< s_j
  std::vector<double> total;         ///< (s' L)_j, per unit of final demand ("simple multiplier")
  std::vector<double> type_one;      ///< (s' L)_j / s_j; 0 where s_j is 0
  std::vector<double> total_closed;  ///< ((s, s_h)' L*)_j, "total multiplier"
  std::vector<double> type_two;      ///< ((s, s_h)' L*)_j / s_j
};

/// All multipliers of one matrix of coefficients, by sector.
struct MultiplierReport {
  std::vector<double> output;              ///< column sums of L
  std::vector<double> output_closed;       ///< column sums of the first n rows of L*
  std::vector<EffectMultipliers> effects;  ///< in the order of the direct coefficients
  /// Why type II is left out where households were given: with them closed in, the coefficients are not
  /// productive. Then what is `closed` is empty.
  std::optional<std::string> refused_closure;
  double condition = 1;         ///< reciprocal, of I - A
  double condition_closed = 1;  ///< the same with households in it
};

/// All multipliers of one coefficient matrix from one factorisation (two with households): no inverse is
/// formed, so tables of thousands of sectors take a second. Throws Refusal `shape`, `unproductive`, of the
/// table itself.
MultiplierReport multiplier_report(const Matrix& a, std::span<const DirectCoefficients> direct,
                                   const std::optional<Households>& households);

}  // namespace leontide::table
