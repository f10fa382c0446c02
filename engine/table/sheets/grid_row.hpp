#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.hpp"

namespace leontide::table {

/// A cell of a sheet and where it stands: in a CSV file by line and character, in a workbook by row and
/// column.
struct GridCellView {
  std::string_view text;   ///< as it is shown
  std::size_t line = 0;    ///< in the file, from 1
  std::size_t column = 0;  ///< in the file, from 1
};

/// A row of cells, their texts one behind the other: a table of millions of cells takes little more than its
/// file. Of a workbook only those are stated that are not blank: one that stands in the last of 16 384
/// columns takes no more room than one in the first.
class GridRow {
 public:
  /// Every cell from the first on, as in a CSV file.
  explicit GridRow(const std::vector<CsvCell>& cells);
  /// Row `line` of a workbook, without cells yet.
  explicit GridRow(std::size_t line) : line_(line), number_(line), is_of_workbook_(true) {}

  /// Puts a cell into a row of a workbook; one that stands there already is replaced. `format` is the place
  /// of its number format in the grid's.
  void put(std::size_t column, std::string_view text, std::size_t format = 0);
  /// Gives the cells other texts, those for which there is one; the numbers of a workbook stay.
  void replace(const std::function<std::optional<std::string>(std::string_view)>& other);

  /// Columns up to the last cell.
  std::size_t size() const;
  /// Whether no cell is stated.
  bool empty() const { return ends_.empty(); }
  /// As numbered in the file.
  std::size_t line() const { return line_; }
  /// As a spreadsheet counts it: a line break in quotes begins no row.
  std::size_t number() const { return number_; }
  /// Nothing where the cell is blank in a workbook, or beyond the last. It stands as long as the row does.
  std::optional<GridCellView> find(std::size_t column) const;
  /// The number format of a cell of a workbook; 0, as it is stored, of any other.
  std::size_t format(std::size_t column) const;

 private:
  std::size_t index(std::size_t column) const;
  std::size_t begin_of(std::size_t index) const { return index == 0 ? 0 : ends_[index - 1]; }
  std::string_view text_of(std::size_t index) const;

  std::size_t line_ = 0;
  std::size_t number_ = 0;
  bool is_of_workbook_ = false;
  std::string texts_;
  std::vector<std::uint32_t> ends_;  ///< of each text
  std::vector<std::uint32_t>
      columns_;                       ///< of a workbook: its column, ascending; of a CSV file: its character
  std::vector<std::uint32_t> lines_;  ///< of a CSV file, where a text in quotes has line breaks
  std::vector<std::uint16_t> formats_;  ///< of a workbook
};

}  // namespace leontide::table
