#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "support/csv_grid.hpp"
#include "support/kept_table.hpp"
#include "table/files/layout.hpp"

namespace leontide::table {

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
