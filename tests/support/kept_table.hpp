// What holds of every table, whatever layout it was read in: what is written, check reads and does not fail,
// and a sheet of it is the same table.
#pragma once

#include <catch2/catch.hpp>

#include "base/atomic_file.hpp"
#include "support/csv_grid.hpp"
#include "support/folder.hpp"
#include "table/checks/check.hpp"
#include "table/files/layout.hpp"
#include "table/files/meta.hpp"
#include "table/files/read.hpp"
#include "table/files/write.hpp"
#include "table/sheets/grid.hpp"

namespace leontide::table {

inline void check_same_numbers(const Accounts& a, const Accounts& b) {
  CHECK(a.sectors == b.sectors);
  CHECK(a.origins == b.origins);
  CHECK(a.flows == b.flows);
  CHECK(a.flows_imported == b.flows_imported);
  CHECK(a.final_demand == b.final_demand);
  CHECK(sum(a.final_demand_imported.values.values) == sum(b.final_demand_imported.values.values));
  CHECK(a.value_added == b.value_added);
  CHECK(a.value_added_total == b.value_added_total);
  CHECK(a.imported_inputs == b.imported_inputs);
  CHECK(a.other_inputs == b.other_inputs);
  CHECK(a.output == b.output);
}

/// Of a table that its own check passes.
inline void check_kept(const Accounts& table) {
  const CheckReport report = check(table);
  if (!report.passed()) return;
  Diagnostics diagnostics;
  const test::Folder place;
  AtomicDirectory folder(place / "table");
  write(table, meta_json(table, report), folder);
  folder.commit();
  const auto read_back = read(place / "table", "table", diagnostics);
  INFO(diagnostics.text());
  REQUIRE(read_back);
  check_same_numbers(*read_back, table);
  CHECK(check(*read_back).passed());

  const Grid grid = csv_grid(grid_csv(plain_sheet(table)), "plain.csv");
  const auto layout = recognise(grid, "plain", diagnostics);
  const auto sheet = layout ? read_accounts(grid, *layout, diagnostics) : std::nullopt;
  INFO(diagnostics.text());
  REQUIRE(sheet);
  check_same_numbers(*sheet, table);
}

}  // namespace leontide::table
