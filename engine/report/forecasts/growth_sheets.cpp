#include "report/forecasts/growth_sheets.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/sha256.hpp"
#include "report/forecasts/growth_figures.hpp"
#include "statistics/scores/comparison.hpp"

namespace leontide::report {

namespace {

using calibration::GrowthRule;
using hindcast::GrowthHindcast;
using hindcast::RuleScores;

void add_vintage_columns(Sheet& sheet, const GrowthHindcast& answer, int digits) {
  for (const int vintage : answer.vintages) {
    const std::string year = std::to_string(vintage);
    sheet.columns.push_back(number_column(year, year, year, digits));
  }
}

double total(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values)
    sum += value;
  return sum;
}

double skill_over(const GrowthHindcast& answer, const RuleScores& scores, GrowthRule reference) {
  return statistics::skill(total(scores.crps()), total(scores_by(answer, reference).crps()));
}

Sheet skill_sheet(const GrowthHindcast& answer, int horizon) {
  Sheet sheet;
  sheet.name = "skill";
  sheet.title = {"CRPS skill over the mean of three years, by vintage", "各时点CRPS技巧评分（相对三年均值）"};
  sheet.columns = {text_column("rule", "rule", "规则")};
  add_vintage_columns(sheet, answer, 2);
  sheet.columns.push_back(number_column("all", "all", "合计", 2));
  sheet.columns.push_back(number_column("over_last_year", "over last year", "相对上年增速", 2));
  const std::vector<double> reference = scores_by(answer, GrowthRule::mean_3).crps();
  for (const RuleScores& scores : answer.rules) {
    if (scores.rule == GrowthRule::mean_3) continue;
    std::vector<Cell> row{title_of(scores.rule)};
    for (std::size_t i = 0; i < reference.size(); ++i)
      row.emplace_back(statistics::skill(scores.vintages[i].crps, reference[i]));
    row.emplace_back(skill_over(answer, scores, GrowthRule::mean_3));
    row.emplace_back(skill_over(answer, scores, GrowthRule::last_year));
    sheet.rows.push_back(std::move(row));
  }
  sheet.notes = growth_caveats(answer, horizon);
  return sheet;
}

Sheet crps_sheet(const GrowthHindcast& answer, bool above) {
  Sheet sheet;
  sheet.name = above ? "crps_above_target" : "crps";
  sheet.title = above ? Title{"CRPS above the nation's target, points a year",
                              "CRPS（仅计高于全国目标部分，百分点/年）"}
                      : Title{"CRPS, points a year", "CRPS（百分点/年）"};
  sheet.columns = {text_column("rule", "rule", "规则")};
  add_vintage_columns(sheet, answer, 3);
  for (const RuleScores& scores : answer.rules) {
    std::vector<Cell> row{title_of(scores.rule)};
    for (const hindcast::GrowthScore& score : scores.vintages)
      row.emplace_back(above ? score.above_target : score.crps);
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

using ShareOf = std::optional<double> (*)(const hindcast::GrowthScore&);

std::vector<Cell> coverage_row(Title title, const RuleScores& scores, ShareOf share_of) {
  std::vector<Cell> row{std::move(title)};
  double sum = 0;
  double count = 0;
  for (const hindcast::GrowthScore& score : scores.vintages) {
    const auto share = share_of(score);
    row.emplace_back(share ? Cell(100 * *share) : Cell());
    if (!share) continue;
    sum += 100 * *share;
    ++count;
  }
  row.emplace_back(count > 0 ? Cell(sum / count) : Cell());
  return row;
}

Sheet coverage_sheet(const GrowthHindcast& answer) {
  Sheet sheet;
  sheet.name = "coverage";
  sheet.title = {"Share of outcomes in 80 % bands, per cent", "80%区间覆盖率（%）"};
  sheet.columns = {text_column("rule", "rule and band", "规则与区间")};
  add_vintage_columns(sheet, answer, 1);
  sheet.columns.push_back(number_column("all", "all", "合计", 1));
  for (const RuleScores& scores : answer.rules)
    sheet.rows.push_back(coverage_row(title_of(scores.rule), scores,
                                      [](const auto& score) { return std::optional(score.covered); }));
  const RuleScores& chosen = scores_by(answer, GrowthRule::shrunk_share);
  sheet.rows.push_back(
      coverage_row({"share chosen: city part by root mean square", "选定比例：城市部分用均方根"}, chosen,
                   [](const auto& score) { return std::optional(score.covered_square); }));
  sheet.rows.push_back(coverage_row({"share chosen: city part from deciles", "选定比例：城市部分用十分位"},
                                    chosen,
                                    [](const auto& score) { return std::optional(score.covered_robust); }));
  sheet.rows.push_back(coverage_row({"share chosen: conformal by vintage", "选定比例：按时点的保形区间"},
                                    chosen, [](const auto& score) { return score.covered_conformal; }));
  sheet.notes.push_back(
      {"Conformal bands of 80 % need four past vintages, of 90 % nine, of 95 % nineteen: where there "
       "are fewer none is shown.",
       "80%保形区间至少需要4个历史时点，90%需9个，95%需19个；不足则不显示。"});
  return sheet;
}

Sheet comparison_sheet(const GrowthHindcast& answer, int horizon) {
  Sheet sheet;
  sheet.name = "comparison";
  sheet.title = {"Rules against the naive ones", "各规则与简单规则的比较"};
  sheet.columns = {
      text_column("rule", "rule", "规则"),
      text_column("reference", "against", "相对"),
      interval_column("skill", {"skill, 90 % over blocks", "技巧评分（分块90%区间）"}, Shown::fixed, 2),
      number_column("won", "vintages won", "胜出时点数", 0),
      number_column("vintages", "of", "共", 0),
      number_column("statistic", "Diebold-Mariano", "DM统计量", 2),
      number_column("chance", "chance if equal", "同等时概率", 3),
      text_column("verdict", "verdict", "判断")};
  for (const hindcast::RuleComparison& one : answer.comparisons) {
    const bool has_test = std::isfinite(one.test.statistic);
    sheet.rows.push_back(
        {title_of(one.rule), title_of(one.reference),
         Interval{one.skill.value, one.skill.low, one.skill.high}, static_cast<double>(one.won),
         static_cast<double>(answer.vintages.size()), has_test ? Cell(one.test.statistic) : Cell(),
         has_test ? Cell(one.test.chance) : Cell(),
         one.is_told_from_zero
             ? Title{one.skill.value > 0 ? "better" : "worse", one.skill.value > 0 ? "更好" : "更差"}
             : Title{"cannot be told from zero", "与零无法区分"}});
  }
  const Title blocks = vintages_in_words(horizon), years = years_in_words(horizon);
  sheet.notes.push_back(
      {fmt::format(
           "Better or worse is said only where the interval over blocks of {} leaves out zero and "
           "Diebold and Mariano's test, with the factor of Harvey, Leybourne and Newbold, has a chance "
           "below 0.05. With so few vintages, each forecasting the {} after it, that test has next to "
           "no power.",
           blocks.en, years.en),
       fmt::format("仅当{}分块区间不含零且DM检验（含HLN小样本修正）概率低于0.05时才判断优劣；时点少、预测其后"
                   "{}，检验效力很低。",
                   blocks.zh, years.zh)});
  return sheet;
}

Sheet choice_sheet(const GrowthHindcast& answer) {
  Sheet sheet;
  sheet.name = "chosen";
  sheet.title = {"What each vintage chose, on vintages whose outcome it knew",
                 "各时点根据已知结果选定的系数"};
  sheet.columns = {number_column("vintage", "vintage", "时点", 0)};
  for (const auto& [name, value] : coefficients_of(answer.fits.front()))
    sheet.columns.push_back(number_column(name, name, name, 3));
  for (const calibration::GrowthFit& fit : answer.fits) {
    std::vector<Cell> row{static_cast<double>(fit.vintage)};
    for (const auto& [name, value] : coefficients_of(fit))
      row.emplace_back(value);
    sheet.rows.push_back(std::move(row));
  }
  sheet.notes.push_back(
      {"Spreads in points a year, the common one widened by (k + 1)/k, k the episodes. The share is the mean "
       "over 0 to 1, alike beforehand, weighed by past vintages as k outcomes that do not overlap.",
       "离散度单位为百分点/年，共同部分按(k+1)/"
       "k放宽；比例为0至1上均匀先验的后验均值，历史时点按k个不重叠结果计权。"});
  return sheet;
}

Sheet move_sheet(const GrowthHindcast& answer, const hindcast::GrowthFile& file) {
  Sheet sheet;
  sheet.name = "moved_targets";
  sheet.title = {"Skill of the chosen rule with recalled national targets moved",
                 "回忆所得全国目标变动后的技巧评分"};
  sheet.columns = {
      text_column("year", "target of", "目标年份"), number_column("by", "moved by", "变动", 1, "points"),
      number_column("all", "all", "合计", 3), number_column("least", "least vintage", "最差时点", 3)};
  for (const hindcast::TargetMove& move : answer.moves)
    sheet.rows.push_back({move.year ? same(std::to_string(*move.year)) : Title{"all recalled", "全部回忆值"},
                          move.by, move.skill, move.least});
  sheet.notes.push_back(
      {fmt::format("Targets that no text was read for are moved by {} points, one at a time and together.",
                   file.move),
       fmt::format("未查到原文的目标逐一及同时变动{}个百分点。", file.move)});
  return sheet;
}

Sheet pit_sheet(const GrowthHindcast& answer) {
  Sheet sheet;
  sheet.name = "pit";
  sheet.title = {"Outcomes by tenth of the chosen rule's law, per cent (10 each where calibrated)",
                 "结果在选定规则分布十等分中的占比（%，校准时各为10）"};
  sheet.columns = {number_column("vintage", "vintage", "时点", 0)};
  for (int tenth = 1; tenth <= 10; ++tenth)
    sheet.columns.push_back(
        number_column("tenth_" + std::to_string(tenth), std::to_string(tenth), std::to_string(tenth), 0));
  const RuleScores& chosen = scores_by(answer, GrowthRule::shrunk_share);
  for (std::size_t i = 0; i < answer.vintages.size(); ++i) {
    std::vector<Cell> row{static_cast<double>(answer.vintages[i])};
    for (const double share : chosen.vintages[i].pit)
      row.emplace_back(100 * share);
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

}  // namespace

Sheet outside_view_sheet(const GrowthHindcast& answer, const hindcast::GrowthFile& file) {
  Sheet sheet;
  sheet.name = "outside_view";
  sheet.title = {"Share of all cities' windows with at least this growth of GDP a year",
                 "全部城市窗口中地区生产总值年均增速达到该值的比例"};
  const auto whole = [](const char* name) { return number_column(name, name, name, 0); };
  sheet.columns = {text_column("measure", "measure", "measure"),
                   number_column("growth", "growth", "growth", 1),
                   number_column("share", "share", "share", 4),
                   whole("windows"),
                   number_column("share_recent", "share_recent", "share_recent", 4),
                   whole("windows_recent"),
                   whole("window_years"),
                   whole("first_year"),
                   whole("recent_from"),
                   whole("last_year")};
  for (const hindcast::OutsideView& view : answer.outside)
    sheet.rows.push_back({same(name_of(view.measure)), view.growth, view.all.share(),
                          static_cast<double>(view.all.windows), view.recent.share(),
                          static_cast<double>(view.recent.windows), static_cast<double>(view.window_years),
                          static_cast<double>(view.first_year), static_cast<double>(file.recent_from),
                          static_cast<double>(view.last_year)});
  sheet.notes.push_back(
      {fmt::format("Growth in per cent; recent windows begin in {} or later.", file.recent_from),
       fmt::format("增速为百分数；近期窗口始于{}年及以后。", file.recent_from)});
  return sheet;
}

namespace {

std::vector<Section> growth_sections(const GrowthHindcast& answer, const hindcast::GrowthFile& file) {
  return {growth_headline(answer),
          Chapter{"skill-chapter", {"Is the rule better than naive ones?", "规则是否优于简单规则"}, {}},
          skill_by_vintage(answer),
          skill_sheet(answer, file.settings.horizon),
          skill_over_all(answer, file.settings.horizon),
          comparison_sheet(answer, file.settings.horizon),
          Chapter{"bands", {"Do its bands hold?", "区间是否可靠"}, {}},
          coverage_by_vintage(answer),
          coverage_sheet(answer),
          outcomes_by_tenth(answer),
          pit_sheet(answer),
          Chapter{"choices", {"What it chose, and on what that rests", "选定的系数及其依据"}, {}},
          choice_sheet(answer),
          move_sheet(answer, file),
          Chapter{"scores", {"Scores of all rules", "全部规则的评分"}, {}},
          crps_sheet(answer, false),
          crps_sheet(answer, true)};
}

}  // namespace

Document growth_document(const GrowthHindcast& answer, const hindcast::GrowthFile& file) {
  Document document;
  document.name = "hindcast";
  document.title = file.title.en.empty() ? same(file.name) : file.title;
  document.sections = growth_sections(answer, file);
  document.settings.push_back({"code", {"code", "程序版本"}, same(LEONTIDE_VERSION)});
  document.inputs = {{file.file, file.sha256}, {file.panel, answer.rule.panel_sha256}};
  document.digest = sha256(file.sha256 + answer.rule.panel_sha256 + LEONTIDE_VERSION);
  return document;
}

}  // namespace leontide::report
