#include "report/analyses/decision_sheets.hpp"

#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/estimate_columns.hpp"
#include "report/target_words.hpp"
#include "report/write/sheet_columns.hpp"

namespace leontide::report {

namespace {

std::string from_to(const std::optional<double>& low, const std::optional<double>& high, const char* beyond) {
  const auto end = [&](const std::optional<double>& value) {
    return value ? fmt::format("{:.6g}", *value) : std::string(beyond);
  };
  return fmt::format("{} – {}", end(low), end(high));
}

/// Digits after the point of a chance asked for in per cent: one, and as many as it has.
int digits_of(double level) {
  const std::string text = analysis::percent(level);
  const std::size_t point = text.find('.');
  return point == std::string::npos ? 1 : static_cast<int>(text.find(' ') - point - 1);
}

/// Values that were passed over.
Title without_note(const analysis::SeekAnswer& answer, const std::string& path) {
  std::string where;
  for (const double value : answer.without)
    where += fmt::format("{}{:.6g}", where.empty() ? "" : ", ", value);
  return {fmt::format("no trial completed where {} is {}: these values say nothing", path, where),
          fmt::format("{} 取 {} 时没有完成任何模拟：这些取值未提供信息", path, where)};
}

Title others_note(const analysis::SeekAnswer& answer, const analysis::SeekRequest& request) {
  Title where;
  for (const auto& [from, to] : answer.others) {
    const bool is_first = where.en.empty();
    where.en += fmt::format("{}{:.6g} and {:.6g}", is_first ? "" : ", and between ", from.value, to.value);
    where.zh += fmt::format("{}{:.6g} 与 {:.6g} 之间", is_first ? "" : "、", from.value, to.value);
  }
  return {fmt::format(
              "the chance is not monotone: it reaches {} again between {}; look there with --from and --to",
              analysis::percent(request.level), where.en),
          fmt::format("概率并非单调：在 {} 再次达到 {}；请用 --from 与 --to 在该处查找", where.zh,
                      analysis::percent(request.level))};
}

}  // namespace

std::vector<Sheet> seek_sheets(const analysis::SeekAnswer& answer, const analysis::SeekRequest& request) {
  Sheet sheet;
  sheet.name = "seek";
  sheet.title = of_question(answer.question.title, "What gives the chance asked for: ", "达到目标概率所需：");
  sheet.columns = {text_column("varied", "varied", "变量"),
                   number_column("level", "chance asked for", "目标概率", digits_of(request.level), "%"),
                   number_column("value", "value", "所需值", 6), number_column("low", "from", "下限", 6),
                   number_column("high", "to", "上限", 6)};
  sheet.rows.push_back({same(request.path), 100 * request.level, answer.value,
                        answer.low ? Cell(*answer.low) : Cell(), answer.high ? Cell(*answer.high) : Cell()});
  if (answer.jump) {
    const auto& [from, to] = *answer.jump;
    sheet.sentence = {
        fmt::format("no value gives {}: the chance jumps from {:.4g} % at {} = {:.8g} to {:.4g} % at {:.8g}; "
                    "{} trials a value, all on the same draws.",
                    analysis::percent(request.level), 100 * from.chance.estimate, request.path, from.value,
                    100 * to.chance.estimate, to.value, answer.trials),
        fmt::format("没有取值给出 {}：{}从{:.8g}到{:.8g}时概率由{:.4g}%跳至{:.4g}%；每个取值{}"
                    "次模拟，共同随机数。",
                    analysis::percent(request.level), request.path, from.value, to.value,
                    100 * from.chance.estimate, 100 * to.chance.estimate, answer.trials)};
  } else {
    const std::string interval = from_to(answer.low, answer.high, "beyond the range");
    const std::string level = level_text(answer.curve.front().chance.level);
    sheet.sentence = {
        fmt::format("{} = {:.6g} gives a chance of {} ({}, {} %); {} trials a value, all on the same draws.",
                    request.path, answer.value, analysis::percent(request.level), interval, level,
                    answer.trials),
        fmt::format("{} = {:.6g} 时概率为 {}（{}，{}%）；每个取值{}次模拟，共同随机数。", request.path,
                    answer.value, analysis::percent(request.level),
                    from_to(answer.low, answer.high, "超出范围"), level, answer.trials)};
  }
  sheet.notes.push_back(
      answer.jump ? Title{"the interval is that of the jump: the nearest values tried on either side of it",
                          "区间为跳跃所在之处：其两侧最近的试算值"}
                  : Title{"the interval is where the bounds of the chance's own interval reach the level",
                          "区间为概率自身置信界达到目标概率之处"});
  if (!answer.others.empty()) sheet.notes.push_back(others_note(answer, request));
  if (!answer.without.empty()) sheet.notes.push_back(without_note(answer, request.path));
  Sheet curve;
  curve.name = "curve";
  curve.title = {"Chance by value", "概率随取值的变化"};
  curve.columns = {number_column("value", request.path, request.path, 6)};
  add_percent_columns(curve.columns, "chance", "chance", "概率");
  for (const analysis::SeekPoint& point : answer.curve) {
    std::vector<Cell> row{point.value};
    add_percent(row, point.chance);
    curve.rows.push_back(std::move(row));
  }
  return {sheet, curve};
}

namespace {

/// The plan that gains most over the one as stated, in the scenario where it does.
Title gain_sentence(const analysis::Optimum& optimum) {
  const statistics::Estimate* most = nullptr;
  Title plan, scenario;
  for (const analysis::Spending& one : optimum.plans) {
    if (one.is_stated) continue;
    for (std::size_t s = 0; s < optimum.scenarios.size(); ++s) {
      if (!(one.gain[s].low > 0) || (most != nullptr && one.gain[s].value <= most->value)) continue;
      most = &one.gain[s];
      plan = one.name;
      scenario = same(optimum.scenarios[s]);
    }
  }
  if (most == nullptr)
    return {"No plan gains over the one as stated by more than its error.", "没有方案优于原方案且超出误差。"};
  const double scale = optimum.is_mean_met ? 1 : 100;
  const Title unit = optimum.is_mean_met ? Title{"targets met", "个目标"} : Title{"points", "个百分点"};
  const auto number = [&](double value) { return print_fixed(scale * value, 2); };
  return {
      fmt::format("What gains most over the plan as stated: {}, by {} {} ({} to {}) in {}.", plan.en,
                  number(most->value), unit.en, number(most->low), number(most->high), scenario.en),
      fmt::format("较原方案增益最大的是：{}，{} {}（{} 至 {}，情景 {}）。", in_language(plan, Language::zh),
                  number(most->value), unit.zh, number(most->low), number(most->high), scenario.en)};
}

/// Every other plan against the one as stated, on the same fresh draws.
Sheet gain_sheet(const analysis::Optimum& optimum) {
  Sheet gain;
  gain.name = "gain";
  gain.title = {"What each plan gains over the one as stated", "各方案相对原方案的增益"};
  gain.columns = {text_column("plan", "plan", "方案"), text_column("scenario", "scenario", "情景")};
  if (optimum.is_mean_met) {
    add_estimate_columns(gain.columns, "gain", "gain", "增益", 3);
  } else {
    add_percent_columns(gain.columns, "gain", "gain", "增益", 3);
    count_in_points(gain.columns, "gain");
  }
  gain.columns.push_back(text_column("verdict", "", ""));
  gain.sentence = gain_sentence(optimum);
  for (std::size_t p = 0; p < optimum.plans.size(); ++p) {
    if (optimum.plans[p].is_stated) continue;
    for (std::size_t s = 0; s < optimum.scenarios.size(); ++s) {
      const statistics::Estimate& estimate = optimum.plans[p].gain[s];
      std::vector<Cell> row{optimum.plans[p].name, same(optimum.scenarios[s])};
      optimum.is_mean_met ? add_estimate(row, estimate) : add_percent(row, estimate);
      row.emplace_back(estimate.low > 0    ? Title{"better", "更优"}
                       : estimate.high < 0 ? Title{"worse", "更差"}
                                           : Title{"no difference shown", "未见差异"});
      gain.rows.push_back(std::move(row));
    }
  }
  gain.notes.push_back(optimum.has_gain
                           ? Title{"difference on common draws that the search has not seen, 95 % interval",
                                   "搜索未用过的共同随机数下的差异，95%区间"}
                           : Title{"no better plan was found than the one as stated (differences on common "
                                   "draws that the search "
                                   "has not seen, 95 % interval)",
                                   "未找到优于原方案的方案（搜索未用过的共同随机数下的差异，95%区间）"});
  return gain;
}

}  // namespace

std::vector<Sheet> optimise_sheets(const analysis::Optimum& optimum, const scenario::Budget& budget) {
  Sheet plans;
  plans.name = "spending";
  const Title spent = unit_words(budget.unit);
  plans.title = {fmt::format("How to spend {}{}{}", budget.total, spent.en.empty() ? "" : " ", spent.en),
                 fmt::format("{}{}的分配方案", budget.total, in_language(spent, Language::zh))};
  plans.columns = {text_column("lever", "lever", "措施"), number_column("cost", "cost", "成本", 2)};
  for (std::size_t p = 0; p < optimum.plans.size(); ++p)
    plans.columns.push_back(
        number_column(fmt::format("plan_{}", p + 1), optimum.plans[p].name.en, optimum.plans[p].name.zh, 2));
  for (std::size_t l = 0; l < optimum.levers.size(); ++l) {
    std::vector<Cell> row{title_or_name(optimum.lever_titles[l], optimum.levers[l]), budget.levers[l].cost};
    for (const analysis::Spending& plan : optimum.plans)
      row.emplace_back(plan.spent[l]);
    plans.rows.push_back(std::move(row));
  }
  std::vector<Cell> left{Title{"left over", "结余"}, std::monostate{}};
  for (const analysis::Spending& plan : optimum.plans)
    left.emplace_back(plan.left_over);
  plans.rows.push_back(std::move(left));
  plans.notes.push_back(
      {"spending s gives a lever (s / cost)^exponent of its stated strength; cost is what the stated "
       "strength costs",
       "投入s使措施强度为既定强度的(s/成本)^指数倍；成本为达到既定强度所需投入"});
  plans.notes.push_back(
      {"left over: what the plan as stated does not spend; of the others, what makes the answer no better on "
       "the "
       "draws of the search, whichever one lever it goes to",
       "结余：原方案未用的资金；其他方案中，为在搜索所用随机数下无论投入哪一措施都不能改善结果的资金"});
  if (optimum.none_completed) return {plans};

  Sheet worth;
  worth.name = "worth";
  const Title what = optimum.is_mean_met ? Title{"expected number of targets met", "预期实现目标数"}
                                         : optimum.question.title;
  worth.title = of_question(what, "What each plan gives: ", "各方案的效果：");
  worth.columns = {text_column("plan", "plan", "方案")};
  const double scale = optimum.is_mean_met ? 1 : 100;
  const std::string unit = optimum.is_mean_met ? "" : "%", of_change = optimum.is_mean_met ? "" : "points";
  for (std::size_t s = 0; s < optimum.scenarios.size(); ++s) {
    worth.columns.push_back(
        number_column(fmt::format("worth_{}", s + 1), optimum.scenarios[s], optimum.scenarios[s], 3, unit));
    worth.columns.push_back(number_column(fmt::format("error_{}", s + 1), "±", "±", 3, of_change));
    worth.columns.push_back(number_column(fmt::format("regret_{}", s + 1), "regret", "遗憾值", 3, of_change));
  }
  worth.columns.push_back(number_column("most_regret", "greatest regret", "最大遗憾值", 3, of_change));
  for (const analysis::Spending& plan : optimum.plans) {
    std::vector<Cell> row{plan.name};
    for (std::size_t s = 0; s < optimum.scenarios.size(); ++s) {
      row.push_back(number_cell(scale * plan.worth[s]));
      row.push_back(number_cell(scale * plan.error[s]));
      row.push_back(number_cell(scale * plan.regret[s]));
    }
    row.push_back(number_cell(scale * plan.most_regret));
    worth.rows.push_back(std::move(row));
  }
  worth.notes.push_back(
      {fmt::format("judged on {} fresh trials; ± is one standard error of the plan alone, differences on "
                   "common draws are "
                   "surer; regret: what the best plan for that scenario gives more",
                   optimum.trials),
       fmt::format("以{}次新的模拟评价；±为单个方案的标准误；遗憾值：与该情景最优方案之差", optimum.trials)});
  return {plans, worth, gain_sheet(optimum)};
}

}  // namespace leontide::report
