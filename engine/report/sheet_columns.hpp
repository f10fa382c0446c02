#pragma once

#include <cmath>
#include <optional>
#include <string_view>

#include "report/write/document.hpp"

namespace leontide::report {

// Columns of sheets by name.

/// Nothing where the sheet has no column of that name.
inline std::optional<std::size_t> column_at(const Sheet& sheet, std::string_view name) {
  for (std::size_t k = 0; k < sheet.columns.size(); ++k) {
    if (sheet.columns[k].name == name) return k;
  }
  return std::nullopt;
}

/// The number in a row's cell of that column; nothing where the sheet lacks it, or where the cell holds no
/// finite number.
inline std::optional<double> number_at(const Sheet& sheet, const std::vector<Cell>& row,
                                       std::string_view name) {
  const auto column = column_at(sheet, name);
  const auto* number = column ? std::get_if<double>(&row[*column]) : nullptr;
  return number != nullptr && std::isfinite(*number) ? std::optional(*number) : std::nullopt;
}

}  // namespace leontide::report
