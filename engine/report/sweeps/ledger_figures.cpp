#include "report/sweeps/ledger_figures.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <fmt/format.h>
#include <limits>

#include "base/numbers.hpp"
#include "report/sheet_figures.hpp"
#include "report/write/chance_text.hpp"

namespace leontide::report {

namespace {

constexpr std::size_t cells_shown = 12;

std::string percent(const sweep::TableValue& chance) {
  return chance_text(chance.value, chance.low, chance.high, Language::en, 1);
}

double scale_of(const sweep::LaidOut& table) {
  return table.is_chance ? 100 : 1;
}

LineChart lines_of(const sweep::LaidOut& table, const LaidOutBy& by, const SweepNames& names) {
  LineChart lines{names.path(by.rows), value_title(names, by), names.path(by.columns), {}};
  lines.has_zero = false;
  if (table.is_chance) {
    lines.y.en += ", %";
    lines.y.zh += "（%）";
  }
  const double scale = scale_of(table);
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    LineChart::Series& series = lines.series.emplace_back();
    series.name = names.value(by.columns, table.columns[c]);
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const auto& value = table.values[r][c];
      const auto x = parse_number(table.rows[r]);
      if (!value || !x) continue;
      LineChart::Point point{*x, scale * value->value, 0, 0};
      if (table.is_chance) point.low = scale * value->low, point.high = scale * value->high;
      series.points.push_back(point);
    }
    std::sort(series.points.begin(), series.points.end(),
              [](const LineChart::Point& a, const LineChart::Point& b) { return a.x < b.x; });
  }
  return lines;
}

Heat heat_of(const sweep::LaidOut& table, const LaidOutBy& by, const SweepNames& names) {
  Heat heat{names.path(by.rows), names.path(by.columns), {}, {}, {}, 1};
  for (const std::string& row : table.rows)
    heat.rows.push_back(names.value(by.rows, row));
  for (const std::string& column : table.columns)
    heat.columns.push_back(names.value(by.columns, column));
  double largest = 0;
  for (const auto& row : table.values) {
    for (const auto& value : row) {
      heat.values.push_back(value ? scale_of(table) * value->value
                                  : std::numeric_limits<double>::quiet_NaN());
      if (value) largest = std::max(largest, std::fabs(heat.values.back()));
    }
  }
  if (largest < 10) heat.digits = 2;
  if (largest >= 1000) heat.digits = 0;
  return heat;
}

}  // namespace

bool has_numeric_rows(const sweep::LaidOut& table) {
  return table.rows.size() > 1 &&
         std::all_of(table.rows.begin(), table.rows.end(),
                     [](const std::string& row) { return parse_number(row).has_value(); });
}

std::string capitalised(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

Title value_title(const SweepNames& names, const LaidOutBy& by) {
  const std::size_t open = by.value.find('(');
  const Title of = names.target(by.value.substr(open + 1, by.value.size() - open - 2));
  const std::string zh = in_language(of, Language::zh);
  if (by.is_regret) return {"regret of " + of.en, zh + "的遗憾值"};
  return by.value.starts_with("chance") ? Title{"chance of " + of.en, zh + "的概率"}
                                        : Title{"mean of " + of.en, zh + "的均值"};
}

Figure table_figure(const sweep::LaidOut& table, const LaidOutBy& by, const SweepNames& names, bool as_heat,
                    std::string sheet) {
  const Title value = value_title(names, by), rows = names.path(by.rows), columns = names.path(by.columns);
  const std::string rows_zh = in_language(rows, Language::zh),
                    columns_zh = in_language(columns, Language::zh);
  Figure figure;
  figure.name = "by-" + sheet;
  figure.title = {fmt::format("{} by {} and {}", capitalised(value.en), rows.en, columns.en),
                  fmt::format("{}（按{}与{}）", value.zh, rows_zh, columns_zh)};
  if (as_heat || !has_numeric_rows(table)) {
    figure.drawing = heat_of(table, by, names);
    figure.description = {
        fmt::format("A field a cell, the darker the larger its number{}.",
                    table.is_chance ? ", in per cent" : ""),
        fmt::format("每格为一个单元，数值越大颜色越深{}。", table.is_chance ? "，单位：%" : "")};
  } else {
    figure.drawing = lines_of(table, by, names);
    figure.description = {
        table.is_chance
            ? "A line for each value; the band is its interval. Where bands of two lines lie on one "
              "another the table tells whether they differ on common draws."
            : "A line for each value.",
        table.is_chance ? "每个取值一条线，色带为其区间；两条色带重叠时，是否不同见数据表（相同抽样下比较）。"
                        : "每个取值一条线。"};
  }
  figure.sheets = {std::move(sheet)};
  return figure;
}

Title standing_of(const sweep::ComparedCell& cell, const sweep::CellComparison& comparison) {
  if (cell.number == comparison.against)
    return comparison.is_best ? Title{"best", "最优"} : Title{"reference", "参照"};
  if (!cell.difference) return {"not comparable", "无法比较"};
  if (cell.difference->low <= 0 && cell.difference->high >= 0) return {"not told from it", "无法区分"};
  return cell.difference->value > 0 ? Title{"above", "较高"} : Title{"below", "较低"};
}

Figure cells_figure(const sweep::CellComparison& comparison, const SweepNames& names, std::string sheet) {
  Strips strips;
  strips.unit = "%";
  strips.high = 1;
  for (const sweep::ComparedCell& cell : comparison.cells) {
    if (strips.rows.size() == cells_shown) break;
    Strips::Row row;
    row.label = {fmt::format("Cell {}", cell.number), fmt::format("单元 {}", cell.number)};
    row.detail = names.cell(cell, comparison.paths);
    row.number = percent(cell.chance);
    row.words = standing_of(cell, comparison);
    row.marks = {{0, 100 * cell.chance.value, 100 * cell.chance.low, 100 * cell.chance.high}};
    strips.rows.push_back(std::move(row));
  }
  fit_axis(strips);
  const std::size_t left = comparison.cells.size() - strips.rows.size();
  Title description{
      "Chance with its interval; the words say how a cell stands to the best, or to the one named, on common "
      "draws.",
      "概率及其区间；用语表示在相同抽样上与最优（或所指定）单元相比的结果。"};
  if (left > 0) {
    description.en += fmt::format(" {} cells of smaller chances are not drawn.", left);
    description.zh += fmt::format("另有 {} 个概率较低的单元未画出。", left);
  }
  return {"best-cells",
          {"Cells by their chance", "各单元的概率"},
          std::move(description),
          std::move(strips),
          {std::move(sheet)}};
}

std::optional<Figure> ranges_figure(const std::vector<sweep::TargetRange>& ranges, const SweepNames& names) {
  Strips strips;
  strips.shape = Strips::Shape::spans;
  strips.unit = "%";
  for (const sweep::TargetRange& range : ranges) {
    if (range.reading != ranges.front().reading) continue;
    Strips::Row row;
    row.label = names.target(range.target);
    row.detail = {fmt::format("largest in cell {}, least in cell {}", range.most_cell, range.least_cell),
                  fmt::format("单元 {} 最高，单元 {} 最低", range.most_cell, range.least_cell)};
    row.number = percent(range.most);
    row.words = {"from " + percent(range.least), "自 " + percent(range.least)};
    row.marks = {{0, 100 * range.most.value, 100 * range.least.value, 100 * range.most.value}};
    strips.rows.push_back(std::move(row));
  }
  if (strips.rows.empty()) return std::nullopt;
  return Figure{"ranges",
                {"How far each target's chance reaches", "各目标概率的变动范围"},
                {"From the cell of its least chance to that of its largest (the dot).",
                 "从概率最低的单元到最高的单元（圆点）。"},
                std::move(strips),
                {"ranges"}};
}

}  // namespace leontide::report
