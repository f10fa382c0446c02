#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "report/write/write.hpp"

namespace leontide::report {

namespace {

constexpr double plot_width = 640, plot_height = 300, margin_left = 70, margin_right = 150, margin_top = 36,
                 margin_bottom = 46;
constexpr const char* colours[] = {"#1f6f8b", "#c0582b", "#4a8f3c", "#7a4fa3", "#b08900", "#555555"};

/// The next of 1, 2, 2.5, 5, 10 … that leaves at most five steps up to `most`.
double tick_of(double most) {
  const double power = std::pow(10, std::floor(std::log10(most / 5)));
  for (const double step : {1.0, 2.0, 2.5, 5.0}) {
    if (step * power * 5 >= most) return step * power;
  }
  return 10 * power;
}

std::string tick_label(double value) {
  if (value >= 1e9) return fmt::format("{:g} G", value / 1e9);
  if (value >= 1e6) return fmt::format("{:g} M", value / 1e6);
  if (value >= 1e4) return fmt::format("{:g} k", value / 1e3);
  return fmt::format("{:g}", value);
}

std::string text_at(double x, double y, const std::string& text, const char* anchor) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y, anchor,
                     html_text(text));
}

std::string opened(double height, const std::string& title) {
  return fmt::format("<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">\n", plot_width, height,
                     html_text(title)) +
         fmt::format("<text x=\"8\" y=\"18\" class=\"title\">{}</text>\n", html_text(title));
}

std::string line_plot(const Plot& plot, const std::string& title) {
  const std::vector<Series>& series = plot.series;
  double least = HUGE_VAL, most = 0, highest = 0;
  for (const Series& one : series) {
    for (const auto& [x, y] : one.points) {
      least = std::min(least, x);
      most = std::max(most, x);
      highest = std::max(highest, y);
    }
  }
  if (!(highest > 0)) return {};
  if (most == least) most = 2 * least;
  const double tick = tick_of(highest), ceiling = tick * std::ceil(highest / tick);
  const auto across = [&](double x) {
    return margin_left +
           (plot_width - margin_left - margin_right) * std::log(x / least) / std::log(most / least);
  };
  const auto up = [&](double y) {
    return plot_height - margin_bottom - (plot_height - margin_top - margin_bottom) * y / ceiling;
  };
  std::string svg = opened(plot_height, title);
  for (double y = 0; y <= ceiling * 1.0001; y += tick) {
    svg += fmt::format("<line x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\" class=\"grid\"/>\n",
                       margin_left, plot_width - margin_right, up(y), up(y));
    svg += text_at(margin_left - 6, up(y) + 4, tick_label(y), "end");
  }
  std::vector<double> marks;
  for (const Series& one : series) {
    for (const auto& point : one.points)
      marks.push_back(point.first);
  }
  std::sort(marks.begin(), marks.end());
  double last = -HUGE_VAL;
  for (const double x : marks) {
    if (across(x) - last < 34) continue;
    last = across(x);
    svg += text_at(last, plot_height - margin_bottom + 16, tick_label(x), "middle");
  }
  svg += text_at((margin_left + plot_width - margin_right) / 2, plot_height - 8, plot.x_name, "middle") +
         text_at(8, margin_top - 2, plot.y_name, "start");
  for (std::size_t i = 0; i < series.size(); ++i) {
    const char* colour = colours[i % std::size(colours)];
    std::string path;
    for (const auto& [x, y] : series[i].points) {
      path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : " L", across(x), up(y));
      svg += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3\" fill=\"{}\"/>\n", across(x), up(y),
                         colour);
    }
    svg += fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>\n", path, colour);
    const double y = margin_top + 10 + 18 * static_cast<double>(i);
    svg += fmt::format("<rect x=\"{}\" y=\"{:.1f}\" width=\"10\" height=\"10\" fill=\"{}\"/>\n",
                       plot_width - margin_right + 12, y, colour);
    svg += text_at(plot_width - margin_right + 27, y + 9, series[i].name, "start");
  }
  return svg + "</svg>\n";
}

std::string bar_plot(const Plot& plot, const std::string& title) {
  const auto& bars = plot.bars;
  double most = 0;
  for (const auto& bar : bars)
    most = std::max(most, bar.second);
  if (!(most > 0)) return {};
  constexpr double names = 190, row = 20;
  const double height = margin_top + row * static_cast<double>(bars.size()) + 8;
  std::string svg = opened(height, title);
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const double y = margin_top + row * static_cast<double>(i);
    const double length = (plot_width - names - 90) * bars[i].second / most;
    svg += text_at(names - 8, y + 12, bars[i].first, "end");
    svg += fmt::format("<rect x=\"{}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"14\" fill=\"{}\"/>\n", names,
                       y + 1, length, colours[0]);
    svg += text_at(names + length + 6, y + 12, fmt::format("{:.3g}{}", bars[i].second, plot.unit), "start");
  }
  return svg + "</svg>\n";
}

}  // namespace

std::string html_text(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&': safe += "&amp;"; break;
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '"': safe += "&quot;"; break;
      default: safe += c;
    }
  }
  return safe;
}

std::string plot_svg(const Plot& plot, Language language) {
  const std::string& title = in_language(plot.title, language);
  return plot.series.empty() ? bar_plot(plot, title) : line_plot(plot, title);
}

}  // namespace leontide::report
