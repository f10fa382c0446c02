#include "report/sensitivity_sheets.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "report/estimate_columns.hpp"
#include "report/input_titles.hpp"
#include "statistics/moments.hpp"

namespace leontide::report {

namespace {

using analysis::FactorSensitivity;
using statistics::SampleAdvice;

/// What a reader must know of the variance that is shared out: that there is none, or that few trials carry
/// it.
void add_variance_notes(Sheet& sheet, double of_chance, double of_value, bool has_value) {
  if (of_chance == 0) {
    sheet.notes.push_back(
        {"the answer is the same in every trial: there is no variance of the chance to share",
         "所有模拟结果相同：概率没有可分摊的方差"});
  }
  if (has_value && of_value == 0) {
    sheet.notes.push_back(
        {"the value does not vary: there is no variance of it to share", "数值不变：没有可分摊的方差"});
  }
  if (has_value && of_value > 0 && of_value < statistics::enough_carriers) {
    sheet.notes.push_back(
        {fmt::format("some {:.0f} trials carry the variance of the value: its shares hang on them, and their "
                     "intervals are too narrow",
                     std::ceil(of_value)),
         fmt::format("数值的方差集中在约{:.0f}次模拟：其份额取决于这些模拟，区间偏窄", std::ceil(of_value))});
  }
}

void add_dropped_note(Sheet& sheet, std::uint64_t dropped, std::uint64_t rows) {
  if (dropped == 0) return;
  sheet.notes.push_back(
      {fmt::format("{} of {} rows of the design were dropped, a trial of theirs failed: what is left is no "
                   "longer balanced, and the shares may be biased",
                   dropped, rows),
       fmt::format("设计的{}行中有{}行因模拟失败而剔除：其余不再平衡，份额可能有偏", rows, dropped)});
}

void add_advice(Sheet& sheet, const analysis::QuestionSensitivity& question) {
  const auto& factors = question.factors;
  const auto has = [&](SampleAdvice advice) {
    return std::any_of(factors.begin(), factors.end(),
                       [&](const FactorSensitivity& factor) { return factor.of_chance.advice == advice; });
  };
  if (has(SampleAdvice::too_few_events)) {
    sheet.notes.push_back(
        {"fewer than 64 trials differ from the rest: the indices of the chance are mostly noise; run "
         "more trials or read the value's columns",
         "少数结果不足64次，概率的敏感度指标多为噪声；请增加模拟次数或看数值各列"});
  } else if (has(SampleAdvice::too_few_draws)) {
    sheet.notes.push_back(
        {"too few trials for these indices: run at least 2048", "模拟次数过少，请至少运行2048次"});
  }
}

/// The name in the model, for people who go on with it.
SheetColumn name_column() {
  return text_column("name", "in the model", "模型中名称");
}

Sheet sensitivity_sheet(const analysis::Sensitivity& whole, const analysis::QuestionSensitivity& question,
                        const scenario::Reading& reading) {
  Sheet sheet;
  sheet.name = question.question.id;
  sheet.title = of_question(question.question.title, "What decides: ", "影响因素：");
  sheet.columns = {text_column("input", "input", "输入"),
                   number_column("chance_low", "chance, low fifth", "低五分位概率", 1, "%"),
                   number_column("chance_high", "high fifth", "高五分位概率", 1, "%")};
  add_percent_columns(sheet.columns, "difference", "change", "变化", 1);
  const bool has_value = question.question.condition.has_value();
  add_estimate_columns(sheet.columns, "first_order_of_chance", "Sobol of chance", "概率的Sobol指数", 3);
  if (has_value)
    add_estimate_columns(sheet.columns, "first_order_of_value", "of value", "数值的Sobol指数", 3);
  sheet.columns.push_back(number_column("pawn", "PAWN", "PAWN", 3));
  sheet.columns.push_back(number_column("delta", "delta", "δ", 3));
  sheet.columns.push_back(name_column());
  const auto main = [&](const FactorSensitivity& factor) -> const statistics::GivenDataIndices& {
    return has_value ? factor.of_value : factor.of_chance;
  };
  for (const FactorSensitivity& factor : question.factors) {
    std::vector<Cell> row{input_title(reading, factor.label), number_cell(100 * factor.tornado.low.estimate),
                          number_cell(100 * factor.tornado.high.estimate)};
    add_percent(row, factor.tornado.difference);
    add_estimate(row, factor.of_chance.first_order);
    if (has_value) add_estimate(row, factor.of_value.first_order);
    row.push_back(number_cell(main(factor).pawn_median.value));
    row.push_back(number_cell(main(factor).delta.value));
    row.emplace_back(same(factor.label));
    sheet.rows.push_back(std::move(row));
  }
  const auto& dummy = has_value ? question.dummy_of_value : question.dummy_of_chance;
  if (std::isfinite(dummy.first_order)) {
    sheet.notes.push_back(
        {fmt::format("an input without influence shows up to {:.3f} (Sobol), {:.3f} (PAWN), {:.3f} (delta)",
                     dummy.first_order, dummy.pawn_median, dummy.delta),
         fmt::format("无影响的输入也会显示至多{:.3f}（Sobol）、{:.3f}（PAWN）、{:.3f}（δ）",
                     dummy.first_order, dummy.pawn_median, dummy.delta)});
  }
  add_variance_notes(sheet, question.carriers_of_chance, question.carriers_of_value, has_value);
  add_advice(sheet, question);
  sheet.notes.push_back(
      {fmt::format(
           "the {} strongest of {} inputs, from {} trials of the run; rank-based first-order Sobol (Gamboa "
           "et al. "
           "2022) with 95 % intervals, PAWN and delta of the {}; paths stand for their mean over the years",
           question.factors.size(), whole.factors, whole.trials, has_value ? "value" : "chance"),
       fmt::format(
           "{}个输入中影响最大的{}个，取自{}次模拟；基于秩的一阶Sobol指数及95%区间；路径以其多年均值表示",
           whole.factors, question.factors.size(), whole.trials)});
  return sheet;
}

/// `x between 1.2 and 3.4`, `x above 1.2`, `x below 3.4`.
Title limits_text(const Title& factor, const statistics::Limits& limits) {
  const std::string& zh = in_language(factor, Language::zh);
  const bool has_low = limits.low > -1e300;
  const bool has_high = limits.high < 1e300;
  if (has_low && has_high)
    return {fmt::format("{} between {:.4g} and {:.4g}", factor.en, limits.low, limits.high),
            fmt::format("{}在{:.4g}与{:.4g}之间", zh, limits.low, limits.high)};
  if (has_low)
    return {fmt::format("{} at least {:.4g}", factor.en, limits.low),
            fmt::format("{}不低于{:.4g}", zh, limits.low)};
  return {fmt::format("{} at most {:.4g}", factor.en, limits.high),
          fmt::format("{}不高于{:.4g}", zh, limits.high)};
}

Title join(const std::vector<Title>& parts) {
  Title joined;
  for (const Title& part : parts) {
    joined.en += (joined.en.empty() ? "" : " and ") + part.en;
    joined.zh += (joined.zh.empty() ? "" : "，且") + part.zh;
  }
  return joined;
}

Sheet box_sheet(const analysis::Region& region, std::uint64_t trials, const scenario::Reading& reading) {
  Sheet sheet;
  sheet.name = "box-" + region.question.id;
  sheet.title = region.of_misses ? of_question(region.question.title, "Where it fails: ", "何时落空：")
                                 : of_question(region.question.title, "Where it succeeds: ", "何时实现：");
  sheet.columns = {text_column("input", "input", "输入"),
                   number_column("from", "from", "下限", 4),
                   number_column("to", "to", "上限", 4),
                   number_column("quasi_p", "quasi-p", "准p值", 4),
                   number_column("frequency", "in resamples", "重抽样频率", 0, "%"),
                   name_column()};
  const statistics::Box& box = region.prim.box;
  std::vector<Title> sentences;
  for (std::size_t d = 0; d < box.limits.size(); ++d) {
    if (!box.limits[d].restricted()) continue;
    const Title input = input_title(reading, region.factors[d]);
    sentences.push_back(limits_text(input, box.limits[d]));
    sheet.rows.push_back({input, number_cell(box.limits[d].low), number_cell(box.limits[d].high),
                          number_cell(region.prim.quasi_p[d]), number_cell(100 * region.prim.frequency[d]),
                          same(region.factors[d])});
  }
  const double share = 100.0 * static_cast<double>(region.cases) / static_cast<double>(trials);
  const Title what = region.of_misses ? Title{"misses", "落空"} : Title{"hits", "实现"};
  if (sentences.empty()) {
    sheet.notes.push_back(
        {fmt::format("{:.1f} % of {} trials are {}: no box tells them apart", share, trials, what.en),
         fmt::format("{}次模拟中{:.1f}%{}：没有区域能将其区分", trials, share, what.zh)});
    return sheet;
  }
  const Title sentence = join(sentences);
  sheet.notes.push_back(
      {fmt::format(
           "where {}: {:.0f} % of the trials there are {} (all trials: {:.1f} %), and {:.0f} % of all {} lie "
           "there",
           sentence.en, 100 * box.density, what.en, share, 100 * box.coverage, what.en),
       fmt::format("当{}时：其中{:.0f}%的模拟{}（全部模拟：{:.1f}%），占全部{}的{:.0f}%", sentence.zh,
                   100 * box.density, what.zh, share, what.zh, 100 * box.coverage)});
  sheet.notes.push_back(
      {"PRIM (Friedman & Fisher 1999); in resamples: how often a box on redrawn trials restricts the "
       "input; a box is a description of these trials, not a cause",
       "PRIM方法（Friedman与Fisher 1999）；区域只是对模拟结果的描述，并非因果"});
  return sheet;
}

Sheet tree_sheet(const analysis::Region& region, const scenario::Reading& reading) {
  Sheet sheet;
  sheet.name = "tree-" + region.question.id;
  sheet.title = of_question(region.question.title, "The same as a tree: ", "分类树：");
  sheet.columns = {text_column("where", "where", "条件"), number_column("trials", "trials", "模拟次数", 0),
                   number_column("density", region.of_misses ? "misses" : "hits",
                                 region.of_misses ? "落空" : "实现", 1, "%"),
                   number_column("coverage", "of all", "占全部", 1, "%")};
  for (const statistics::Leaf& leaf : region.tree) {
    std::vector<Title> parts;
    for (const statistics::Condition& cut : leaf.path) {
      const Title factor = input_title(reading, region.factors[cut.dimension]);
      parts.push_back(
          {fmt::format("{} {} {:.4g}", factor.en, cut.above ? ">" : "<=", cut.at),
           fmt::format("{} {} {:.4g}", in_language(factor, Language::zh), cut.above ? ">" : "≤", cut.at)});
    }
    if (parts.empty()) parts.push_back({"everywhere", "全部"});
    sheet.rows.push_back({join(parts), static_cast<double>(leaf.draws), number_cell(100 * leaf.density),
                          number_cell(100 * leaf.coverage)});
  }
  return sheet;
}

}  // namespace

std::vector<Sheet> sensitivity_sheets(const analysis::Sensitivity& sensitivity,
                                      const scenario::Reading& reading) {
  std::vector<Sheet> sheets;
  for (const auto& question : sensitivity.questions)
    sheets.push_back(sensitivity_sheet(sensitivity, question, reading));
  return sheets;
}

std::vector<Sheet> design_sheets(const analysis::VarianceDesign& design, const scenario::Reading& reading) {
  std::vector<Sheet> sheets;
  for (const analysis::VarianceShares& shares : design.questions) {
    const bool has_value = !shares.total_of_value.empty();
    const auto& total = has_value ? shares.total_of_value : shares.total_of_chance;
    Sheet sheet;
    sheet.name = shares.question.id;
    sheet.title = of_question(shares.question.title, "Shares of the variance: ", "方差分解：");
    sheet.columns = {text_column("input", "input", "输入")};
    if (has_value) {
      add_estimate_columns(sheet.columns, "first_of_value", "first order of value", "数值一阶", 3);
      add_estimate_columns(sheet.columns, "total_of_value", "total of value", "数值总效应", 3);
    }
    add_estimate_columns(sheet.columns, "first_of_chance", "first order of chance", "概率一阶", 3);
    add_estimate_columns(sheet.columns, "total_of_chance", "total of chance", "概率总效应", 3);
    sheet.columns.push_back(name_column());
    std::vector<std::size_t> order(design.groups.size());
    for (std::size_t g = 0; g < order.size(); ++g)
      order[g] = g;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return total[a].value > total[b].value; });
    for (const std::size_t g : order) {
      std::vector<Cell> row{input_title(reading, design.groups[g].name)};
      if (has_value) {
        add_estimate(row, shares.first_of_value[g]);
        add_estimate(row, shares.total_of_value[g]);
      }
      add_estimate(row, shares.first_of_chance[g]);
      add_estimate(row, shares.total_of_chance[g]);
      row.emplace_back(same(design.groups[g].name));
      sheet.rows.push_back(std::move(row));
    }
    sheet.notes.push_back(
        {fmt::format(
             "Saltelli design of 2 x {} rows, {} trials in all; first order by Saltelli et al. (2010), total "
             "by "
             "Jansen (1999), 95 % intervals by asymptotic normality; an index below zero is zero within its "
             "interval",
             design.rows, design.runs),
         fmt::format("Saltelli设计，2×{}行，共{}次模拟；一阶：Saltelli等（2010），总效应：Jansen（1999），95%"
                     "渐近正态区间",
                     design.rows, design.runs)});
    add_variance_notes(sheet, shares.carriers_of_chance, shares.carriers_of_value, has_value);
    add_dropped_note(sheet, design.dropped, design.rows);
    if (design.has_dependence) {
      sheet.notes.push_back(
          {"some inputs depend on each other: the total index is what the others leave unexplained, "
           "the first order is not given; Shapley effects (--shapley) share out what is common",
           "部分输入相互依赖：总效应为其余输入未解释部分，一阶不给出；Shapley效应（--"
           "shapley）可分摊共同部分"});
    }
    sheets.push_back(std::move(sheet));
  }
  return sheets;
}

std::vector<Sheet> shapley_sheets(const analysis::ShapleyAnswer& answer,
                                  const std::vector<analysis::InputGroup>& groups, std::uint64_t rows,
                                  const scenario::Reading& reading) {
  std::vector<Sheet> sheets;
  for (const analysis::ShapleyEffects& effect : answer.questions) {
    Sheet sheet;
    sheet.name = effect.question.id;
    sheet.title = of_question(effect.question.title, "Shapley effects: ", "Shapley效应：");
    sheet.columns = {text_column("group", "group of inputs", "输入组")};
    add_percent_columns(sheet.columns, "of_chance", "of chance", "对概率", 1);
    if (!effect.of_value.empty()) add_percent_columns(sheet.columns, "of_value", "of value", "对数值", 1);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      std::vector<Cell> row{group_title(reading, groups[g].name)};
      add_percent(row, effect.of_chance[g]);
      if (!effect.of_value.empty()) add_percent(row, effect.of_value[g]);
      sheet.rows.push_back(std::move(row));
    }
    sheet.notes.push_back(
        {fmt::format("shares of the variance that sum to 100 %, also where inputs depend (Owen 2014); "
                     "{} rows for each of {} subsets",
                     rows, std::size_t{1} << groups.size()),
         fmt::format("方差份额合计100%，输入相互依赖时同样成立（Owen 2014）；{}个子集各{}行",
                     std::size_t{1} << groups.size(), rows)});
    add_variance_notes(sheet, effect.carriers_of_chance, effect.carriers_of_value, !effect.of_value.empty());
    add_dropped_note(sheet, answer.dropped, rows);
    sheets.push_back(std::move(sheet));
  }
  return sheets;
}

std::vector<Sheet> discover_sheets(const analysis::Discovered& discovered, const scenario::Reading& reading) {
  std::vector<Sheet> sheets;
  for (const analysis::Region& region : discovered.regions) {
    sheets.push_back(box_sheet(region, discovered.trials, reading));
    if (!region.tree.empty()) sheets.push_back(tree_sheet(region, reading));
  }
  return sheets;
}

}  // namespace leontide::report
