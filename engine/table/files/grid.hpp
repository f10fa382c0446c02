#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/csv.hpp"

namespace leontide::table {

/// A row of cells, of which a workbook states those that are not blank: one that stands in the last of 16 384
/// columns takes no more room than one in the first.
class GridRow {
 public:
  /// Every cell from the first on, as in a CSV file.
  explicit GridRow(std::vector<CsvCell> cells) : cells_(std::move(cells)) {}
  /// Row `line` of a workbook, without cells yet.
  explicit GridRow(std::size_t line) : line_(line) {}

  /// Puts a cell into a row of a workbook; one that stands there already is replaced.
  void put(std::size_t column, std::string text);

  /// Columns up to the last cell.
  std::size_t size() const { return line_ == 0 ? cells_.size() : columns_.empty() ? 0 : columns_.back() + 1; }
  bool empty() const { return cells_.empty(); }
  /// As numbered in the file.
  std::size_t line() const { return line_ == 0 && !cells_.empty() ? cells_.front().line : line_; }
  /// Nothing where the cell is blank in a workbook, or beyond the last.
  const CsvCell* find(std::size_t column) const;

 private:
  std::size_t line_ = 0;                ///< of a workbook; 0 for a CSV file
  std::vector<std::uint32_t> columns_;  ///< of the cells in a workbook, ascending
  std::vector<CsvCell> cells_;
};

/// The cells of a CSV file or of one sheet of a workbook, as text. Rows may differ in length; what is not
/// there is blank. `CsvCell::line` and `column` say where a cell stands: in a CSV file by line and character,
/// in a workbook by row and column.
struct Grid {
  std::string file;
  std::string sheet;  ///< empty for a CSV file
  std::vector<GridRow> rows;

  std::size_t height() const { return rows.size(); }
  std::size_t width() const;
  /// The text without blanks around it; empty beyond the edges.
  std::string text(std::size_t row, std::size_t column) const;
  Place place(std::size_t row, std::size_t column) const;
  /// `F5`, or `F5 of sheet "2017"`; rows as numbered in the file.
  std::string cell_name(std::size_t row, std::size_t column) const;
};

/// `A`, `B`, …, `AA`, … of a column counted from 0, and the reverse; empty for what is no column.
std::string column_letters(std::size_t column);
std::optional<std::size_t> column_of_letters(std::string_view letters);

/// A number as sheets print it: thousands separated by commas or blanks are read, a blank cell or a dash is
/// 0. Empty for anything else.
std::optional<double> grid_number(std::string_view text);

/// Reads .csv, .csv.gz or .xlsx. `sheet` names the sheet of a workbook; empty takes the first. Reports a file
/// that cannot be read, an old .xls, and a sheet that is not there with the names of those that are.
std::optional<Grid> read_grid(const std::filesystem::path& path, const std::string& shown_as,
                              const std::string& sheet, Diagnostics& diagnostics);

/// The same from the bytes of an .xlsx workbook (ECMA-376, SpreadsheetML): shared and inline strings,
/// numbers, results of formulas; merged cells hold their value in the first cell, the others are blank.
std::optional<Grid> read_workbook(std::string_view bytes, const std::string& shown_as,
                                  const std::string& sheet, Diagnostics& diagnostics);

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
