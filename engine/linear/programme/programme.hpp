#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace leontide::linear {

/// A bound that does not bind, with its sign.
inline constexpr double unbounded = std::numeric_limits<double>::infinity();

/// low <= sum of coefficient × variable <= high.
struct ProgrammeRow {
  std::vector<std::pair<std::size_t, double>> terms;  ///< variable, coefficient; each variable once
  double low = -unbounded, high = unbounded;
};

/// Rows over variables that are at least their floor.
struct Programme {
  std::vector<double> floors;  ///< [variables] least values; -unbounded where there is none
  std::vector<ProgrammeRow> rows;
};

/// Either values that hold all rows, or multipliers of rows (positive: of its low bound, negative: of its
/// high one) that add up to a contradiction.
struct ProgrammeAnswer {
  bool is_feasible = false;
  bool is_certified = false;        ///< of an infeasible one: the multipliers were added up and contradict
  std::vector<double> values;       ///< [variables]
  std::vector<double> multipliers;  ///< [rows]
};

/// Whether the rows can hold together.
ProgrammeAnswer solve(const Programme& programme);

/// By how much the rows, each times its multiplier, contradict the floors: above 0 they cannot hold together,
/// whatever a solver says. Not above 0 for multipliers that prove nothing.
double contradiction(const Programme& programme, std::span<const double> multipliers);

}  // namespace leontide::linear
