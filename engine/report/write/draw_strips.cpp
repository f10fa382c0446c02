#include <algorithm>
#include <fmt/format.h>

#include "language/unit_words.hpp"
#include "report/write/axis.hpp"
#include "report/write/page.hpp"

namespace leontide::report {

namespace {

constexpr double strip_width = 420, side = 10, lane = 9;

class StripDrawer {
 public:
  explicit StripDrawer(const Strips& strips)
      : strips_(strips),
        lanes_(strips.shape == Strips::Shape::dots ? std::max<std::size_t>(1, strips.series.size()) : 1),
        axis_{strips.low, strips.high, tick_of(strips.high - strips.low, 4)} {
    height_ = std::max(30.0, 12 + lane * static_cast<double>(lanes_));
  }

  std::string make() const {
    std::string html = legend_html(strips_.series) + "<div class=strips>";
    html += "<div class=\"strip axis\"><div></div><div class=plot>" + axis() + "</div><div></div></div>";
    for (const Strips::Row& row : strips_.rows)
      html += row_html(row);
    return html + "</div>";
  }

 private:
  double across(double value) const {
    return side + (strip_width - 2 * side) * axis_.share(std::clamp(value, axis_.low, axis_.high));
  }

  std::string axis() const {
    std::string svg = fmt::format("<svg viewBox=\"0 0 {} 18\" aria-hidden=true>", strip_width);
    axis_.for_marks([&](double value) {
      const bool last = value + axis_.step > axis_.high + 1e-9 * axis_.step;
      const double x = across(value);
      const bool at_end = last && x > strip_width - 30;
      Title label{axis_number(value), ""};
      if (last && !strips_.unit.empty()) {
        const Title unit = language::unit_words(strips_.unit);
        label = {label.en + " " + unit.en, label.en + " " + in_language(unit, Language::zh)};
      }
      svg += svg_label(at_end ? strip_width - 2 : x, 13, label, at_end ? "end" : "middle");
    });
    return svg + "</svg>";
  }

  std::string grid() const {
    // One path: a page has more than a hundred such strips.
    std::string lines, zero;
    axis_.for_marks([&](double value) {
      const bool is_zero = strips_.shape != Strips::Shape::dots && value == strips_.zero;
      (is_zero ? zero : lines) += fmt::format("M{:.4g}-40V{:g}", across(value), height_ + 40);
    });
    std::string svg;
    if (!lines.empty()) svg += "<path class=grid d=\"" + lines + "\"/>";
    if (!zero.empty()) svg += "<path class=zero d=\"" + zero + "\"/>";
    return svg;
  }

  std::string range(double from, double to, double y, const char* style) const {
    return fmt::format("<path class=\"{}\" d=\"M{:.1f} {:.1f}H{:.1f}\"/>", style, across(from), y,
                       across(to));
  }

  std::string mark(const Strips::Mark& mark) const {
    using Shape = Strips::Shape;
    const double y = strips_.shape == Shape::dots ? (height_ - lane * static_cast<double>(lanes_ - 1)) / 2 +
                                                        lane * static_cast<double>(mark.series)
                                                  : height_ / 2;
    const std::string colour = fmt::format("l{}", colour_of(mark.series));
    if (strips_.shape == Shape::spans)
      return range(mark.low, mark.high, y, ("span " + colour).c_str()) +
             mark_svg(mark.series, across(mark.value), y, 4);
    std::string svg;
    if (strips_.shape == Shape::bars) svg += range(strips_.zero, mark.value, y, ("bar " + colour).c_str());
    if (strips_.shape == Shape::dots && strips_.has_bars)
      svg += range(strips_.zero, mark.value, y, ("bar slim " + colour).c_str());
    if (mark.low < mark.high) svg += range(mark.low, mark.high, y, ("error " + colour).c_str());
    return strips_.shape == Shape::bars ? svg : svg + mark_svg(mark.series, across(mark.value), y, 4);
  }

  std::string row_html(const Strips::Row& row) const {
    std::string svg =
        fmt::format("<svg viewBox=\"0 0 {} {}\" aria-hidden=true>", strip_width, height_) + grid();
    if (row.goal) svg += fmt::format("<path class=goal d=\"M{:.1f} 2V{}\"/>", across(*row.goal), height_ - 2);
    for (const Strips::Mark& one : row.marks)
      svg += mark(one);
    std::string html = "<div class=strip><div class=name><b>" + both(row.label) + "</b>";
    if (!row.detail.en.empty()) html += "<small>" + both(row.detail) + "</small>";
    html +=
        "</div><div class=plot>" + svg + "</svg></div><div class=said><b>" + html_text(row.number) + "</b>";
    if (!row.words.en.empty()) html += "<small>" + both(row.words) + "</small>";
    return html + "</div></div>\n";
  }

  const Strips& strips_;
  std::size_t lanes_;
  Axis axis_;
  double height_;
};

}  // namespace

std::size_t colour_of(std::size_t series) {
  constexpr std::size_t colours = 6;
  return series % colours;
}

std::string mark_svg(std::size_t series, double x, double y, double size) {
  const std::string style = fmt::format("class=\"s{}\"", colour_of(series));
  switch (series % 4) {
    case 1:
      return fmt::format("<rect {} x=\"{:.1f}\" y=\"{:.1f}\" width=\"{}\" height=\"{}\"/>", style,
                         x - size * 0.85, y - size * 0.85, size * 1.7, size * 1.7);
    case 2:
      return fmt::format("<path {} d=\"M{:.1f} {:.1f}l{} {}l{} {}l{} {}z\"/>", style, x, y - size * 1.2,
                         size * 1.2, size * 1.2, -size * 1.2, size * 1.2, -size * 1.2, -size * 1.2);
    case 3:
      return fmt::format("<path {} d=\"M{:.1f} {:.1f}l{} {}h{}z\"/>", style, x, y - size * 1.1, size * 1.15,
                         size * 2, -size * 2.3);
    default: return fmt::format("<circle {} cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\"/>", style, x, y, size);
  }
}

std::string legend_html(const std::vector<Title>& series) {
  if (series.size() < 2) return {};
  std::string html = "<ul class=legend>";
  for (std::size_t i = 0; i < series.size(); ++i) {
    html += "<li><svg viewBox=\"0 0 12 12\" aria-hidden=true>" + mark_svg(i, 6, 6, 4) + "</svg>" +
            both(series[i]) + "</li>";
  }
  return html + "</ul>";
}

std::string drawing_html(const Strips& strips) {
  return StripDrawer(strips).make();
}

}  // namespace leontide::report
