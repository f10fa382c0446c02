#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/sweeps/sweep_names.hpp"
#include "report/write/document.hpp"
#include "sweep/summary.hpp"
#include "sweep/table.hpp"

namespace leontide::report {

/// What a table of cells is laid out by, and of what.
struct LaidOutBy {
  std::string rows, columns, value;  ///< paths, `scenario` or `reading`; the value in words
  bool is_regret = false;            ///< the values are regrets
};

/// Whether all rows are numbers, as lines need.
bool has_numeric_rows(const sweep::LaidOut& table);

/// With a capital where it begins with a letter of ours.
std::string capitalised(std::string text);

/// `chance(joint)` in words.
Title value_title(const SweepNames& names, const LaidOutBy& by);

/// A line a column over rows that are numbers, with its intervals as a band; else, or `as_heat`, a field a
/// cell. `sheet` has its numbers.
Figure table_figure(const sweep::LaidOut& table, const LaidOutBy& by, const SweepNames& names, bool as_heat,
                    std::string sheet);

/// The cells of the largest chance with their intervals, and how they stand to the reference.
Figure cells_figure(const sweep::CellComparison& comparison, const SweepNames& names, std::string sheet);
/// How a cell stands to the reference.
Title standing_of(const sweep::ComparedCell& cell, const sweep::CellComparison& comparison);

/// From the least to the largest chance of each target.
std::optional<Figure> ranges_figure(const std::vector<sweep::TargetRange>& ranges, const SweepNames& names);

}  // namespace leontide::report
