#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/source_text.hpp"
#include "report/write/axis.hpp"
#include "report/write/page.hpp"

namespace leontide::report {

namespace {

constexpr double plot_width = 640, plot_height = 300, plot_left = 60, plot_top = 30, plot_bottom = 46;
/// Columns of a name that has room at the end of its line, and pixels a column.
constexpr std::size_t longest_name = 18;
constexpr double column_width = 7;

std::size_t width_of(const Title& title) {
  return std::max(display_width(title.en), display_width(in_language(title, Language::zh)));
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

class LineDrawer {
 public:
  explicit LineDrawer(const LineChart& lines) : lines_(lines), at_ends_(names_at_ends(lines)) {
    double low = lines.has_zero ? 0 : HUGE_VAL, high = lines.has_zero ? 0 : -HUGE_VAL;
    least_ = HUGE_VAL, most_ = -HUGE_VAL;
    const auto take = [&](double y) {
      low = std::min(low, y);
      high = std::max(high, y);
    };
    std::size_t longest = 0;
    for (const LineChart::Series& one : lines.series) {
      longest = std::max(longest, width_of(one.name));
      for (const LineChart::Point& point : one.points) {
        if (!std::isfinite(point.y)) continue;
        least_ = std::min(least_, point.x);
        most_ = std::max(most_, point.x);
        for (const double y : {point.y, point.low < point.high ? point.low : point.y,
                               point.low < point.high ? point.high : point.y})
          take(y);
        has_points_ = true;
      }
    }
    if (lines.goal) take(*lines.goal);
    if (!has_points_) return;
    if (most_ == least_) most_ = lines.is_logarithmic ? 2 * least_ : least_ + 1;
    y_ = axis_round(low, high);
    right_ = plot_width - (at_ends_ ? 24 + column_width * static_cast<double>(longest) : 20);
  }

  Svg make() const {
    if (!has_points_) return {};
    return {plot_width, plot_height, grid() + labels() + series()};
  }

 private:
  double across(double x) const {
    const double share = lines_.is_logarithmic ? std::log(x / least_) / std::log(most_ / least_)
                                               : (x - least_) / (most_ - least_);
    return plot_left + (right_ - plot_left) * share;
  }
  double up(double y) const {
    return plot_height - plot_bottom - (plot_height - plot_top - plot_bottom) * y_.share(y);
  }

  std::string level(double y, const char* style) const {
    return fmt::format("<path class=\"{}\" d=\"M{} {:.1f}H{:.1f}\"/>\n", style, plot_left, up(y), right_);
  }

  std::string grid() const {
    std::string svg;
    y_.for_marks([&](double y) {
      svg += level(y, y == 0 && y_.low < 0 ? "zero" : "grid") +
             svg_label(plot_left - 8, up(y) + 4, {axis_number(y), ""}, "end");
    });
    return lines_.goal ? svg + level(*lines_.goal, "goal") : svg;
  }

  std::string labels() const {
    std::vector<double> marks;
    for (const LineChart::Series& one : lines_.series) {
      for (const LineChart::Point& point : one.points)
        marks.push_back(point.x);
    }
    std::sort(marks.begin(), marks.end());
    std::string svg;
    double last = -HUGE_VAL;
    for (const double x : marks) {
      if (across(x) - last < 40) continue;
      last = across(x);
      svg += svg_label(last, plot_height - plot_bottom + 18, {axis_number(x), ""}, "middle");
    }
    svg += svg_label((plot_left + right_) / 2, plot_height - 6, lines_.x, "middle") +
           svg_label(4, 14, lines_.y, "start");
    if (at_ends_ && !lines_.names.en.empty()) svg += svg_label(plot_width - 4, 14, lines_.names, "end");
    return svg;
  }

  std::string series() const {
    std::vector<double> ends;
    for (const LineChart::Series& one : lines_.series)
      ends.push_back(one.points.empty() ? 0 : up(one.points.back().y) + 4);
    const std::vector<double> heights = name_heights(ends);
    std::string areas, paths;
    for (std::size_t i = 0; i < lines_.series.size(); ++i) {
      const LineChart::Series& one = lines_.series[i];
      if (one.points.empty()) continue;
      areas += area(one, i);
      paths += path(one, i);
      if (at_ends_) paths += svg_label(right_ + 10, heights[i], one.name, "start");
    }
    return areas + paths;
  }

  /// The intervals of a line as a band behind it.
  std::string area(const LineChart::Series& one, std::size_t i) const {
    const auto has_interval = [](const LineChart::Point& point) { return point.low < point.high; };
    if (std::none_of(one.points.begin(), one.points.end(), has_interval)) return {};
    std::string there, back;
    for (const LineChart::Point& point : one.points) {
      if (!std::isfinite(point.y)) continue;
      const bool has = has_interval(point);
      there += fmt::format("{:.1f},{:.1f} ", across(point.x), up(has ? point.low : point.y));
      back.insert(0, fmt::format("{:.1f},{:.1f} ", across(point.x), up(has ? point.high : point.y)));
    }
    return fmt::format("<polygon class=\"area s{}\" points=\"{}{}\"/>\n", colour_of(i), there, back);
  }

  std::string path(const LineChart::Series& one, std::size_t i) const {
    std::string line, dots;
    bool is_open = false;
    for (const LineChart::Point& point : one.points) {
      const bool is_known = std::isfinite(point.y);
      if (is_known) {
        line += fmt::format("{}{:.1f} {:.1f}", is_open ? "L" : "M", across(point.x), up(point.y));
        dots += mark_svg(i, across(point.x), up(point.y), 3.5);
      }
      is_open = is_known;
    }
    return fmt::format("<path class=\"path l{}\" d=\"{}\"/>{}\n", colour_of(i), line, dots);
  }

  const LineChart& lines_;
  bool at_ends_;
  bool has_points_ = false;
  double least_ = 0, most_ = 1, right_ = plot_width;
  Axis y_;
};

}  // namespace

bool names_at_ends(const LineChart& lines) {
  return lines.series.size() > 1 &&
         std::all_of(lines.series.begin(), lines.series.end(),
                     [](const LineChart::Series& one) { return width_of(one.name) <= longest_name; });
}

Svg drawing_of(const LineChart& lines) {
  return LineDrawer(lines).make();
}

std::string html_of(const Svg& drawing) {
  if (drawing.marks.empty()) return {};
  return fmt::format(
      "<div class=scroll tabindex=0><svg class=wide viewBox=\"0 0 {} {}\" aria-hidden=true>{}</svg></div>",
      drawing.width, drawing.height, drawing.marks);
}

std::string drawing_html(const LineChart& lines) {
  std::string drawing = html_of(drawing_of(lines));
  if (drawing.empty() || names_at_ends(lines)) return drawing;
  std::vector<Title> names;
  for (const LineChart::Series& one : lines.series)
    names.push_back(one.name);
  return legend_html(names) + drawing;
}

}  // namespace leontide::report
