// Rows from a file or from the recipe itself.
#include "recipes/given_rows.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/sha256.hpp"
#include "recipes/fields.hpp"
#include "table/normal_code.hpp"

namespace leontide::recipes {

namespace {

CsvCell cell_at(const yaml::Node& node) {
  return {node.text, node.place.line, node.place.column};
}

CsvCell heading(const std::string& name, const yaml::Node& node) {
  return {name, node.place.line, node.place.column};
}

bool is_scalar(const yaml::Node& node, const char* what, Diagnostics& diagnostics) {
  if (node.is_scalar()) return true;
  diagnostics.error("value", node.place, fmt::format("{} is expected here", what));
  return false;
}

/// A file's name; empty, and the fault reported, where the node is neither that nor a mapping.
std::optional<GivenRows> read_file(const yaml::Node& node, Diagnostics& diagnostics) {
  if (node.is_scalar()) return GivenRows{node.text, {}};
  if (node.is_mapping()) return std::nullopt;
  diagnostics.error("value", node.place,
                    fmt::format("\"{}\" is the name of a CSV file or a mapping", node.key));
  return GivenRows{};
}

/// Adds a cell under a heading that may be new; rows before it lack the cell.
void put(CsvTable& table, const std::string& column, const yaml::Node& node) {
  const auto known = table.column(column);
  const std::size_t at = known.value_or(table.header.size());
  if (!known) {
    table.header.push_back(heading(column, node));
    for (auto& row : table.rows)
      row.push_back({"", row.front().line, row.front().column, true});
  }
  table.rows.back()[at] = cell_at(node);
}

}  // namespace

std::optional<CsvTable> rows_of(const GivenRows& given, SourceList& list, StepContext& context) {
  if (given.table) return given.table;
  const std::filesystem::path path = context.recipe_folder / given.file;
  auto rows = table::read_coded_csv(path, given.file, context.diagnostics);
  if (!rows) return std::nullopt;
  note_input(given.file, path, list);
  return rows;
}

GivenRows read_pairs(const yaml::Node& node, const char* label, const char* value, Diagnostics& diagnostics) {
  if (auto file = read_file(node, diagnostics)) return *file;
  CsvTable table{node.place.file, {heading(label, node), heading(value, node)}, {}, {}};
  for (const auto& [name, number] : node.entries) {
    if (read_number(number, diagnostics)) table.rows.push_back({cell_at(name), cell_at(number)});
  }
  return {"", std::move(table)};
}

GivenRows read_members(const yaml::Node& node, Diagnostics& diagnostics) {
  if (auto file = read_file(node, diagnostics)) return *file;
  CsvTable table{node.place.file, {heading("code", node), heading("group", node)}, {}};
  for (const auto& [group, members] : node.entries) {
    const std::vector<yaml::Node> one{members};
    for (const yaml::Node& member : members.is_sequence() ? members.items : one) {
      if (is_scalar(member, "a sector's code", diagnostics))
        table.rows.push_back({cell_at(member), cell_at(group)});
    }
  }
  return {"", std::move(table)};
}

GivenRows read_parts(const yaml::Node& node, Diagnostics& diagnostics) {
  if (auto file = read_file(node, diagnostics)) return *file;
  CsvTable table{node.place.file, {heading("code", node), heading("output", node)}, {}};
  for (const auto& [code, part] : node.entries) {
    const Fields fields(part, part_keys(), fmt::format("the part \"{}\"", code.text), diagnostics);
    table.rows.emplace_back(table.header.size(), CsvCell{"", code.place.line, code.place.column, true});
    table.rows.back().front() = cell_at(code);
    for (const yaml::Key& key : part_keys()) {
      const yaml::Node* value = fields.find(key.name);
      if (value == nullptr || key.form == yaml::Form::by_name) continue;
      if (key.form == yaml::Form::number ? read_number(*value, diagnostics).has_value()
                                         : is_scalar(*value, "a text", diagnostics)) {
        put(table, std::string(key.name), *value);
      }
    }
    for (const auto& [buyer, share] : fields.entries("within")) {
      if (read_number(*share, diagnostics)) put(table, "within:" + buyer, *share);
    }
  }
  return {"", std::move(table)};
}

const std::vector<yaml::Key>& part_keys() {
  using yaml::Form;
  static const std::vector<yaml::Key> table{
      {"output", true, Form::number, "share of the sector's output"},
      {"name_en", false, Form::text, "name"},
      {"name_zh", false, Form::text, "name in Chinese"},
      {"cluster", false, Form::text, "default: the sector's"},
      {"sales", false, Form::number, "share of its sales to other sectors; default: output"},
      {"inputs", false, Form::number, "share of its inputs from other sectors; default: output"},
      {.name = "within",
       .form = Form::by_name,
       .help = "of the flow to itself, by buying part",
       .each = Form::number}};
  return table;
}

}  // namespace leontide::recipes
