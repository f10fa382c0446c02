#include <algorithm>
#include <fmt/format.h>

#include "report/write/page.hpp"
#include "report/write/unquoted.hpp"
#include "report/write/write.hpp"

namespace leontide::report {

namespace {

const Title table_words{"The numbers", "数据表"};

std::string heading_html(int level, const std::string& id, const Title& title) {
  return fmt::format("<h{0} id=\"{1}\">{2}</h{0}>\n", level, id, both(title));
}

std::string cell_html(const Cell& cell, const SheetColumn& column) {
  const auto* text = std::get_if<Title>(&cell);
  return fmt::format("<td{}>{}</td>", column.shown == Shown::text ? " class=text" : "",
                     text != nullptr ? both(*text) : html_text(shown(cell, column, Language::en)));
}

std::string rows_html(const Sheet& sheet, const std::vector<std::size_t>& rows, const std::string& named_by) {
  if (rows.empty()) return {};
  std::string html = fmt::format(
      "<div class=scroll tabindex=0 role=group aria-labelledby=\"{}\"><table><thead><tr>", named_by);
  for (const SheetColumn& column : sheet.columns) {
    html += fmt::format(
        "<th scope=col{}>{}</th>", column.shown == Shown::text ? " class=text" : "",
        both({heading(column, Language::en), column.title.zh.empty() ? "" : heading(column, Language::zh)}));
  }
  html += "</tr></thead><tbody>\n";
  for (const std::size_t r : rows) {
    const auto& cells = sheet.rows[r];
    html += "<tr>";
    for (std::size_t k = 0; k < cells.size(); ++k)
      html += cell_html(cells[k], sheet.columns[k]);
    html += "</tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

/// The table alone; `named_by` is the id of what names it. Rows that say nothing are folded in.
std::string table_html(const Sheet& sheet, const std::string& named_by) {
  std::vector<std::size_t> rows, noise;
  for (std::size_t r = 0; r < sheet.rows.size(); ++r)
    (sheet.is_noise(r) ? noise : rows).push_back(r);
  std::string html = rows_html(sheet, rows, named_by);
  if (noise.empty()) return html;
  const Title summary{fmt::format("{} that cannot be told from nothing", counted(noise.size(), "more row")),
                      fmt::format("另有 {} 行与零无法区分", noise.size())};
  return html + "<details class=noise><summary>" + both(summary) + "</summary>\n" +
         rows_html(sheet, noise, named_by) + "</details>\n";
}

std::string notes_html(const std::vector<Title>& notes) {
  std::string html;
  for (const Title& note : notes)
    html += "<p class=note>" + both(note) + "</p>\n";
  return html;
}

std::string list_html(const std::vector<Title>& lines) {
  std::string html = "<ul>\n";
  for (const Title& line : lines)
    html += "<li>" + both(line) + "</li>\n";
  return html + "</ul>\n";
}

std::string folded(const Title& summary, const std::string& id, const std::string& inside) {
  return fmt::format("<details id=\"{}\"><summary>{}</summary>\n{}</details>\n", id, both(summary), inside);
}

class Page {
 public:
  Page(const Document& document, Language language) : document_(document), language_(language) {
    for (const Section& section : document.sections) {
      if (const auto* chapter = std::get_if<Chapter>(&section)) {
        chapters_.push_back(chapter);
        ids_.push_back(chapter->name);
      }
      if (const auto* figure = std::get_if<Figure>(&section))
        behind_figures_.insert(behind_figures_.end(), figure->sheets.begin(), figure->sheets.end());
    }
  }

  std::string make() {
    const Title title = document_.title.en.empty() ? Title{document_.name, ""} : document_.title;
    const bool zh = language_ == Language::zh;
    std::string html = fmt::format(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        "<meta name=\"color-scheme\" content=\"light "
        "dark\"><title>{}</title>\n<style>{}</style></head><body>\n",
        zh ? "zh" : "en", html_text(in_language(title, language_)), page_style);
    html += "<header><div class=top><p class=kicker>" +
            both({"Leontide · " + document_.name, "Leontide · " + document_.name}) +
            "</p><div class=switches role=group aria-label=\"Language 语言\">" +
            fmt::format(
                "<button type=button data-lang=en lang=en-GB aria-pressed={}>English</button>"
                "<button type=button data-lang=zh lang=zh-CN aria-pressed={}>中文</button>",
                !zh, zh) +
            "<button type=button data-theme><span aria-hidden=true>◐ </span>" +
            both({"Light / dark", "明暗"}) + "</button></div></div>\n<h1>" + both(title) +
            "</h1>\n</header>\n";
    html += "<main>\n";
    const auto* first = document_.sections.empty() ? nullptr : std::get_if<Text>(&document_.sections.front());
    const bool has_headline = first != nullptr && first->is_headline;
    if (!has_headline) html += contents();
    for (const Section& section : document_.sections) {
      html += std::visit([this](const auto& one) { return section_html(one); }, section);
      if (&section == &document_.sections.front() && has_headline) html += contents();
    }
    html += foundation_html() + close_chapter() + "</main>\n";
    return html + "<script>" + page_script + "</script>\n</body></html>\n";
  }

 private:
  int level() const { return chapters_.empty() ? 2 : 3; }

  std::string contents() const {
    if (chapters_.empty()) return {};
    std::string html = "<nav aria-label=\"Contents 目录\"><ol>\n";
    for (const Chapter* chapter : chapters_)
      html += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", chapter->name, both(chapter->title));
    return html + "</ol></nav>\n";
  }

  std::string close_chapter() {
    const bool was_open = in_chapter_;
    in_chapter_ = false;
    return was_open ? "</section>\n" : "";
  }

  std::string section_html(const Chapter& chapter) {
    std::string html = close_chapter();
    in_chapter_ = true;
    html += fmt::format("<section class=\"chapter{}\" aria-labelledby=\"{}\">\n",
                        chapter.is_for_screens ? " screen-only" : "", chapter.name) +
            heading_html(2, chapter.name, chapter.title);
    if (!chapter.lead.en.empty()) html += "<p class=lead>" + both(chapter.lead) + "</p>\n";
    return html;
  }

  /// The sentence large, the numbers behind it, what follows from it, and how to go on.
  static std::string headline_html(const Text& headline) {
    std::string html = "<div class=headline>\n";
    for (std::size_t i = 0; i < headline.lines.size(); ++i) {
      html += (i == 0 ? "<p class=verdict>" : "<p>") + both(headline.lines[i]) + "</p>\n";
      if (i > 0 || headline.facts.empty()) continue;
      html += "<dl class=facts>\n";
      for (const Fact& fact : headline.facts)
        html += "<div><dt>" + both(fact.words) + "</dt><dd>" + html_text(fact.number) + "</dd></div>\n";
      html += "</dl>\n";
    }
    if (!headline.commands.empty()) {
      html += "<p class=next>" + both({"To go on:", "下一步："}) + "</p>\n<pre>";
      for (const std::string& command : headline.commands)
        html += html_text(command) + "\n";
      html += "</pre>\n";
    }
    return html + "</div>\n";
  }

  std::string section_html(const Recount& recount) {
    const std::string id = id_of("anew");
    return heading_html(level(), id, {"Try it", "试算"}) + recount_html(recount, id);
  }

  std::string section_html(const Sheet& sheet) {
    if (sheet.is_for_programs ||
        std::find(behind_figures_.begin(), behind_figures_.end(), sheet.name) != behind_figures_.end())
      return {};
    const std::string id = id_of(sheet.name);
    if (sheet.is_detail) return folded(sheet.title, id, table_html(sheet, id) + notes_html(sheet.notes));
    return heading_html(level(), id, sheet.title) + table_html(sheet, id) + notes_html(sheet.notes);
  }

  std::string section_html(const Text& text) {
    if (text.is_headline) return headline_html(text);
    const std::string title =
        text.title.en.empty() ? "" : heading_html(level(), id_of(text.name), text.title);
    return title + list_html(text.lines);
  }

  std::string section_html(const Figure& figure) {
    const std::string drawing = std::visit([](const auto& one) { return drawing_html(one); }, figure.drawing);
    if (drawing.empty()) return {};
    const std::string id = id_of("figure-" + figure.name);
    std::string html = fmt::format(
        "<figure aria-labelledby=\"{0}\" aria-describedby=\"{0}-text\">\n<figcaption>{1}"
        "<p id=\"{0}-text\">{2}</p></figcaption>\n{3}\n",
        id, heading_html(level(), id, figure.title), both(figure.description), drawing);
    const bool several = figure.sheets.size() > 1;
    if (several) html += "<div class=drill>\n";
    for (const Sheet* sheet : sheets_of(document_)) {
      if (std::find(figure.sheets.begin(), figure.sheets.end(), sheet->name) == figure.sheets.end()) continue;
      html += folded(several ? sheet->title : table_words, id_of("table-" + sheet->name),
                     table_html(*sheet, id) + notes_html(sheet->notes));
    }
    if (several) html += "</div>\n";
    return html + "</figure>\n";
  }

  std::string foundation_html() {
    const auto en = foundation(document_, Language::en), zh = foundation(document_, Language::zh);
    if (en.empty()) return {};
    std::vector<Title> lines;
    for (std::size_t i = 0; i < en.size(); ++i)
      lines.push_back({en[i], zh[i]});
    std::string html =
        heading_html(level(), id_of("rests-on"), {"What this rests on", "依据"}) + list_html(lines);
    if (document_.inputs.empty()) return html;
    Sheet inputs{"inputs",
                 {"Input files by SHA-256", "输入文件及其 SHA-256"},
                 {text_column("path", "file", "文件"), text_column("sha256", "SHA-256", "SHA-256")},
                 {},
                 {}};
    for (const InputHash& input : document_.inputs)
      inputs.rows.push_back({same(input.path), same(input.sha256)});
    const std::string id = id_of("inputs");
    return html + folded(inputs.title, id, table_html(inputs, id));
  }

  /// An id that no other part of the page has.
  std::string id_of(const std::string& name) {
    std::string id;
    for (const char c : name)
      id += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '-';
    const auto count = std::count(ids_.begin(), ids_.end(), id);
    ids_.push_back(id);
    return count == 0 ? id : fmt::format("{}-{}", id, count + 1);
  }

  const Document& document_;
  Language language_;
  std::vector<const Chapter*> chapters_;
  std::vector<std::string> behind_figures_;
  std::vector<std::string> ids_;
  bool in_chapter_ = false;
};

}  // namespace

std::string to_html(const Document& document, Language language) {
  return unquoted(Page(document, language).make());
}

}  // namespace leontide::report
