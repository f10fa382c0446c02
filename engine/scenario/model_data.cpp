#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/nearest_name.hpp"
#include "scenario/file_keys.hpp"
#include "scenario/model_reader.hpp"
#include "scenario/unit_reader.hpp"
#include "scenario/years/years.hpp"
#include "table/files/labelled.hpp"

namespace leontide::scenario {

using language::Datum;

namespace {

/// The keys that give numbers in place or from a file.
constexpr std::array value_keys{"file", "value", "values", "default", "by_year"};

}  // namespace

void ModelReader::read_datum(const yaml::Node& name, const yaml::Node& node, bool is_parameter) {
  const std::size_t errors_before = diagnostics_.error_count();
  const std::string what = fmt::format("{} \"{}\"", is_parameter ? "parameter" : "data", name.text);
  Datum datum;
  datum.name = name.text;
  datum.place = name.place;
  datum.is_parameter = is_parameter;
  const auto settle = [&](bool is_sound) {
    if (is_sound && diagnostics_.error_count() == errors_before) {
      out_.draft.data.push_back(std::move(datum));
    } else {
      out_.draft.faulty.insert(name.text);
    }
  };
  if (node.is_scalar() && is_parameter) {
    datum.values = {read_number(node, diagnostics_).value_or(0)};
    return settle(true);
  }
  const keys::KeyTable& known = is_parameter ? keys::parameter() : keys::datum();
  if (!check_keys(node, known, what, diagnostics_)) return settle(false);
  if (const yaml::Node* title = node.find("title")) datum.title = read_title(*title, diagnostics_);
  if (const yaml::Node* source = node.find("source"))
    datum.source = read_text(*source, diagnostics_).value_or("");
  if (const yaml::Node* requirements = node.find("requirements")) {
    const auto choice = read_choice(*requirements, {"regional", "total"}, diagnostics_);
    if (choice)
      datum.requirements =
          *choice == 0 ? language::StatedRequirements::regional : language::StatedRequirements::total;
  }
  if (node.find("table") != nullptr) {
    read_table_datum(node, datum);
    return settle(!datum.values.empty());
  }
  for (const char* key : {"take", "region", "from", "to"}) {
    if (const yaml::Node* stray = node.find(key))
      diagnostics_.error("value", stray->place, fmt::format("`{}:` belongs to numbers from a table", key),
                         "name the table: {table: NAME, take: …}");
  }
  const auto over = read_over(node, 2);
  const UnitAndPrices unit = read_unit(node, out_.draft.symbols, what, diagnostics_);
  datum.unit = unit.unit;
  datum.basis = unit.basis;
  const yaml::Node* file = node.find("file");
  const CsvTable* table = file != nullptr ? csv_at(*file) : nullptr;
  if (!over) return settle(false);
  datum.shape.sets = *over;
  if (const yaml::Node* by_year = node.find("by_year"))
    return settle(read_by_year(node, *by_year, what, datum));
  if (file == nullptr) {
    // A file is looked at before there is room for what it should hold: it may hold much less.
    std::size_t size = 1;
    for (const language::SetId set : datum.shape.sets)
      size *= out_.draft.sets[set].codes.size();
    if (size > limits::most_cells) {
      diagnostics_.error("too-large", node.place,
                         fmt::format("\"{}\" would hold {} numbers, and at most {} are", datum.name, size,
                                     limits::most_cells));
      return settle(false);
    }
    datum.values.assign(size, 0.0);
    const bool is_misspelt_value = std::any_of(value_keys.begin(), value_keys.end(), [&](const char* key) {
      return yaml::is_misspelt(node, yaml::names_of(known), key);
    });
    if (!is_misspelt_value) read_values(node, datum);
    return settle(!is_misspelt_value);
  }
  if (table != nullptr) read_file_datum(node, *table, datum);
  settle(table != nullptr);
}

bool ModelReader::read_by_year(const yaml::Node& node, const yaml::Node& by_year, const std::string& what,
                               Datum& datum) {
  for (const char* key : {"file", "value", "values", "default"}) {
    if (const yaml::Node* other = node.find(key)) {
      diagnostics_.error("value", other->place, fmt::format("`{}:` does not stand beside `by_year:`", key),
                         "each year states all its numbers");
      return false;
    }
  }
  if (datum.shape.rank() > 1) {
    diagnostics_.error("shape", by_year.place, "a matrix has the same numbers in every year",
                       "multipliers of rows and columns move in time: leontief(A, f, row = r, column = s)");
    return false;
  }
  const std::vector<std::string> scalar{""};
  const YearFile file = [this](const yaml::Node& at) { return csv_at(at); };
  auto numbers =
      read_years(by_year,
                 {what, datum.shape.sets.empty() ? scalar : out_.draft.sets[datum.shape.sets[0]].codes,
                  out_.draft.time, file, node.find("column")},
                 diagnostics_);
  if (!numbers) return false;
  datum.by_year = true;
  datum.starts_in_base = numbers->starts_in_base;
  datum.values = std::move(numbers->values);
  if (by_year.is_scalar()) datum.file = by_year.text;
  return true;
}

void ModelReader::read_file_datum(const yaml::Node& node, const CsvTable& table, Datum& datum) {
  datum.file = table.file;
  if (datum.shape.rank() == 0) {
    read_row_of_file(node, table, datum);
  } else if (datum.shape.rank() == 1) {
    read_vector_file(node, table, datum);
  } else {
    read_matrix_file(node, table, datum);
  }
}

/// One number: of a row by name, as a calibration writes them.
void ModelReader::read_row_of_file(const yaml::Node& node, const CsvTable& table, Datum& datum) {
  const yaml::Node* row = node.find("row");
  if (row == nullptr) {
    diagnostics_.error("shape", node.place,
                       fmt::format("\"{}\" comes from a file, so it needs `over:` or `row:`", datum.name),
                       "one number is {file: FILE, row: NAME, column: NAME}");
    return;
  }
  const auto at = column_of(node, table);
  const auto name = read_text(*row, diagnostics_);
  if (!at || !name) return;
  const std::vector<std::string> names{*name};
  const table::CodeList rows{names, "this key", true, row->place};
  if (auto values = table::labelled_column(table, *at, rows, diagnostics_)) datum.values = std::move(*values);
}

std::optional<std::size_t> ModelReader::column_of(const yaml::Node& node, const CsvTable& table) {
  const yaml::Node* column = node.find("column");
  if (column == nullptr && table.header.size() != 2) {
    diagnostics_.error("missing-key", node.place, fmt::format("{} has several columns", table.file),
                       "add `column: NAME`");
    return std::nullopt;
  }
  const auto at = column != nullptr ? table.column(column->text) : std::optional<std::size_t>(1);
  if (at) return at;
  std::vector<std::string> known;
  for (const CsvCell& cell : table.header)
    known.push_back(cell.text);
  diagnostics_.error("unknown-column", column->place,
                     fmt::format("{} has no column \"{}\"", table.file, column->text),
                     suggestion(column->text, known));
  return std::nullopt;
}

void ModelReader::read_vector_file(const yaml::Node& node, const CsvTable& table, Datum& datum) {
  const auto at = column_of(node, table);
  if (!at) return;
  const language::Set& set = out_.draft.sets[datum.shape.sets[0]];
  // A subset takes what is its own.
  const table::CodeList rows{set.codes, fmt::format("set \"{}\"", set.name), true, node.place};
  if (auto values = table::labelled_column(table, *at, rows, diagnostics_)) datum.values = std::move(*values);
}

void ModelReader::read_matrix_file(const yaml::Node& node, const CsvTable& table, Datum& datum) {
  const auto list = [&](std::size_t axis) {
    const language::Set& set = out_.draft.sets[datum.shape.sets[axis]];
    return table::CodeList{set.codes, fmt::format("set \"{}\"", set.name), false, node.place};
  };
  if (auto matrix = table::labelled_matrix(table, list(0), list(1), diagnostics_))
    datum.values = std::move(matrix->values);
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
    diagnostics_.error(
        "missing-key", node.place, fmt::format("\"{}\" has no numbers", datum.name),
        "give `table:` and `take:`, `file:`, `value:`, `by_year:`, or over one set `values:` and `default:`");
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
