#include <catch2/catch.hpp>

#include "report/write/axis.hpp"
#include "report/write/write.hpp"

namespace leontide::report {

namespace {

Figure lines_figure() {
  LineChart lines{{"axis", "轴"}, {"chance, %", "概率（%）"}, {"scenario", "情景"}, {}};
  lines.series = {{{"one", "一"}, {{0, 10, 8, 12}, {1, 20, 17, 23}}},
                  {{"two", "二"}, {{0, 5, 0, 0}, {1, 6, 0, 0}}}};
  return {"f", {"Chance by axis", "按轴的概率"}, {"Lines & bands", "折线与区间带"}, lines, {}};
}

}  // namespace

TEST_CASE("an axis ends on whole steps round what stands on it") {
  const Axis whole = axis_round(0, 97);
  CHECK(whole.low == 0);
  CHECK(whole.high == 100);
  CHECK(whole.step == 20);
  const Axis around = axis_round(-0.33, 0.24);
  CHECK(around.low == Approx(-0.4));
  CHECK(around.high == Approx(0.4));
  CHECK(around.step == Approx(0.2));
  const Axis one = axis_round(5, 5);
  CHECK(one.low < 5);
  CHECK(one.high > 5);
}

TEST_CASE("the marks of an axis are its whole steps, both ends among them") {
  std::vector<double> marks;
  axis_round(-0.33, 0.24).for_marks([&](double value) { marks.push_back(value); });
  REQUIRE(marks.size() == 5);
  CHECK(marks.front() == Approx(-0.4));
  CHECK(marks[2] == 0);
  CHECK(marks.back() == Approx(0.4));
}

TEST_CASE("a drawing stands alone as XML in one language") {
  const std::string svg = svg_file(lines_figure(), Language::zh);
  CHECK(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
  CHECK(svg.find("<title>按轴的概率</title>") != std::string::npos);
  CHECK(svg.find(">一<") != std::string::npos);
  CHECK(svg.find("lang=") == std::string::npos);
  CHECK(svg.find("Chance") == std::string::npos);
  // Attributes without quotes are HTML, no XML.
  for (std::size_t at = svg.find('='); at != std::string::npos; at = svg.find('=', at + 1))
    CHECK(svg[at + 1] == '"');
  CHECK(svg_file(lines_figure(), Language::en).find("Lines &amp; bands") != std::string::npos);
}

TEST_CASE("a band is drawn for lines with intervals and for no others") {
  const std::string svg = svg_file(lines_figure(), Language::en);
  std::size_t bands = 0;
  for (std::size_t at = svg.find("<polygon"); at != std::string::npos; at = svg.find("<polygon", at + 1))
    ++bands;
  CHECK(bands == 1);
}

TEST_CASE("a heat map has a field for each number that is there, and strips stand on no sheet of their own") {
  Heat heat{{"row", ""},
            {"column", ""},
            {{"a", ""}, {"b", ""}},
            {{"x", ""}, {"y", ""}},
            {1, 2, 3, std::nan("")},
            1};
  const std::string svg = svg_file({"h", {"H", ""}, {"h", ""}, heat, {}}, Language::en);
  std::size_t fields = 0;
  for (std::size_t at = svg.find("fill-opacity=\""); at != std::string::npos;
       at = svg.find("fill-opacity=\"", at + 1))
    ++fields;
  CHECK(fields == 3);
  CHECK_THROWS(svg_file({"s", {"S", ""}, {"s", ""}, Strips{}, {}}, Language::en));
}

TEST_CASE("Markdown and a workbook begin with what the answer says") {
  Document document;
  document.name = "x";
  document.sections = {
      headline_of({{"It is so.", "是的。"}, {"And so.", "亦然。"}}, {{"5 %", {"of it", "其中"}}}),
      Sheet{"t", {"T", "表"}, {text_column("a", "a", "甲")}, {{Cell(same("1"))}}, {}}};
  CHECK(to_markdown(document, Language::en).starts_with("# x\n\nIt is so.\n\nAnd so.\n\n## T"));
  CHECK(to_markdown(document, Language::zh).starts_with("# x\n\n是的。\n"));
  document.name = "<b>x</b> < 1";
  CHECK(to_markdown(document, Language::en).starts_with("# \\<b>x\\</b> < 1\n"));
  const std::string page = to_html(document, Language::en);
  CHECK(page.find("<p class=verdict>") < page.find("<dl class=facts>"));
  CHECK(page.find("<dl class=facts>") < page.find("And so."));
}

}  // namespace leontide::report
