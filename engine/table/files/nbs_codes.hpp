#pragma once

#include <span>
#include <string>
#include <vector>

#include "table/files/layout.hpp"

namespace leontide::table {

/// A row or column of the tables of the National Bureau of Statistics of China and of the provinces, by the
/// codes and labels they print, Chinese, and English as in the yearbooks.
struct NbsLine {
  std::vector<std::string> codes;      ///< the first is written
  std::vector<std::string> labels;     ///< the first is written; without blanks and capitals
  LineRole role = LineRole::category;  ///< what a line of that code holds
  std::string name;                    ///< in the accounts; empty for a sum that is never kept
  double sign = 1;                     ///< -1 for imports and inflows that are printed positive
  std::vector<std::string> parts;      ///< of a sum: it is kept only where none of these is there
};

/// Columns: final uses and totals.
std::span<const NbsLine> nbs_columns();
/// Rows: primary inputs and totals.
std::span<const NbsLine> nbs_rows();
/// All codes of these lines.
std::vector<std::string> codes_of(std::span<const NbsLine> lines);

/// The line that a cell names by its code, or by its Chinese label; nothing where it names none.
const NbsLine* nbs_line(std::span<const NbsLine> lines, const std::string& cell, bool by_label);

/// A label as it is compared: without blanks, those of full width and line breaks among them.
std::string without_blanks(const std::string& text);

}  // namespace leontide::table
