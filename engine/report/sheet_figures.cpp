#include "report/sheet_figures.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>

#include "report/write/axis.hpp"
#include "report/write/sheet_columns.hpp"
#include "report/write/write.hpp"

namespace leontide::report {

namespace {

/// A mark in every row: the columns its numbers stand in, by name; `low` and `high` may be empty.
struct MarkRule {
  const char* value;
  const char* low;
  const char* high;
  Title series;  ///< empty: the column's own title
};

/// The figure of sheets that have all its columns.
struct FigureRule {
  const char* label;
  std::vector<MarkRule> marks;
  Strips::Shape shape;
  const char* number;  ///< column printed at the right
  bool is_share;       ///< the axis is 0 to 100 %
  Title description;
  bool draws_all = false;  ///< rows that cannot be told from nothing, too: what they show is worth seeing
};

using Shape = Strips::Shape;

const FigureRule figure_rules[] = {
    {"target",
     {{"first", "", "", {}}, {"second", "", "", {}}},
     Shape::dots,
     "difference",
     true,
     {"Chance of each target under both scenarios; the number is the change in points.",
      "各目标在两种情景下的概率；数字为变化（百分点）。"},
     true},
    {"input",
     {{"chance_high", "chance_low", "chance_high", {}}},
     Shape::spans,
     "difference",
     true,
     {"Chance from where the input is low (a fifth of the trials) to where it is high (the dot); the number "
      "is the "
      "change in points.",
      "从输入处于低五分位到高五分位（圆点）的概率；数字为变化（百分点）。"}},
    {"lever",
     {{"chance", "chance_low", "chance_high", {}}},
     Shape::bars,
     "chance",
     false,
     {"Points of chance that each measure adds, with their interval.",
      "各项措施增加的概率（百分点）及其区间。"}},
    {"lever",
     {{"value", "value_low", "value_high", {}}},
     Shape::bars,
     "value",
     false,
     {"What each measure adds to the mean of the value compared, with its interval.",
      "各项措施对所比较数值均值的贡献及其区间。"}},
    {"group",
     {{"of_chance", "of_chance_low", "of_chance_high", {}}},
     Shape::bars,
     "of_chance",
     false,
     {"Share of the variance of the chance, with its interval.", "占概率方差的份额及其区间。"}},
    {"input",
     {{"total_of_chance", "total_of_chance_low", "total_of_chance_high", {}}},
     Shape::bars,
     "total_of_chance",
     false,
     {"Total index of the chance, with its interval.", "概率的总效应指数及其区间。"}},
    {"id",
     {{"chance", "", "", {"chance", "概率"}}},
     Shape::dots,
     "chance",
     true,
     {"Chance that was given to each target whose fate is known by now.", "结果已知的各目标当时的概率。"}},
    {"rule", {{"all", "", "", {}}}, Shape::bars, "all", false, {"Over all vintages.", "全部时点合计。"}},
    {"target",
     {{"before", "before_low", "before_high", {}}, {"after", "after_low", "after_high", {}}},
     Shape::dots,
     "after",
     true,
     {"Chance before and after the figures that are known; the number is that after.",
      "纳入已知数据前后的概率；数字为修正后。"}},
};

bool fits(const Sheet& sheet, const FigureRule& rule) {
  const auto has = [&](const char* name) { return *name == '\0' || column_at(sheet, name).has_value(); };
  return has(rule.label) && std::all_of(rule.marks.begin(), rule.marks.end(), [&](const MarkRule& mark) {
           return has(mark.value) && has(mark.low) && has(mark.high);
         });
}

std::optional<Strips::Row> row_of(const Sheet& sheet, const std::vector<Cell>& cells,
                                  const FigureRule& rule) {
  Strips::Row row;
  if (const auto* label = std::get_if<Title>(&cells[*column_at(sheet, rule.label)])) row.label = *label;
  for (std::size_t s = 0; s < rule.marks.size(); ++s) {
    const auto value = number_at(sheet, cells, rule.marks[s].value);
    if (!value) continue;
    double low = number_at(sheet, cells, rule.marks[s].low).value_or(*value);
    double high = number_at(sheet, cells, rule.marks[s].high).value_or(*value);
    if (low > high) std::swap(low, high);
    row.marks.push_back({s, *value, low, high});
  }
  const std::size_t shown_at = *column_at(sheet, rule.number);
  row.number = shown(cells[shown_at], sheet.columns[shown_at], Language::en);
  if (row.marks.empty() || row.label.en.empty()) return std::nullopt;
  return row;
}

std::optional<Figure> figure_of(const Sheet& sheet) {
  const auto rule = std::find_if(std::begin(figure_rules), std::end(figure_rules),
                                 [&](const FigureRule& one) { return fits(sheet, one); });
  if (rule == std::end(figure_rules)) return std::nullopt;
  Strips strips;
  strips.shape = rule->shape;
  strips.unit = sheet.columns[*column_at(sheet, rule->marks.front().value)].unit;
  for (const MarkRule& mark : rule->marks)
    strips.series.push_back(mark.series.en.empty() ? sheet.columns[*column_at(sheet, mark.value)].title
                                                   : mark.series);
  for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
    if (sheet.is_noise(r) && !rule->draws_all) continue;
    if (auto row = row_of(sheet, sheet.rows[r], *rule)) strips.rows.push_back(std::move(*row));
  }
  if (strips.rows.empty()) return std::nullopt;
  if (!rule->is_share) fit_axis(strips);
  Title description = rule->description;
  const auto left_out = rule->draws_all ? 0 : std::count(sheet.noise.begin(), sheet.noise.end(), true);
  if (left_out > 0) {
    description.en += fmt::format(" Left out: {} that cannot be told from nothing.", left_out);
    description.zh += fmt::format("另有 {} 项与零无法区分，未画出。", left_out);
  }
  return Figure{sheet.name, sheet.title, std::move(description), std::move(strips), {sheet.name}};
}

}  // namespace

void fit_axis(Strips& strips) {
  double low = 0, high = 0;
  for (const Strips::Row& row : strips.rows) {
    for (const Strips::Mark& mark : row.marks) {
      low = std::min({low, mark.value, mark.low});
      high = std::max({high, mark.value, mark.high});
    }
  }
  const Axis axis = axis_round(low, high);
  strips.low = axis.low;
  strips.high = axis.high;
}

void add_figures(Document& document) {
  std::vector<Section> sections;
  for (Section& section : document.sections) {
    if (const auto* sheet = std::get_if<Sheet>(&section)) {
      if (auto figure = figure_of(*sheet)) sections.emplace_back(std::move(*figure));
    }
    sections.push_back(std::move(section));
  }
  document.sections = std::move(sections);
}

}  // namespace leontide::report
