#include "report/forecasts/plan_figures.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/sheet_figures.hpp"
#include "report/write/chance_text.hpp"

namespace leontide::report {

namespace {

using hindcast::PlanHindcast;
using hindcast::ValueCase;
using hindcast::VintageScore;

Title title_or_id(const Title& title, const std::string& id) {
  return title.en.empty() ? same(id) : title;
}

/// A number with as many digits as its size needs.
std::string short_of(double value) {
  const double size = std::fabs(value);
  return print_fixed(value, size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

std::string skill_number(const statistics::Estimate& skill) {
  return print_fixed(skill.value, 2);
}

Title interval_words(const statistics::Estimate& skill) {
  if (!std::isfinite(skill.low)) return {"too few rows for an interval", "行数过少，无区间"};
  const std::string low = print_fixed(skill.low, 2), high = print_fixed(skill.high, 2);
  return {fmt::format("{} to {}", low, high), fmt::format("{} 至 {}", low, high)};
}

std::optional<Figure> figure_of(std::string name, Title title, Title description, Strips strips,
                                std::string sheet) {
  if (strips.rows.empty()) return std::nullopt;
  return Figure{
      std::move(name), std::move(title), std::move(description), std::move(strips), {std::move(sheet)}};
}

}  // namespace

Text plan_headline(const PlanHindcast& answer) {
  std::size_t figures = 0, inside = 0, better = 0, worse = 0, open = 0;
  std::vector<Fact> facts;
  for (const VintageScore& vintage : answer.vintages) {
    figures += vintage.values.size();
    inside += static_cast<std::size_t>(std::count_if(vintage.values.begin(), vintage.values.end(),
                                                     [](const ValueCase& one) { return one.is_inside(); }));
    for (const auto* part : {&vintage.direct, &vintage.inferred}) {
      if (!part->skill || !std::isfinite(part->skill->low)) continue;
      (part->skill->low > 0 ? better : part->skill->high < 0 ? worse : open) += 1;
      const bool is_direct = part == &vintage.direct;
      facts.push_back({skill_number(*part->skill),
                       {fmt::format("skill of {} chances, {}, {} outcomes", part->rows, vintage.name,
                                    is_direct ? "published" : "inferred"),
                        fmt::format("{} 个概率的技巧评分，{}，{}结果", part->rows, vintage.name,
                                    is_direct ? "直接公布" : "推断")}});
    }
  }
  const double share = figures > 0 ? 100 * static_cast<double>(inside) / static_cast<double>(figures) : 0;
  if (figures > 0)
    facts.insert(facts.begin(), {fmt::format("{} / {}", inside, figures),
                                 {"figures that came, in their 80 % bands", "实际数落入 80% 区间"}});
  Title sentence{fmt::format("Of {} figures that came {} lay in the 80 % bands forecast for them ({} %).",
                             figures, inside, print_fixed(share, 0)),
                 fmt::format("{} 个实际数中有 {} 个落入事先给出的 80% 区间（{}%）。", figures, inside,
                             print_fixed(share, 0))};
  if (const std::size_t sets = better + worse + open; sets > 0) {
    sentence.en += fmt::format(
        " Of {} sets of targets whose fate is known, the chances beat the best naive rates in {}, "
        "did worse in {}, and cannot be told from them in {}.",
        sets, better, worse, open);
    sentence.zh += fmt::format(
        "在 {} 组结果已知的目标中，概率优于最佳简单基准的 {} 组，劣于的 {} 组，无法区分的 {} 组。", sets,
        better, worse, open);
  }
  return headline_of({std::move(sentence),
                      {"Cases of a few plans, no calibration: published outcomes are the good news.",
                       "仅为少数规划的案例，不构成校准；已公布的结果多为好消息。"}},
                     std::move(facts));
}

std::optional<Figure> skill_figure(const PlanHindcast& answer) {
  Strips strips;
  for (const VintageScore& vintage : answer.vintages) {
    for (const auto* part : {&vintage.direct, &vintage.inferred}) {
      if (!part->skill) continue;
      const statistics::Estimate& skill = *part->skill;
      const bool is_known = std::isfinite(skill.low);
      Strips::Row row;
      row.label = same(vintage.name);
      row.detail = part == &vintage.direct ? Title{fmt::format("{} outcomes that were published", part->rows),
                                                   fmt::format("{} 个直接公布的结果", part->rows)}
                                           : Title{fmt::format("{} outcomes that were inferred", part->rows),
                                                   fmt::format("{} 个推断的结果", part->rows)};
      row.number = skill_number(skill);
      row.words = interval_words(skill);
      row.marks = {{0, skill.value, is_known ? skill.low : skill.value, is_known ? skill.high : skill.value}};
      row.goal = 0;
      strips.rows.push_back(std::move(row));
    }
  }
  fit_axis(strips);
  return figure_of("skill-of-chances", {"Skill of the chances, by vintage", "各时点概率的技巧评分"},
                   {"1 less the Brier score over that of the best naive rates: right of the dashed line the "
                    "plan's chances were "
                    "better, 1 would be perfect. Lines are 90 % intervals from leaving out each target in "
                    "turn (jackknife); targets "
                    "of one vintage share an economy, so the true error is larger.",
                    "1 减去 Brier 评分与最佳基准率之比：虚线右侧表示优于基准，1 "
                    "为完美。线段为逐一剔除目标（刀切法）的 90% "
                    "区间；同一时点各目标处于同一经济环境，实际误差更大。"},
                   std::move(strips), "summary");
}

std::optional<Figure> chance_outcomes(const PlanHindcast& answer) {
  Strips strips;
  strips.unit = "%";
  strips.series = {{"met", "达成"}, {"missed", "未达成"}};
  for (const VintageScore& vintage : answer.vintages) {
    for (const hindcast::ChanceCase& one : vintage.chances) {
      const bool is_met = one.happened >= 0.5;
      Strips::Row row;
      row.label = title_or_id(one.title, one.id);
      row.detail = {vintage.name + (one.is_direct ? ", published" : ", inferred"),
                    vintage.name + (one.is_direct ? "，直接公布" : "，推断")};
      row.number = percent_text(one.chance, Language::en, 1);
      row.words = one.happened == 0 || one.happened == 1
                      ? strips.series[is_met ? 0 : 1]
                      : Title{fmt::format("met with a chance of {:.2g}", one.happened),
                              fmt::format("达成可能性 {:.2g}", one.happened)};
      row.marks = {{is_met ? std::size_t{0} : 1, 100 * one.chance, 0, 0}};
      strips.rows.push_back(std::move(row));
    }
  }
  return figure_of(
      "chances-and-outcomes", {"Chances then, and what became of them", "当时的概率与结果"},
      {"Chance that the model gave each target at its vintage. Round: it was met; square: it was missed. "
       "Sound chances have the round ones at the right.",
       "各目标在其时点的概率。圆点为达成，方块为未达成；概率可靠时圆点应偏右。"},
      std::move(strips), "chances");
}

std::optional<Figure> forecast_paths(const PlanHindcast& answer) {
  Fans fans;
  for (const VintageScore& vintage : answer.vintages) {
    for (const hindcast::IdSummary& summary : summarise_values(vintage.values)) {
      std::vector<const ValueCase*> years;
      for (const ValueCase& one : vintage.values) {
        const bool is_new = std::none_of(years.begin(), years.end(),
                                         [&](const ValueCase* known) { return known->year == one.year; });
        if (one.id == summary.id && is_new) years.push_back(&one);
      }
      if (years.size() < 2) continue;
      std::sort(years.begin(), years.end(), [](const auto* a, const auto* b) { return a->year < b->year; });
      Fans::Panel panel;
      const Title title = title_or_id(summary.title, summary.id);
      panel.title = {title.en + ", " + vintage.name, in_language(title, Language::zh) + "，" + vintage.name};
      panel.unit = same(years.front()->unit);
      for (const ValueCase* one : years) {
        panel.years.push_back(one->year);
        panel.low.push_back(one->p10);
        panel.median.push_back(one->p50);
        panel.high.push_back(one->p90);
        panel.came.push_back(one->outcome);
      }
      fans.panels.push_back(std::move(panel));
    }
  }
  if (fans.panels.empty()) return std::nullopt;
  return Figure{
      "forecast-paths",
      {"Forecasts by year, and what came", "逐年预测与实际"},
      {"The band holds eight of ten futures, the line is their median; dots are what came. Numbers at the "
       "right: P90, median, P10 of the last year.",
       "色带包含八成模拟结果，实线为中位数，圆点为实际数；右侧数字依次为末年的 P90、中位数、P10。"},
      std::move(fans),
      {"by_indicator"}};
}

std::optional<Figure> outcome_places(const PlanHindcast& answer) {
  Strips strips;
  strips.shape = Strips::Shape::spans;
  strips.unit = "%";
  for (const VintageScore& vintage : answer.vintages) {
    for (const ValueCase& one : vintage.values) {
      Strips::Row row;
      const Title title = title_or_id(one.title, one.id);
      row.label = {fmt::format("{}, {}", title.en, one.year),
                   fmt::format("{}，{}年", in_language(title, Language::zh), one.year)};
      row.detail = same(vintage.name);
      row.number = short_of(one.outcome);
      row.words = {
          fmt::format("forecast {} [{}, {}]", short_of(one.p50), short_of(one.p10), short_of(one.p90)),
          fmt::format("预测 {} [{}, {}]", short_of(one.p50), short_of(one.p10), short_of(one.p90))};
      row.marks = {{0, 100 * one.pit, 10, 90}};
      strips.rows.push_back(std::move(row));
    }
  }
  return figure_of(
      "outcome-places", {"Where each figure lay in its forecast", "实际数在预测分布中的位置"},
      {"The dot is the share of futures below what came: at 0 or 100 % no future was so low or so high. "
       "Eight of ten dots should lie on the bar. Numbers: what came; beside it the forecast's median and "
       "its 80 % band.",
       "圆点为低于实际数的模拟占比：0 或 100% 表示没有模拟如此之低或之高；十个圆点中应有八个落在色条上。"
       "数字为实际数，旁为预测中位数及 80% 区间。"},
      std::move(strips), "values");
}

std::optional<Figure> bands_figure(const PlanHindcast& answer) {
  Strips strips;
  strips.shape = Strips::Shape::bars;
  strips.unit = "%";
  for (const VintageScore& vintage : answer.vintages) {
    if (vintage.values.empty()) continue;
    const auto inside = std::count_if(vintage.values.begin(), vintage.values.end(),
                                      [](const ValueCase& one) { return one.is_inside(); });
    const double share = 100 * static_cast<double>(inside) / static_cast<double>(vintage.values.size());
    Strips::Row row;
    row.label = same(vintage.name);
    row.number = fmt::format("{} / {}", inside, vintage.values.size());
    row.marks = {{0, share, 0, 0}};
    row.goal = 80;
    strips.rows.push_back(std::move(row));
  }
  return figure_of(
      "bands-held", {"Figures in their 80 % bands, by vintage", "各时点落入 80% 区间的占比"},
      {"Dashed: what sound bands hold. Figures of one vintage move together, so a bar of few of them says "
       "little.",
       "虚线为应有的比例。同一时点各数据相互关联，数量少时说明力有限。"},
      std::move(strips), "bands");
}

}  // namespace leontide::report
