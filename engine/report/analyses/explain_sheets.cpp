#include "report/analyses/explain_sheets.hpp"

namespace leontide::report {

namespace {

using analysis::Explanation;

std::string line_of(const Explanation& item, Language language) {
  const bool zh = language == Language::zh;
  // What has no name of the model's cannot be asked for by it.
  const bool is_named = item.kind.en != "base" && item.kind.en != "missing";
  const std::string& kind = in_language(item.kind, language);
  const std::string& title = in_language(item.title, language);
  std::string line = title.empty() ? item.name : title;
  const std::string what = title.empty() || !is_named ? kind : kind + " " + item.name;
  line += (zh ? "（" : " (") + what + (zh ? "）" : ")");
  if (const std::string& text = in_language(item.text, language); !text.empty())
    line += (zh ? "：" : ": ") + text;
  if (const std::string& detail = in_language(item.detail, language); !detail.empty())
    line += (zh ? " —— " : "  — ") + detail;
  if (item.repeated) line += zh ? " …… 同上" : "  … as above";
  return line;
}

void add_lines(const Explanation& item, const std::string& indent, Text& text) {
  text.lines.push_back({indent + line_of(item, Language::en), indent + line_of(item, Language::zh)});
  for (const Explanation& part : item.parts)
    add_lines(part, indent + "  ", text);
}

void add_rows(const Explanation& item, double level, const std::string& used_by, Sheet& sheet) {
  const Title as_above = item.repeated ? Title{"yes", "是"} : Title{};
  sheet.rows.push_back(
      {level, same(item.name), item.title, item.kind, same(used_by), item.text, item.detail, as_above});
  for (const Explanation& part : item.parts)
    add_rows(part, level + 1, item.name, sheet);
}

Sheet branches_of(const Explanation& tree) {
  Sheet sheet{"branches",
              {"What it is computed from", "计算来源"},
              {number_column("level", "Level", "层级", 0), text_column("name", "Name", "名称"),
               text_column("title", "Title", "标题"), text_column("kind", "Kind", "类别"),
               text_column("used_by", "Used by", "用于"),
               text_column("text", "Equation, value or law", "方程、数值或分布"),
               text_column("detail", "Members, unit, source", "维度、单位与来源"),
               text_column("as_above", "Its parts stand above", "构成同上")},
              {},
              {}};
  sheet.is_for_programs = true;
  add_rows(tree, 0, "", sheet);
  return sheet;
}

}  // namespace

Document explain_document(const analysis::Explanation& tree) {
  Document document;
  document.name = "explain";
  Text text{"tree", {}, {}};
  add_lines(tree, "", text);
  document.sections = {std::move(text), branches_of(tree)};
  return document;
}

}  // namespace leontide::report
