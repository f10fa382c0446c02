#include <cmath>
#include <fmt/format.h>

#include "report/analyses/decision_sheets.hpp"
#include "report/estimate_columns.hpp"
#include "report/target_words.hpp"
#include "report/write/chance_text.hpp"

namespace leontide::report {

namespace {

Sheet known_figures(const analysis::Revision& revision) {
  Sheet sheet;
  sheet.name = "figures";
  sheet.title = {"Figures that are known, beside what had been expected", "已知数据与事前预期"};
  sheet.columns = {text_column("indicator", "indicator", "指标"),
                   number_column("year", "year", "年份", 0),
                   number_column("value", "figure", "数据", 4),
                   number_column("sd", "its error", "误差", 4),
                   text_column("unit", "unit", "单位"),
                   number_column("p10", "expected P10", "预期P10", 3),
                   number_column("p50", "P50", "P50", 3),
                   number_column("p90", "P90", "P90", 3),
                   number_column("share_below", "trials below", "低于该值", 1, "%"),
                   number_column("tail", "chance as far out", "同等偏离概率", 3, "%"),
                   number_column("tail_given", "given those above", "在以上数据条件下", 3, "%"),
                   number_column("tail_of_density", "as unlikely", "同等罕见概率", 3, "%"),
                   text_column("verdict", "", "")};
  for (const analysis::FigureCheck& check : revision.figures) {
    std::vector<Cell> row{check.title.en.empty() ? same(check.figure.indicator) : check.title,
                          static_cast<double>(check.figure.year), check.figure.value, check.figure.sd,
                          unit_words(check.unit)};
    for (const double value : {check.p10, check.p50, check.p90, 100 * check.share_below, 100 * check.tail,
                               100 * check.tail_given, 100 * check.tail_of_density})
      row.push_back(number_cell(value));
    row.emplace_back(check.contradicts ? Title{"contradicts the model", "与模型矛盾"} : Title{});
    sheet.rows.push_back(std::move(row));
  }
  sheet.notes.push_back(
      {fmt::format(
           "chance as far out: that the model and the figure's own error together give a value as far "
           "from the middle, on either side; as unlikely: that they give one where trials are as sparse; a "
           "figure contradicts the model below {:g} %, or where no trial comes within {:.1f} of its errors",
           100 * analysis::least_tail, analysis::farthest_nearest()),
       fmt::format("同等偏离概率：模型与数据自身误差合计偏离中心同样远（双侧）的概率；同等罕见概率："
                   "落在模拟同样稀疏之处的概率；低于{:g}%，或没有模拟落在其{:.1f}倍误差之内，即与模型矛盾",
                   100 * analysis::least_tail, analysis::farthest_nearest())});
  return sheet;
}

Sheet revision_sample(const analysis::Revision& revision) {
  Sheet sheet;
  sheet.name = "sample";
  sheet.title = {"What the revision rests on", "修正所依据的样本"};
  sheet.columns = {number_column("trials", "trials", "模拟次数", 0),
                   number_column("effective", "effective sample", "有效样本", 0),
                   number_column("run", "trials run in all", "共运行模拟", 0)};
  sheet.rows.push_back(
      {static_cast<double>(revision.trials), revision.effective, static_cast<double>(revision.evaluations)});
  sheet.notes.push_back(
      {fmt::format("effective sample size after all figures: {:.0f} of {} trials, of the target whose value "
                   "is known least well",
                   revision.effective, revision.trials),
       fmt::format("纳入全部数据后的有效样本：{}次模拟中的{:.0f}（取各目标中最小者）", revision.trials,
                   revision.effective)});

  if (const double least = analysis::least_effective(revision.trials); revision.effective < least) {
    sheet.notes.push_back(
        {fmt::format(
             "that is below {:.0f}: the chances after the figures are rough, and the trials may not have "
             "moved between all the ways in which the figures come about; run more trials",
             least),
         fmt::format("低于{:.0f}：修正后的概率较粗略，模拟未必遍及产生这些数据的各种途径；请增加模拟次数",
                     least)});
  }
  return sheet;
}

/// The chance that the figures moved most, beyond the error of both estimates.
Title most_revised(const analysis::Revision& revision) {
  const analysis::RevisedQuestion* most = nullptr;
  double largest = 0;
  for (const analysis::RevisedQuestion& one : revision.questions) {
    const double change = one.after.value - one.before.value;
    // Of each, the side of its interval that looks at the other.
    const bool is_up = change > 0;
    const double before = is_up ? one.before.high - one.before.value : one.before.value - one.before.low;
    const double after = is_up ? one.after.value - one.after.low : one.after.high - one.after.value;
    const bool is_told = std::fabs(change) > std::hypot(before, after);
    if (!is_told || std::fabs(change) <= largest) continue;
    largest = std::fabs(change);
    most = &one;
  }
  if (most == nullptr) return {"No chance moved beyond its error.", "没有概率的变动超出其误差。"};
  const auto chance = [](const statistics::Estimate& one, Language language) {
    return chance_text(one.value, one.low, one.high, language, 1);
  };
  return {fmt::format("Revised most: {}, {} where it was {}.", most->question.title.en,
                      chance(most->after, Language::en), chance(most->before, Language::en)),
          fmt::format("修正最大的是：{}，由 {} 修正为 {}。", in_language(most->question.title, Language::zh),
                      chance(most->before, Language::zh), chance(most->after, Language::zh))};
}

Sheet revised_chances(const analysis::Revision& revision) {
  Sheet sheet;
  sheet.name = "chances";
  sheet.title = {"Chances before and after the figures", "修正前后的实现概率"};
  sheet.columns = {text_column("target", "target", "目标")};
  add_percent_columns(sheet.columns, "before", "before", "修正前");
  add_percent_columns(sheet.columns, "after", "after", "修正后");
  for (const analysis::RevisedQuestion& revised : revision.questions) {
    std::vector<Cell> row{revised.question.title};
    add_percent(row, revised.before);
    add_percent(row, revised.after);
    sheet.rows.push_back(std::move(row));
  }
  sheet.sentence = most_revised(revision);
  sheet.notes.push_back(
      {"sequential Monte Carlo by tempering with Crank-Nicolson moves; 95 % intervals from 16 islands that "
       "share no draw",
       "序贯蒙特卡洛（逐步引入数据，Crank-Nicolson 移动）；95%区间由16组互不相关的样本得出"});
  return sheet;
}

Sheet revised_indicators(const analysis::Revision& revision) {
  Sheet sheet;
  sheet.name = "indicators";
  sheet.title = {"Indicators in the last year, before and after", "末年指标修正前后"};
  sheet.columns = {text_column("indicator", "indicator", "指标"), text_column("unit", "unit", "单位"),
                   number_column("year", "year", "年份", 0)};
  for (const char* when : {"before", "after"}) {
    const bool is_before = std::string(when) == "before";
    for (const char* share : {"P10", "P50", "P90"})
      sheet.columns.push_back(number_column(std::string(when) + "_" + share, std::string(when) + " " + share,
                                            (is_before ? "修正前" : "修正后") + std::string(share), 3));
  }
  for (const analysis::RevisedIndicator& revised : revision.indicators) {
    std::vector<Cell> row{revised.title.en.empty() ? same(revised.name) : revised.title,
                          unit_words(revised.unit), static_cast<double>(revised.year)};
    for (const double value : revised.before)
      row.push_back(number_cell(value));
    for (const double value : revised.after)
      row.push_back(number_cell(value));
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

}  // namespace

std::vector<Sheet> observe_sheets(const analysis::Revision& revision) {
  if (revision.end != analysis::RevisionEnd::revised) return {known_figures(revision)};
  return {known_figures(revision), revision_sample(revision), revised_chances(revision),
          revised_indicators(revision)};
}

}  // namespace leontide::report
