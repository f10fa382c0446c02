#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/csv.hpp"
#include "table/sheets/grid.hpp"

namespace leontide::table {

/// Text of a CSV as the grid that importers read.
inline Grid csv_grid(const std::string& text, const std::string& name = "sheet.csv") {
  Diagnostics diagnostics;
  std::vector<GridRow> rows;
  REQUIRE(each_csv_row(text, name, diagnostics, {},
                       [&](std::vector<CsvCell>&& row) { rows.emplace_back(std::move(row)); }));
  return {name, "", std::move(rows)};
}

}  // namespace leontide::table
