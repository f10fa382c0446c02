#include "report/sheet.hpp"

#include <cmath>

#include "base/csv.hpp"
#include "base/numbers.hpp"

namespace leontide::report {

namespace {

std::string shown(const Cell& cell, const SheetColumn& column, Language language) {
  if (const auto* text = std::get_if<Title>(&cell)) return in_language(*text, language);
  const auto* number = std::get_if<double>(&cell);
  if (number == nullptr || !std::isfinite(*number)) return "–";
  return print_fixed(*number, column.digits.value_or(0));
}

std::string exact(const Cell& cell, Language language) {
  if (const auto* text = std::get_if<Title>(&cell)) return csv_field(in_language(*text, language));
  const auto* number = std::get_if<double>(&cell);
  return number == nullptr || !std::isfinite(*number) ? "" : print_number(*number);
}

std::string table_text(const Sheet& sheet, Language language) {
  std::vector<std::vector<std::string>> rows(1);
  std::vector<bool> right;
  for (const SheetColumn& column : sheet.columns) {
    rows[0].push_back(heading(column, language));
    right.push_back(column.digits.has_value());
  }
  for (const auto& cells : sheet.rows) {
    std::vector<std::string>& row = rows.emplace_back();
    for (std::size_t k = 0; k < cells.size(); ++k)
      row.push_back(shown(cells[k], sheet.columns[k], language));
  }
  return align(rows, right);
}

}  // namespace

const std::string& in_language(const Title& title, Language language) {
  return language == Language::zh && !title.zh.empty() ? title.zh : title.en;
}

std::string heading(const SheetColumn& column, Language language) {
  const std::string& title = in_language(column.title, language);
  return column.unit.empty() ? title : title + " (" + column.unit + ")";
}

std::string to_text(const std::vector<Sheet>& sheets, Language language) {
  std::string text;
  for (const Sheet& sheet : sheets) {
    text += (text.empty() ? "" : "\n") + in_language(sheet.title, language) + "\n\n";
    if (!sheet.rows.empty()) text += table_text(sheet, language);
    if (!sheet.notes.empty()) text += "\n";
    for (const Title& note : sheet.notes)
      text += "  " + in_language(note, language) + "\n";
  }
  return text;
}

std::string to_csv(const Sheet& sheet, Language language) {
  std::string text;
  for (std::size_t k = 0; k < sheet.columns.size(); ++k)
    text += (k == 0 ? "" : ",") + csv_field(heading(sheet.columns[k], language));
  text += "\n";
  for (const auto& cells : sheet.rows) {
    for (std::size_t k = 0; k < cells.size(); ++k)
      text += (k == 0 ? "" : ",") + exact(cells[k], language);
    text += "\n";
  }
  return text;
}

SheetColumn text_column(std::string name, std::string en, std::string zh) {
  return {std::move(name), {std::move(en), std::move(zh)}, std::nullopt, ""};
}

SheetColumn number_column(std::string name, std::string en, std::string zh, int digits, std::string unit) {
  return {std::move(name), {std::move(en), std::move(zh)}, digits, std::move(unit)};
}

Title same(std::string text) {
  return {std::move(text), ""};
}

}  // namespace leontide::report
