#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "support/kept_table.hpp"
#include "table/files/layout.hpp"

namespace leontide::table {

/// Text of a CSV as the grid that importers read.
inline Grid csv_grid(const std::string& text, const std::string& name = "sheet.csv") {
  Diagnostics diagnostics;
  std::vector<GridRow> rows;
  REQUIRE(each_csv_row(text, name, diagnostics, {},
                       [&](std::vector<CsvCell>&& row) { rows.emplace_back(std::move(row)); }));
  return {name, "", std::move(rows)};
}

/// A grid that is recognised as of this layout and read without a fault.
inline Accounts imported(const Grid& grid, const std::string& layout) {
  Diagnostics diagnostics;
  const auto found = recognise(grid, "", diagnostics);
  INFO(diagnostics.text());
  REQUIRE(found);
  CHECK(found->name == layout);
  auto accounts = read_accounts(grid, *found, diagnostics);
  INFO(diagnostics.text());
  REQUIRE(accounts);
  CHECK(diagnostics.empty());
  check_kept(*accounts);
  return std::move(*accounts);
}

}  // namespace leontide::table
