#include "report/analyses/compare_sheets.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

#include "base/numbers.hpp"
#include "report/estimate_columns.hpp"
#include "report/target_words.hpp"
#include "report/write/chance_text.hpp"
#include "report/write/sheet_columns.hpp"

namespace leontide::report {

namespace {

using analysis::PairedAnswer;

std::string name_of(const std::string& what, const std::string& reading, std::size_t number) {
  std::string name = what;
  if (!reading.empty()) name += "-" + reading;
  if (number > 0) name += fmt::format("-{}", number + 1);
  return name;
}

/// The reading; empty where the plan has but one.
Title reading_of(const analysis::ReadingComparison& comparison) {
  return comparison.reading.empty() ? Title{} : short_title(comparison.title, comparison.reading);
}

/// The same as a title ends with it.
Title behind(const Title& reading) {
  if (reading.en.empty()) return {};
  return {" — " + reading.en, "（" + in_language(reading, Language::zh) + "）"};
}

bool holds_zero(const statistics::Estimate& estimate) {
  return !(estimate.low > 0) && !(estimate.high < 0);
}

/// A sheet of one scenario beside the first, without columns. `title` has places for the one, the first and
/// the reading.
Sheet begun(const analysis::ReadingComparison& comparison, std::size_t other, const std::vector<Title>& names,
            const char* what, const Title& title) {
  Sheet sheet;
  sheet.name = name_of(what, comparison.reading, other);
  const Title of = reading_of(comparison), reading = behind(of);
  const Title &first = names[0], &second = names[other + 1];
  sheet.about = of;
  if (names.size() > 2)
    sheet.about = of.en.empty() ? second
                                : Title{second.en + ", " + of.en, in_language(second, Language::zh) + "，" +
                                                                      in_language(of, Language::zh)};
  sheet.title = {fmt::format(fmt::runtime(title.en), second.en, first.en, reading.en),
                 fmt::format(fmt::runtime(title.zh), in_language(second, Language::zh),
                             in_language(first, Language::zh), reading.zh)};
  return sheet;
}

/// The change that is largest, of those that are told from nothing.
Title most_changed(const Sheet& sheet, const std::vector<PairedAnswer>& answers) {
  const PairedAnswer* most = nullptr;
  for (std::size_t a = 0; a < answers.size(); ++a) {
    const double size = std::fabs(answers[a].difference.value);
    if (!sheet.is_noise(a) && size > (most == nullptr ? 0 : std::fabs(most->difference.value)))
      most = &answers[a];
  }
  const bool is_one = sheet.about.en.empty();
  const std::string en = is_one ? "" : " (" + sheet.about.en + ")";
  const std::string zh = is_one ? "" : "（" + in_language(sheet.about, Language::zh) + "）";
  if (most == nullptr)
    return {fmt::format("No chance can be told from unchanged{}.", en),
            fmt::format("没有概率可与不变相区分{}。", zh)};
  const double change = 100 * most->difference.value;
  const std::string points = (change > 0 ? "+" : "") + print_fixed(change, std::fabs(change) < 1 ? 2 : 1);
  const auto chance = [](const statistics::Proportion& one, Language language) {
    return chance_text(one, language, 1);
  };
  return {fmt::format("What changes most{}: {}, from {} to {} ({} points).", en, most->question.title.en,
                      chance(most->first, Language::en), chance(most->second, Language::en), points),
          fmt::format("变化最大的是{}：{}，由 {} 至 {}（{} 个百分点）。", zh,
                      in_language(most->question.title, Language::zh), chance(most->first, Language::zh),
                      chance(most->second, Language::zh), points)};
}

Sheet chance_sheet(const analysis::ReadingComparison& comparison, std::size_t other,
                   const std::vector<Title>& names) {
  Sheet sheet =
      begun(comparison, other, names, "chances", {"{} against {}: chances{}", "“{}”与“{}”相比：实现概率{}"});
  sheet.columns = {text_column("target", "target", "目标"),
                   column_of("first", names[0], Shown::fixed, 2, "%"),
                   column_of("second", names[other + 1], Shown::fixed, 2, "%")};
  sheet.columns[1].is_chance = sheet.columns[2].is_chance = true;
  add_percent_columns(sheet.columns, "difference", "change", "变化");
  count_in_points(sheet.columns, "difference");
  const auto cell = [&](const char* name, const char* en, const char* zh) {
    sheet.columns.push_back(number_column(name, en, zh, 0));
  };
  cell("both", "both meet", "均实现");
  cell("only_first", "first only", "仅前者");
  cell("only_second", "second only", "仅后者");
  cell("neither", "neither", "均未实现");
  sheet.columns.push_back(number_column("mcnemar_mid_p", "McNemar mid-p", "McNemar中点p值", 4));
  sheet.columns.push_back(number_column("variance_saved", "variance saved", "方差缩减倍数", 1));
  for (const PairedAnswer& answer : comparison.answers[other]) {
    std::vector<Cell> row{answer.question.title, number_cell(100 * answer.first.estimate),
                          number_cell(100 * answer.second.estimate)};
    add_percent(row, answer.difference);
    for (const std::uint64_t count :
         {answer.cells.both, answer.cells.only_first, answer.cells.only_second, answer.cells.neither})
      row.emplace_back(static_cast<double>(count));
    row.emplace_back(answer.test.mid_p);
    row.push_back(number_cell(answer.variance_saved));
    sheet.noise.push_back(holds_zero(answer.difference));
    sheet.rows.push_back(std::move(row));
  }
  sheet.sentence = most_changed(sheet, comparison.answers[other]);
  const auto method = comparison.answers[other].front().difference.method;
  const std::string level = level_text(comparison.answers[other].front().difference.level);
  const std::uint64_t completed = comparison.answers[other].front().cells.draws();
  sheet.notes.push_back(
      {fmt::format(
           "{} trials on common random numbers, {} of which completed under both; change in points with its "
           "{} % interval ({})",
           comparison.trials, completed, level, method_title(method).en),
       fmt::format("{}次模拟，使用共同随机数，其中{}次在两种情景下均完成；变化为百分点及其{}%区间（{}）",
                   comparison.trials, completed, level, method_title(method).zh)});
  sheet.notes.push_back(
      {"variance saved: how many times more trials separate draws would need for the same interval",
       "方差缩减倍数：若分别抽样，达到同样区间所需的模拟次数倍数"});
  return sheet;
}

Sheet value_sheet(const analysis::ReadingComparison& comparison, std::size_t other,
                  const std::vector<Title>& names) {
  Sheet sheet = begun(comparison, other, names, "values", {"{} less {}: values{}", "“{}”减“{}”：数值{}"});
  sheet.columns = {text_column("target", "target", "目标"),
                   number_column("mean", "mean change", "平均变化", 4),
                   number_column("error", "its error", "标准误", 4),
                   number_column("sd", "spread of change", "变化的标准差", 4),
                   number_column("p10", "change of P10", "P10变化", 3),
                   number_column("p50", "change of P50", "P50变化", 3),
                   number_column("p90", "change of P90", "P90变化", 3)};
  for (const PairedAnswer& answer : comparison.answers[other]) {
    if (!answer.question.condition) continue;
    const auto& moments = answer.value_difference;
    std::vector<Cell> row{answer.question.title, number_cell(moments.mean), number_cell(answer.value_error),
                          number_cell(moments.sd())};
    for (const double change : answer.quantile_differences)
      row.push_back(number_cell(change));
    row.resize(sheet.columns.size());
    sheet.rows.push_back(std::move(row));
  }
  sheet.notes.push_back(
      {"in each target's unit; the change is taken trial by trial, then averaged; quantiles are of "
       "each scenario's own values, each exact to 0.004 of their spread",
       "按各目标单位；先逐次求差再平均；分位数为各情景自身数值之差，各精确至其离散程度的0.004"});
  return sheet;
}

/// A sheet with a row a lever, those first that add most by `estimates`; `fill` adds what follows the lever.
template <class Fill>
Sheet sheet_of_levers(const analysis::Attribution& attribution, const analysis::Question& question,
                      const char* name, const Title& title, std::vector<SheetColumn> columns,
                      const std::vector<statistics::Estimate>& estimates, const Fill& fill) {
  Sheet sheet;
  sheet.name = name + question.id;
  sheet.title = {title.en + ": " + question.title.en,
                 title.zh + "：" + in_language(question.title, Language::zh)};
  sheet.columns = std::move(columns);
  sheet.columns.insert(sheet.columns.begin(), text_column("lever", "lever", "措施"));
  std::vector<std::size_t> order(estimates.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::fabs(estimates[a].value) > std::fabs(estimates[b].value);
  });
  for (const std::size_t i : order) {
    std::vector<Cell> row{title_or_name(attribution.lever_titles[i], attribution.levers[i])};
    fill(row, i);
    sheet.noise.push_back(holds_zero(estimates[i]));
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

/// What levers add to the mean of what is compared. A sheet of its own: a lever may move it and no chance.
Sheet lever_value_sheet(const analysis::Attribution& attribution, const analysis::LeverShares& shares) {
  std::vector<SheetColumn> columns;
  add_estimate_columns(columns, "value", "mean value", "均值贡献", 4);
  return sheet_of_levers(attribution, shares.question, "values-",
                         {"What each lever adds to the mean value", "各项措施对均值的贡献"},
                         std::move(columns), shares.value,
                         [&](std::vector<Cell>& row, std::size_t i) { add_estimate(row, shares.value[i]); });
}

/// What levers add to a chance.
Sheet lever_sheet(const analysis::Attribution& attribution, const analysis::LeverShares& shares) {
  std::vector<SheetColumn> columns;
  add_percent_columns(columns, "chance", "chance", "概率贡献");
  count_in_points(columns, "chance");
  columns.push_back(number_column("alone", "alone", "单独实施", 2, "points"));
  columns.push_back(number_column("last", "added last", "最后加入", 2, "points"));
  Sheet sheet =
      sheet_of_levers(attribution, shares.question, "levers-", {"What each lever adds", "各项措施的贡献"},
                      std::move(columns), shares.chance, [&](std::vector<Cell>& row, std::size_t i) {
                        add_percent(row, shares.chance[i]);
                        row.push_back(number_cell(100 * shares.alone[i]));
                        row.push_back(number_cell(100 * shares.last[i]));
                      });
  if (attribution.completed == 0) return sheet;
  sheet.notes.push_back(
      {fmt::format("from {:.2f} % without levers to {:.2f} % with all; the parts sum to the change",
                   100 * shares.without, 100 * shares.with_all),
       fmt::format("无措施{:.2f}%，全部措施{:.2f}%；各项之和等于总变化", 100 * shares.without,
                   100 * shares.with_all)});
  return sheet;
}

}  // namespace

std::vector<Sheet> compare_sheets(const std::vector<analysis::ReadingComparison>& comparisons,
                                  const std::vector<Title>& names) {
  std::vector<Sheet> sheets;
  for (const auto& comparison : comparisons) {
    for (std::size_t other = 0; other < comparison.answers.size(); ++other) {
      sheets.push_back(chance_sheet(comparison, other, names));
      sheets.push_back(value_sheet(comparison, other, names));
    }
  }
  return sheets;
}

std::vector<Sheet> attribution_sheets(const analysis::Attribution& attribution) {
  std::vector<Sheet> sheets;
  for (const auto& shares : attribution.questions)
    sheets.push_back(lever_sheet(attribution, shares));
  lead_with_answers(sheets);
  for (const auto& shares : attribution.questions) {
    if (!shares.value.empty()) sheets.push_back(lever_value_sheet(attribution, shares));
  }
  if (sheets.empty()) return sheets;
  const bool is_exact = attribution.need.is_exact;
  const std::string how =
      is_exact
          ? fmt::format("Shapley values over all {} subsets", std::size_t{1} << attribution.levers.size())
          : std::string("Shapley values over orders of arrival, drawn for each 64 trials");
  const std::string how_zh =
      is_exact ? fmt::format("对全部{}个措施组合计算Shapley值", std::size_t{1} << attribution.levers.size())
               : std::string("对加入顺序（每64次模拟另抽）计算Shapley值");
  sheets.back().notes.push_back(
      {fmt::format(
           "{}, {} trials, {} runs of the model, all of a trial on its own draws; nothing in the data "
           "identifies the strength of a lever: these are the model's priors at work",
           how, attribution.trials, attribution.runs),
       fmt::format(
           "{}，{}次模拟，模型共运行{}次，同一次模拟共用随机数；措施强度并无数据识别，此处反映的是模型先验",
           how_zh, attribution.trials, attribution.runs)});
  return sheets;
}

}  // namespace leontide::report
