#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/analyses/decision_sheets.hpp"
#include "report/estimate_columns.hpp"
#include "report/input_titles.hpp"

namespace leontide::report {

std::vector<Sheet> observe_sheets(const analysis::Revision& revision) {
  Sheet figures;
  figures.name = "figures";
  figures.title = {"Figures that are known, beside what had been expected", "已知数据与事前预期"};
  figures.columns = {text_column("indicator", "indicator", "指标"),
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
                     text_column("verdict", "", "")};
  for (const analysis::FigureCheck& check : revision.figures) {
    std::vector<Cell> row{same(check.figure.indicator), static_cast<double>(check.figure.year),
                          check.figure.value, check.figure.sd, same(check.unit)};
    for (const double value :
         {check.p10, check.p50, check.p90, 100 * check.share_below, 100 * check.tail, 100 * check.tail_given})
      row.push_back(number_cell(value));
    row.emplace_back(check.contradicts ? Title{"contradicts the model", "与模型矛盾"} : Title{});
    figures.rows.push_back(std::move(row));
  }
  figures.notes.push_back(
      {fmt::format(
           "chance as far out: that the model and the figure's own error together give a value as far "
           "from the middle, on either side; a figure contradicts the model below {:g} %",
           100 * analysis::least_tail),
       fmt::format("同等偏离概率：模型与数据自身误差合计偏离中心同样远（双侧）的概率；低于{:g}%即与模型矛盾",
                   100 * analysis::least_tail)});
  if (revision.end != analysis::RevisionEnd::revised) return {figures};

  Sheet sample;
  sample.name = "sample";
  sample.title = {"What the revision rests on", "修正所依据的样本"};
  sample.columns = {number_column("trials", "trials", "模拟次数", 0),
                    number_column("effective", "effective sample", "有效样本", 0),
                    number_column("run", "trials run in all", "共运行模拟", 0)};
  sample.rows.push_back(
      {static_cast<double>(revision.trials), revision.effective, static_cast<double>(revision.evaluations)});
  sample.notes.push_back(
      {fmt::format("effective sample size after all figures: {:.0f} of {} trials, of the target whose value "
                   "is known least well",
                   revision.effective, revision.trials),
       fmt::format("纳入全部数据后的有效样本：{}次模拟中的{:.0f}（取各目标中最小者）", revision.trials,
                   revision.effective)});

  if (const double least = analysis::least_effective(revision.trials); revision.effective < least) {
    sample.notes.push_back(
        {fmt::format(
             "that is below {:.0f}: the chances after the figures are rough, and the trials may not have "
             "moved between all the ways in which the figures come about; run more trials",
             least),
         fmt::format("低于{:.0f}：修正后的概率较粗略，模拟未必遍及产生这些数据的各种途径；请增加模拟次数",
                     least)});
  }

  Sheet chances;
  chances.name = "chances";
  chances.title = {"Chances before and after the figures", "修正前后的实现概率"};
  chances.columns = {text_column("target", "target", "目标")};
  add_percent_columns(chances.columns, "before", "before", "修正前");
  add_percent_columns(chances.columns, "after", "after", "修正后");
  for (const analysis::RevisedQuestion& revised : revision.questions) {
    std::vector<Cell> row{revised.question.title};
    add_percent(row, revised.before);
    add_percent(row, revised.after);
    chances.rows.push_back(std::move(row));
  }
  chances.notes.push_back(
      {"sequential Monte Carlo by tempering with Crank-Nicolson moves; 95 % intervals from 16 islands that "
       "share no draw",
       "序贯蒙特卡洛（逐步引入数据，Crank-Nicolson 移动）；95%区间由16组互不相关的样本得出"});

  Sheet indicators;
  indicators.name = "indicators";
  indicators.title = {"Indicators in the last year, before and after", "末年指标修正前后"};
  indicators.columns = {text_column("indicator", "indicator", "指标"), text_column("unit", "unit", "单位"),
                        number_column("year", "year", "年份", 0)};
  for (const char* when : {"before", "after"}) {
    const bool is_before = std::string(when) == "before";
    for (const char* share : {"P10", "P50", "P90"})
      indicators.columns.push_back(number_column(std::string(when) + "_" + share,
                                                 std::string(when) + " " + share,
                                                 (is_before ? "修正前" : "修正后") + std::string(share), 3));
  }
  for (const analysis::RevisedIndicator& revised : revision.indicators) {
    std::vector<Cell> row{revised.title.en.empty() ? same(revised.name) : revised.title, same(revised.unit),
                          static_cast<double>(revised.year)};
    for (const double value : revised.before)
      row.push_back(number_cell(value));
    for (const double value : revised.after)
      row.push_back(number_cell(value));
    indicators.rows.push_back(std::move(row));
  }
  return {figures, sample, chances, indicators};
}

namespace {

/// In percent, with three digits of what is left to the nearer end.
std::string percent(double chance) {
  const double rest = 100 * std::min(chance, 1 - chance);
  if (chance <= 0.5 || !(rest > 0)) return fmt::format("{:.3g}", 100 * chance);
  return print_fixed(100 * chance, std::max(0, 2 - static_cast<int>(std::floor(std::log10(rest)))));
}

/// By count where it was counted, else by the descent.
Title rare_sentence(const analysis::RareChance& rare) {
  const auto say = [&](double value, double low, double high) -> Title {
    const std::string& zh = in_language(rare.question.title, Language::zh);
    return {fmt::format("The chance that this is {}: {} % ({} to {} %): {}.", rare.of_miss ? "missed" : "met",
                        percent(value), percent(low), percent(high), rare.question.title.en),
            fmt::format("{}{}的概率为 {}%（{} 至 {}%）。", zh, rare.of_miss ? "落空" : "实现", percent(value),
                        percent(low), percent(high))};
  };
  if (rare.counted) return say(rare.counted->estimate, rare.counted->low, rare.counted->high);
  return say(rare.subset.value, rare.subset.low, rare.subset.high);
}

}  // namespace

std::vector<Sheet> rare_sheets(const analysis::RareChance& rare, const scenario::Reading& reading) {
  Sheet sheet;
  sheet.name = "rare";
  sheet.title = rare.of_miss
                    ? of_question(rare.question.title, "The small chance to miss: ", "落空的小概率：")
                    : of_question(rare.question.title, "The small chance to meet: ", "实现的小概率：");
  sheet.sentence = rare_sentence(rare);
  sheet.columns = {text_column("method", "method", "方法")};
  add_estimate_columns(sheet.columns, "chance", "chance", "概率", 5);
  // Digits after the point say nothing of a chance far below them.
  if (const double value = rare.counted ? rare.counted->estimate : rare.subset.value; value < 1e-3) {
    for (std::size_t k = sheet.columns.size() - 3; k < sheet.columns.size(); ++k) {
      sheet.columns[k].shown = Shown::scientific;
      sheet.columns[k].digits = 2;
    }
  }
  sheet.columns.push_back(number_column("trials", "trials", "模拟次数", 0));
  std::vector<Cell> row{Title{"subset simulation", "子集模拟"}};
  add_estimate(row, rare.subset);
  row.emplace_back(static_cast<double>(rare.subset_trials));
  sheet.rows.push_back(std::move(row));
  if (rare.counted) {
    std::vector<Cell> counted{Title{"counted", "直接计数"}};
    for (const double value : {rare.counted->estimate, rare.counted->low, rare.counted->high})
      counted.push_back(number_cell(value));
    counted.emplace_back(static_cast<double>(rare.counted->draws));
    sheet.rows.back() = std::move(counted);
    sheet.notes.push_back(
        rare.end == analysis::SubsetEnd::stalled
            ? Title{"a level of the descent gained nothing: most of its trials miss by the same margin (a "
                    "step, a "
                    "discrete input); the chance was counted in plain trials instead",
                    "逐级下降无进展：多数模拟落空的幅度相同（阶跃或离散输入）；改为直接计数"}
            : Title{"the levels ran out before the event was reached: its chance is below about 1e-10, or it "
                    "cannot happen in this model; what plain trials show stands above",
                    "各级均未到达该事件：其概率低于约1e-10，或在本模型中不可能发生；上列为直接计数"});
    return {sheet};
  }
  std::vector<Cell> second{Title{"importance sampling", "重要性抽样"}};
  for (const double value : {rare.importance.estimate, rare.importance.low, rare.importance.high})
    second.push_back(number_cell(value));
  second.emplace_back(static_cast<double>(rare.importance_trials));
  sheet.rows.push_back(std::move(second));
  sheet.notes.push_back(
      rare.agree
          ? Title{"the two methods agree: their difference lies within its 95 % interval",
                  "两种方法一致：其差异在95%区间之内"}
          : Title{"the two methods disagree by more than their errors: raise --level-size and --trials until "
                  "they do not",
                  "两种方法的差异超出误差：请增大 --level-size 与 --trials"});
  sheet.notes.push_back(
      {fmt::format("{} levels at most; effective sample among the hits of importance sampling: {:.0f}",
                   rare.levels, rare.effective),
       fmt::format("至多{}级；重要性抽样命中中的有效样本：{:.0f}", rare.levels, rare.effective)});
  Sheet pushes;
  pushes.name = "pushes";
  pushes.title = {"What it takes", "发生条件"};
  pushes.columns = {number_column("way", "way", "途径", 0), text_column("input", "input", "输入"),
                    number_column("year", "year", "年份", 0),
                    number_column("shift", "shift in standard deviations", "偏移（标准差）", 2)};
  for (const analysis::Push& push : rare.pushes)
    pushes.rows.push_back({static_cast<double>(push.way), input_title(reading, push.label),
                           push.year > 0 ? Cell(static_cast<double>(push.year)) : Cell(), push.shift});
  pushes.notes.push_back(
      {fmt::format("the event comes about in {} separate way{}; mean of each input's normal score among its "
                   "trials; paths are pushed year by year",
                   rare.ways, rare.ways == 1 ? "" : "s"),
       fmt::format("事件有{}种相互独立的成因；表中为其模拟中各输入正态得分的均值；路径按年给出", rare.ways)});
  return {sheet, pushes};
}

}  // namespace leontide::report
