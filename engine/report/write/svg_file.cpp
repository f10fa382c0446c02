#include <fmt/format.h>
#include <stdexcept>

#include "report/write/page.hpp"
#include "report/write/write.hpp"

namespace leontide::report {

namespace {

/// What a drawing needs of the pages' style, in the colours of light ones (after Okabe & Ito 2008, which
/// people who do not see all colours can tell apart).
constexpr const char* file_style =
    "svg{text-anchor:middle}text{font:12px 'Noto Sans','Noto Sans CJK "
    "SC',sans-serif;fill:#51606c}.strong{fill:#17242e;font-weight:600}"
    ".title{font-size:16px}.grid{stroke:#d5dde2;fill:none}.zero{stroke:#51606c;fill:none}"
    ".goal{stroke:#b3261e;stroke-width:1.5;stroke-dasharray:4 3;fill:none}.path{stroke-width:2.2;fill:none}"
    ".area{fill-opacity:.16}.s0{fill:#0a6aa8}.s1{fill:#c85200}.s2{fill:#00815d}.s3{fill:#9b4a80}.s4{fill:#"
    "7a6400}"
    ".s5{fill:#51606c}.l0{stroke:#0a6aa8}.l1{stroke:#c85200}.l2{stroke:#00815d}.l3{stroke:#9b4a80}"
    ".l4{stroke:#7a6400}.l5{stroke:#51606c}";

void say_in(Language language, Title& title) {
  title = {in_language(title, language), ""};
}

LineChart in_one(LineChart lines, Language language) {
  for (Title* title : {&lines.x, &lines.y, &lines.names})
    say_in(language, *title);
  for (LineChart::Series& one : lines.series)
    say_in(language, one.name);
  return lines;
}

Heat in_one(Heat heat, Language language) {
  say_in(language, heat.row_names);
  say_in(language, heat.column_names);
  for (auto* names : {&heat.rows, &heat.columns}) {
    for (Title& name : *names)
      say_in(language, name);
  }
  return heat;
}

}  // namespace

std::string svg_file(const Figure& figure, Language language) {
  Svg drawing;
  if (const auto* lines = std::get_if<LineChart>(&figure.drawing))
    drawing = drawing_of(in_one(*lines, language));
  if (const auto* heat = std::get_if<Heat>(&figure.drawing)) drawing = drawing_of(in_one(*heat, language));
  if (drawing.marks.empty()) throw std::invalid_argument("only lines and heat maps stand alone");
  constexpr double margin = 16, head = 44;
  const std::string title = html_text(in_language(figure.title, language));
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" role=\"img\">\n<title>{2}</title>\n"
      "<desc>{3}</desc>\n<style>{4}</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
      "<text class=\"strong title\" x=\"{5}\" y=\"28\" text-anchor=\"start\">{2}</text>\n<g "
      "transform=\"translate({5} "
      "{6})\">\n{7}</g>\n"
      "</svg>\n",
      drawing.width + 2 * margin, drawing.height + head + margin, title,
      html_text(in_language(figure.description, language)), file_style, margin, head, drawing.marks);
}

}  // namespace leontide::report
