// The part of SpreadsheetML that tables of numbers use, from a workbook in memory.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <fmt/format.h>
#include <map>
#include <pugixml.hpp>

#include "base/limits.hpp"
#include "base/nearest_name.hpp"
#include "base/numbers.hpp"
#include "base/printable.hpp"
#include "base/source_text.hpp"
#include "table/sheets/grid.hpp"
#include "table/sheets/workbook_archive.hpp"

namespace leontide::table {

namespace {

constexpr std::size_t most_rows = 1'048'576;
constexpr std::size_t most_columns = 16'384;
constexpr std::size_t most_formats = 65'000;

// Element names may carry a namespace prefix.
bool is_named(const pugi::xml_node& node, const char* name) {
  const char* given = node.name();
  const char* colon = std::strchr(given, ':');
  return std::strcmp(colon != nullptr ? colon + 1 : given, name) == 0;
}

pugi::xml_node child(const pugi::xml_node& node, const char* name) {
  return node.find_child([&](const pugi::xml_node& one) { return is_named(one, name); });
}

// The text of a string item: its plain text, or the texts of its runs; phonetic hints are left out.
std::string string_item(const pugi::xml_node& item) {
  std::string out;
  for (const pugi::xml_node& part : item.children()) {
    if (is_named(part, "t")) out += part.text().get();
    if (is_named(part, "r")) out += child(part, "t").text().get();
  }
  return out;
}

bool parse(const std::optional<std::string>& text, pugi::xml_document& document) {
  // parse_default drops blank text: a string of blanks is no label.
  return text &&
         document.load_buffer(text->data(), text->size(), pugi::parse_default).status == pugi::status_ok;
}

std::vector<std::string> shared_strings(const Archive& archive) {
  std::vector<std::string> out;
  pugi::xml_document document;
  if (!parse(archive.part("xl/sharedStrings.xml"), document)) return out;
  for (const pugi::xml_node& item : document.document_element().children()) {
    if (is_named(item, "si")) out.push_back(string_item(item));
  }
  return out;
}

std::string part_name(const std::string& target) {
  return target.starts_with('/') ? target.substr(1) : "xl/" + target;
}

/// The sheets in order: name and part.
std::vector<std::pair<std::string, std::string>> sheets_of(const Archive& archive) {
  std::vector<std::pair<std::string, std::string>> out;
  pugi::xml_document book;
  pugi::xml_document relations;
  if (!parse(archive.part("xl/workbook.xml"), book) ||
      !parse(archive.part("xl/_rels/workbook.xml.rels"), relations)) {
    return out;
  }
  std::map<std::string, std::string> targets;
  for (const pugi::xml_node& relation : relations.document_element().children())
    targets[relation.attribute("Id").value()] = relation.attribute("Target").value();
  for (const pugi::xml_node& sheet : child(book.document_element(), "sheets").children()) {
    for (const pugi::xml_attribute& attribute : sheet.attributes()) {
      const std::string name = attribute.name();
      if (!name.ends_with(":id")) continue;
      const auto target = targets.find(attribute.value());
      if (target != targets.end())
        out.emplace_back(sheet.attribute("name").value(), part_name(target->second));
    }
  }
  return out;
}

std::string value_of(const pugi::xml_node& cell, const std::vector<std::string>& strings) {
  const std::string type = cell.attribute("t").value();
  if (type == "inlineStr") return string_item(child(cell, "is"));
  std::string value = child(cell, "v").text().get();
  if (type == "b") return value == "0" ? "FALSE" : "TRUE";
  if (type != "s") return value;
  const auto index = parse_integer(value);
  if (!index || *index < 0 || static_cast<std::size_t>(*index) >= strings.size()) return {};
  return strings[static_cast<std::size_t>(*index)];
}

// Where a cell stands, from its reference `F5`; without one it follows the cell before.
std::size_t column_of(const pugi::xml_node& cell, std::size_t next) {
  const std::string_view reference = cell.attribute("r").value();
  const std::size_t digits = reference.find_first_of("0123456789");
  return column_of_letters(reference.substr(0, digits)).value_or(next);
}

/// Formats that ECMA-376 (18.8.30) lists as dates and times, those of East Asian languages too.
bool is_built_in_date(unsigned id) {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

/// Built-in formats by which codes are shown: 1.10 is 1.1 under 0.00.
std::string built_in_format(unsigned id) {
  if (is_built_in_date(id)) return "yyyy";
  return id == 1 ? "0" : id == 2 ? "0.00" : "General";
}

/// How cells show their numbers: as they are stored, then by each style, and last in general.
std::vector<NumberFormat> number_formats(const Archive& archive) {
  std::vector<NumberFormat> out(1);
  pugi::xml_document document;
  if (parse(archive.part("xl/styles.xml"), document)) {
    std::map<unsigned, std::string> codes;
    for (const pugi::xml_node& format : child(document.document_element(), "numFmts").children())
      codes[format.attribute("numFmtId").as_uint()] = format.attribute("formatCode").value();
    for (const pugi::xml_node& style : child(document.document_element(), "cellXfs").children()) {
      if (out.size() == most_formats) break;
      const unsigned id = style.attribute("numFmtId").as_uint();
      const auto code = codes.find(id);
      out.emplace_back(code != codes.end() ? code->second : built_in_format(id));
    }
  }
  out.emplace_back("General");
  return out;
}

/// Whether the workbook asks for all its formulas to be computed when it is opened, as programs do that write
/// formulas without computing them.
bool is_to_be_computed(const Archive& archive) {
  pugi::xml_document book;
  return parse(archive.part("xl/workbook.xml"), book) &&
         child(book.document_element(), "calcPr").attribute("fullCalcOnLoad").as_bool();
}

/// The cells that are not blank. Reports those that hold no text of any encoding, and more than can be held.
class SheetCells {
 public:
  SheetCells(std::vector<std::string> strings, bool is_to_be_computed, Grid& grid, Diagnostics& diagnostics)
      : strings_(std::move(strings)),
        is_to_be_computed_(is_to_be_computed),
        grid_(grid),
        name_(fmt::format("{}[{}]", grid.file, grid.sheet)),
        diagnostics_(diagnostics) {}

  bool read(const pugi::xml_node& data) {
    for (const pugi::xml_node& row : data.children()) {
      if (!is_named(row, "row")) continue;
      const std::size_t line =
          row.attribute("r").as_ullong(grid_.rows.empty() ? 1 : grid_.rows.back().line() + 1);
      if (line == 0 || line > most_rows) continue;
      GridRow out(line);
      if (!read_row(row, line, out)) return false;
      if (!out.empty()) grid_.rows.push_back(std::move(out));
    }
    if (is_to_be_computed_ && !any_computed_) {
      for (const Grid::Position& at : zero_formulas_)
        grid_.troubles.emplace(at, CellTrouble::formula);
    }
    return is_sound_;
  }

 private:
  bool read_row(const pugi::xml_node& row, std::size_t line, GridRow& out) {
    std::size_t next = 0;
    for (const pugi::xml_node& cell : row.children()) {
      if (!is_named(cell, "c")) continue;
      const std::size_t column = column_of(cell, next);
      if (column >= most_columns) continue;
      next = column + 1;
      std::string text = value_of(cell, strings_);
      const bool is_told = look_at(cell, text, {grid_.rows.size(), column});
      if (text.empty() && !is_told) continue;
      if (!is_utf8(text)) {
        diagnostics_.error(
            "encoding", {name_, line, column + 1, 0},
            fmt::format("the text of the cell {}{} is not UTF-8", column_letters(column), line),
            "type it anew, or save the workbook anew");
        is_sound_ = false;
        text = valid_utf8(text);
      }
      if (++cells_ > limits::most_cells) {
        diagnostics_.error("too-large", {name_, line, column + 1, 0},
                           fmt::format("this sheet holds more than {} cells", limits::most_cells));
        return false;
      }
      out.put(column, std::move(text), format_of(cell));
    }
    return true;
  }

  /// The place of the number format of a cell that holds a number.
  std::size_t format_of(const pugi::xml_node& cell) const {
    const std::string_view type = cell.attribute("t").value();
    if (!type.empty() && type != "n") return 0;
    const std::size_t style = cell.attribute("s").as_ullong();
    const std::size_t general = grid_.formats.size() - 1;
    return style + 1 < general ? style + 1 : general;
  }

  /// Notes what the text of a cell does not tell: a formula without a value, a date. Whether a blank cell
  /// counts for that.
  bool look_at(const pugi::xml_node& cell, const std::string& value, Grid::Position at) {
    const std::string_view type = cell.attribute("t").value();
    const bool is_formula = bool(child(cell, "f"));
    if (value.empty()) {
      // A formula whose value is an empty text says so by its type and an empty value.
      const bool is_computed = type == "str" && child(cell, "v");
      if (is_formula && !is_computed) grid_.troubles.emplace(at, CellTrouble::formula);
      return is_formula && !is_computed;
    }
    if (is_formula && is_to_be_computed_) {
      any_computed_ = any_computed_ || value != "0";
      if (!any_computed_) zero_formulas_.push_back(at);
    }
    if (type == "d" || grid_.formats[format_of(cell)].is_date())
      grid_.troubles.emplace(at, CellTrouble::date);
    return false;
  }

  std::vector<std::string> strings_;
  bool is_to_be_computed_ = false;
  bool any_computed_ = false;
  std::vector<Grid::Position> zero_formulas_;
  Grid& grid_;
  std::string name_;
  Diagnostics& diagnostics_;
  std::size_t cells_ = 0;
  bool is_sound_ = true;
};

}  // namespace

std::optional<Grid> read_workbook(std::string_view bytes, const std::string& shown_as,
                                  const std::string& sheet, Diagnostics& diagnostics) {
  const Archive archive(bytes);
  auto sheets = archive.is_open() ? sheets_of(archive) : std::vector<std::pair<std::string, std::string>>();
  for (auto& [name, part] : sheets)
    name = valid_utf8(name);
  if (sheets.empty()) {
    diagnostics.error("not-a-workbook", {shown_as, 0, 0, 0}, "this file is not an .xlsx workbook",
                      "save it anew as .xlsx");
    return std::nullopt;
  }
  std::vector<std::string> names;
  const std::pair<std::string, std::string>* chosen = sheet.empty() ? &sheets.front() : nullptr;
  for (const auto& one : sheets) {
    names.push_back(one.first);
    if (one.first == sheet) chosen = &one;
  }
  if (chosen == nullptr) {
    diagnostics.error("no-sheet", {shown_as, 0, 0, 0}, fmt::format("there is no sheet \"{}\"", sheet),
                      suggestion(sheet, names));
    return std::nullopt;
  }
  pugi::xml_document document;
  if (!parse(archive.part(chosen->second), document)) {
    if (archive.is_too_large(shown_as, diagnostics)) return std::nullopt;
    diagnostics.error("not-a-workbook", {shown_as, 0, 0, 0},
                      fmt::format("the sheet \"{}\" cannot be read", chosen->first),
                      "save the workbook anew");
    return std::nullopt;
  }
  Grid grid{shown_as, chosen->first, {}, number_formats(archive)};
  SheetCells cells(shared_strings(archive), is_to_be_computed(archive), grid, diagnostics);
  if (archive.is_too_large(shown_as, diagnostics)) return std::nullopt;
  if (!cells.read(child(document.document_element(), "sheetData"))) return std::nullopt;
  return grid;
}

std::vector<std::string> workbook_sheets(std::string_view bytes) {
  const Archive archive(bytes);
  std::vector<std::string> names;
  if (!archive.is_open()) return names;
  for (const auto& [name, part] : sheets_of(archive))
    names.push_back(name);
  return names;
}

}  // namespace leontide::table
