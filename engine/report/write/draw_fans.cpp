#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "report/write/page.hpp"

namespace leontide::report {

namespace {

constexpr double fan_width = 300, fan_height = 180, fan_left = 14, fan_right = 62, fan_top = 14,
                 fan_bottom = 26;

class FanDrawer {
 public:
  explicit FanDrawer(const Fans::Panel& panel) : panel_(panel) {
    low_ = HUGE_VAL, high_ = -HUGE_VAL;
    const auto take = [this](double value) {
      if (!std::isfinite(value)) return;
      low_ = std::min(low_, value);
      high_ = std::max(high_, value);
    };
    for (const auto* path : {&panel.low, &panel.median, &panel.high})
      std::for_each(path->begin(), path->end(), take);
    for (const auto& path : panel.others)
      std::for_each(path.begin(), path.end(), take);
    std::for_each(panel.came.begin(), panel.came.end(), take);
    for (const auto& goal : panel.goals)
      take(goal.second);
    if (!(high_ > low_)) high_ = low_ + std::max(1.0, std::fabs(low_));
    const double room = 0.06 * (high_ - low_);
    low_ -= room;
    high_ += room;
  }

  std::string make() const {
    std::string svg = fmt::format("<svg viewBox=\"0 0 {} {}\" aria-hidden=true>", fan_width, fan_height);
    svg += fmt::format("<path class=zero d=\"M{} {}H{}\"/>", fan_left, fan_height - fan_bottom,
                       fan_width - fan_right);
    svg += band();
    for (std::size_t s = 0; s < panel_.others.size(); ++s)
      svg += line(panel_.others[s], fmt::format("path thin l{}", s + 1));
    svg += line(panel_.median, "path l0");
    for (std::size_t i = 0; i < panel_.came.size(); ++i) {
      if (!std::isfinite(panel_.came[i])) continue;
      svg += fmt::format("<circle class=came cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"5\"/>", across(i),
                         up(panel_.came[i]));
    }
    for (const auto& [title, value] : panel_.goals) {
      svg +=
          fmt::format("<path class=goal d=\"M{} {:.1f}H{}\"/>", fan_left, up(value), fan_width - fan_right);
      const bool below = up(value) < fan_top + 14;
      svg += svg_label(fan_left + 2, up(value) + (below ? 13 : -5), title, "start", "promise");
    }
    for (std::size_t i = 0; i < panel_.years.size(); ++i) {
      svg += svg_label(across(i), fan_height - 8, {std::to_string(panel_.years[i]), ""},
                       i == 0 && panel_.years.size() > 1 ? "start" : "middle");
    }
    return svg + ends() + "</svg>";
  }

 private:
  /// From P10 to P90; of one year alone a column with the median across.
  std::string band() const {
    if (panel_.years.size() == 1) {
      const double x = across(0), half = 26;
      return fmt::format(
          "<path class=band d=\"M{0:.1f} {2:.1f}H{1:.1f}V{3:.1f}H{0:.1f}z\"/><path class=\"path l0\" "
          "d=\"M{0:.1f} {4:.1f}H{1:.1f}\"/>",
          x - half, x + half, up(panel_.high[0]), up(panel_.low[0]), up(panel_.median[0]));
    }
    std::string path;
    for (std::size_t i = 0; i < panel_.years.size(); ++i)
      path += point(i, panel_.high[i], i == 0 ? 'M' : 'L');
    for (std::size_t i = panel_.years.size(); i-- > 0;)
      path += point(i, panel_.low[i], 'L');
    return "<path class=band d=\"" + path + "z\"/>";
  }

  /// The years between the sides; one alone in the middle.
  double across(std::size_t year) const {
    const double wide = fan_width - fan_left - fan_right;
    if (panel_.years.size() == 1) return fan_left + wide / 2;
    return fan_left + wide * static_cast<double>(year) / static_cast<double>(panel_.years.size() - 1);
  }
  double up(double value) const {
    return fan_height - fan_bottom - (fan_height - fan_top - fan_bottom) * (value - low_) / (high_ - low_);
  }
  std::string point(std::size_t year, double value, char letter) const {
    return fmt::format("{}{:.1f} {:.1f}", letter, across(year), up(value));
  }
  std::string line(const std::vector<double>& values, const std::string& style) const {
    std::string path;
    for (std::size_t i = 0; i < values.size(); ++i)
      path += point(i, values[i], i == 0 ? 'M' : 'L');
    return fmt::format("<path class=\"{}\" d=\"{}\"/>", style, path);
  }

  /// P90, P50 and P10 of the last year, moved apart where they would stand on each other.
  std::string ends() const {
    const double x = panel_.years.size() == 1 ? across(0) + 34 : across(panel_.years.size() - 1) + 8;
    double y[] = {up(panel_.high.back()) + 4, up(panel_.median.back()) + 4, up(panel_.low.back()) + 4};
    y[0] = std::min(y[0], y[1] - 14);
    y[2] = std::max(y[2], y[1] + 14);
    return svg_label(x, y[0], {short_number(panel_.high.back()), ""}, "start") +
           svg_label(x, y[1], {short_number(panel_.median.back()), ""}, "start", "strong") +
           svg_label(x, y[2], {short_number(panel_.low.back()), ""}, "start");
  }

  const Fans::Panel& panel_;
  double low_, high_;
};

}  // namespace

std::string drawing_html(const Fans& fans) {
  std::string html = legend_html(fans.series) + "<div class=panels>";
  for (const Fans::Panel& panel : fans.panels) {
    if (panel.years.empty()) continue;
    html += "<div class=panel><p><b>" + both(panel.title) + "</b>";
    if (!panel.unit.en.empty()) html += " <small>" + both(panel.unit) + "</small>";
    html += "</p>" + FanDrawer(panel).make() + "</div>\n";
  }
  return html + "</div>";
}

}  // namespace leontide::report
