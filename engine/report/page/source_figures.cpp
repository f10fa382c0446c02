#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/estimate_columns.hpp"
#include "report/input_titles.hpp"
#include "report/page/figures.hpp"
#include "report/run_document.hpp"
#include "report/sheet_figures.hpp"
#include "report/target_words.hpp"
#include "report/write/chance_text.hpp"

namespace leontide::report {

namespace {

constexpr std::size_t spreads_shown = 8, inputs_shown = 10;

std::string points_number(double points) {
  const std::string text = print_fixed(points, std::fabs(points) < 1 ? 2 : 1);
  return points > 0 ? "+" + text : text;
}

}  // namespace

std::optional<Figure> spread_figure(const Answer& answer) {
  const ReadingAnswer& first = answer.readings.front();
  if (answer.joint.empty() || first.source_groups.size() < 2) return std::nullopt;
  Strips strips;
  strips.unit = "%";
  for (const SourceGroup& group : first.source_groups)
    strips.series.push_back(group.title);
  for (const std::uint32_t target : answer.joint) {
    const TargetAnswer& one = first.targets[target];
    if (!(one.value.sd > 0) || strips.rows.size() == spreads_shown) continue;
    Strips::Row row{answer.targets[target].title, {}, {}, {}, {}, {}};
    std::size_t most = 0;
    for (std::size_t g = 0; g < one.sources.size(); ++g) {
      row.marks.push_back({g, 100 * one.sources[g].second / one.value.sd, 0, 0});
      if (one.sources[g].second > one.sources[most].second) most = g;
    }
    row.number = print_fixed(row.marks[most].value, 0) + " %";
    row.words = first.source_groups[most].title;
    strips.high = std::max(strips.high, std::ceil(row.marks[most].value / 20) * 20);
    strips.rows.push_back(std::move(row));
  }
  if (strips.rows.empty()) return std::nullopt;
  return Figure{
      "spread",
      {"Where the spread comes from", "离散程度的来源"},
      {"Standard deviation of each target's value with one group of inputs moving and all others held, as a "
       "share "
       "of the whole; the squares add up to about 100 %. The number names the largest.",
       "仅一组输入变动、其余固定时目标值的标准差，占总标准差的比重；各项平方和约为 100%。数字对应最大来源。"},
      std::move(strips),
      {"spread"}};
}

std::optional<Figure> tornado_figure(const analysis::Evidence& evidence, const scenario::Reading& reading,
                                     std::size_t question) {
  const auto& asked = evidence.sensitivity.questions[question];
  Strips strips;
  strips.shape = Strips::Shape::bars;
  strips.unit = "%";
  strips.low = 0;
  strips.zero = 100 * asked.chance.estimate;
  strips.shape = Strips::Shape::spans;
  double high = 0;
  for (const auto& factor : asked.factors) {
    const statistics::TornadoBar& bar = factor.tornado;
    const bool is_noise =
        !std::isfinite(bar.difference.value) || (bar.difference.low <= 0 && bar.difference.high >= 0);
    if (is_noise || strips.rows.size() == inputs_shown) continue;
    const double low_chance = 100 * bar.low.estimate, high_chance = 100 * bar.high.estimate;
    Strips::Row row{input_title(reading, factor.label), {}, {}, {}, {}, strips.zero};
    row.marks.push_back(
        {0, high_chance, std::min(low_chance, high_chance), std::max(low_chance, high_chance)});
    row.number = points_number(high_chance - low_chance);
    row.words = {
        fmt::format("{} → {}", chance_text(bar.low, Language::en), chance_text(bar.high, Language::en)),
        fmt::format("{} → {}", chance_text(bar.low, Language::zh), chance_text(bar.high, Language::zh))};
    high = std::max({high, low_chance, high_chance});
    strips.rows.push_back(std::move(row));
  }
  if (strips.rows.empty()) return std::nullopt;
  std::stable_sort(strips.rows.begin(), strips.rows.end(), [](const Strips::Row& a, const Strips::Row& b) {
    return a.marks[0].high - a.marks[0].low > b.marks[0].high - b.marks[0].low;
  });
  strips.high = std::min(100.0, std::ceil(high / 20) * 20);
  const Title& title = asked.question.title;
  return Figure{"tornado-" + asked.question.id,
                {"What moves the chance: " + title.en, "影响概率的因素：" + in_language(title, Language::zh)},
                {"From the fifth of the futures where the input is low to the fifth where it is high (the "
                 "dot). Dashed: the "
                 "chance over all.",
                 "从输入处于低五分之一的模拟到高五分之一的模拟（圆点）；虚线为总体概率。"},
                std::move(strips),
                {asked.question.id}};
}

std::optional<Figure> lever_figure(const analysis::Evidence& evidence) {
  if (evidence.levers.empty() || evidence.sensitivity.questions.empty()) return std::nullopt;
  Strips strips;
  strips.unit = "points";
  std::vector<std::size_t> asked;
  for (const auto& open : evidence.sensitivity.questions) {
    for (std::size_t q = 0; q < evidence.questions.size(); ++q) {
      if (evidence.questions[q].id != open.question.id) continue;
      asked.push_back(q);
      strips.series.push_back(open.question.title);
    }
  }
  for (const analysis::LeftOut& lever : evidence.levers) {
    Strips::Row row{lever.title.en.empty() ? same(lever.lever) : lever.title, {}, {}, {}, {}, {}};
    double most = 0;
    for (std::size_t s = 0; s < asked.size(); ++s) {
      const statistics::Estimate& adds = lever.adds[asked[s]];
      row.marks.push_back({s, 100 * adds.value, 100 * adds.low, 100 * adds.high});
      if (std::fabs(100 * adds.value) > std::fabs(most)) most = 100 * adds.value;
    }
    row.number = points_number(most);
    row.words = {"points, the most of these", "个百分点（其中最大）"};
    strips.rows.push_back(std::move(row));
  }
  const auto effect = [](const Strips::Row& row) {
    double most = 0;
    for (const Strips::Mark& mark : row.marks)
      most = std::max(most, std::fabs(mark.value));
    return most;
  };
  std::stable_sort(strips.rows.begin(), strips.rows.end() - 1,
                   [&](const Strips::Row& a, const Strips::Row& b) { return effect(a) > effect(b); });
  fit_axis(strips);
  return Figure{
      "levers",
      {"Chance that each measure adds", "各项措施增加的概率"},
      {fmt::format(
           "Points of chance that are lost where one measure alone is left out, on {} common futures, with "
           "95 % intervals. Strengths of measures are priors of the model; no data identifies them.",
           evidence.lever_trials),
       fmt::format(
           "单独去掉一项措施时概率的下降（百分点），基于 {} 次共同随机数模拟，95% 区间。措施强度为模型先验，"
           "并无数据识别。",
           evidence.lever_trials)},
      std::move(strips),
      {"levers"}};
}

Sheet lever_sheet(const analysis::Evidence& evidence) {
  Sheet sheet{"levers",
              {"What the measures add, each left out alone", "各项措施的作用（逐项去除）"},
              {text_column("lever", "measure", "措施")},
              {},
              {}};
  for (const analysis::Question& question : evidence.questions)
    sheet.columns.push_back(interval_column(question.id, question.title, Shown::fixed, 2, "points"));
  for (const analysis::LeftOut& lever : evidence.levers) {
    auto& row = sheet.rows.emplace_back();
    row.emplace_back(lever.title.en.empty() ? same(lever.lever) : lever.title);
    for (const statistics::Estimate& adds : lever.adds)
      row.emplace_back(Interval{100 * adds.value, 100 * adds.low, 100 * adds.high});
  }
  return sheet;
}

std::vector<Figure> change_figures(const Answer& answer) {
  std::vector<Figure> figures;
  const ReadingAnswer& first = answer.readings.front();
  for (std::size_t d = 0; d < first.decompositions.size(); ++d) {
    const analysis::ToldApart& told = first.decompositions[d];
    if (told.completed == 0) continue;
    Strips strips;
    strips.shape = Strips::Shape::bars;
    const Title unit = unit_words(language::to_string(told.unit));
    strips.unit = language::to_string(told.unit);
    for (const analysis::TermShare& term : told.terms) {
      Strips::Row row{term.name == "rest" ? Title{"The rest", "其余"} : title_or_name(term.title, term.name),
                      {},
                      points_number(term.mean),
                      {fmt::format("P10 {}, P90 {}", points_number(term.p10), points_number(term.p90)), ""},
                      {{0, term.mean, term.p10, term.p90}},
                      {}};
      strips.rows.push_back(std::move(row));
    }
    fit_axis(strips);
    std::vector<std::string> sheets;
    for (std::size_t r = 0; r < answer.readings.size(); ++r)
      sheets.push_back(answer.readings.size() > 1 ? fmt::format("moves-{}-{}", d + 1, r + 1)
                                                  : fmt::format("moves-{}", d + 1));
    const Title title = told.title.en.empty() ? same(told.of) : told.title;
    figures.push_back(
        {fmt::format("moves-{}", d + 1),
         {fmt::format("What moves {}, {} to {}", title.en, told.base_year, told.year),
          fmt::format("{}年至{}年{}变动的来源", told.base_year, told.year, in_language(title, Language::zh))},
         {fmt::format("Mean of {} futures with P10 and P90, in {}; the terms add up to the change.",
                      told.completed, unit.en),
          fmt::format("{} 次模拟的均值及 P10、P90，单位：{}；各项之和等于总变动。", told.completed,
                      in_language(unit, Language::zh))},
         std::move(strips),
         std::move(sheets)});
  }
  return figures;
}

}  // namespace leontide::report
