#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "sweep/ledger.hpp"

namespace leontide::sweep {

/// One number of every cell, laid out by two of the things that vary.
struct TableRequest {
  std::string rows, columns;       ///< a varied path, `scenario` or `reading`
  std::string value;               ///< chance(ID), mean(ID) or mean(INDICATOR)
  std::string reading;             ///< empty: the first, where readings are not laid out themselves
  std::vector<std::string> where;  ///< `path=value`: only those cells
  /// Of a chance: by how much the best cell of its row exceeds it, on common draws.
  bool shows_regret = false;
};

/// A number with its interval, or the number alone: then both ends are it.
struct TableValue {
  double value = 0, low = 0, high = 0;
};

/// A table of one number of every cell.
struct LaidOut {
  bool is_chance = false;                                      ///< values are chances, with an interval
  std::vector<std::string> rows, columns;                      ///< values, in the order of the sweep
  std::vector<std::vector<std::optional<TableValue>>> values;  ///< [rows][columns]
  /// [rows] of chances: the columns of the largest and of those that cannot be told from it, by their
  /// differences on common draws, or by their intervals where cells keep no trials.
  std::vector<std::string> best;
  /// [columns] of regrets: the largest of any row (Savage 1951, J. Amer. Statist. Assoc. 46, 55-67).
  std::vector<std::optional<TableValue>> largest;
  std::uint64_t without_trials = 0;  ///< cells that are done and completed no trial: they have no number
};

/// Reports names that nothing has, cells that would stand in one place, regret without marks of trials.
std::optional<LaidOut> read_table(const Ledger& ledger, const TableRequest& request,
                                  Diagnostics& diagnostics);

}  // namespace leontide::sweep
