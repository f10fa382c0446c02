#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/csv.hpp"
#include "table/sheets/number_format.hpp"

namespace leontide::table {

/// A row of cells, of which a workbook states those that are not blank: one that stands in the last of 16 384
/// columns takes no more room than one in the first.
class GridRow {
 public:
  /// Every cell from the first on, as in a CSV file.
  explicit GridRow(std::vector<CsvCell> cells) : cells_(std::move(cells)) {}
  /// Row `line` of a workbook, without cells yet.
  explicit GridRow(std::size_t line) : line_(line) {}

  /// Puts a cell into a row of a workbook; one that stands there already is replaced. `format` is the place
  /// of its number format in the grid's.
  void put(std::size_t column, std::string text, std::size_t format = 0);

  /// Columns up to the last cell.
  std::size_t size() const { return line_ == 0 ? cells_.size() : columns_.empty() ? 0 : columns_.back() + 1; }
  bool empty() const { return cells_.empty(); }
  /// As numbered in the file.
  std::size_t line() const { return line_ == 0 && !cells_.empty() ? cells_.front().line : line_; }
  /// As a spreadsheet counts it: a line break in quotes begins no row.
  std::size_t number() const { return line_ == 0 && !cells_.empty() ? cells_.front().row : line_; }
  /// Nothing where the cell is blank in a workbook, or beyond the last.
  const CsvCell* find(std::size_t column) const;
  /// The number format of a cell of a workbook; 0, as it is stored, of any other.
  std::size_t format(std::size_t column) const;

 private:
  std::size_t index(std::size_t column) const;

  std::size_t line_ = 0;                ///< of a workbook; 0 for a CSV file
  std::vector<std::uint32_t> columns_;  ///< of the cells in a workbook, ascending
  std::vector<CsvCell> cells_;
  std::vector<std::uint16_t> formats_;  ///< of the cells in a workbook
};

/// Why a cell of a workbook says nothing that can be taken.
enum class CellTrouble {
  formula,  ///< a formula without a stored value
  date,     ///< a number that the sheet shows as a date or a time
};

/// The cells of a CSV file or of one sheet of a workbook, as text. Rows may differ in length; what is not
/// there is blank. `CsvCell::line` and `column` say where a cell stands: in a CSV file by line and character,
/// in a workbook by row and column.
struct Grid {
  using Position = std::pair<std::size_t, std::size_t>;  ///< row and column, from 0

  std::string file;
  std::string sheet;  ///< empty for a CSV file
  std::vector<GridRow> rows;
  std::vector<NumberFormat> formats = {};  ///< of a workbook: how its cells show their numbers
  std::map<Position, CellTrouble> troubles = {};

  std::size_t height() const { return rows.size(); }
  std::size_t width() const;
  /// The text as the sheet shows it, without blanks around it; empty beyond the edges.
  std::string text(std::size_t row, std::size_t column) const;
  /// The same as it is stored, which for a number may be more than is shown.
  std::string stored(std::size_t row, std::size_t column) const;
  /// What is wrong with a cell and what to do, in words; empty where nothing is.
  std::string trouble(std::size_t row, std::size_t column) const;
  /// The number of a row as a spreadsheet shows it, from 1.
  std::size_t row_number(std::size_t row) const;
  Place place(std::size_t row, std::size_t column) const;
  /// `F5`, or `F5 of sheet "2017"`; rows as numbered in the file.
  std::string cell_name(std::size_t row, std::size_t column) const;
};

/// `A`, `B`, …, `AA`, … of a column counted from 0, and the reverse; empty for what is no column.
std::string column_letters(std::size_t column);
std::optional<std::size_t> column_of_letters(std::string_view letters);

/// A number as sheets print it: thousands separated by commas or blanks of any width are read, and a minus
/// sign as well as a hyphen; a blank cell or a dash is 0. Empty for anything else.
std::optional<double> grid_number(std::string_view text);

/// What is stated of a sheet; what is not is found out.
struct SheetForm {
  std::string sheet = {};  ///< of a workbook; empty: the first
  CsvForm csv = {};
  std::optional<char> decimal = {};  ///< `.` or `,`
};

/// Reads .csv, .csv.gz or .xlsx. Reports a file that cannot be read, an old .xls, and a sheet that is not
/// there with the names of those that are. Numbers of a CSV file with a decimal comma are turned into ones
/// with a point: where it is stated, or where cells are not separated by commas and the numbers leave no
/// doubt, which is said.
std::optional<Grid> read_grid(const std::filesystem::path& path, const std::string& shown_as,
                              const SheetForm& form, Diagnostics& diagnostics);

/// The sheets of a workbook in order; none of any other file.
std::vector<std::string> sheet_names(const std::filesystem::path& path);

/// The same from the bytes of an .xlsx workbook (ECMA-376, SpreadsheetML): shared and inline strings,
/// numbers, results of formulas; merged cells hold their value in the first cell, the others are blank.
/// A number is shown as its format shows it (01, 1.10); formulas without a value, dates and truth values are
/// no numbers. Where the workbook asks to be computed anew, formulas that all have the value 0 have none.
std::optional<Grid> read_workbook(std::string_view bytes, const std::string& shown_as,
                                  const std::string& sheet, Diagnostics& diagnostics);

std::vector<std::string> workbook_sheets(std::string_view bytes);

/// A cell to write: a number, or a text.
struct GridCell {
  std::string text;
  std::optional<double> number;

  GridCell() = default;
  GridCell(std::string words) : text(std::move(words)) {}
  GridCell(const char* words) : text(words) {}
  GridCell(double value) : number(value) {}
};
using GridRows = std::vector<std::vector<GridCell>>;

/// CSV text, numbers in the shortest form that reads back as the same.
std::string grid_csv(const GridRows& rows);
/// An .xlsx workbook of one sheet; equal rows give equal bytes. Throws OperationError.
std::string grid_workbook(const GridRows& rows, const std::string& sheet);

}  // namespace leontide::table
