#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace leontide {

/// A cell to write: a number, else a text; an empty text leaves the cell blank.
struct WorkbookCell {
  std::string text;
  std::optional<double> number;
  std::optional<int> digits;  ///< after the point, as shown; the whole number is stored
  bool bold = false;
};

/// A chart of cells of its own sheet. Its series share their labels; rows and columns count from 0.
struct WorkbookChart {
  /// What is drawn for each series.
  enum class Kind {
    lines,  ///< by year
    bars,   ///< one beside the other, labels at the left, the first label at the top
    spans,  ///< the same, stacked, the first of them not drawn
    tips,   ///< the same, the first of them pale
  };
  /// One column of numbers of the chart's sheet.
  struct ChartSeries {
    std::string name;
    std::size_t column = 0;  ///< of the sheet, from 0
    bool is_dashed = false;
  };
  Kind kind = Kind::lines;
  std::string title;
  std::string unit;                                ///< on the axis of numbers; may be empty
  std::optional<std::pair<double, double>> range;  ///< of that axis; none: the program that shows it decides
  /// of the numbers and of their labels; both rows belong to them
  std::size_t first_row = 0, last_row = 0, label_column = 0;
  std::vector<ChartSeries> series;
  std::size_t row = 0, column = 0;        ///< where it stands
  std::size_t width = 640, height = 400;  ///< in pixels
};

/// A worksheet: rows of cells, which may differ in length, and the charts over them.
struct WorkbookSheet {
  std::string name;  ///< where a workbook cannot take it (31 characters, no []:*?/\, once), "sheet N" stands
  std::vector<std::vector<WorkbookCell>> rows;
  std::vector<std::size_t> widths;  ///< of the columns, in characters; may be empty
  std::size_t frozen_rows = 0;      ///< stay in view at the top
  std::size_t frozen_columns = 0;   ///< and at the left
  std::vector<WorkbookChart> charts = {};
};

/// So wide and high are cells that no width was asked for, in pixels.
inline constexpr std::size_t cell_width = 64, cell_height = 20;

/// The bytes of an .xlsx workbook (ECMA-376). Equal sheets give equal bytes: it carries a fixed time. Throws
/// OperationError when the temporary folder refuses.
std::string workbook_bytes(const std::vector<WorkbookSheet>& sheets);

/// The same of one large sheet whose rows are made one after the other: none is held. The library repeats
/// each text where it stands.
std::string workbook_of_rows(const std::string& name, std::size_t rows,
                             const std::function<std::vector<WorkbookCell>(std::size_t)>& row);

}  // namespace leontide
