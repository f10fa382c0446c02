#include <catch2/catch.hpp>
#include <limits>

#include "report/write/page.hpp"

namespace leontide::report {

namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("Flows below the least are left out, as are those of a box to itself") {
  Flows flows{{{"a", "甲"}, {"b", "乙"}, {"c", "丙"}}, {4, 1, 1}, {9, 5, 0, 1, 0, 3, 0, 0, 0}, "", 2};
  const std::string html = drawing_html(flows);
  CHECK(count_of(html, "class=\"flow ") == 2);
  CHECK(holds(html, "flow f0 t1"));
  CHECK(holds(html, "flow f1 t2"));
  CHECK(count_of(html, "<circle") == 3);
  // Circles by area: a quarter of the size is half of the radius.
  CHECK(holds(html, "r=\"20.0\""));
  CHECK(count_of(html, "r=\"10.0\"") == 2);
  CHECK(holds(html, "丙"));
}

TEST_CASE("A square of correlations leaves blank what is no number and colours what goes apart") {
  PairMatrix matrix{{{"one", "一"}, {"two", "二"}, {"three", "三"}},
                    {1, 0, 0, -0.5, 1, 0, no_number, 0.01, 1},
                    {"apart", "相反"},
                    {"together", "同向"}};
  const std::string html = drawing_html(matrix);
  CHECK(holds(html, "class=against10"));
  CHECK(holds(html, "class=none"));
  CHECK(count_of(html, "class=self") == 3);
  // Three squares of names' own, and of three pairs the one without a number is not there.
  CHECK(count_of(html, "<rect class=") == 2 + 3 + 2);
}

TEST_CASE("A heat map has a field for every number, darkest the largest, and none where there is none") {
  Heat heat{{"rows", "行"},         {"columns", "列"},    {{"r", ""}, {"s", ""}},
            {{"c", ""}, {"d", ""}}, {1, 2, no_number, 3}, 0};
  const std::string html = drawing_html(heat);
  CHECK(count_of(html, "<rect") == 3);
  CHECK(holds(html, "fill-opacity=\"0.50\""));
  CHECK(holds(html, "fill-opacity=\"0.04\""));
  heat.values = {2, 2, 2, 2};
  CHECK(count_of(drawing_html(heat), "fill-opacity=\"0.04\"") == 4);
  heat.values = {no_number, no_number, no_number, no_number};
  CHECK(drawing_html(heat).empty());
}

TEST_CASE("Lines break where a number is missing, show bands, a goal, and nothing without points") {
  LineChart lines{{"x", "横"}, {"y", "纵"}, {"names", "名称"}, {}};
  lines.series = {{{"one", "一"}, {{1, 2, 1, 3}, {10, no_number, 0, 0}, {100, -4, 0, 0}}},
                  {{"none", "无"}, {}}};
  lines.goal = 8;
  const std::string html = drawing_html(lines);
  CHECK(count_of(html, "class=\"area") == 1);
  CHECK(count_of(html, "class=\"goal\"") == 1);
  // A path begins anew behind the gap: no line leads over it.
  CHECK(count_of(html, "class=\"path l0\"") == 1);
  CHECK_FALSE(holds(html.substr(html.find("class=\"path l0\""), 60), "L"));
  CHECK(holds(html, "class=\"zero\""));
  CHECK(holds(html, "名称"));
  lines.is_logarithmic = true;
  // Tenfold is as wide as tenfold: the middle of three stands in the middle.
  lines.series = {
      {{"a name longer than eighteen columns", ""}, {{1, 1, 0, 0}, {10, 1, 0, 0}, {100, 1, 0, 0}}},
      {{"two", ""}, {{1, 2, 0, 0}}}};
  const std::string wide = drawing_html(lines);
  CHECK(holds(wide, "class=legend"));
  CHECK(holds(wide, "cx=\"340.0\""));
  lines.series = {{{"one", ""}, {{5, 1, 0, 0}}}};
  CHECK(holds(drawing_html(lines), "cx=\"60.0\""));
  lines.series = {{{"one", ""}, {{5, no_number, 0, 0}}}};
  CHECK(drawing_html(lines).empty());
}

TEST_CASE("Strips draw dots, ranges and bars, each with what stands beside it") {
  Strips strips;
  strips.unit = "%";
  strips.series = {{"met", "达成"}, {"missed", "未达成"}, {"third", ""}, {"fourth", ""}};
  strips.rows = {{{"row", "行"},
                  {"small", "小字"},
                  "50 %",
                  {"words", "用语"},
                  {{0, 50, 40, 60}, {1, 20, 0, 0}, {2, 0, 0, 0}, {3, 100, 0, 0}},
                  80.0}};
  const std::string dots = drawing_html(strips);
  CHECK(holds(dots, "class=legend"));
  CHECK(count_of(dots, "class=\"error l0\"") == 1);
  CHECK(holds(dots, "class=goal"));
  CHECK(holds(dots, "小字"));
  CHECK(holds(dots, "用语"));
  // Half of the axis is its middle, whatever lies outside stands at its end.
  CHECK(holds(dots, "cx=\"210.0\""));
  strips.rows[0].marks = {{0, 500, 0, 0}};
  CHECK(holds(drawing_html(strips), "cx=\"410.0\""));
  strips.series.clear();
  strips.shape = Strips::Shape::spans;
  strips.rows[0].marks = {{0, 50, 40, 60}};
  CHECK(holds(drawing_html(strips), "class=\"span l0\" d=\"M170.0"));
  strips.shape = Strips::Shape::bars;
  strips.zero = 25;
  const std::string bars = drawing_html(strips);
  CHECK(holds(bars, "class=\"bar l0\" d=\"M110.0"));
  CHECK(holds(bars, "H210.0"));
  CHECK(holds(bars, "class=\"error l0\""));
  CHECK_FALSE(holds(bars, "<circle"));
}

TEST_CASE("Paths show their band, other readings, what came and what is promised, and one year as a column") {
  Fans fans;
  fans.series = {{"one", ""}, {"other", ""}};
  fans.panels = {{{"GDP", "总量"},
                  {"1e8 CNY", "亿元"},
                  {2024, 2025},
                  {0, 0},
                  {5, 5},
                  {10, 10},
                  {{{"goal", "目标"}, 10}},
                  {{4, 6}},
                  {5, no_number}},
                 {{"Firms", ""}, {}, {2025}, {2}, {2}, {2}, {}, {}},
                 {{"Empty", ""}, {}, {}, {}, {}, {}, {}, {}}};
  const std::string html = drawing_html(fans);
  CHECK(count_of(html, "<svg viewBox=\"0 0 300 180\"") == 2);
  CHECK(count_of(html, "class=came") == 1);
  CHECK(count_of(html, "class=goal") == 1);
  CHECK(count_of(html, "path thin l1") == 1);
  CHECK(holds(html, "亿元"));
  CHECK_FALSE(holds(html, "Empty"));
  CHECK(holds(html.substr(html.find("Firms")), "class=band"));
}

}  // namespace leontide::report
