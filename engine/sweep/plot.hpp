#pragma once

#include <string>

#include "base/title.hpp"
#include "sweep/table.hpp"

namespace leontide::sweep {

enum class PlotKind {
  lines,  ///< a line a column over rows that are numbers, with its intervals as a band
  heat,   ///< a field a cell, darker where the number is larger
};

struct PlotRequest {
  std::string title, rows, columns;  ///< of the table, its rows and its columns
  PlotKind kind = PlotKind::lines;
  Language language = Language::en;
};

/// Whether all rows are numbers, as lines need.
bool has_numeric_rows(const LaidOut& table);

/// The table as a drawing (SVG) that stands alone: with title, description, and colours that people who do
/// not see all of them can tell apart (Okabe & Ito 2008).
std::string plot_svg(const LaidOut& table, const PlotRequest& request);

}  // namespace leontide::sweep
