#include <cctype>
#include <fmt/format.h>

#include "base/printable.hpp"
#include "report/write/write.hpp"

namespace leontide::report {

namespace {

/// Text without the beginnings of HTML, which Markdown hands on: `<script>` of a title stays what it says.
std::string without_html(const std::string& text) {
  std::string safe;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char next = i + 1 < text.size() ? text[i + 1] : ' ';
    const bool begins =
        std::isalpha(static_cast<unsigned char>(next)) != 0 || next == '/' || next == '!' || next == '?';
    if (text[i] == '<' && begins) safe += '\\';
    safe += text[i];
  }
  return safe;
}

/// A cell inside a table: a bar would end it.
std::string in_cell(const std::string& text) {
  std::string safe;
  for (const char c : text)
    safe += c == '|' ? std::string("\\|") : std::string(1, c);
  return safe;
}

std::string section_markdown(const Sheet& sheet, Language language) {
  if (sheet.is_for_programs) return {};
  std::string text = "\n## " + in_language(sheet.title, language) + "\n\n";
  if (!sheet.rows.empty()) {
    std::string rule = "|";
    text += "|";
    for (const SheetColumn& column : sheet.columns) {
      text += " " + in_cell(heading(column, language)) + " |";
      rule += column.shown == Shown::text ? " --- |" : " ---: |";
    }
    text += "\n" + rule + "\n";
    for (const auto& cells : sheet.rows) {
      text += "|";
      for (std::size_t k = 0; k < cells.size(); ++k)
        text += " " + in_cell(shown(cells[k], sheet.columns[k], language)) + " |";
      text += "\n";
    }
    if (!sheet.notes.empty()) text += "\n";
  }
  for (const Title& note : sheet.notes)
    text += in_language(note, language) + "\n\n";
  if (!sheet.notes.empty()) text.pop_back();
  return text;
}

/// The sentence stands by itself, as what it says is what one quotes.
std::string headline_markdown(const Text& headline, Language language) {
  std::string text;
  for (const Title& line : headline.lines)
    text += "\n" + in_language(line, language) + "\n";
  return text;
}

std::string section_markdown(const Text& section, Language language) {
  if (section.is_headline && !section.fills_screen) return headline_markdown(section, language);
  const std::string& title = in_language(section.title, language);
  std::string text = title.empty() ? "\n" : "\n## " + title + "\n\n";
  for (const Title& line : section.lines)
    text += "- " + in_language(line, language) + "\n";
  return text;
}

template <class OnPages>
std::string section_markdown(const OnPages&, Language) {
  return {};
}

}  // namespace

std::string to_markdown(const Document& document, Language language) {
  const std::string& title = in_language(document.title, language);
  std::string text = "# " + (title.empty() ? document.name : title) + "\n";
  for (const Section& section : document.sections)
    text += std::visit([&](const auto& one) { return section_markdown(one, language); }, section);
  const auto lines = foundation(document, language);
  if (!lines.empty()) text += language == Language::zh ? "\n## 依据\n\n" : "\n## What this rests on\n\n";
  for (const std::string& line : lines)
    text += "- " + line + "\n";
  return without_html(printable(text, true));
}

}  // namespace leontide::report
