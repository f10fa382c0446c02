#pragma once

#include <string>
#include <vector>

#include "report/sweeps/sweep_names.hpp"

namespace leontide::report {

/// A path, or `scenario`, with more than one value among cells; the values in the order of the cells.
struct VariedPath {
  std::string path;                 ///< as it is varied, or `scenario`
  std::vector<std::string> values;  ///< as written, each once

  /// Whether every value is a number.
  bool is_numeric() const;
};
/// Those with more than one value.
std::vector<VariedPath> varied_paths(const sweep::CellComparison& comparison);

/// Cells that share a value, or a fifth of the values, of a path; chances as shares.
struct ValueGroup {
  Title label;                          ///< the value, or the range of values
  std::size_t cells = 0;                ///< with a chance
  double sum = 0, least = 1, most = 0;  ///< chances as shares: their sum, the least and the largest

  /// Counts a cell with this chance.
  void add(double chance);
  /// NaN where no cell is counted.
  double mean() const { return sum / static_cast<double>(cells); }
};

/// The chances by one thing that varies.
struct PathEffect {
  std::string path;                ///< the path, or `scenario`
  std::vector<ValueGroup> groups;  ///< in the order of the values

  /// The largest mean less the least.
  double reach() const;
};

/// Of every path with groups to tell apart, what moves the mean chance most first. More than twelve values,
/// of numbers, are put into fifths.
std::vector<PathEffect> path_effects(const sweep::CellComparison& comparison, const SweepNames& names);

}  // namespace leontide::report
