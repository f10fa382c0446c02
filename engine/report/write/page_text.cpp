#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "base/printable.hpp"
#include "report/write/page.hpp"

namespace leontide::report {

namespace {

std::string in_both(const Title& title, std::string_view element) {
  if (title.zh.empty() || title.zh == title.en) return html_text(title.en);
  return fmt::format("<{0} lang=en>{1}</{0}><{0} lang=zh>{2}</{0}>", element, html_text(title.en),
                     html_text(title.zh));
}

}  // namespace

std::string html_text(std::string_view given) {
  const std::string text = printable(given, true);
  std::string safe;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    switch (c) {
      case ' ':  // a sign stays with its number
        safe += i + 1 < text.size() && text[i + 1] == '%' ? "\u00a0" : " ";
        break;
      case '&': safe += "&amp;"; break;
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '"': safe += "&quot;"; break;
      default: safe += c;
    }
  }
  return safe;
}

std::string both(const Title& title) {
  return in_both(title, "span");
}

std::string both_in_svg(const Title& title) {
  return in_both(title, "tspan");
}

std::string svg_label(double x, double y, const Title& title, const char* anchor, const char* style) {
  const std::string given = *style == '\0' ? "" : fmt::format(" class=\"{}\"", style);
  // The middle is what drawings state once, for all their labels.
  const std::string at =
      std::string_view(anchor) == "middle" ? "" : fmt::format(" text-anchor=\"{}\"", anchor);
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\"{}{}>{}</text>", x, y, at, given, both_in_svg(title));
}

std::string short_number(double value) {
  const double size = std::fabs(value);
  if (size >= 1e9) return fmt::format("{:.3g} G", value / 1e9);
  if (size >= 1e6) return fmt::format("{:.3g} M", value / 1e6);
  if (size >= 1e5) return fmt::format("{:.3g} k", value / 1e3);
  return print_fixed(value, size >= 100 || value == 0 ? 0 : size >= 10 ? 1 : 2);
}

}  // namespace leontide::report
