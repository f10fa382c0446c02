#include <fmt/format.h>

#include "base/printable.hpp"
#include "report/write/wrap.hpp"
#include "report/write/write.hpp"

namespace leontide::report {

namespace {

std::string table_text(const Sheet& sheet, Language language) {
  std::vector<std::vector<std::string>> rows(1);
  std::vector<bool> right;
  for (const SheetColumn& column : sheet.columns) {
    rows[0].push_back(heading(column, language));
    right.push_back(column.shown != Shown::text);
  }
  for (const auto& cells : sheet.rows) {
    std::vector<std::string>& row = rows.emplace_back();
    for (std::size_t k = 0; k < cells.size(); ++k)
      row.push_back(shown(cells[k], sheet.columns[k], language));
  }
  return align(rows, right);
}

std::string section_text(const Sheet& sheet, Language language) {
  std::string text = in_language(sheet.title, language) + "\n\n";
  if (!sheet.rows.empty()) text += table_text(sheet, language);
  if (!sheet.notes.empty()) text += "\n";
  for (const Title& note : sheet.notes)
    text += "  " + in_language(note, language) + "\n";
  return text;
}

std::string section_text(const Text& section, Language language) {
  const std::string& title = in_language(section.title, language);
  std::string text = title.empty() ? "" : title + "\n\n";
  for (const Title& line : section.lines)
    text += (title.empty() ? "" : "  ") + wrapped(in_language(line, language), section.columns) + "\n";
  return text;
}

template <class OnPages>
std::string section_text(const OnPages&, Language) {
  return {};
}

}  // namespace

std::string to_text(const Document& document, Language language) {
  std::string text = in_language(document.title, language);
  if (!text.empty()) text += "\n";
  for (const Section& section : document.sections) {
    const std::string part =
        std::visit([&](const auto& one) { return section_text(one, language); }, section);
    if (!part.empty()) text += (text.empty() ? "" : "\n") + part;
  }
  const auto lines = foundation(document, language);
  if (lines.empty()) return printable(text, true);
  text += language == Language::zh ? "\n依据\n\n" : "\nWhat this rests on\n\n";
  for (const std::string& line : lines)
    text += "  " + line + "\n";
  return printable(text, true);
}

}  // namespace leontide::report
