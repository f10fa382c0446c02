#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/title.hpp"

namespace leontide::report {

/// Lines through points with their intervals, y by x.
struct LineChart {
  /// One point of a line, with the interval around its y.
  struct Point {
    double x = 0, y = 0;
    double low = 0, high = 0;  ///< the interval; none where they are equal
  };
  /// One line.
  struct Series {
    Title name;                 ///< in a legend, or at its end
    std::vector<Point> points;  ///< x ascending
  };
  Title x, y;                       ///< what stands on the axes
  Title names = {};                 ///< what the series differ by; may be empty
  std::vector<Series> series;       ///< one a line
  bool is_logarithmic = false;      ///< the axis of x, whose numbers are positive
  bool has_zero = true;             ///< the axis of y
  std::optional<double> goal = {};  ///< a line across, on y
};

/// A field for every row and column, the darker the larger its number.
struct Heat {
  Title row_names, column_names;     ///< what rows and columns are
  std::vector<Title> rows, columns;  ///< labels of the fields
  std::vector<double> values;        ///< [rows × columns]; NaN: none
  int digits = 1;                    ///< after the point, of the number in each field
};

/// Rows of marks over one axis: chances with their intervals, a range from low to high, bars from a zero.
struct Strips {
  /// How a row's mark is drawn.
  enum class Shape {
    dots,   ///< a dot a series, its interval as a line
    spans,  ///< a bar from `low` to `high`, a tick at `value`
    bars,   ///< a bar from `zero` to `value`, its interval as a line
  };
  /// One mark of a row.
  struct Mark {
    std::size_t series = 0;               ///< which of `series`
    double value = 0, low = 0, high = 0;  ///< the mark, and its interval or range
  };
  /// One row: a label and what stands on the axis.
  struct Row {
    Title label;                 ///< what the row is of
    Title detail;                ///< in small letters below
    std::string number;          ///< shown at the end of the row
    Title words;                 ///< beside the number; may be empty
    std::vector<Mark> marks;     ///< one a series, or fewer
    std::optional<double> goal;  ///< a line across the row
  };
  Shape shape = Shape::dots;   ///< of every mark
  bool has_bars = false;       ///< of dots: a bar leads to each from the zero
  double low = 0, high = 100;  ///< ends of the axis
  double zero = 0;             ///< where bars begin
  std::string unit;            ///< of the axis, as files write it
  std::vector<Title> series;   ///< names; a legend where there are several
  std::vector<Row> rows;       ///< in order, from the top
};

/// Paths by year, small and side by side: median, the band from P10 to P90, what is promised.
struct Fans {
  /// One small plot.
  struct Panel {
    Title title;                                  ///< of the quantity
    Title unit;                                   ///< of its values; may be empty
    std::vector<int> years;                       ///< ascending
    std::vector<double> low, median, high;        ///< [years]
    std::vector<std::pair<Title, double>> goals;  ///< what is promised for the last year, or a rule over all
    std::vector<std::vector<double>> others;      ///< [series][years] medians of other readings
    std::vector<double> came = {};  ///< [years] what came, a dot; NaN: not known. Empty: nothing is
  };
  std::vector<Title> series;  ///< of the panels' own line, then of the others
  std::vector<Panel> panels;  ///< side by side
};

/// A square of numbers between -1 and 1: how much rows and columns go together.
struct PairMatrix {
  std::vector<Title> names;    ///< of the rows, and of the columns
  std::vector<double> values;  ///< [names × names]
  Title against, along;        ///< what -1 and 1 mean
};

/// Boxes on a circle and what flows between them.
struct Flows {
  std::vector<Title> names;   ///< of the boxes, round a circle
  std::vector<double> sizes;  ///< [names]
  std::vector<double> flows;  ///< [names × names] from row to column
  std::string unit;           ///< of the flows
  double least = 0;           ///< flows below are not drawn
};

/// A drawing on a page. Its numbers stand in a sheet of the same document, which a page folds in below it.
/// Only pages show figures.
struct Figure {
  std::string name;   ///< its key; one figure of a document
  Title title;        ///< for people
  Title description;  ///< what there is to see, and how to read it
  std::variant<LineChart, Strips, Fans, PairMatrix, Heat, Flows> drawing;  ///< one of these shapes
  std::vector<std::string> sheets;                                         ///< names
};

}  // namespace leontide::report
