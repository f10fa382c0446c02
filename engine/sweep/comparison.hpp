#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "statistics/interval.hpp"
#include "sweep/ledger.hpp"
#include "sweep/table.hpp"

namespace leontide::sweep {

/// One chance of every cell, against that of one of them.
struct ComparisonRequest {
  std::string target = "joint";    ///< a target's id, or `joint`
  std::string reading;             ///< empty: the first that was kept
  std::string against = "best";    ///< a cell's number, or that of the largest chance
  std::string cost;                ///< a varied path of numbers, or mean(INDICATOR); empty: none
  std::vector<std::string> where;  ///< `path=value`: only those cells
  /// Differences are taken for so many cells, those of the largest chances.
  std::size_t most_differences = std::numeric_limits<std::size_t>::max();
};

/// One cell and how its chance compares.
struct ComparedCell {
  std::uint64_t number = 0;                        ///< of the cell
  std::string scenario;                            ///< by name
  std::vector<std::string> values;                 ///< [paths]
  TableValue chance;                               ///< with its interval
  std::optional<statistics::Estimate> difference;  ///< to the reference, on common draws
  std::optional<double> cost;                      ///< in the unit of what it is taken from
  bool is_on_front = false;  ///< no cell has as much chance for less cost, or more for as much
};

/// The cells of a ledger, one against all.
struct CellComparison {
  std::vector<std::string> paths;    ///< varied, in the order of the sweep
  std::string reading;               ///< that was looked at
  std::uint64_t against = 0;         ///< its number
  bool is_best = false;              ///< the reference was found, not named
  std::vector<ComparedCell> cells;   ///< the largest chance first
  std::uint64_t without_trials = 0;  ///< cells that are done and completed no trial: they have no number
};

/// Reports names that nothing has, a cell without numbers, a cost that is no number.
std::optional<CellComparison> compare_cells(const Ledger& ledger, const ComparisonRequest& request,
                                            Diagnostics& diagnostics);

}  // namespace leontide::sweep
