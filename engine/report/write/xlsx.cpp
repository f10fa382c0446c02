#include <algorithm>
#include <numeric>
#include <string_view>

#include "base/source_text.hpp"
#include "base/workbook.hpp"
#include "report/write/wrap.hpp"
#include "report/write/write.hpp"
#include "report/write/xlsx_charts.hpp"

namespace leontide::report {

namespace {

constexpr std::size_t widest = 60, widest_text = 130;

/// Rows of one cell each: a text that is as wide as its sheet, no wider.
void add_text(const Title& text, std::size_t columns, Language language, bool bold, WorkbookSheet& out) {
  std::string_view left;
  const std::string all = wrapped(in_language(text, language), columns);
  for (left = all;;) {
    const std::size_t end = left.find('\n');
    out.rows.push_back({{std::string(left.substr(0, end)), std::nullopt, std::nullopt, bold}});
    if (end == std::string_view::npos) return;
    left.remove_prefix(end + 1);
  }
}

WorkbookCell text_cell(const Title& title, Language language, bool bold = false) {
  return {in_language(title, language), std::nullopt, std::nullopt, bold};
}

WorkbookCell cell_of(const Cell& cell, const SheetColumn& column, Language language) {
  if (const auto* text = std::get_if<Title>(&cell)) return text_cell(*text, language);
  if (const auto* number = std::get_if<double>(&cell))
    return {{},
            *number,
            column.shown == Shown::scientific ? std::nullopt : std::optional(digits_of(*number, column)),
            false};
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

/// The name of a tab: in Chinese the title, as far as a tab takes it.
std::string tab_name(const std::string& name, const Title& title, Language language) {
  constexpr std::size_t most = 31;
  if (language == Language::en || title.zh.empty()) return name;
  std::string tab;
  std::size_t characters = 0;
  for (const char c : title.zh) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins && ++characters > most) break;
    tab += std::string_view("[]:*?/\\").find(c) == std::string_view::npos ? c : ' ';
  }
  return tab;
}

/// Title, a blank row, the columns' titles, the rows, a blank row, the notes.
WorkbookSheet workbook_sheet(const Sheet& sheet, Language language) {
  WorkbookSheet out{
      tab_name(sheet.name, sheet.title, language), {{text_cell(sheet.title, language, true)}, {}}, {}, 3, 1};
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
  const std::size_t all = std::accumulate(out.widths.begin(), out.widths.end(), std::size_t{0});
  for (const Title& note : sheet.notes)
    add_text(note, std::clamp(all, std::size_t{60}, widest_text), language, false, out);
  return out;
}

/// What the document rests on, as a worksheet of its own; every input file is named.
WorkbookSheet foundation_sheet(const Document& document, Language language) {
  WorkbookSheet out{language == Language::zh ? "依据" : "rests on", {}, {60, 70}, 0};
  for (const std::string& line : foundation(document, language))
    out.rows.push_back({text_cell(same(line), language)});
  for (const InputHash& input : document.inputs)
    out.rows.push_back({text_cell(same(input.path), language), text_cell(same(input.sha256), language)});
  return out;
}

/// A headline has no title: its sentence comes first, the numbers behind it after.
WorkbookSheet text_sheet(const Text& text, Language language) {
  const Title unnamed{text.name, text.is_headline ? "结论" : "说明"};
  WorkbookSheet out{
      tab_name(text.name, text.title.en.empty() ? unnamed : text.title, language), {}, {widest_text}, 0};
  if (!text.title.en.empty()) out.rows.push_back({text_cell(text.title, language, true)});
  for (const Title& line : text.lines)
    add_text(line, widest_text, language, text.is_headline && &line == &text.lines.front(), out);
  for (const Fact& fact : text.facts)
    out.rows.push_back({text_cell(
        {fact.number + "  " + fact.words.en, fact.number + "  " + in_language(fact.words, Language::zh)},
        language)});
  return out;
}

}  // namespace

std::string to_xlsx(const Document& document, Language language) {
  std::vector<WorkbookSheet> out;
  for (const Section& section : document.sections) {
    if (const auto* sheet = std::get_if<Sheet>(&section))
      out.push_back(workbook_sheet(with_bounds_apart(*sheet), language));
    if (const auto* text = std::get_if<Text>(&section)) out.push_back(text_sheet(*text, language));
  }
  if (auto charts = chart_sheet(document, language)) out.push_back(std::move(*charts));
  if (auto rests_on = foundation_sheet(document, language); !rests_on.rows.empty())
    out.push_back(std::move(rests_on));
  return workbook_bytes(out);
}

}  // namespace leontide::report
