#include "report/forecasts/growth_figures.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/sheet_figures.hpp"
#include "statistics/scores/comparison.hpp"

namespace leontide::report {

namespace {

using calibration::GrowthRule;
using hindcast::GrowthHindcast;
using hindcast::RuleScores;

/// The rule that the fitted rule file holds.
constexpr GrowthRule chosen_rule = GrowthRule::shrunk_share;

double mean_of(const RuleScores& scores, double hindcast::GrowthScore::*part) {
  double sum = 0;
  for (const hindcast::GrowthScore& score : scores.vintages)
    sum += score.*part;
  return sum / static_cast<double>(std::max<std::size_t>(1, scores.vintages.size()));
}

Title verdict_of(const hindcast::RuleComparison& one) {
  if (!one.is_told_from_zero) return {"cannot be told from", "与三年均值无法区分"};
  return one.skill.value > 0 ? Title{"beats", "优于三年均值"} : Title{"does worse than", "劣于三年均值"};
}

Title number_in_words(int count) {
  static const Title words[] = {
      {"one", "一"}, {"two", "二"}, {"three", "三"}, {"four", "四"}, {"five", "五"}};
  const bool is_known = count >= 1 && count <= 5;
  return is_known ? words[count - 1] : same(std::to_string(count));
}

/// A line a rule, but for those left out by `is_drawn`.
template <class IsDrawn, class ValueAt>
std::vector<LineChart::Series> rules_over_vintages(const GrowthHindcast& answer, const IsDrawn& is_drawn,
                                                   const ValueAt& value_at) {
  std::vector<LineChart::Series> series;
  for (const RuleScores& scores : answer.rules) {
    if (!is_drawn(scores.rule)) continue;
    LineChart::Series& one = series.emplace_back();
    one.name = title_of(scores.rule);
    for (std::size_t v = 0; v < answer.vintages.size(); ++v)
      one.points.push_back({static_cast<double>(answer.vintages[v]), value_at(scores, v), 0, 0});
  }
  return series;
}

/// What a page can tell apart: the naive rules but the reference, the chosen one and the one by target.
bool is_drawn_of_skill(GrowthRule rule) {
  return rule != GrowthRule::mean_3 && rule != GrowthRule::shrunk_last && rule != GrowthRule::shrunk_fitted;
}

bool is_drawn_of_coverage(GrowthRule rule) {
  return rule == GrowthRule::last_year || rule == GrowthRule::mean_3 || rule == GrowthRule::national_target ||
         rule == chosen_rule;
}

}  // namespace

Title years_in_words(int count) {
  return count == 1 ? Title{"year", "一年"}
                    : Title{number_in_words(count).en + " years", number_in_words(count).zh + "年"};
}

Title vintages_in_words(int count) {
  return {number_in_words(count).en + (count == 1 ? " vintage" : " vintages"),
          number_in_words(count).zh + "时点"};
}

const RuleScores& scores_by(const GrowthHindcast& answer, GrowthRule rule) {
  return *std::find_if(answer.rules.begin(), answer.rules.end(),
                       [&](const RuleScores& scores) { return scores.rule == rule; });
}

Text growth_headline(const GrowthHindcast& answer) {
  const auto against = std::find_if(answer.comparisons.begin(), answer.comparisons.end(),
                                    [](const hindcast::RuleComparison& one) {
                                      return one.rule == chosen_rule && one.reference == GrowthRule::mean_3;
                                    });
  const double covered = 100 * mean_of(scores_by(answer, chosen_rule), &hindcast::GrowthScore::covered);
  const std::size_t vintages = answer.vintages.size();
  const std::string inside = print_fixed(covered, 0);
  std::vector<Fact> facts{
      {inside + " %", {"of outcomes in the chosen rule's 80 % bands", "选定规则 80% 区间的实际覆盖率"}}};
  if (against == answer.comparisons.end())
    return headline_of({{fmt::format("{} % of what came lay in 80 % bands.", inside),
                         fmt::format("80% 区间的实际覆盖率为 {}%。", inside)}},
                       facts);
  const auto percent = [](double share) { return print_fixed(100 * share, 0); };
  const statistics::Estimate& skill = against->skill;
  const Title verdict = verdict_of(*against);
  facts.insert(
      facts.begin(),
      {{fmt::format("{} %", percent(skill.value)),
        {fmt::format("skill over the mean of three years, {} to {} %", percent(skill.low),
                     percent(skill.high)),
         fmt::format("相对三年均值的技巧评分，区间 {}% 至 {}%", percent(skill.low), percent(skill.high))}},
       {fmt::format("{} / {}", against->won, vintages), {"vintages won", "胜出时点"}}});
  return headline_of(
      {{fmt::format(
            "Over {} vintages of {} cities the chosen rule {} the mean of three years: a skill of {} % "
            "({} to {} %). {} % of what came lay in its 80 % bands.",
            vintages, answer.cities, verdict.en, percent(skill.value), percent(skill.low),
            percent(skill.high), inside),
        fmt::format("在 {} 个时点、{} 个城市上，选定规则{}：技巧评分 {}%（{}% 至 {}%）；其 80% "
                    "区间的实际覆盖率为 {}%。",
                    vintages, answer.cities, verdict.zh, percent(skill.value), percent(skill.low),
                    percent(skill.high), inside)}},
      std::move(facts));
}

std::vector<Title> growth_caveats(const GrowthHindcast& answer, int horizon) {
  const Title years = years_in_words(horizon);
  const std::size_t vintages = answer.vintages.size(), apart = vintages / static_cast<std::size_t>(horizon);
  const Title overlap =
      horizon == 1
          ? Title{fmt::format("{} vintages", vintages), fmt::format("{}个时点", vintages)}
          : Title{fmt::format("{} overlapping vintages are about {} independent ones", vintages, apart),
                  fmt::format("{}个重叠时点约相当于{}个独立时点", vintages, apart)};
  return {{fmt::format("{} cities. Skill is 1 - CRPS / CRPS of the mean of three years; the outcome is the "
                       "mean log growth of the {} after the vintage. All, the last two columns: over all "
                       "vintages.",
                       answer.cities, years.en),
           fmt::format("{}个城市。技巧评分 = 1 - CRPS / "
                       "三年均值的CRPS；结果为时点后{}的平均对数增速。末两列为全部时点合计。",
                       answer.cities, years.zh)},
          {fmt::format("{}, all in a slowing country; figures are revised, not first published; published "
                       "growth is itself smoothed towards targets, and it is published growth that is "
                       "forecast.",
                       overlap.en),
           fmt::format("{}，且均处于增速放缓期；数据为修订数而非初次公布数；公布的增速本身趋近目标，预测对象"
                       "即公布的增速。",
                       overlap.zh)}};
}

Figure skill_by_vintage(const GrowthHindcast& answer) {
  const std::vector<double> reference = scores_by(answer, GrowthRule::mean_3).crps();
  LineChart lines{{"vintage", "时点"}, {"skill", "技巧评分"}, {}, {}};
  lines.series = rules_over_vintages(answer, is_drawn_of_skill, [&](const RuleScores& scores, std::size_t v) {
    return statistics::skill(scores.vintages[v].crps, reference[v]);
  });
  return {
      "skill-by-vintage",
      {"Skill by vintage", "各时点的技巧评分"},
      {"1 less the rule's CRPS over that of the mean of three years: above 0 the rule is better, 1 would "
       "be perfect. Cities of one vintage share their country's fate, so a vintage has no interval of its "
       "own; the next figure has one over all of them. Two rules that hardly differ from those shown are "
       "in the table alone.",
       "1 减去该规则与三年均值的 CRPS 之比：大于 0 即优于三年均值，1 为完美。同一时点各城市受全国共同影响，"
       "故单个时点不给区间，下图给出全部时点的区间。另有两条与所示相近的规则仅列于数据表。"},
      std::move(lines),
      {"skill"}};
}

Figure skill_over_all(const GrowthHindcast& answer, int horizon) {
  const Title blocks = vintages_in_words(horizon);
  Strips strips;
  strips.unit = "%";
  for (const hindcast::RuleComparison& one : answer.comparisons) {
    Strips::Row row;
    row.label = title_of(one.rule);
    const Title& reference = title_of(one.reference);
    row.detail = {"against " + reference.en, "相对" + in_language(reference, Language::zh)};
    row.number = print_fixed(100 * one.skill.value, 0) + " %";
    row.words = one.is_told_from_zero
                    ? (one.skill.value > 0 ? Title{"better", "更好"} : Title{"worse", "更差"})
                    : Title{"cannot be told from zero", "与零无法区分"};
    row.marks = {{0, 100 * one.skill.value, 100 * one.skill.low, 100 * one.skill.high}};
    row.goal = 0;
    strips.rows.push_back(std::move(row));
  }
  fit_axis(strips);
  return {
      "skill-over-all",
      {"Skill over all vintages", "全部时点的技巧评分"},
      {fmt::format(
           "With 90 % intervals from blocks of {} drawn anew; right of the dashed line the rule is better "
           "than the naive one.",
           blocks.en),
       fmt::format("含{}分块自助法的 90% 区间；虚线右侧表示优于简单规则。", blocks.zh)},
      std::move(strips),
      {"comparison"}};
}

Figure coverage_by_vintage(const GrowthHindcast& answer) {
  LineChart lines{{"vintage", "时点"}, {"% of outcomes", "结果占比（%）"}, {}, {}};
  lines.series = rules_over_vintages(
      answer, is_drawn_of_coverage,
      [](const RuleScores& scores, std::size_t v) { return 100 * scores.vintages[v].covered; });
  lines.goal = 80;
  return {
      "coverage-by-vintage",
      {"What came, in 80 % bands", "80% 区间的实际覆盖率"},
      {"Share of cities whose growth lay in the band. The dashed line is what a sound band holds: below it "
       "bands are too narrow, above too wide.",
       "实际增速落入区间的城市占比；虚线为应有的 80%，低于虚线表示区间过窄，高于则过宽。"},
      std::move(lines),
      {"coverage"}};
}

Figure outcomes_by_tenth(const GrowthHindcast& answer) {
  const RuleScores& scores = scores_by(answer, chosen_rule);
  Strips strips;
  strips.shape = Strips::Shape::bars;
  strips.unit = "%";
  constexpr std::size_t tenths = 10;
  for (std::size_t tenth = 0; tenth < tenths; ++tenth) {
    double sum = 0;
    for (const hindcast::GrowthScore& score : scores.vintages)
      sum += 100 * score.pit[tenth];
    const double share = sum / static_cast<double>(std::max<std::size_t>(1, scores.vintages.size()));
    Strips::Row row;
    row.label = {fmt::format("{} to {} %", tenth * tenths, (tenth + 1) * tenths),
                 fmt::format("{}% 至 {}%", tenth * tenths, (tenth + 1) * tenths)};
    if (tenth == 0) row.detail = {"far below what was forecast", "远低于预测"};
    if (tenth == tenths - 1) row.detail = {"far above", "远高于预测"};
    row.number = print_fixed(share, 1) + " %";
    row.marks = {{0, share, 0, 0}};
    row.goal = tenths;
    strips.rows.push_back(std::move(row));
  }
  fit_axis(strips);
  return {
      "outcomes-by-tenth",
      {"Where what came lay in the forecast", "实际结果在预测分布中的位置"},
      {"Outcomes of all vintages by tenth of the chosen rule's law; 10 % each (dashed) where it is "
       "calibrated. Much at one end is a forecast that leans, much at both a band too narrow.",
       "全部时点的结果在选定规则预测分布十等分中的占比；校准良好时各为 10%（虚线）。偏于一端表示预测有偏，"
       "两端均多表示区间过窄。"},
      std::move(strips),
      {"pit"}};
}

}  // namespace leontide::report
