#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/analyses/decision_sheets.hpp"
#include "report/estimate_columns.hpp"
#include "report/input_titles.hpp"

namespace leontide::report {

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
  if (rare.tally.completed() > 0 && !rare.agree) {
    const std::string& zh = in_language(rare.question.title, Language::zh);
    return {fmt::format("The chance that this is {} is not settled: {} % by subset simulation, {} % by "
                        "importance sampling: {}.",
                        rare.of_miss ? "missed" : "met", percent(rare.subset.value),
                        percent(rare.importance.estimate), rare.question.title.en),
            fmt::format("{}{}的概率尚无定论：子集模拟为{}%，重要性抽样为{}%。", zh,
                        rare.of_miss ? "落空" : "实现", percent(rare.subset.value),
                        percent(rare.importance.estimate))};
  }
  return say(rare.subset.value, rare.subset.low, rare.subset.high);
}

/// Of the chance itself: as wide as what is shown of it.
Sheet method_sheet(const analysis::RareChance& rare) {
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
  return sheet;
}

/// A method with its estimate, interval and trials.
template <class Trials>
std::vector<Cell> method_row(Title method, double value, double low, double high, Trials trials) {
  std::vector<Cell> row{std::move(method)};
  for (const double one : {value, low, high})
    row.push_back(number_cell(one));
  row.emplace_back(static_cast<double>(trials));
  return row;
}

/// Why the chance was counted instead.
Title why_counted(analysis::SubsetEnd end) {
  if (end == analysis::SubsetEnd::stalled)
    return {
        "a level of the descent gained nothing: most of its trials miss by the same margin (a step, a "
        "discrete input); the chance was counted in plain trials instead",
        "逐级下降无进展：多数模拟落空的幅度相同（阶跃或离散输入）；改为直接计数"};
  return {
      "the levels ran out before the event was reached: its chance is below about 1e-10, or it cannot "
      "happen in this model; what plain trials show stands above",
      "各级均未到达该事件：其概率低于约1e-10，或在本模型中不可能发生；上列为直接计数"};
}

/// What no method can see, where that is more than what they saw.
Title unmet_note(double chance) {
  return {
      fmt::format("ways that no draw met may add up to {} %: that is what the plain trials of both methods "
                  "alone bound (Clopper-Pearson of none); a way that takes several inputs far out at once "
                  "may stay unseen",
                  percent(chance)),
      fmt::format("未被任何抽样遇到的途径合计可能达到{}%：这是两种方法中普通模拟单独给出的上界"
                  "（零次命中的 Clopper-Pearson 界）；需多个输入同时极端的途径可能未被发现",
                  percent(chance))};
}

std::vector<Title> agreement_notes(const analysis::RareChance& rare) {
  return {
      rare.agree
          ? Title{"the two methods agree: their difference lies within its 95 % interval",
                  "两种方法一致：其差异在95%区间之内"}
          : Title{"the two methods disagree by more than their errors, or an interval of theirs spans a "
                  "factor of 100: one of them may have missed a way; raise --level-size and --trials until "
                  "they do not",
                  "两种方法的差异超出误差，或其区间上下限相差百倍以上：可能有一种方法遗漏了某种途径；请增大 "
                  "--level-size 与 --trials"},
      {fmt::format("{} levels at most; effective sample among the hits of importance sampling: {:.0f}",
                   rare.levels, rare.effective),
       fmt::format("至多{}级；重要性抽样命中中的有效样本：{:.0f}", rare.levels, rare.effective)}};
}

Sheet push_sheet(const analysis::RareChance& rare, const scenario::Reading& reading) {
  Sheet sheet;
  sheet.name = "pushes";
  sheet.title = {"What it takes", "发生条件"};
  sheet.columns = {number_column("way", "way", "途径", 0), text_column("input", "input", "输入"),
                   number_column("year", "year", "年份", 0),
                   number_column("shift", "shift in standard deviations", "偏移（标准差）", 2)};
  for (const analysis::Push& push : rare.pushes)
    sheet.rows.push_back({static_cast<double>(push.way), input_title(reading, push.label),
                          push.year > 0 ? Cell(static_cast<double>(push.year)) : Cell(), push.shift});
  sheet.notes.push_back(
      {fmt::format("the event comes about in {} separate way{}; mean of each input's normal score among its "
                   "trials; paths are pushed year by year",
                   rare.ways, rare.ways == 1 ? "" : "s"),
       fmt::format("事件有{}种相互独立的成因；表中为其模拟中各输入正态得分的均值；路径按年给出", rare.ways)});
  return sheet;
}

}  // namespace

std::vector<Sheet> rare_sheets(const analysis::RareChance& rare, const scenario::Reading& reading) {
  Sheet sheet = method_sheet(rare);
  if (rare.is_certain) {
    sheet.rows.push_back(
        method_row({"one trial", "单次模拟"}, rare.subset.value, rare.subset.low, rare.subset.high, 1));
    sheet.notes.push_back({"nothing is random in this model: all trials are alike, and the chance is exact",
                           "本模型没有随机因素：各次模拟相同，概率是精确的"});
    return {sheet};
  }
  if (rare.counted) {
    sheet.rows.push_back(method_row({"counted", "直接计数"}, rare.counted->estimate, rare.counted->low,
                                    rare.counted->high, rare.counted->draws));
    sheet.notes.push_back(why_counted(rare.end));
    return {sheet};
  }
  sheet.rows.push_back(method_row({"subset simulation", "子集模拟"}, rare.subset.value, rare.subset.low,
                                  rare.subset.high, rare.subset_trials));
  sheet.rows.push_back(method_row({"importance sampling", "重要性抽样"}, rare.importance.estimate,
                                  rare.importance.low, rare.importance.high, rare.importance_trials));
  sheet.notes = agreement_notes(rare);
  if (rare.unmet > rare.importance.estimate) sheet.notes.push_back(unmet_note(rare.unmet));
  return {sheet, push_sheet(rare, reading)};
}

}  // namespace leontide::report
