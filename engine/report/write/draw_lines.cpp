#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "report/write/page.hpp"

namespace leontide::report {

namespace {

constexpr double plot_width = 640, plot_height = 300, plot_left = 60, plot_right = 120, plot_top = 30,
                 plot_bottom = 46;

struct Extent {
  double least = HUGE_VAL, most = 0, highest = 0;
};

Extent extent_of(const Lines& lines) {
  Extent extent;
  for (const Lines::Series& one : lines.series) {
    for (const auto& [x, y] : one.points) {
      extent.least = std::min(extent.least, x);
      extent.most = std::max(extent.most, x);
      extent.highest = std::max(extent.highest, y);
    }
  }
  if (extent.most == extent.least) extent.most = 2 * extent.least;
  return extent;
}

/// Where each series' name stands: beside its last point, no two on one another.
std::vector<double> name_heights(const std::vector<double>& ends) {
  std::vector<std::size_t> order(ends.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return ends[a] < ends[b]; });
  std::vector<double> heights(ends.size());
  double before = -HUGE_VAL;
  for (const std::size_t i : order)
    before = heights[i] = std::max(ends[i], before + 15);
  return heights;
}

}  // namespace

std::string drawing_html(const Lines& lines) {
  const Extent extent = extent_of(lines);
  if (!(extent.highest > 0)) return {};
  const double tick = tick_of(extent.highest), ceiling = tick * std::ceil(extent.highest / tick - 1e-9);
  const auto across = [&](double x) {
    return plot_left + (plot_width - plot_left - plot_right) * std::log(x / extent.least) /
                           std::log(extent.most / extent.least);
  };
  const auto up = [&](double y) {
    return plot_height - plot_bottom - (plot_height - plot_top - plot_bottom) * y / ceiling;
  };
  std::string svg =
      fmt::format("<svg class=wide viewBox=\"0 0 {} {}\" aria-hidden=true>", plot_width, plot_height);
  for (double y = 0; y <= ceiling * 1.0001; y += tick) {
    svg += fmt::format("<path class=grid d=\"M{} {:.1f}H{}\"/>", plot_left, up(y), plot_width - plot_right);
    svg += svg_label(plot_left - 8, up(y) + 4, {fmt::format("{:.6g}", y), ""}, "end");
  }
  std::vector<double> marks, ends;
  for (const Lines::Series& one : lines.series) {
    for (const auto& point : one.points)
      marks.push_back(point.first);
    ends.push_back(one.points.empty() ? 0 : up(one.points.back().second) + 4);
  }
  std::sort(marks.begin(), marks.end());
  double last = -HUGE_VAL;
  for (const double x : marks) {
    if (across(x) - last < 40) continue;
    last = across(x);
    svg += svg_label(last, plot_height - plot_bottom + 18, {short_number(x), ""}, "middle");
  }
  svg += svg_label((plot_left + plot_width - plot_right) / 2, plot_height - 6, lines.x, "middle") +
         svg_label(4, 14, lines.y, "start");
  const std::vector<double> heights = name_heights(ends);
  for (std::size_t i = 0; i < lines.series.size(); ++i) {
    const Lines::Series& one = lines.series[i];
    if (one.points.empty()) continue;
    std::string path, dots;
    for (const auto& [x, y] : one.points) {
      path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", across(x), up(y));
      dots += mark_svg(i, across(x), up(y), 3.5);
    }
    svg += fmt::format("<path class=\"path l{}\" d=\"{}\"/>", i, path) + dots;
    svg += svg_label(plot_width - plot_right + 10, heights[i], {one.name, ""}, "start");
  }
  return svg + "</svg>";
}

}  // namespace leontide::report
