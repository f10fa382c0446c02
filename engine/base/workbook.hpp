#pragma once

#include <optional>
#include <string>
#include <vector>

namespace leontide {

/// A cell to write: a number, else a text; an empty text leaves the cell blank.
struct WorkbookCell {
  std::string text;
  std::optional<double> number;
  std::optional<int> digits;  ///< after the point, as shown; the whole number is stored
  bool bold = false;
};

struct WorkbookSheet {
  std::string name;  ///< where a workbook cannot take it (31 bytes, no []:*?/\, once), "sheet N" stands
  std::vector<std::vector<WorkbookCell>> rows;
  std::vector<std::size_t> widths;  ///< of the columns, in characters; may be empty
  std::size_t frozen_rows = 0;      ///< stay in view at the top
};

/// The bytes of an .xlsx workbook (ECMA-376). Equal sheets give equal bytes: it carries a fixed time. Throws
/// OperationError when the temporary folder refuses.
std::string workbook_bytes(const std::vector<WorkbookSheet>& sheets);

}  // namespace leontide
