#include "sweep/plot.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"

namespace leontide::sweep {

namespace {

constexpr double width = 760, height = 440, left = 76, right = 190, top = 48, bottom = 60;
constexpr const char* colours[] = {"#0072b2", "#d55e00", "#009e73", "#cc79a7",
                                   "#e69f00", "#56b4e9", "#000000"};

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string label(double x, double y, const std::string& text, const char* anchor, const char* extra = "") {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\"{}>{}</text>\n", x, y, anchor, extra,
                     escaped(text));
}

/// The next of 1, 2, 2.5, 5, 10 … that leaves at most six steps over `range`.
double step_of(double range) {
  const double power = std::pow(10, std::floor(std::log10(range / 6)));
  for (const double step : {1.0, 2.0, 2.5, 5.0}) {
    if (step * power * 6 >= range) return step * power;
  }
  return 10 * power;
}

struct Axis {
  double low = 0, high = 1, step = 1;
};

/// Whole steps around [low, high].
Axis axis_of(double low, double high) {
  if (!(high > low)) {
    const double half = high == 0 ? 1 : std::abs(high) / 2;
    low -= half;
    high += half;
  }
  const double step = step_of(high - low);
  return {step * std::floor(low / step + 1e-9), step * std::ceil(high / step - 1e-9), step};
}

class Drawing {
 public:
  Drawing(const LaidOut& table, const PlotRequest& request)
      : table_(table), request_(request), scale_(table.is_chance ? 100 : 1) {}

  std::string svg() {
    const std::string description =
        request_.language == Language::zh
            ? fmt::format("{}，按 {} 与 {} 排列", request_.title, request_.rows, request_.columns)
            : fmt::format("{} by {} and {}", request_.title, request_.rows, request_.columns);
    out_ = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" font-family=\"Noto Sans, Noto Sans "
        "CJK SC, "
        "sans-serif\" font-size=\"13\" role=\"img\">\n<title>{}</title>\n<desc>{}</desc>\n<rect "
        "width=\"100%\" "
        "height=\"100%\" fill=\"#fff\"/>\n",
        width, height, escaped(request_.title), escaped(description));
    out_ += label(left, 26, request_.title + (table_.is_chance ? " (%)" : ""), "start",
                  " font-size=\"16\" font-weight=\"600\"");
    request_.kind == PlotKind::lines ? draw_lines() : draw_heat();
    return out_ + "</svg>\n";
  }

 private:
  using Points = std::vector<std::pair<double, TableValue>>;

  double plot_right() const { return width - right; }
  double plot_bottom() const { return height - bottom; }
  double across(double x) const { return left + (plot_right() - left) * (x - x_.low) / (x_.high - x_.low); }
  double up(double y) const {
    return plot_bottom() - (plot_bottom() - top) * (y - y_.low) / (y_.high - y_.low);
  }

  std::vector<Points> series() const {
    std::vector<Points> all(table_.columns.size());
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      for (std::size_t c = 0; c < table_.columns.size(); ++c) {
        const auto& value = table_.values[r][c];
        if (!value) continue;
        TableValue here{scale_ * value->value, scale_ * value->low, scale_ * value->high};
        if (!table_.is_chance) here.low = here.high = here.value;
        all[c].emplace_back(parse_number(table_.rows[r]).value_or(0), here);
      }
    }
    for (Points& points : all)
      std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return all;
  }

  void draw_axes() {
    for (double y = y_.low; y <= y_.high + y_.step / 2; y += y_.step) {
      out_ += fmt::format("<line x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"#ddd\"/>\n",
                          left, plot_right(), up(y), up(y));
      out_ += label(left - 8, up(y) + 4, fmt::format("{:g}", std::abs(y) < y_.step / 1e6 ? 0 : y), "end");
    }
    for (double x = x_.low; x <= x_.high + x_.step / 2; x += x_.step)
      out_ += label(across(x), plot_bottom() + 20, fmt::format("{:g}", std::abs(x) < x_.step / 1e6 ? 0 : x),
                    "middle");
    out_ += label((left + plot_right()) / 2, height - 16, request_.rows, "middle", " fill=\"#444\"");
    out_ += label(plot_right() + 14, top - 6, request_.columns, "start", " fill=\"#444\"");
  }

  void draw_lines() {
    const std::vector<Points> all = series();
    double low_x = HUGE_VAL, high_x = -HUGE_VAL, low_y = HUGE_VAL, high_y = -HUGE_VAL;
    for (const Points& points : all) {
      for (const auto& [x, value] : points) {
        low_x = std::min(low_x, x);
        high_x = std::max(high_x, x);
        low_y = std::min(low_y, value.low);
        high_y = std::max(high_y, value.high);
      }
    }
    x_ = axis_of(low_x, high_x);
    y_ = axis_of(low_y, high_y);
    draw_axes();
    std::vector<std::pair<double, std::size_t>> ends;
    for (std::size_t c = 0; c < all.size(); ++c) {
      if (all[c].empty()) continue;
      draw_series(all[c], colours[c % std::size(colours)]);
      ends.emplace_back(up(all[c].back().second.value), c);
    }
    // Names beside the ends of their lines, no two on one another.
    std::sort(ends.begin(), ends.end());
    double before = -HUGE_VAL;
    for (const auto& [end, c] : ends) {
      before = std::max(end, before + 16);
      out_ += label(plot_right() + 14, before + 4, table_.columns[c], "start",
                    fmt::format(" fill=\"{}\"", colours[c % std::size(colours)]).c_str());
    }
  }

  void draw_series(const Points& points, const char* colour) {
    std::string band, line;
    for (const auto& [x, value] : points) {
      band += fmt::format("{:.1f},{:.1f} ", across(x), up(value.low));
      line += fmt::format("{:.1f},{:.1f} ", across(x), up(value.value));
    }
    for (auto point = points.rbegin(); point != points.rend(); ++point)
      band += fmt::format("{:.1f},{:.1f} ", across(point->first), up(point->second.high));
    out_ += fmt::format("<polygon points=\"{}\" fill=\"{}\" fill-opacity=\"0.18\"/>\n", band, colour);
    out_ += fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>\n", line,
                        colour);
    for (const auto& [x, value] : points)
      out_ += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3\" fill=\"{}\"/>\n", across(x),
                          up(value.value), colour);
  }

  void draw_heat() {
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (const auto& row : table_.values) {
      for (const auto& value : row) {
        if (!value) continue;
        low = std::min(low, value->value);
        high = std::max(high, value->value);
      }
    }
    constexpr double names = 150, heads = 40;
    const double first = left + names, above = top + heads;
    const double wide = (width - 24 - first) / static_cast<double>(table_.columns.size());
    const double tall = (height - 24 - above) / static_cast<double>(table_.rows.size());
    out_ += label(first - 10, above - 24, request_.rows, "end", " fill=\"#444\"");
    out_ += label(first, above - 24, request_.columns, "start", " fill=\"#444\"");
    for (std::size_t c = 0; c < table_.columns.size(); ++c)
      out_ += label(first + wide * (static_cast<double>(c) + 0.5), above - 6, table_.columns[c], "middle");
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      const double y = above + tall * static_cast<double>(r);
      out_ += label(first - 10, y + tall / 2 + 4, table_.rows[r], "end");
      for (std::size_t c = 0; c < table_.columns.size(); ++c) {
        if (const auto& value = table_.values[r][c])
          draw_field(first + wide * static_cast<double>(c), y, wide, tall, value->value,
                     high > low ? (value->value - low) / (high - low) : 0);
      }
    }
  }

  /// From nearly white to a dark blue, with a number that stands out from either.
  void draw_field(double x, double y, double wide, double tall, double value, double share) {
    const auto mixed = [share](double light, double dark) {
      return static_cast<int>(std::lround(light + (dark - light) * share));
    };
    out_ += fmt::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"#{:02x}{:02x}{:02x}\"/>\n",
        x + 1, y + 1, wide - 2, tall - 2, mixed(239, 8), mixed(243, 69), mixed(255, 148));
    out_ += label(x + wide / 2, y + tall / 2 + 4,
                  table_.is_chance ? fmt::format("{:.1f}", scale_ * value) : fmt::format("{:.4g}", value),
                  "middle", share > 0.5 ? " fill=\"#fff\"" : "");
  }

  const LaidOut& table_;
  const PlotRequest& request_;
  double scale_;
  Axis x_, y_;
  std::string out_;
};

}  // namespace

bool has_numeric_rows(const LaidOut& table) {
  return table.rows.size() > 1 &&
         std::all_of(table.rows.begin(), table.rows.end(),
                     [](const std::string& row) { return parse_number(row).has_value(); });
}

std::string plot_svg(const LaidOut& table, const PlotRequest& request) {
  return Drawing(table, request).svg();
}

}  // namespace leontide::sweep
