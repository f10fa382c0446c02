#include "table/files/mapping_file.hpp"

#include <fmt/format.h>

#include "base/numbers.hpp"
#include "base/sha256.hpp"
#include "yaml/keys.hpp"
#include "yaml/yaml.hpp"

namespace leontide::table {

namespace {

enum class Axis { row, column };

class MappingReader {
 public:
  MappingReader(const yaml::Node& root, Diagnostics& diagnostics) : root_(root), diagnostics_(diagnostics) {}

  void read(table::SheetMapping& out) const {
    const std::vector<yaml::Key> keys = {{"leontide", true},
                                         {"title"},
                                         {"region"},
                                         {"year"},
                                         {"unit"},
                                         {"currency"},
                                         {"source"},
                                         {"origins", true},
                                         {"sheet"},
                                         {"encoding"},
                                         {"separator"},
                                         {"decimal"},
                                         {"codes"},
                                         {"names"},
                                         {"sectors", true},
                                         {"imported"},
                                         {"final_demand", true},
                                         {"value_added"},
                                         {"value_added_total"},
                                         {"imported_inputs"},
                                         {"other_inputs"},
                                         {"supply"},
                                         {"output"}};
    if (!check_keys(root_, keys, "a mapping file", diagnostics_)) return;
    describe(out);
    out.code_rows = codes("row", "rows", Axis::row);
    out.code_columns = codes("column", "columns", Axis::column);
    out.name_column = inner("names", {{"column", true}}, "column", Axis::column);
    out.sector_rows =
        inner("sectors", {{"rows", true}, {"columns", true}}, "rows", Axis::row).value_or(table::LineRange{});
    out.sector_columns = inner("sectors", {{"rows", true}, {"columns", true}}, "columns", Axis::column)
                             .value_or(table::LineRange{});
    out.imported_rows = inner("imported", {{"rows", true}}, "rows", Axis::row);
    out.output_row = inner("output", {{"row"}, {"column"}}, "row", Axis::row);
    out.output_column = inner("output", {{"row"}, {"column"}}, "column", Axis::column);
    out.value_added_total = line("value_added_total", Axis::row);
    out.imported_inputs = line("imported_inputs", Axis::row);
    read_supply(out);
    categories("final_demand", Axis::column, out.final_demand);
    categories("value_added", Axis::row, out.value_added);
    categories("other_inputs", Axis::row, out.other_inputs);
  }

 private:
  void read_supply(table::SheetMapping& out) const {
    const yaml::Node* node = root_.find("supply");
    const std::vector<yaml::Key> keys{{"sheet"},  {"rows", true}, {"columns", true},
                                      {"import"}, {"margins"},    {"product_taxes"}};
    if (node == nullptr || !check_keys(*node, keys, "\"supply\"", diagnostics_)) return;
    table::MappedSupply& supply = out.supply.emplace();
    if (const yaml::Node* sheet = node->find("sheet"))
      supply.sheet = read_text(*sheet, diagnostics_).value_or("");
    supply.rows = inner("supply", keys, "rows", Axis::row).value_or(table::LineRange{});
    supply.columns = inner("supply", keys, "columns", Axis::column).value_or(table::LineRange{});
    for (const char* name : {"import", "margins", "product_taxes"}) {
      if (const yaml::Node* at = node->find(name)) add_category(name, *at, Axis::column, supply.valuations);
    }
  }

  std::string text(std::string_view key) const {
    const yaml::Node* value = root_.find(key);
    return value == nullptr ? std::string() : read_text(*value, diagnostics_).value_or("");
  }

  void describe(table::SheetMapping& out) const {
    out.form.sheet = text("sheet");
    if (const yaml::Node* encoding = root_.find("encoding"))
      out.form.csv.encoding = yaml::read_choice<Encoding>(*encoding, diagnostics_);
    out.form.csv.separator = mark("separator", {",", ";", "|", "tab"});
    out.form.decimal = mark("decimal", {".", ","});
    out.description.title = text("title");
    out.description.region = text("region");
    out.description.unit = text("unit");
    out.description.currency = text("currency");
    out.description.source = text("source");
    if (const yaml::Node* year = root_.find("year")) {
      out.description.year = static_cast<int>(read_integer(*year, 1800, 2200, diagnostics_).value_or(0));
    }
    if (const yaml::Node* origins = root_.find("origins")) {
      const auto choice = read_choice(*origins, {"all", "local"}, diagnostics_);
      out.description.origins = choice == std::size_t{1} ? table::Origins::local : table::Origins::all;
    }
  }

  std::optional<char> mark(std::string_view key, const std::vector<std::string>& choices) const {
    const yaml::Node* node = root_.find(key);
    const auto chosen = node == nullptr ? std::nullopt : read_choice(*node, choices, diagnostics_);
    if (!chosen) return std::nullopt;
    return choices[*chosen] == "tab" ? '\t' : choices[*chosen].front();
  }

  /// Where codes stand: in one row or column, or in several as levels.
  std::optional<table::LineRange> codes(std::string_view one, std::string_view several, Axis axis) const {
    const std::vector<yaml::Key> keys{{"row"}, {"rows"}, {"column"}, {"columns"}};
    const yaml::Node* node = root_.find("codes");
    if (node == nullptr || !node->is_mapping()) {
      return axis == Axis::row ? inner("codes", keys, one, axis) : std::nullopt;
    }
    if (node->find(one) != nullptr && node->find(several) != nullptr) {
      diagnostics_.error("value", node->find(several)->place,
                         fmt::format("\"{}\" stands instead of \"{}\", not beside it", several, one));
    }
    // The keys are checked once, with the rows.
    const yaml::Node* value = node->find(node->find(several) != nullptr ? several : one);
    if (axis == Axis::row) check_keys(*node, keys, "\"codes\"", diagnostics_);
    return value == nullptr ? std::nullopt : range(*value, axis);
  }

  std::optional<std::size_t> position(std::string_view word, Axis axis) const {
    if (axis == Axis::column) return table::column_of_letters(word);
    const auto number = parse_integer(word);
    return number && *number > 0 && *number < 10'000'000 ? std::optional(static_cast<std::size_t>(*number))
                                                         : std::nullopt;
  }

  std::optional<table::LineRange> range(const yaml::Node& node, Axis axis) const {
    const auto words = read_text(node, diagnostics_);
    if (!words) return std::nullopt;
    const std::size_t dash = words->find('-');
    const auto first = position(words->substr(0, dash), axis);
    const auto last = dash == std::string::npos ? first : position(words->substr(dash + 1), axis);
    if (!first || !last || *last < *first) {
      diagnostics_.error(
          "value", node.place,
          fmt::format("\"{}\" is no {} or run of them", *words, axis == Axis::row ? "row" : "column"),
          axis == Axis::row ? "rows are numbers, e.g. 6 or 6-47" : "columns are letters, e.g. C or C-AR");
      return std::nullopt;
    }
    return table::LineRange{*first, *last, node.place};
  }

  std::optional<table::LineRange> line(std::string_view key, Axis axis) const {
    const yaml::Node* node = root_.find(key);
    return node == nullptr ? std::nullopt : range(*node, axis);
  }

  std::optional<table::LineRange> inner(std::string_view key, const std::vector<yaml::Key>& keys,
                                        std::string_view name, Axis axis) const {
    const yaml::Node* node = root_.find(key);
    if (node == nullptr || !check_keys(*node, keys, fmt::format("\"{}\"", key), diagnostics_))
      return std::nullopt;
    const yaml::Node* value = node->find(name);
    return value == nullptr ? std::nullopt : range(*value, axis);
  }

  void categories(std::string_view key, Axis axis, std::vector<table::MappedCategory>& out) const {
    const yaml::Node* node = root_.find(key);
    if (node == nullptr) return;
    if (!node->is_mapping()) {
      diagnostics_.error("value", node->place, fmt::format("\"{}\" must be a mapping of names", key));
      return;
    }
    for (const auto& [name, value] : node->entries)
      add_category(name.text, value, axis, out);
  }

  void add_category(const std::string& name, const yaml::Node& value, Axis axis,
                    std::vector<table::MappedCategory>& out) const {
    auto words = read_text(value, diagnostics_);
    if (!words) return;
    const double sign = words->starts_with('-') ? -1 : 1;
    const auto at = position(sign < 0 ? words->substr(1) : *words, axis);
    if (at) {
      out.push_back({name, *at, sign, value.place});
      return;
    }
    diagnostics_.error("value", value.place,
                       fmt::format("\"{}\" is no {}", *words, axis == Axis::row ? "row" : "column"),
                       axis == Axis::row ? "rows are numbers, e.g. 48"
                                         : "columns are letters, e.g. AT, or -AT to turn the sign");
  }

  const yaml::Node& root_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::optional<table::SheetMapping> read_mapping(const std::filesystem::path& path,
                                                const std::string& shown_as, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.error_count();
  const auto file = yaml::read_yaml(path, shown_as, diagnostics);
  if (!file || !check_kind(*file, "mapping", diagnostics)) return std::nullopt;
  table::SheetMapping out;
  out.file = path.filename().string();
  out.sha256 = sha256(file->source->text());
  MappingReader(file->root, diagnostics).read(out);
  if (diagnostics.error_count() > before) return std::nullopt;
  return out;
}

}  // namespace leontide::table
