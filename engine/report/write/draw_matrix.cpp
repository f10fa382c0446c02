#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/source_text.hpp"
#include "report/write/page.hpp"

namespace leontide::report {

namespace {

constexpr double cell_size = 22, head_height = 24, name_column = 6.6;

/// As wide as the longest name with its number, in either language.
double width_of_names(const std::vector<Title>& names) {
  std::size_t columns = 0;
  for (const Title& name : names)
    columns = std::max({columns, display_width(name.en), display_width(in_language(name, Language::zh))});
  return std::round(name_column * static_cast<double>(columns + 6));
}

/// The share of the stronger colour, in tenths: what is nearly nothing stays blank.
std::string fill_of(double value) {
  const int strength = static_cast<int>(std::min(10.0, std::round(std::fabs(value) * 20)));
  return strength == 0 ? std::string("none") : fmt::format("{}{}", value < 0 ? "against" : "along", strength);
}

}  // namespace

std::string drawing_html(const PairMatrix& matrix) {
  const std::size_t n = matrix.names.size();
  const double size = cell_size * static_cast<double>(n), names_width = width_of_names(matrix.names);
  std::string html =
      "<ul class=legend><li><svg viewBox=\"0 0 12 12\" aria-hidden=true><rect class=along8 width=12 "
      "height=12 /></svg>" +
      both(matrix.along) +
      "</li><li><svg viewBox=\"0 0 12 12\" aria-hidden=true><rect class=against8 width=12 height=12 "
      "/></svg>" +
      both(matrix.against) + "</li></ul>";
  std::string svg =
      fmt::format("<svg class=matrix viewBox=\"0 0 {0} {1}\" style=\"min-width:{2}px\" aria-hidden=true>",
                  names_width + size + 4, head_height + size + 4, 640);
  for (std::size_t i = 0; i < n; ++i) {
    const double at = static_cast<double>(i);
    svg += svg_label(names_width + cell_size * (at + 0.5), head_height - 8, {std::to_string(i + 1), ""},
                     "middle");
    const std::string number = fmt::format("  {}", i + 1);
    svg +=
        svg_label(names_width - 8, head_height + cell_size * (at + 0.5) + 4,
                  {matrix.names[i].en + number, in_language(matrix.names[i], Language::zh) + number}, "end");
    for (std::size_t j = 0; j < i; ++j) {
      const double value = matrix.values[i * n + j];
      if (!std::isfinite(value)) continue;
      svg += fmt::format("<rect class={} x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>", fill_of(value),
                         names_width + cell_size * static_cast<double>(j), head_height + cell_size * at,
                         cell_size - 1, cell_size - 1);
    }
    svg +=
        fmt::format("<rect class=self x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                    names_width + cell_size * at, head_height + cell_size * at, cell_size - 1, cell_size - 1);
  }
  return html + "<div class=scroll tabindex=0>" + svg + "</svg></div>";
}

}  // namespace leontide::report
