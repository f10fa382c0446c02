#pragma once

#include <algorithm>
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

/// Says of a column and of its bounds beside it that they are differences of shares.
inline void count_in_points(std::vector<SheetColumn>& columns, std::string_view name) {
  for (SheetColumn& column : columns) {
    if (column.name.starts_with(name) && column.unit == "%") column.unit = "points";
  }
}

/// Puts the sheets first in which some row can be told from nothing.
inline void lead_with_answers(std::vector<Sheet>& sheets) {
  std::stable_partition(sheets.begin(), sheets.end(), [](const Sheet& sheet) {
    return std::find(sheet.noise.begin(), sheet.noise.end(), false) != sheet.noise.end();
  });
}

}  // namespace leontide::report
