// The part of SpreadsheetML that tables of numbers use, from a workbook in memory.
#include <algorithm>
#include <fmt/format.h>
#include <pugixml.hpp>

#include "base/limits.hpp"
#include "base/nearest_name.hpp"
#include "base/numbers.hpp"
#include "base/printable.hpp"
#include "base/source_text.hpp"
#include "table/activity.hpp"
#include "table/sheets/grid.hpp"
#include "table/sheets/sheet_rows.hpp"
#include "table/sheets/workbook_parts.hpp"

namespace leontide::table {

namespace {

constexpr std::size_t most_rows = 1'048'576;
constexpr std::size_t most_columns = 16'384;

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

/// The cells that are not blank. Reports those that hold no text of any encoding, and more than can be held.
class SheetCells {
 public:
  SheetCells(std::vector<std::string> strings, bool is_to_be_computed, Grid& grid, Diagnostics& diagnostics)
      : strings_(std::move(strings)),
        is_to_be_computed_(is_to_be_computed),
        grid_(grid),
        name_(fmt::format("{}[{}]", grid.file, grid.sheet)),
        diagnostics_(diagnostics) {}

  /// The row element in `text`. False where the rest is not wanted.
  bool take(std::string_view text) {
    pugi::xml_document document;
    is_readable_ =
        document.load_buffer(text.data(), text.size(), pugi::parse_default).status == pugi::status_ok;
    if (!is_readable_) return false;
    const pugi::xml_node row = document.document_element();
    const std::size_t line =
        row.attribute("r").as_ullong(grid_.rows.empty() ? 1 : grid_.rows.back().line() + 1);
    if (line == 0 || line > most_rows) return true;
    GridRow out(line);
    if (!read_row(row, line, out)) return false;
    if (!out.empty()) grid_.rows.push_back(std::move(out));
    return true;
  }

  /// After the last row: whether the cells can be used.
  bool finish() {
    if (is_to_be_computed_ && !any_computed_) {
      for (const Grid::Position& at : zero_formulas_)
        grid_.troubles.emplace(at, CellTrouble::formula);
    }
    return is_sound_;
  }
  bool is_readable() const { return is_readable_; }

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
        is_sound_ = false;
        return false;
      }
      out.put(column, text, format_of(cell));
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
  bool is_readable_ = true;
};

/// The rows of a worksheet into the grid; false with what is wrong reported.
bool read_cells(const Archive& archive, const std::string& part, Grid& grid, Diagnostics& diagnostics) {
  SheetCells cells(shared_strings(archive), is_to_be_computed(archive), grid, diagnostics);
  if (archive.is_too_large(grid.file, diagnostics)) return false;
  SheetRows rows([&](std::string_view row) { return cells.take(row); });
  const bool is_there = archive.stream(part, [&](std::string_view block, double share) {
    report_share(share);
    return rows.add(block);
  });
  if (archive.is_too_large(grid.file, diagnostics)) return false;
  const bool is_sound = cells.finish();
  if (is_there && cells.is_readable() && (rows.is_whole() || !is_sound)) return is_sound;
  diagnostics.error("not-a-workbook", {grid.file, 0, 0, 0},
                    fmt::format("the sheet \"{}\" cannot be read", grid.sheet), "save the workbook anew");
  return false;
}

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
  Grid grid{shown_as, chosen->first, {}, number_formats(archive)};
  return read_cells(archive, chosen->second, grid, diagnostics) ? std::optional(std::move(grid))
                                                                : std::nullopt;
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
