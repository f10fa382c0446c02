// A sheet of cells taken for a table by each layout, and checked.
#pragma once

#include "fuzz/bundle.hpp"
#include "table/checks/check.hpp"
#include "table/files/layout.hpp"

namespace leontide::fuzz {

inline void import_sheet(const table::Grid& grid) {
  std::vector<std::string> layouts = table::layout_names();
  layouts.emplace_back();
  for (const std::string& layout : layouts) {
    may_refuse([&] {
      Diagnostics diagnostics;
      const auto found = table::recognise(grid, layout, diagnostics);
      const auto accounts = found ? table::read_accounts(grid, *found, diagnostics) : std::nullopt;
      if (accounts) table::report(table::check(*accounts), "sheet", diagnostics);
      diagnostics.text(5);
    });
  }
}

}  // namespace leontide::fuzz
