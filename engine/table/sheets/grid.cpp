#include "table/sheets/grid.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "base/reading.hpp"
#include "base/workbook.hpp"
#include "table/activity.hpp"
#include "table/sheets/decimal_comma.hpp"

namespace leontide::table {

void GridRow::put(std::size_t column, std::string text, std::size_t format) {
  const auto at = std::lower_bound(columns_.begin(), columns_.end(), column);
  const auto index = at - columns_.begin();
  if (at == columns_.end() || *at != column) {
    columns_.insert(at, static_cast<std::uint32_t>(column));
    cells_.insert(cells_.begin() + index, CsvCell{"", line_, column + 1});
    formats_.insert(formats_.begin() + index, 0);
  }
  cells_[static_cast<std::size_t>(index)].text = std::move(text);
  formats_[static_cast<std::size_t>(index)] = static_cast<std::uint16_t>(format);
}

std::size_t GridRow::index(std::size_t column) const {
  // Where no cell before it is blank, as in most tables, it stands at its own number.
  const bool is_dense = line_ == 0 || (column < columns_.size() && columns_[column] == column);
  if (is_dense) return std::min(column, cells_.size());
  const auto at = std::lower_bound(columns_.begin(), columns_.end(), column);
  if (at == columns_.end() || *at != column) return cells_.size();
  return static_cast<std::size_t>(at - columns_.begin());
}

const CsvCell* GridRow::find(std::size_t column) const {
  const std::size_t at = index(column);
  return at < cells_.size() ? &cells_[at] : nullptr;
}

std::size_t GridRow::format(std::size_t column) const {
  const std::size_t at = index(column);
  return at < formats_.size() ? formats_[at] : 0;
}

std::size_t Grid::width() const {
  std::size_t out = 0;
  for (const GridRow& row : rows)
    out = std::max(out, row.size());
  return out;
}

std::string Grid::stored(std::size_t row, std::size_t column) const {
  const CsvCell* cell = row < rows.size() ? rows[row].find(column) : nullptr;
  return cell != nullptr ? std::string(trimmed(cell->text)) : std::string();
}

std::string Grid::text(std::size_t row, std::size_t column) const {
  std::string out = stored(row, column);
  if (formats.empty() || row >= rows.size()) return out;
  return formats[rows[row].format(column)].shown(std::move(out));
}

std::string Grid::trouble(std::size_t row, std::size_t column) const {
  if (troubles.empty()) return {};
  const auto found = troubles.find({row, column});
  if (found == troubles.end()) return {};
  return fmt::format("the cell {} holds {}", cell_name(row, column),
                     found->second == CellTrouble::formula
                         ? "a formula without a value; open and save the workbook in a spreadsheet program"
                         : "a date; make it a number or a text");
}

std::size_t Grid::row_number(std::size_t row) const {
  return row < rows.size() && !rows[row].empty() ? rows[row].number() : row + 1;
}

Place Grid::place(std::size_t row, std::size_t column) const {
  const std::string name = sheet.empty() ? file : fmt::format("{}[{}]", file, sheet);
  if (row >= rows.size() || rows[row].empty()) return {name, 0, 0, 0};
  if (const CsvCell* cell = rows[row].find(column))
    return {name, cell->line, cell->column, cell->text.size()};
  const bool is_within = column < rows[row].size();
  return {name, rows[row].line(), is_within ? column + 1 : 0, 0};
}

std::string Grid::cell_name(std::size_t row, std::size_t column) const {
  return fmt::format("{}{}", column_letters(column), row_number(row));
}

std::string column_letters(std::size_t column) {
  std::string out;
  for (std::size_t left = column + 1; left > 0; left = (left - 1) / 26)
    out.insert(out.begin(), static_cast<char>('A' + (left - 1) % 26));
  return out;
}

std::optional<std::size_t> column_of_letters(std::string_view letters) {
  if (letters.empty() || letters.size() > 4) return std::nullopt;
  std::size_t out = 0;
  for (const char c : letters) {
    if (c < 'A' || c > 'Z') return std::nullopt;
    out = out * 26 + static_cast<std::size_t>(c - 'A') + 1;
  }
  return out - 1;
}

namespace {

/// With a hyphen for the sign of minus and plain blanks for those that separate thousands in print.
std::string with_plain_marks(std::string_view text) {
  std::string out(text);
  for (const auto& [mark, plain] :
       {std::pair{"\u2212", "-"}, {"\u00A0", " "}, {"\u202F", " "}, {"\u2009", " "}}) {
    const std::string_view word = mark;
    for (std::size_t at = out.find(word); at != std::string::npos; at = out.find(word))
      out.replace(at, word.size(), plain);
  }
  return out;
}

}  // namespace

std::optional<double> grid_number(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text == "-" || text == "–" || text == "—") return 0;
  const bool is_ascii =
      std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return parse_printed_number(is_ascii ? text : std::string_view(with_plain_marks(text)));
}

namespace {

std::optional<Grid> grid_of_file(const std::filesystem::path& path, const std::string& shown_as,
                                 const SheetForm& form, Diagnostics& diagnostics) {
  begin_activity("reading " + shown_as);
  ReadFault fault;
  const auto bytes = read_bytes(path, &fault);
  if (!bytes) {
    report_unread(fault, shown_as, {shown_as, 0, 0, 0}, diagnostics);
    return std::nullopt;
  }
  if (path.extension() == ".xls") {
    diagnostics.error("old-workbook", {shown_as, 0, 0, 0}, "this is a workbook of the format before 2007",
                      "open it and save it as .xlsx or .csv");
    return std::nullopt;
  }
  if (path.extension() == ".xlsx") return read_workbook(*bytes, shown_as, form.sheet, diagnostics);
  auto rows = parse_csv_rows(*bytes, shown_as, diagnostics, form.csv);
  if (!rows) return std::nullopt;
  if (!form.sheet.empty()) {
    diagnostics.error("no-sheet", {shown_as, 0, 0, 0}, "a CSV file has no sheets", "leave --from-sheet out");
    return std::nullopt;
  }
  const auto text = decoded_text(*bytes, form.csv.encoding);
  const char separator = form.csv.separator.value_or(separator_of(text ? text->text : *bytes));
  if (!settle_decimals(*rows, shown_as, form.decimal, separator, diagnostics)) return std::nullopt;
  Grid grid{shown_as, "", {}};
  grid.rows.reserve(rows->size());
  for (std::vector<CsvCell>& row : *rows)
    grid.rows.emplace_back(std::move(row));
  return grid;
}

}  // namespace

std::optional<Grid> read_grid(const std::filesystem::path& path, const std::string& shown_as,
                              const SheetForm& form, Diagnostics& diagnostics) {
  return while_reading(shown_as, [&] { return grid_of_file(path, shown_as, form, diagnostics); });
}

std::vector<std::string> sheet_names(const std::filesystem::path& path) {
  if (path.extension() != ".xlsx") return {};
  return workbook_sheets(read_bytes(path).value_or(""));
}

std::string grid_csv(const GridRows& rows) {
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t k = 0; k < row.size(); ++k) {
      if (k > 0) out += ',';
      out += row[k].number ? print_number(*row[k].number) : csv_field(row[k].text);
    }
    out += '\n';
  }
  return out;
}

std::string grid_workbook(const GridRows& rows, const std::string& sheet) {
  WorkbookSheet out{sheet, {}, {}, 0};
  for (const auto& row : rows) {
    auto& cells = out.rows.emplace_back();
    for (const GridCell& cell : row)
      cells.push_back({cell.text, cell.number, std::nullopt, false});
  }
  return workbook_bytes({out});
}

}  // namespace leontide::table
