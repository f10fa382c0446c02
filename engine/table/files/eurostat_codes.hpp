#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "table/files/layout.hpp"

namespace leontide::table {

/// A row or column of Eurostat's supply, use and input-output tables, by its code of ESA 2010.
struct EurostatLine {
  const char* code;                          ///< of ESA 2010
  LineRole role;                             ///< what a line of that code holds
  const char* name;                          ///< in the accounts; empty for a sum that is never kept
  std::vector<std::string_view> parts = {};  ///< of a sum: it is kept only where none of these is there
  /// Of a part that is printed beside its sum: left out where the sum is there.
  const char* of = "";
};

std::span<const EurostatLine> eurostat_uses();      ///< columns of use and input-output tables
std::span<const EurostatLine> eurostat_supplies();  ///< columns of supply tables that are no industries
std::span<const EurostatLine> eurostat_inputs();    ///< rows that are no products

/// The line of a code; nothing where it is none of them.
const EurostatLine* eurostat_line(std::span<const EurostatLine> lines, std::string_view code);

/// A product's or industry's code as it is matched: CPA_E37-E39 and E37-39 are one.
std::string eurostat_key(std::string_view code);

}  // namespace leontide::table
