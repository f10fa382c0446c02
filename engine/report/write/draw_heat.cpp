#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "base/source_text.hpp"
#include "report/write/page.hpp"

namespace leontide::report {

namespace {

constexpr double map_width = 640, field_height = 34, heads_height = 46, letter_width = 7;
/// The ink of the darkest field: what stands on it must be read in light and in dark.
constexpr double darkest = 0.5;

struct Range {
  double low = HUGE_VAL, high = -HUGE_VAL;
};

Range range_of(const std::vector<double>& values) {
  Range range;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    range.low = std::min(range.low, value);
    range.high = std::max(range.high, value);
  }
  return range;
}

double room_for_names(const Heat& heat) {
  std::size_t longest = display_width(in_language(heat.row_names, Language::en));
  for (const Title& row : heat.rows)
    longest = std::max({longest, display_width(row.en), display_width(in_language(row, Language::zh))});
  return std::clamp(20 + letter_width * static_cast<double>(longest), 60.0, 260.0);
}

}  // namespace

Svg drawing_of(const Heat& heat) {
  const Range range = range_of(heat.values);
  if (!(range.low <= range.high)) return {};
  const double left = room_for_names(heat),
               wide = (map_width - left) / static_cast<double>(heat.columns.size());
  std::string svg = svg_label(left - 10, 14, heat.row_names, "end") +
                    svg_label(left + 2, 14, heat.column_names, "start") + "\n";
  for (std::size_t c = 0; c < heat.columns.size(); ++c)
    svg += svg_label(left + wide * (static_cast<double>(c) + 0.5), heads_height - 10, heat.columns[c],
                     "middle", "strong");
  for (std::size_t r = 0; r < heat.rows.size(); ++r) {
    const double y = heads_height + field_height * static_cast<double>(r);
    svg += "\n" + svg_label(left - 10, y + field_height / 2 + 4, heat.rows[r], "end", "strong");
    for (std::size_t c = 0; c < heat.columns.size(); ++c) {
      const double value = heat.values[r * heat.columns.size() + c], x = left + wide * static_cast<double>(c);
      if (!std::isfinite(value)) continue;
      const double share = range.high > range.low ? (value - range.low) / (range.high - range.low) : 0;
      svg += fmt::format(
          "<rect class=\"s0\" fill-opacity=\"{:.2f}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" "
          "height=\"{:.1f}\"/>",
          0.04 + (darkest - 0.04) * share, x + 1, y + 1, wide - 2, field_height - 2);
      svg += svg_label(x + wide / 2, y + field_height / 2 + 4, {print_fixed(value, heat.digits), ""},
                       "middle", "strong");
    }
  }
  return {map_width, heads_height + field_height * static_cast<double>(heat.rows.size()) + 4, svg + "\n"};
}

std::string drawing_html(const Heat& heat) {
  return html_of(drawing_of(heat));
}

}  // namespace leontide::report
