#include <algorithm>
#include <catch2/catch.hpp>

#include "base/source_text.hpp"
#include "report/write/fit.hpp"
#include "report/write/write.hpp"

using namespace leontide::report;
using leontide::display_width;
using leontide::Language;

namespace {

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0, begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    widest = std::max(widest, display_width(std::string_view(text).substr(begin, end - begin)));
    begin = end + 1;
  }
  return widest;
}

const std::vector<std::vector<std::string>> wide_rows{
    {"target", "promise", "as written (%)", "old base (%)", "in words"},
    {"Revenue growth of science and technology services", "≥ 4.9 %, about 5 %, 2027", "40.2 [39.9, 40.5]",
     "42.0 [41.7, 42.3]", "about as likely as not"},
    {"生产性服务业增加值占地区生产总值比重及其年均增速", "≥ 58.8 %，约60 %", "0.6 [0.6, 0.7]",
     "0.7 [0.6, 0.7]", "极不可能"}};
const std::vector<bool> numbers_right{false, false, true, true, false};

Document verdict_and_table() {
  Document document;
  document.title = same("A plan\x1b[31m");
  document.sections = {Text{"verdict", {}, {same("It is unlikely.")}, 80, true, true},
                       Sheet{"chances", same("Chances"), {text_column("a", "a", "")}, {{same("x")}}, {}}};
  return document;
}

/// More rows than a screen has lines.
Document verdict_and_long_table() {
  Document document = verdict_and_table();
  Sheet& sheet = std::get<Sheet>(document.sections.back());
  sheet.rows.assign(40, sheet.rows.front());
  return document;
}

}  // namespace

TEST_CASE("A table is no wider than its window: texts are broken first, then the last columns go") {
  const Fitted whole = fit(wide_rows, numbers_right, 0);
  CHECK(whole.dropped == 0);
  CHECK(whole.text == align(wide_rows, numbers_right));
  for (const std::size_t width : {60, 80, 100, 160}) {
    INFO(width);
    const Fitted fitted = fit(wide_rows, numbers_right, width);
    CHECK(widest_line(fitted.text) <= width);
    CHECK_THAT(fitted.text, Catch::Contains("40.2 [39.9, 40.5]"));  // numbers are never broken
  }
  CHECK(fit(wide_rows, numbers_right, 100).dropped == 0);
  const Fitted narrow = fit(wide_rows, numbers_right, 60);
  CHECK(narrow.dropped == 2);
  CHECK_THAT(narrow.text, !Catch::Contains("old base"));
}

TEST_CASE("A column of numbers stays, however narrow the window") {
  const Fitted fitted = fit(wide_rows, numbers_right, 40);
  CHECK_THAT(fitted.text, Catch::Contains("40.2 [39.9, 40.5]"));
}

TEST_CASE("A terminal begins with the headline, and says what else can be asked for") {
  const std::string brief = to_text(verdict_and_long_table(), Language::en, {80, false, true});
  CHECK_THAT(brief,
             Catch::Contains("It is unlikely.") && Catch::Contains("--full") && Catch::Contains("chances"));
  CHECK_THAT(brief, !Catch::Contains("Chances"));
  CHECK_THAT(brief, !Catch::Contains("more rows"));
  CHECK_THAT(to_text(verdict_and_long_table(), Language::en, {80, false, false}), Catch::Contains("Chances"));
  // What a screen holds it shows.
  CHECK_THAT(to_text(verdict_and_table(), Language::en, {80, false, true}),
             Catch::Contains("Chances") && !Catch::Contains("--full"));
}

TEST_CASE("Without a headline a screen has the beginning, and says how much follows") {
  Document tree;
  tree.sections = {Text{"tree", {}, {}}};
  for (int i = 0; i < 100; ++i)
    std::get<Text>(tree.sections.front()).lines.push_back(same("a line"));
  const std::string lines = to_text(tree, Language::en, {80, false, true});
  CHECK(std::count(lines.begin(), lines.end(), '\n') <= 23);
  CHECK_THAT(lines, Catch::Contains(" more lines\n\nThe rest: --full\n"));
  Document tables = verdict_and_long_table();
  tables.sections.erase(tables.sections.begin());
  const std::string rows = to_text(tables, Language::zh, {80, false, true});
  CHECK(std::count(rows.begin(), rows.end(), '\n') <= 23);
  CHECK_THAT(rows,
             Catch::Contains("另有") && Catch::Contains("其余内容：--full 全部，或 --section 名称：chances"));
}

TEST_CASE("Chinese heads of narrow numbers break at no less than three characters") {
  const std::vector<std::vector<std::string>> rows{{"目标", "所在单元", "覆盖范围", "最大相对误差"},
                                                   {std::string(60, 'x'), "1", "2", "3"}};
  // 60 and three heads of 4 have room on 80 columns with the blanks between them; heads of 6 have not.
  const Fitted fitted = fit(rows, {false, true, true, true}, 80);
  INFO(fitted.text);
  CHECK(fitted.dropped == 1);
  CHECK_THAT(fitted.text, Catch::Contains("所在单"));
}

TEST_CASE("Chances have bars and colours on a terminal that has them, where there is room") {
  Document document;
  SheetColumn chance = chance_column("chance", {"chance", "概率"});
  document.sections = {Sheet{"chances",
                             same("Chances"),
                             {text_column("a", "a", ""), chance, text_column("b", "b", "")},
                             {{same("x"), Interval{95, 94, 96}, same("far")},
                              {same("y"), Interval{50, 40, 60}, same("far")},
                              {same("z"), Interval{5, 4, 6}, same("far")}},
                             {same("a note")}}};
  const Terminal plain{80, false, false, false}, bars{80, false, false, true}, all{80, true, false, true};
  CHECK_THAT(to_text(document, Language::en, plain), !Catch::Contains("█") && !Catch::Contains("\x1b"));
  // Ten blocks of eight eighths: 95 % are 76 of them, 50 % are 40, 5 % are 4.
  const std::string drawn = to_text(document, Language::en, bars);
  CHECK_THAT(drawn, Catch::Contains("95.0 [94.0, 96.0]  █████████▌  far") &&
                        Catch::Contains("50.0 [40.0, 60.0]  █████       far") &&
                        Catch::Contains("5.0 [4.0, 6.0]  ▌           far") && !Catch::Contains("\x1b"));
  CHECK(widest_line(drawn) <= 80);
  const std::string coloured = to_text(document, Language::en, all);
  CHECK_THAT(coloured, Catch::Contains("\x1b[32m95.0 [94.0, 96.0]\x1b[0m") &&
                           Catch::Contains("\x1b[33m50.0 [40.0, 60.0]\x1b[0m") &&
                           Catch::Contains("\x1b[31m5.0 [4.0, 6.0]\x1b[0m") &&
                           Catch::Contains("\x1b[2m  a note\x1b[0m"));
  // Where a text would have to give way there is no bar.
  CHECK_THAT(to_text(document, Language::en, {30, false, false, true}), !Catch::Contains("█"));
}

TEST_CASE("The headline stays on a screen of 24 lines on which one is typed in, commands that wrap counted") {
  Document document = verdict_and_table();
  Text& said = std::get<Text>(document.sections.front());
  for (int i = 0; i < 6; ++i) {
    said.lines.push_back(same(""));
    said.lines.push_back(same("  leontide explain " + std::string(90, 'x')));  // two rows
    said.lines.push_back(same("a line"));
  }
  for (int i = 0; i < 30; ++i)
    document.sections.emplace_back(
        Sheet{"sheet-" + std::to_string(i), same("Rows"), {text_column("a", "a", "")}, {{same("x")}}, {}});
  const std::string brief = to_text(document, Language::en, {80, false, true});
  INFO(brief);
  std::size_t rows = 0, begin = 0;
  for (std::size_t end = brief.find('\n'); end != std::string::npos; end = brief.find('\n', begin)) {
    rows += end - begin > 80 ? 2 : 1;
    begin = end + 1;
  }
  CHECK(rows <= 23);
  CHECK_THAT(brief, Catch::Contains("sheet-0, ") && Catch::Contains(" … 31 in all\n"));
}

TEST_CASE(
    "Where the headline leaves room a screen has the beginning of the first table, and counts the rest") {
  Document document = verdict_and_table();
  std::get<Text>(document.sections.front()).fills_screen = false;
  Sheet& sheet = std::get<Sheet>(document.sections.back());
  const std::vector<Cell> row = sheet.rows.front();
  for (int i = 0; i < 40; ++i)
    sheet.rows.push_back(row);
  sheet.noise.assign(sheet.rows.size(), false);
  sheet.noise.back() = true;
  const std::string brief = to_text(document, Language::en, {80, false, true});
  CHECK(std::count(brief.begin(), brief.end(), '\n') <= 24);
  CHECK_THAT(brief,
             Catch::Contains("Chances") && Catch::Contains(" more rows, 1 more row that cannot be told"));
  const std::string whole = to_text(document, Language::en, {80, false, false});
  CHECK_THAT(whole, Catch::Contains(
                        "  1 more row that cannot be told from nothing: --section chances --format csv"));
}

TEST_CASE("Colours are ours alone, and only where they are asked for") {
  const std::string plain = to_text(verdict_and_table(), Language::en);
  CHECK(plain.find('\x1b') == std::string::npos);
  const std::string coloured = to_text(verdict_and_table(), Language::en, {0, true, false});
  CHECK_THAT(coloured, Catch::Contains("\x1b[1mChances\x1b[0m"));
  CHECK_THAT(coloured, !Catch::Contains("\x1b[31m"));  // of what was read
}
