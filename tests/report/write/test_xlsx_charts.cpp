#include <catch2/catch.hpp>
#include <limits>

#include "report/write/xlsx_charts.hpp"

namespace leontide::report {

namespace {

Document document_with(std::vector<Figure> figures) {
  Document document;
  for (Figure& figure : figures)
    document.sections.emplace_back(std::move(figure));
  return document;
}

Figure figure_with(decltype(Figure::drawing) drawing) {
  return {"f", {"A figure", "图"}, {}, std::move(drawing), {}};
}

/// The number in a cell of a chart's row, counted from its head.
std::optional<double> number_at(const WorkbookSheet& sheet, const WorkbookChart& chart, std::size_t row,
                                std::size_t series) {
  const auto& cells = sheet.rows[chart.first_row + row];
  const std::size_t column = chart.series[series].column;
  return column < cells.size() ? cells[column].number : std::nullopt;
}

std::string label_at(const WorkbookSheet& sheet, const WorkbookChart& chart, std::size_t row) {
  return sheet.rows[chart.first_row + row][chart.label_column].text;
}

Strips::Row strip_row(const char* label, std::vector<Strips::Mark> marks) {
  return {{label, ""}, {}, {}, {}, std::move(marks), {}};
}

}  // namespace

TEST_CASE("What a spreadsheet cannot draw makes no sheet of charts") {
  CHECK_FALSE(chart_sheet(document_with({}), Language::en));
  CHECK_FALSE(
      chart_sheet(document_with({figure_with(Heat{}), figure_with(PairMatrix{}), figure_with(Flows{}),
                                 figure_with(Strips{}), figure_with(LineChart{}), figure_with(Fans{})}),
                  Language::en));
}

TEST_CASE(
    "Chances with intervals are one chart of bars with tips, and one of bars where series stand side by "
    "side") {
  Strips strips;
  strips.unit = "%";
  strips.rows = {strip_row("a", {{0, 50, 40, 60}}), strip_row("b", {})};
  auto sheet = chart_sheet(document_with({figure_with(strips)}), Language::en);
  REQUIRE(sheet);
  CHECK(sheet->name == "charts");
  REQUIRE(sheet->charts.size() == 1);
  const WorkbookChart& one = sheet->charts[0];
  CHECK(one.kind == WorkbookChart::Kind::tips);
  CHECK(one.title == "A figure");
  CHECK(one.unit == "%");
  CHECK(one.last_row - one.first_row == 1);
  CHECK(label_at(*sheet, one, 1) == "b");
  CHECK(number_at(*sheet, one, 0, 0) == 40);
  CHECK(number_at(*sheet, one, 0, 1) == 20);
  CHECK(one.range == std::pair(0.0, 100.0));
  CHECK_FALSE(number_at(*sheet, one, 1, 0));

  strips.series = {{"first", "第一"}, {"second", "第二"}};
  strips.rows[1].marks = {{1, 20, 10, 30}};
  sheet = chart_sheet(document_with({figure_with(strips)}), Language::zh);
  REQUIRE(sheet);
  CHECK(sheet->name == "图表");
  REQUIRE(sheet->charts.size() == 2);
  CHECK(sheet->charts[0].title == "图：第一");
  const WorkbookChart& bars = sheet->charts[1];
  CHECK(bars.kind == WorkbookChart::Kind::bars);
  CHECK(bars.series[1].name == "第二");
  CHECK(number_at(*sheet, bars, 0, 0) == 50);
  CHECK_FALSE(number_at(*sheet, bars, 0, 1));
  CHECK(number_at(*sheet, bars, 1, 1) == 20);
  // One does not lie on the other.
  CHECK(bars.row >= sheet->charts[0].row + sheet->charts[0].height / cell_height);
}

TEST_CASE("Bars and marks without intervals are bars, ranges are stacked on their lower ends") {
  Strips strips;
  strips.rows = {strip_row("a", {{0, 5, 0, 0}})};
  const auto dots = chart_sheet(document_with({figure_with(strips)}), Language::en);
  REQUIRE(dots);
  CHECK(dots->charts.size() == 1);
  CHECK(dots->charts[0].kind == WorkbookChart::Kind::bars);
  CHECK(dots->charts[0].series[0].name == "value");
  strips.shape = Strips::Shape::bars;
  strips.rows[0].marks[0].high = 9;
  CHECK(chart_sheet(document_with({figure_with(strips)}), Language::en)->charts[0].kind ==
        WorkbookChart::Kind::bars);
  strips.shape = Strips::Shape::spans;
  strips.rows = {strip_row("a", {{0, 5, 2, 9}}), strip_row("b", {})};
  const auto spans = chart_sheet(document_with({figure_with(strips)}), Language::en);
  REQUIRE(spans);
  const WorkbookChart& range = spans->charts[0];
  CHECK(range.kind == WorkbookChart::Kind::spans);
  CHECK(number_at(*spans, range, 0, 0) == 2);
  CHECK(number_at(*spans, range, 0, 1) == 7);
  CHECK_FALSE(number_at(*spans, range, 1, 1));
}

TEST_CASE("Marks below zero are bars, for what is stacked begins at zero") {
  Strips strips;
  strips.low = -10;
  strips.high = 10;
  strips.rows = {strip_row("a", {{0, -5, -7, -3}})};
  const auto sheet = chart_sheet(document_with({figure_with(strips)}), Language::en);
  REQUIRE(sheet);
  REQUIRE(sheet->charts.size() == 1);
  CHECK(sheet->charts[0].kind == WorkbookChart::Kind::bars);
  CHECK(sheet->charts[0].range == std::pair(-10.0, 10.0));
}

TEST_CASE("Lines share their labels, and have no number where a point is none") {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  LineChart lines{{"bar", "门槛"}, {"chance", "概率"}, {}, {}};
  lines.series = {{{"one", "一"}, {{0.5, 1, 0, 0}, {2, 3, 0, 0}}},
                  {{"two", "二"}, {{1, 2, 0, 0}, {2, none, 0, 0}}}};
  const auto sheet = chart_sheet(document_with({figure_with(lines)}), Language::zh);
  REQUIRE(sheet);
  const WorkbookChart& chart = sheet->charts[0];
  CHECK(chart.kind == WorkbookChart::Kind::lines);
  CHECK(chart.unit == "概率");
  CHECK(label_at(*sheet, chart, 0) == "0.5");
  CHECK(label_at(*sheet, chart, 2) == "2");
  CHECK(number_at(*sheet, chart, 0, 0) == 1);
  CHECK_FALSE(number_at(*sheet, chart, 1, 0));
  CHECK(number_at(*sheet, chart, 1, 1) == 2);
  CHECK_FALSE(number_at(*sheet, chart, 2, 1));
  // From 0 to above 3, in whole steps.
  REQUIRE(chart.range);
  CHECK(chart.range->first == 0);
  CHECK(chart.range->second >= 3);
}

TEST_CASE("Paths by year have their band and what is promised, a chart a panel") {
  Fans fans;
  fans.panels = {{{"GDP", "总量"},
                  {"1e8 CNY", "亿元"},
                  {2024, 2025},
                  {1, 2},
                  {2, 4},
                  {3, 6},
                  {{{"goal", "目标"}, 5}},
                  {}},
                 {{"Firms", ""}, {}, {2025}, {1}, {2}, {3}, {}, {}}};
  const auto sheet = chart_sheet(document_with({figure_with(fans)}), Language::en);
  REQUIRE(sheet);
  REQUIRE(sheet->charts.size() == 2);
  const WorkbookChart& gdp = sheet->charts[0];
  REQUIRE(gdp.series.size() == 4);
  CHECK(gdp.series[3].name == "goal");
  CHECK(gdp.series[3].is_dashed);
  CHECK(label_at(*sheet, gdp, 1) == "2025");
  CHECK(number_at(*sheet, gdp, 1, 0) == 6);
  CHECK(number_at(*sheet, gdp, 1, 1) == 4);
  CHECK(number_at(*sheet, gdp, 1, 2) == 2);
  CHECK(number_at(*sheet, gdp, 0, 3) == 5);
  CHECK(sheet->charts[1].series.size() == 3);
}

}  // namespace leontide::report
