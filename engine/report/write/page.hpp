#pragma once

#include <string>
#include <string_view>

#include "report/write/document.hpp"
#include "report/write/figure.hpp"
#include "report/write/recount.hpp"

namespace leontide::report {

// The parts of a page. Internal to the writers.

/// Of page.css and page.js, which stand in every page.
extern const char* const page_style;
/// See `page_style`.
extern const char* const page_script;

/// Text safe inside HTML.
std::string html_text(std::string_view text);
/// Both languages, of which the page shows one; a text that is the same in both stands once.
std::string both(const Title& title);
/// The same inside SVG.
std::string both_in_svg(const Title& title);
/// A text in a drawing; `anchor` is start, middle or end.
std::string svg_label(double x, double y, const Title& title, const char* anchor, const char* style = "");

/// A number as short as a drawing has room for.
std::string short_number(double value);

/// A drawing as a part of the page, with a legend where there are several series.
std::string drawing_html(const LineChart& lines);
/// The same of strips.
std::string drawing_html(const Strips& strips);
/// The same of fans.
std::string drawing_html(const Fans& fans);
/// The same of a matrix.
std::string drawing_html(const PairMatrix& matrix);
/// The same of a heat map.
std::string drawing_html(const Heat& heat);
/// The same of flows.
std::string drawing_html(const Flows& flows);

/// A drawing that is one SVG: its size, and what stands in it, as XML. No size where there is nothing to
/// draw.
struct Svg {
  double width = 0, height = 0;  ///< in pixels
  std::string marks;             ///< inside the SVG element
};
/// Of lines through points.
Svg drawing_of(const LineChart& lines);
/// Of a heat map.
Svg drawing_of(const Heat& heat);
/// It as a part of a page, which scrolls where the window is narrow.
std::string html_of(const Svg& drawing);
/// Whether the names of lines are short enough to stand at their ends; else a legend has them.
bool names_at_ends(const LineChart& lines);

/// Controls, the numbers they begin with, and the trials they count; `named_by` is the id of the title.
std::string recount_html(const Recount& recount, const std::string& named_by);

/// The names of series beside their colours and shapes; empty for less than two.
std::string legend_html(const std::vector<Title>& series);
/// The colour of a series, as the end of a class: `s` fills, `l` draws.
std::size_t colour_of(std::size_t series);
/// A dot of a series, round a point: its colour and its shape tell it from the others.
std::string mark_svg(std::size_t series, double x, double y, double size);

}  // namespace leontide::report
