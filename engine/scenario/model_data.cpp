#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "base/nearest_name.hpp"
#include "scenario/model_reader.hpp"
#include "scenario/unit_reader.hpp"

namespace leontide::scenario {

using language::Datum;

namespace {

std::map<std::string, std::size_t> positions(const std::vector<std::string>& codes) {
  std::map<std::string, std::size_t> at;
  for (std::size_t i = 0; i < codes.size(); ++i)
    at.emplace(codes[i], i);
  return at;
}

}  // namespace

void ModelReader::read_datum(const yaml::Node& name, const yaml::Node& node, bool is_parameter) {
  const std::string what = fmt::format("{} \"{}\"", is_parameter ? "parameter" : "data", name.text);
  Datum datum;
  datum.name = name.text;
  datum.place = name.place;
  datum.is_parameter = is_parameter;
  const auto settle = [&] { out_.draft.data.push_back(std::move(datum)); };
  if (node.is_scalar() && is_parameter) {
    datum.values = {read_number(node, diagnostics_).value_or(0)};
    return settle();
  }
  const std::vector<yaml::Key> keys{{"file"},    {"column"}, {"over"},   {"value"},        {"values"},
                                    {"default"}, {"unit"},   {"prices"}, {"requirements"}, {"source"},
                                    {"title"},   {"grade"},  {"note"}};
  if (!check_keys(node, keys, what, diagnostics_)) return settle();
  datum.shape.sets = read_over(node, 2);
  const UnitAndPrices unit = read_unit(node, out_.draft.symbols, what, diagnostics_);
  datum.unit = unit.unit;
  datum.basis = unit.basis;
  if (const yaml::Node* title = node.find("title")) datum.title = read_title(*title, diagnostics_);
  if (const yaml::Node* source = node.find("source"))
    datum.source = read_text(*source, diagnostics_).value_or("");
  if (const yaml::Node* requirements = node.find("requirements")) {
    const auto choice = read_choice(*requirements, {"regional", "total"}, diagnostics_);
    if (choice)
      datum.requirements = *choice == 0 ? language::Requirements::regional : language::Requirements::total;
  }
  std::size_t size = 1;
  for (const language::SetId set : datum.shape.sets)
    size *= out_.draft.sets[set].codes.size();
  datum.values.assign(size, 0.0);
  const yaml::Node* file = node.find("file");
  if (file == nullptr) {
    read_values(node, datum);
    return settle();
  }
  datum.file = files_.shown(resolved(*file));
  const auto table = files_.csv(resolved(*file), file->place, diagnostics_);
  if (!table) return settle();
  if (datum.shape.rank() == 0) {
    diagnostics_.error("shape", node.place, fmt::format("{} comes from a file, so it needs `over:`", what));
  } else if (datum.shape.rank() == 1) {
    read_vector_file(node, *table, datum);
  } else {
    read_matrix_file(node, *table, datum);
  }
  settle();
}

void ModelReader::read_vector_file(const yaml::Node& node, const CsvTable& table, Datum& datum) {
  const yaml::Node* column = node.find("column");
  if (column == nullptr && table.header.size() != 2) {
    diagnostics_.error("missing-key", node.place, fmt::format("{} has several columns", table.file),
                       "add `column: NAME`");
    return;
  }
  const auto at = column != nullptr ? table.column(column->text) : std::optional<std::size_t>(1);
  if (!at) {
    std::vector<std::string> known;
    for (const CsvCell& cell : table.header)
      known.push_back(cell.text);
    diagnostics_.error("unknown-column", column->place,
                       fmt::format("{} has no column \"{}\"", table.file, column->text),
                       suggestion(column->text, known));
    return;
  }
  const auto& codes = out_.draft.sets[datum.shape.sets[0]].codes;
  const auto where = positions(codes);
  std::vector<bool> given(codes.size(), false);
  for (const auto& row : table.rows) {
    const auto found = where.find(row.front().text);
    if (found == where.end()) continue;  // a subset takes what is its own
    if (given[found->second]) {
      diagnostics_.error("duplicate-code", table.place(row.front()),
                         fmt::format("\"{}\" stands twice", row.front().text));
    }
    given[found->second] = true;
    datum.values[found->second] = csv_number(table, row[*at], diagnostics_).value_or(0);
  }
  const auto missing = std::find(given.begin(), given.end(), false);
  if (missing != given.end()) {
    diagnostics_.error("shape", node.place,
                       fmt::format("{} has no row for \"{}\" of set \"{}\"", table.file,
                                   codes[static_cast<std::size_t>(missing - given.begin())],
                                   out_.draft.sets[datum.shape.sets[0]].name));
  }
}

void ModelReader::read_matrix_file(const yaml::Node& node, const CsvTable& table, Datum& datum) {
  const auto& rows = out_.draft.sets[datum.shape.sets[0]].codes;
  const auto& columns = out_.draft.sets[datum.shape.sets[1]].codes;
  std::vector<std::size_t> column_at;
  for (const std::string& code : columns) {
    const auto at = table.column(code);
    if (!at || *at == 0) {
      diagnostics_.error(
          "shape", node.place, fmt::format("{} has no column \"{}\"", table.file, code),
          fmt::format("a matrix over [{}, {}] needs every code of both",
                      out_.draft.sets[datum.shape.sets[0]].name, out_.draft.sets[datum.shape.sets[1]].name));
      return;
    }
    column_at.push_back(*at);
  }
  const auto where = positions(rows);
  std::vector<bool> given(rows.size(), false);
  for (const auto& row : table.rows) {
    const auto found = where.find(row.front().text);
    if (found == where.end()) {
      diagnostics_.error("shape", table.place(row.front()),
                         fmt::format("\"{}\" is no member of \"{}\"", row.front().text,
                                     out_.draft.sets[datum.shape.sets[0]].name));
      continue;
    }
    if (given[found->second])
      diagnostics_.error("duplicate-code", table.place(row.front()),
                         fmt::format("\"{}\" stands twice", row.front().text));
    given[found->second] = true;
    for (std::size_t j = 0; j < columns.size(); ++j) {
      datum.values[found->second * columns.size() + j] =
          csv_number(table, row[column_at[j]], diagnostics_).value_or(0);
    }
  }
  const auto missing = std::find(given.begin(), given.end(), false);
  if (missing != given.end()) {
    diagnostics_.error("shape", node.place,
                       fmt::format("{} has no row \"{}\"", table.file,
                                   rows[static_cast<std::size_t>(missing - given.begin())]));
  }
}

void ModelReader::read_values(const yaml::Node& node, Datum& datum) {
  const yaml::Node* value = node.find("value");
  const yaml::Node* values = node.find("values");
  const yaml::Node* fallback = node.find("default");
  if (value != nullptr) {
    const double number = read_number(*value, diagnostics_).value_or(0);
    std::fill(datum.values.begin(), datum.values.end(), number);
    if (values != nullptr || fallback != nullptr)
      diagnostics_.error("value", value->place, "`value:` stands alone",
                         "for numbers by member use `default:` and `values:`");
    return;
  }
  if (datum.shape.rank() != 1 || (values == nullptr && fallback == nullptr)) {
    diagnostics_.error("missing-key", node.place, fmt::format("\"{}\" has no numbers", datum.name),
                       "give `file:`, `value:`, or over one set `values:` and `default:`");
    return;
  }
  const auto& codes = out_.draft.sets[datum.shape.sets[0]].codes;
  std::vector<bool> given(codes.size(), fallback != nullptr);
  if (fallback != nullptr)
    std::fill(datum.values.begin(), datum.values.end(), read_number(*fallback, diagnostics_).value_or(0));
  if (values != nullptr && !values->is_mapping()) {
    diagnostics_.error("value", values->place, "`values:` must be a mapping of member to number");
    return;
  }
  if (values != nullptr) {
    for (const auto& [code, number] : values->entries) {
      const auto found = std::find(codes.begin(), codes.end(), code.text);
      if (found == codes.end()) {
        diagnostics_.error("unknown-code", code.place,
                           fmt::format("\"{}\" is no member of \"{}\"", code.text,
                                       out_.draft.sets[datum.shape.sets[0]].name),
                           suggestion(code.text, codes));
        continue;
      }
      const auto at = static_cast<std::size_t>(found - codes.begin());
      given[at] = true;
      datum.values[at] = read_number(number, diagnostics_).value_or(0);
    }
  }
  const auto missing = std::find(given.begin(), given.end(), false);
  if (missing != given.end()) {
    diagnostics_.error("missing-key", node.place,
                       fmt::format("\"{}\" gives no number for \"{}\"", datum.name,
                                   codes[static_cast<std::size_t>(missing - given.begin())]),
                       "add it, or a `default:`");
  }
}

}  // namespace leontide::scenario
