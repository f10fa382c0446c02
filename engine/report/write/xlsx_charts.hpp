#pragma once

// Internal to the writers: the figures of a document as charts of a worksheet.

#include <optional>

#include "base/workbook.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// A chart for each figure that a spreadsheet can draw, one below the other, with its numbers at the right;
/// nothing where there is none.
std::optional<WorkbookSheet> chart_sheet(const Document& document, Language language);

}  // namespace leontide::report
