#include "table/sheets/grid.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "base/reading.hpp"
#include "base/workbook.hpp"
#include "table/activity.hpp"
#include "table/sheets/decimal_comma.hpp"
#include "table/sheets/sheet_kind.hpp"

namespace leontide::table {

std::size_t Grid::width() const {
  std::size_t out = 0;
  for (const GridRow& row : rows)
    out = std::max(out, row.size());
  return out;
}

std::string Grid::stored(std::size_t row, std::size_t column) const {
  const auto cell = row < rows.size() ? rows[row].find(column) : std::nullopt;
  return cell ? std::string(trimmed(cell->text)) : std::string();
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
  if (const auto cell = rows[row].find(column)) return {name, cell->line, cell->column, cell->text.size()};
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

std::optional<double> grid_number(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text == "-" || text == "–" || text == "—" || text == "\u2212" || text == "\uFF0D")
    return 0;
  return parse_printed_number(text);
}

namespace {

/// Eurostat's TSV files have commas between the codes of a row and tabs between its amounts.
bool is_bulk_file(std::string_view text) {
  return text.substr(0, text.find('\n')).find("\\TIME_PERIOD\t") != std::string_view::npos;
}

std::optional<Grid> grid_of_text(std::string_view text, const std::string& shown_as, const SheetForm& form,
                                 Diagnostics& diagnostics) {
  if (!form.sheet.empty()) {
    diagnostics.error("no-sheet", {shown_as, 0, 0, 0}, "a CSV file has no sheets", "leave --from-sheet out");
    return std::nullopt;
  }
  Grid grid{shown_as, "", {}};
  DecimalMarks marks;
  CsvForm csv = form.csv;
  if (!csv.separator && is_bulk_file(text)) csv.separator = '\t';
  const auto separator = each_csv_row(text, shown_as, diagnostics, csv, [&](std::vector<CsvCell>&& row) {
    marks.look_at(row);
    grid.rows.emplace_back(row);
  });
  if (!separator) return std::nullopt;
  const auto has_commas = marks.settle({form.decimal, *separator}, shown_as, diagnostics);
  if (!has_commas) return std::nullopt;
  for (std::size_t r = 0; *has_commas && r < grid.rows.size(); ++r)
    grid.rows[r].replace(with_point);
  return grid;
}

std::optional<Grid> grid_of_file(const std::filesystem::path& path, const std::string& shown_as,
                                 const SheetForm& form, Diagnostics& diagnostics) {
  begin_activity("reading " + shown_as);
  ReadFault fault;
  const auto bytes = read_bytes(path, &fault);
  if (!bytes) {
    report_unread(fault, shown_as, {shown_as, 0, 0, 0}, diagnostics);
    return std::nullopt;
  }
  const SheetKind kind = sheet_kind(*bytes, path);
  if (kind == SheetKind::workbook) {
    auto grid = read_workbook(*bytes, shown_as, form.sheet, diagnostics);
    for (std::size_t r = 0; grid && form.decimal == ',' && r < grid->rows.size(); ++r)
      grid->rows[r].replace(with_point);
    return grid;
  }
  if (kind == SheetKind::text) return grid_of_text(*bytes, shown_as, form, diagnostics);
  report_unreadable_kind(kind, shown_as, diagnostics);
  return std::nullopt;
}

}  // namespace

std::optional<Grid> read_grid(const std::filesystem::path& path, const std::string& shown_as,
                              const SheetForm& form, Diagnostics& diagnostics) {
  return while_reading(shown_as, [&] { return grid_of_file(path, shown_as, form, diagnostics); });
}

std::vector<std::string> sheet_names(const std::filesystem::path& path) {
  const std::string bytes = read_bytes(path).value_or("");
  return sheet_kind(bytes, path) == SheetKind::workbook ? workbook_sheets(bytes) : std::vector<std::string>();
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

std::string grid_workbook(GridRows rows, const std::string& sheet) {
  constexpr std::size_t most_held = 300'000;
  std::size_t count = 0;
  for (const auto& row : rows)
    count += row.size();
  const auto cells_of = [&](std::size_t i) {
    std::vector<WorkbookCell> cells;
    cells.reserve(rows[i].size());
    for (GridCell& cell : rows[i])
      cells.push_back({std::move(cell.text), cell.number, std::nullopt, false});
    rows[i] = {};
    return cells;
  };
  if (count > most_held) return workbook_of_rows(sheet, rows.size(), cells_of);
  WorkbookSheet out{sheet, {}, {}, 0};
  for (std::size_t i = 0; i < rows.size(); ++i)
    out.rows.push_back(cells_of(i));
  return workbook_bytes({out});
}

}  // namespace leontide::table
