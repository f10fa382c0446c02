#include <algorithm>

#include "base/workbook.hpp"
#include "report/sheet.hpp"

namespace leontide::report {

namespace {

constexpr std::size_t widest = 40;

WorkbookCell text_cell(const Title& title, Language language, bool bold = false) {
  return {in_language(title, language), std::nullopt, std::nullopt, bold};
}

WorkbookCell cell_of(const Cell& cell, const SheetColumn& column, Language language) {
  if (const auto* text = std::get_if<Title>(&cell)) return text_cell(*text, language);
  if (const auto* number = std::get_if<double>(&cell)) return {{}, *number, column.digits, false};
  return {};
}

std::size_t width_of(const Sheet& sheet, std::size_t k, Language language) {
  std::size_t width = display_width(heading(sheet.columns[k], language));
  for (const auto& row : sheet.rows) {
    if (const auto* text = std::get_if<Title>(&row[k]))
      width = std::max(width, display_width(in_language(*text, language)));
  }
  return std::min(width, widest) + 2;
}

/// Title, a blank row, the columns' titles, the rows, a blank row, the notes.
WorkbookSheet workbook_sheet(const Sheet& sheet, Language language) {
  WorkbookSheet out{sheet.name, {{text_cell(sheet.title, language, true)}, {}}, {}, 3};
  auto& titles = out.rows.emplace_back();
  for (std::size_t k = 0; k < sheet.columns.size(); ++k) {
    titles.push_back({heading(sheet.columns[k], language), std::nullopt, std::nullopt, true});
    out.widths.push_back(width_of(sheet, k, language));
  }
  for (const auto& row : sheet.rows) {
    auto& cells = out.rows.emplace_back();
    for (std::size_t k = 0; k < row.size(); ++k)
      cells.push_back(cell_of(row[k], sheet.columns[k], language));
  }
  out.rows.emplace_back();
  for (const Title& note : sheet.notes)
    out.rows.push_back({text_cell(note, language)});
  return out;
}

}  // namespace

std::string to_xlsx(const std::vector<Sheet>& sheets, Language language) {
  std::vector<WorkbookSheet> out;
  out.reserve(sheets.size());
  for (const Sheet& sheet : sheets)
    out.push_back(workbook_sheet(sheet, language));
  return workbook_bytes(out);
}

}  // namespace leontide::report
