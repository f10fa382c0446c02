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
};

struct TableValue {
  double value = 0, low = 0, high = 0;
};

struct LaidOut {
  bool is_chance = false;
  std::vector<std::string> rows, columns;                      ///< values, in the order of the sweep
  std::vector<std::vector<std::optional<TableValue>>> values;  ///< [rows][columns]

  /// The columns of a row whose interval meets that of the largest chance.
  std::string best_of(std::size_t row) const;
};

/// Reports names that nothing has and cells that would stand in one place.
std::optional<LaidOut> read_table(const Ledger& ledger, const TableRequest& request,
                                  Diagnostics& diagnostics);

}  // namespace leontide::sweep
