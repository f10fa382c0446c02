#include <cmath>

#include "base/numbers.hpp"
#include "base/printable.hpp"
#include "report/write/write.hpp"

namespace leontide::report {

namespace {

/// `"a": 1,\n "b": 2` between brackets, each item on a line of its own at its depth.
std::string bracketed(char open, const std::vector<std::string>& items, char close, int depth) {
  if (items.empty()) return {open, close};
  std::string text{open};
  for (std::size_t i = 0; i < items.size(); ++i)
    text += (i == 0 ? "\n" : ",\n") + std::string(static_cast<std::size_t>(depth), ' ') + items[i];
  return text + "\n" + std::string(static_cast<std::size_t>(depth - 1), ' ') + close;
}

std::string member(const std::string& name, const std::string& value) {
  return json_quoted(name) + ": " + value;
}

std::string value_of(const Cell& cell, Language language) {
  if (const auto* text = std::get_if<Title>(&cell)) return json_quoted(in_language(*text, language));
  const auto* number = std::get_if<double>(&cell);
  return number == nullptr || !std::isfinite(*number) ? "null" : print_number(*number);
}

std::string texts(const std::vector<Title>& titles, Language language, int depth) {
  std::vector<std::string> items;
  items.reserve(titles.size());
  for (const Title& title : titles)
    items.push_back(json_quoted(in_language(title, language)));
  return bracketed('[', items, ']', depth);
}

std::string sheet_json(const Sheet& given, Language language) {
  const Sheet sheet = with_bounds_apart(given);
  std::vector<std::string> columns, rows;
  for (const SheetColumn& column : sheet.columns) {
    columns.push_back("{" + member("name", json_quoted(column.name)) + ", " +
                      member("title", json_quoted(in_language(column.title, language))) + ", " +
                      member("unit", json_quoted(column.unit)) + "}");
  }
  for (const auto& cells : sheet.rows) {
    std::string row = "{";
    for (std::size_t k = 0; k < cells.size(); ++k)
      row += (k == 0 ? "" : ", ") + member(sheet.columns[k].name, value_of(cells[k], language));
    rows.push_back(row + "}");
  }
  return bracketed(
      '{',
      {member("name", json_quoted(sheet.name)),
       member("title", json_quoted(in_language(sheet.title, language))),
       member("columns", bracketed('[', columns, ']', 4)), member("rows", bracketed('[', rows, ']', 4)),
       member("notes", texts(sheet.notes, language, 4))},
      '}', 3);
}

std::string text_json(const Text& text, Language language) {
  return bracketed('{',
                   {member("name", json_quoted(text.name)),
                    member("title", json_quoted(in_language(text.title, language))),
                    member("lines", texts(text.lines, language, 4))},
                   '}', 3);
}

std::string standing_json(const Standing& run) {
  std::string failures, firsts;
  for (const Failed& failed : run.failures) {
    failures += (failures.empty() ? "" : ", ") + member(failed.cause, std::to_string(failed.trials));
    if (!failed.what.empty())
      firsts += (firsts.empty() ? "" : ", ") +
                member(failed.cause, "{" + member("what", json_quoted(failed.what)) + ", " +
                                         member("year", std::to_string(failed.year)) + "}");
  }
  return "{" + member("scenario", json_quoted(run.scenario)) + ", " +
         member("reading", json_quoted(run.reading)) + ", " + member("trials", std::to_string(run.trials)) +
         ", " + member("completed", std::to_string(run.completed)) + ", " +
         member("failures", "{" + failures + "}") + ", " + member("first_failures", "{" + firsts + "}") + "}";
}

/// What an answer rests on, as members of its object.
std::vector<std::string> rests(const Document& document, Language language) {
  std::vector<std::string> standing, settings, inputs, items;
  for (const Standing& run : document.standing)
    standing.push_back(standing_json(run));
  for (const Setting& setting : document.settings)
    settings.push_back(member(setting.name, setting.names.empty() ? value_of(setting.value, language)
                                                                  : json_quoted(setting.names)));
  for (const InputHash& input : document.inputs)
    inputs.push_back("{" + member("path", json_quoted(input.path)) + ", " +
                     member("sha256", json_quoted(input.sha256)) + "}");
  if (!standing.empty()) items.push_back(member("standing", bracketed('[', standing, ']', 2)));
  if (!settings.empty()) items.push_back(member("settings", bracketed('{', settings, '}', 2)));
  if (!document.digest.empty()) items.push_back(member("digest", json_quoted(document.digest)));
  if (!inputs.empty()) items.push_back(member("inputs", bracketed('[', inputs, ']', 2)));
  return items;
}

}  // namespace

std::string led_by_rests(const std::string& object, const Document& document, Language language) {
  std::string text = "{\n " + member("answer", json_quoted(document.name)) + ",";
  for (const std::string& item : rests(document, language))
    text += "\n " + item + ",";
  return text + object.substr(1);
}

std::string to_json(const Document& document, Language language) {
  std::vector<std::string> sheets, lines;
  for (const Section& section : document.sections) {
    if (const auto* sheet = std::get_if<Sheet>(&section)) sheets.push_back(sheet_json(*sheet, language));
    if (const auto* text = std::get_if<Text>(&section)) lines.push_back(text_json(*text, language));
  }
  std::vector<std::string> items{member("answer", json_quoted(document.name)),
                                 member("title", json_quoted(in_language(document.title, language))),
                                 member("sheets", bracketed('[', sheets, ']', 2))};
  if (!lines.empty()) items.push_back(member("texts", bracketed('[', lines, ']', 2)));
  for (std::string& item : rests(document, language))
    items.push_back(std::move(item));
  return bracketed('{', items, '}', 1) + "\n";
}

}  // namespace leontide::report
