#include <cmath>
#include <nlohmann/json.hpp>

#include "report/sheet.hpp"

namespace leontide::report {

namespace {

using Json = nlohmann::ordered_json;

Json value(const Cell& cell, Language language) {
  if (const auto* text = std::get_if<Title>(&cell)) return in_language(*text, language);
  const auto* number = std::get_if<double>(&cell);
  return number == nullptr || !std::isfinite(*number) ? Json(nullptr) : Json(*number);
}

Json object(const Sheet& sheet, Language language) {
  Json columns = Json::array();
  for (const SheetColumn& column : sheet.columns) {
    columns.push_back(
        {{"name", column.name}, {"title", in_language(column.title, language)}, {"unit", column.unit}});
  }
  Json rows = Json::array();
  for (const auto& cells : sheet.rows) {
    Json row = Json::object();
    for (std::size_t k = 0; k < cells.size(); ++k)
      row[sheet.columns[k].name] = value(cells[k], language);
    rows.push_back(std::move(row));
  }
  Json notes = Json::array();
  for (const Title& note : sheet.notes)
    notes.push_back(in_language(note, language));
  return {{"name", sheet.name},
          {"title", in_language(sheet.title, language)},
          {"columns", std::move(columns)},
          {"rows", std::move(rows)},
          {"notes", std::move(notes)}};
}

}  // namespace

std::string to_json(const std::vector<Sheet>& sheets, Language language) {
  Json all = Json::array();
  for (const Sheet& sheet : sheets)
    all.push_back(object(sheet, language));
  return Json{{"sheets", std::move(all)}}.dump(1) + "\n";
}

}  // namespace leontide::report
