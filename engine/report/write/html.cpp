#include <fmt/format.h>

#include "report/write/write.hpp"

namespace leontide::report {

namespace {

constexpr const char* style =
    "body{font:15px/1.5 system-ui,sans-serif;max-width:1080px;margin:2rem auto;padding:0 1rem;color:#222}"
    "table{border-collapse:collapse;font-size:13px;display:block;overflow-x:auto}"
    "th,td{padding:2px 10px;border-bottom:1px solid #ddd;text-align:right;white-space:nowrap}"
    "th.text,td.text{text-align:left}"
    "svg{width:100%;max-width:640px;display:inline-block;margin:8px 12px 8px 0;background:#fafafa}"
    "svg text{font:12px system-ui,sans-serif;fill:#333}svg .title{font-weight:600;font-size:14px}"
    ".grid{stroke:#ddd}";

std::string item(const char* tag, const SheetColumn& column, const std::string& text) {
  return fmt::format("<{0}{1}>{2}</{0}>", tag, column.shown == Shown::text ? " class=\"text\"" : "",
                     html_text(text));
}

std::string list_html(const std::vector<std::string>& lines) {
  std::string page = "<ul>\n";
  for (const std::string& line : lines)
    page += "<li>" + html_text(line) + "</li>\n";
  return page + "</ul>\n";
}

std::string section_html(const Sheet& sheet, Language language) {
  std::string page = "<h2>" + html_text(in_language(sheet.title, language)) + "</h2>\n";
  if (!sheet.rows.empty()) {
    page += "<table><tr>";
    for (const SheetColumn& column : sheet.columns)
      page += item("th", column, heading(column, language));
    page += "</tr>\n";
    for (const auto& cells : sheet.rows) {
      page += "<tr>";
      for (std::size_t k = 0; k < cells.size(); ++k)
        page += item("td", sheet.columns[k], shown(cells[k], sheet.columns[k], language));
      page += "</tr>\n";
    }
    page += "</table>\n";
  }
  for (const Title& note : sheet.notes)
    page += "<p>" + html_text(in_language(note, language)) + "</p>\n";
  return page;
}

std::string section_html(const Text& text, Language language) {
  const std::string& title = in_language(text.title, language);
  std::vector<std::string> lines;
  for (const Title& line : text.lines)
    lines.push_back(in_language(line, language));
  return (title.empty() ? "" : "<h2>" + html_text(title) + "</h2>\n") + list_html(lines);
}

std::string section_html(const Plot& plot, Language language) {
  return plot_svg(plot, language);
}

}  // namespace

std::string to_html(const Document& document, Language language) {
  const bool zh = language == Language::zh;
  const std::string& given = in_language(document.title, language);
  const std::string title = html_text(given.empty() ? document.name : given);
  std::string page = fmt::format(
      "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title>\n"
      "<style>{}</style></head><body>\n<h1>{}</h1>\n",
      zh ? "zh" : "en", title, style, title);
  for (const Section& section : document.sections)
    page += std::visit([&](const auto& one) { return section_html(one, language); }, section);
  if (const auto lines = foundation(document, language); !lines.empty())
    page += fmt::format("<h2>{}</h2>\n", zh ? "依据" : "What this rests on") + list_html(lines);
  return page + "</body></html>\n";
}

}  // namespace leontide::report
