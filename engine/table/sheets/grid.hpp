#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/csv.hpp"
#include "table/sheets/grid_row.hpp"
#include "table/sheets/number_format.hpp"

namespace leontide::table {

/// Why a cell of a workbook says nothing that can be taken.
enum class CellTrouble {
  formula,  ///< a formula without a stored value
  date,     ///< a number that the sheet shows as a date or a time
};

/// The cells of a CSV file or of one sheet of a workbook, as text. Rows may differ in length; what is not
/// there is blank.
struct Grid {
  using Position = std::pair<std::size_t, std::size_t>;  ///< row and column, from 0

  std::string file;                               ///< its name in messages
  std::string sheet;                              ///< empty for a CSV file
  std::vector<GridRow> rows;                      ///< from the first, blank ones included
  std::vector<NumberFormat> formats = {};         ///< of a workbook: how its cells show their numbers
  std::map<Position, CellTrouble> troubles = {};  ///< of a workbook's cells

  /// Rows, blank ones included.
  std::size_t height() const { return rows.size(); }
  /// Columns of the longest row.
  std::size_t width() const;
  /// The text as the sheet shows it, without blanks around it; empty beyond the edges.
  std::string text(std::size_t row, std::size_t column) const;
  /// The same as it is stored, which for a number may be more than is shown.
  std::string stored(std::size_t row, std::size_t column) const;
  /// What is wrong with a cell and what to do, in words; empty where nothing is.
  std::string trouble(std::size_t row, std::size_t column) const;
  /// The number of a row as a spreadsheet shows it, from 1.
  std::size_t row_number(std::size_t row) const;
  /// In the file: by line and character of CSV, by row and column of a workbook.
  Place place(std::size_t row, std::size_t column) const;
  /// `F5`, or `F5 of sheet "2017"`; rows as numbered in the file.
  std::string cell_name(std::size_t row, std::size_t column) const;
};

/// `A`, `B`, …, `AA`, … of a column counted from 0, and the reverse; empty for what is no column.
std::string column_letters(std::size_t column);
/// Nothing for what is no column.
std::optional<std::size_t> column_of_letters(std::string_view letters);

/// A number as sheets print it, see `printed_number`; a blank cell or a dash is 0. Empty for anything else.
std::optional<double> grid_number(std::string_view text);

/// What is stated of a sheet; what is not is found out.
struct SheetForm {
  std::string sheet = {};            ///< of a workbook; empty: the first
  CsvForm csv = {};                  ///< separator and encoding
  std::optional<char> decimal = {};  ///< `.` or `,`
};

/// Reads CSV, gzipped or not, or an .xlsx workbook, whichever the bytes are. Reports a file that cannot be
/// read or is of another kind, and a sheet that is not there with the names of those that are. Numbers of a
/// CSV file with a decimal comma are turned into ones with a point: where it is stated, or where cells are
/// not separated by commas and the numbers leave no doubt, which is said.
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

/// The names of its sheets, in order; none of bytes that are no workbook.
std::vector<std::string> workbook_sheets(std::string_view bytes);

/// A cell to write: a number, or a text.
struct GridCell {
  std::string text;              ///< where there is no number
  std::optional<double> number;  ///< else the text

  GridCell() = default;
  /// A text.
  GridCell(std::string words) : text(std::move(words)) {}
  /// A text.
  GridCell(const char* words) : text(words) {}
  /// A number.
  GridCell(double value) : number(value) {}
};
/// Rows to write, each of any length.
using GridRows = std::vector<std::vector<GridCell>>;

/// CSV text, numbers in the shortest form that reads back as the same.
std::string grid_csv(const GridRows& rows);
/// An .xlsx workbook of one sheet; equal rows give equal bytes. Throws OperationError.
std::string grid_workbook(GridRows rows, const std::string& sheet);

}  // namespace leontide::table
