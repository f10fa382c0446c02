#include "report/forecasts/plan_sheets.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <iterator>
#include <set>

#include "base/sha256.hpp"
#include "report/forecasts/plan_figures.hpp"
#include "report/forecasts/plan_titles.hpp"
#include "report/rests_on.hpp"
#include "report/target_words.hpp"
#include "statistics/scores/bands.hpp"
#include "statistics/scores/comparison.hpp"

namespace leontide::report {

namespace {

using hindcast::PlanHindcast;
using hindcast::UnscoredRow;
using hindcast::VintageScore;

Title known_how(bool direct) {
  return direct ? Title{"direct", "直接公布"} : Title{"inferred", "推断"};
}

/// Identifiers come last: what has no room for all columns leaves them out first.
Title named(const Title& title, const std::string& id) {
  return title.en.empty() ? same(id) : title;
}

Cell optional_cell(const std::optional<double>& value) {
  return value ? Cell(*value) : Cell();
}

Cell skill_cell(const std::optional<statistics::Estimate>& skill) {
  return skill ? Cell(Interval{skill->value, skill->low, skill->high}) : Cell();
}

const Title skill_note{
    "The 90 % interval of a skill is from leaving out each row in turn (jackknife, Student); rows of one "
    "vintage "
    "share "
    "an economy, so the true error is larger. None is given for less than three rows.",
    "技巧评分的 90% 区间由逐行剔除（刀切法、t "
    "分布）得到；同一时点各行处于同一经济环境，实际误差更大；不足三行不给区间。"};

Sheet summary_sheet(const PlanHindcast& answer) {
  Sheet sheet;
  sheet.name = "summary";
  sheet.title = {"Chances by vintage, direct and inferred outcomes apart",
                 "各时点概率评分（直接公布与推断分列）"};
  sheet.columns = {text_column("vintage", "vintage", "时点"),
                   text_column("date", "date", "日期"),
                   text_column("how_known", "outcomes", "结果来源"),
                   number_column("rows", "rows", "行数", 0),
                   number_column("brier", "Brier", "Brier", 3),
                   text_column("reference", "best naive rates", "最佳基准率"),
                   number_column("reference_brier", "their Brier", "基准Brier", 3),
                   interval_column("skill", {"skill", "技巧评分"}, Shown::fixed, 2),
                   number_column("log", "log score", "对数评分", 3),
                   number_column("reliability", "reliability", "可靠性", 3),
                   number_column("resolution", "resolution", "分辨度", 3),
                   number_column("uncertainty", "uncertainty", "不确定性", 3)};
  for (const VintageScore& vintage : answer.vintages) {
    for (const bool direct : {true, false}) {
      const hindcast::ChanceSummary& one = direct ? vintage.direct : vintage.inferred;
      std::vector<Cell> row{same(vintage.name), same(vintage.date), known_how(direct),
                            static_cast<double>(one.rows)};
      if (one.rows == 0) {
        row.resize(sheet.columns.size());
      } else {
        row.insert(row.end(),
                   {one.brier, same(one.reference), optional_cell(one.reference_brier), skill_cell(one.skill),
                    std::isfinite(one.log) ? Cell(one.log) : Cell(Title{"infinite", "无穷大"}),
                    one.parts.reliability, one.parts.resolution, one.parts.uncertainty});
      }
      sheet.rows.push_back(std::move(row));
    }
  }
  // Two readings of one day are one vintage.
  std::set<std::string> days;
  for (const VintageScore& vintage : answer.vintages)
    days.insert(vintage.date);
  const std::size_t vintages = days.size();
  const std::size_t for_bands = statistics::vintages_needed(0.8);
  const std::string count = fmt::format("{} {}", vintages, vintages == 1 ? "vintage" : "vintages");
  sheet.notes.push_back(
      {fmt::format("{}: cases, no calibration. Bands by vintage need {} of them for 80 %, {} for 90 %, {} "
                   "for 95 %; neither "
                   "they nor a test of skill over vintages is shown of plans, whose rows differ.",
                   count, for_bands, statistics::vintages_needed(0.9), statistics::vintages_needed(0.95)),
       fmt::format("共{}个时点：仅为案例，不构成校准。按时点的80%区间需{}个时点，90%需{}个，95%需{}"
                   "个；各规划指标不同，不做跨时点检验。",
                   vintages, for_bands, statistics::vintages_needed(0.9),
                   statistics::vintages_needed(0.95))});
  sheet.notes.push_back(skill_note);
  sheet.notes.push_back({"Published outcomes are the good news: direct and inferred ones are never pooled.",
                         "已公布的结果多为好消息：直接公布与推断的结果不合并。"});
  return sheet;
}

Sheet value_sheet(const PlanHindcast& answer, const PlanTitles& titles) {
  Sheet sheet;
  sheet.name = "values";
  sheet.title = {"Figures that came, beside their forecasts", "实际数与预测"};
  sheet.columns = {text_column("vintage", "vintage", "时点"),
                   text_column("title", "figure", "数据"),
                   number_column("year", "year", "年份", 0),
                   text_column("how_known", "outcome", "结果来源"),
                   text_column("base", "base", "口径"),
                   column_of("outcome", {"came", "实际"}, Shown::by_size),
                   text_column("unit", "unit", "单位"),
                   column_of("p10", {"P10", "P10"}, Shown::by_size),
                   column_of("p50", {"P50", "P50"}, Shown::by_size),
                   column_of("p90", {"P90", "P90"}, Shown::by_size),
                   text_column("inside", "in 80 %", "在80%区间内"),
                   number_column("pit", "PIT", "PIT", 2),
                   column_of("crps", {"CRPS", "CRPS"}, Shown::by_size),
                   column_of("above_target", {"above target", "高于目标部分"}, Shown::by_size),
                   text_column("reference", "best naive", "最佳简单预测"),
                   column_of("reference_crps", {"its CRPS", "其CRPS"}, Shown::by_size),
                   number_column("skill", "skill", "技巧评分", 2),
                   text_column("rivals", "CRPS of others", "其他情景CRPS"),
                   text_column("id", "id", "编号")};
  for (const VintageScore& vintage : answer.vintages) {
    for (const hindcast::ValueCase& one : vintage.values)
      sheet.rows.push_back(
          {same(vintage.name), named(one.title, one.id), static_cast<double>(one.year),
           known_how(one.is_direct), same(one.base), one.outcome, unit_words(one.unit), one.p10, one.p50,
           one.p90, one.is_inside() ? Title{"yes", "是"} : Title{"no", "否"}, one.pit, one.crps,
           optional_cell(one.above_target), same(one.reference), optional_cell(one.reference_crps),
           one.reference_crps ? Cell(statistics::skill(one.crps, *one.reference_crps)) : Cell(),
           numbers_by_name(one.rivals, titles), same(one.id)});
  }
  return sheet;
}

Sheet chance_sheet(const PlanHindcast& answer, const PlanTitles& titles) {
  Sheet sheet;
  sheet.name = "chances";
  sheet.title = {"Targets whose fate is known, beside their chances", "已知结果的目标与其概率"};
  sheet.columns = {text_column("vintage", "vintage", "时点"),
                   text_column("title", "target", "目标"),
                   text_column("how_known", "outcome", "结果来源"),
                   number_column("happened", "met", "达成", 2),
                   column_of("chance", {"chance", "概率"}, Shown::share, 1, "%"),
                   number_column("brier", "Brier", "Brier", 3),
                   text_column("rates", "naive chances", "基准率"),
                   text_column("rivals", "of other scenarios", "其他情景"),
                   text_column("id", "id", "编号")};
  for (const VintageScore& vintage : answer.vintages) {
    for (const hindcast::ChanceCase& one : vintage.chances)
      sheet.rows.push_back(
          {same(vintage.name), named(one.title, one.id), known_how(one.is_direct), one.happened,
           100 * one.chance, (one.chance - one.happened) * (one.chance - one.happened),
           numbers_by_name(one.rates, titles), numbers_by_name(one.rivals, titles), same(one.id)});
  }
  return sheet;
}

Title why_unscored(UnscoredRow::Why why) {
  switch (why) {
    case UnscoredRow::Why::known_before: return {"known at the vintage: no forecast", "时点前已知，不是预测"};
    case UnscoredRow::Why::not_assessed: return {"a target that is not assessed", "未评估的目标"};
    case UnscoredRow::Why::beyond_years: return {"a year that the model does not reach", "超出模型年份"};
    case UnscoredRow::Why::other_year: return {"another year than the target's", "年份与目标不符"};
    case UnscoredRow::Why::other_base: return {"another statistical base", "统计口径不同"};
    case UnscoredRow::Why::other_unit: return {"another unit than the model's", "单位与模型不符"};
    case UnscoredRow::Why::unknown: break;
  }
  return {"neither target nor indicator of this plan", "既非目标也非指标"};
}

Sheet unscored_sheet(const PlanHindcast& answer) {
  Sheet sheet;
  sheet.name = "not_scored";
  const std::size_t rows = answer.unscored.size();
  sheet.title = {fmt::format("{} rows of outcomes that no vintage scores", rows),
                 fmt::format("未评分的{}行结果", rows)};
  sheet.columns = {text_column("id", "id", "编号"), number_column("year", "year", "年份", 0),
                   text_column("why", "why", "原因")};
  for (const UnscoredRow& row : answer.unscored)
    sheet.rows.push_back(
        {same(row.id), row.year ? Cell(static_cast<double>(*row.year)) : Cell(), why_unscored(row.why)});
  return sheet;
}

Sheet by_id_sheet(const PlanHindcast& answer) {
  Sheet sheet;
  sheet.name = "by_indicator";
  sheet.title = {"Figures over their years", "按指标汇总"};
  sheet.columns = {text_column("vintage", "vintage", "时点"),
                   text_column("title", "figure", "数据"),
                   number_column("years", "years", "年数", 0),
                   number_column("inside", "in 80 %", "在80%区间内", 0),
                   column_of("crps", {"mean CRPS", "平均CRPS"}, Shown::by_size),
                   text_column("reference", "best naive", "最佳简单预测"),
                   column_of("reference_crps", {"its mean CRPS", "其平均CRPS"}, Shown::by_size),
                   interval_column("skill", {"skill", "技巧评分"}, Shown::fixed, 2),
                   text_column("id", "id", "编号")};
  for (const VintageScore& vintage : answer.vintages) {
    for (const hindcast::IdSummary& one : summarise_values(vintage.values))
      sheet.rows.push_back({same(vintage.name), named(one.title, one.id), static_cast<double>(one.years),
                            static_cast<double>(one.inside), one.crps, same(one.reference),
                            optional_cell(one.reference_crps), skill_cell(one.skill), same(one.id)});
  }
  sheet.notes.push_back(skill_note);
  return sheet;
}

/// How many of the figures that came lay in their bands, by vintage.
Sheet band_sheet(const PlanHindcast& answer) {
  Sheet sheet;
  sheet.name = "bands";
  sheet.title = {"Figures that came, in 80 % bands", "实际数落入80%区间的情况"};
  sheet.columns = {
      text_column("vintage", "vintage", "时点"), number_column("figures", "figures", "数据个数", 0),
      number_column("inside", "in 80 %", "在80%区间内", 0), number_column("share", "share", "占比", 0, "%")};
  for (const VintageScore& vintage : answer.vintages) {
    if (vintage.values.empty()) continue;
    const auto inside = static_cast<double>(std::count_if(vintage.values.begin(), vintage.values.end(),
                                                          [](const auto& one) { return one.is_inside(); }));
    const auto figures = static_cast<double>(vintage.values.size());
    sheet.rows.push_back({same(vintage.name), figures, inside, 100 * inside / figures});
  }
  return sheet;
}

std::vector<Section> plan_sections(const PlanHindcast& answer, const PlanTitles& titles) {
  std::vector<Section> sections{plan_headline(answer)};
  const auto chapter = [&](const char* name, Title title, std::vector<Section> parts) {
    sections.emplace_back(Chapter{name, std::move(title), {}});
    sections.insert(sections.end(), std::make_move_iterator(parts.begin()),
                    std::make_move_iterator(parts.end()));
  };
  const auto with = [](std::optional<Figure> figure, std::vector<Section> sheets) {
    if (figure) sheets.insert(sheets.begin(), std::move(*figure));
    return sheets;
  };
  chapter("skill", {"Were the chances better than naive ones?", "概率是否优于简单基准"},
          with(skill_figure(answer), {summary_sheet(answer)}));
  chapter("targets", {"Targets whose fate is known", "结果已知的目标"},
          with(chance_outcomes(answer), {chance_sheet(answer, titles)}));
  std::vector<Section> figures = with(forecast_paths(answer), {by_id_sheet(answer)});
  for (Section& part : with(outcome_places(answer), {value_sheet(answer, titles)}))
    figures.push_back(std::move(part));
  for (Section& part : with(bands_figure(answer), {band_sheet(answer)}))
    figures.push_back(std::move(part));
  chapter("figures", {"Forecast and outcome", "预测与实际"}, std::move(figures));
  chapter("left-out", {"What was not scored", "未评分的结果"}, {unscored_sheet(answer)});
  return sections;
}

}  // namespace

Document plan_hindcast_document(const PlanHindcast& answer, const hindcast::PlanFile& file) {
  Document document;
  document.name = "hindcast";
  document.title = file.title.en.empty() ? same(file.name) : file.title;
  document.sections = plan_sections(answer, file.titles);
  std::string rests_on = LEONTIDE_VERSION;
  for (const auto& [path, hash] : answer.inputs) {
    document.inputs.push_back({path, hash});
    rests_on += hash;
  }
  for (const VintageScore& vintage : answer.vintages) {
    std::uint64_t completed = vintage.trials;
    for (const auto& failed : vintage.failures)
      completed -= failed.trials;
    document.standing.push_back(
        {vintage.name, "", vintage.trials, completed, failed_of(vintage.failures), {}});
  }
  call_by_title(document, file.titles);
  document.settings.push_back({"code", {"code", "程序版本"}, same(LEONTIDE_VERSION)});
  document.digest = sha256(rests_on);
  return document;
}

}  // namespace leontide::report
