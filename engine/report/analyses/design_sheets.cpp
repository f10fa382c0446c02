#include <algorithm>
#include <fmt/format.h>
#include <limits>

#include "report/analyses/sensitivity_sheets.hpp"
#include "report/analyses/variance_notes.hpp"
#include "report/estimate_columns.hpp"
#include "report/input_titles.hpp"
#include "report/write/sheet_columns.hpp"
#include "statistics/moments.hpp"

namespace leontide::report {

namespace {

void add_dropped_note(Sheet& sheet, std::uint64_t dropped, std::uint64_t rows) {
  if (dropped == 0) return;
  sheet.notes.push_back(
      {fmt::format("{} of {} rows of the design were dropped, a trial of theirs failed: what is left is no "
                   "longer balanced, and the shares may be biased",
                   dropped, rows),
       fmt::format("设计的{}行中有{}行因模拟失败而剔除：其余不再平衡，份额可能有偏", rows, dropped)});
}

/// Of the chance and the value of one question: whether enough trials carry its variance to tell anything.
struct Told {
  bool chance = false, value = false;

  Told(double of_chance, double of_value)
      : chance(of_chance >= statistics::enough_carriers), value(of_value >= statistics::enough_carriers) {}
};

bool stands_out(const statistics::Estimate& share) {
  return share.low > 0;
}

/// The sentence of a sheet whose chance cannot be shared out, by the shares of the value.
Title sentence_without_chance(const Sheet& sheet, const Told& told,
                              const std::vector<statistics::Estimate>& of_value,
                              const std::vector<Title>& inputs) {
  std::size_t best = 0;
  for (std::size_t g = 1; g < of_value.size(); ++g)
    best = of_value[g].value > of_value[best].value ? g : best;
  const bool says = told.value && !of_value.empty() && stands_out(of_value[best]);
  return unshared_sentence(sheet.title, says ? inputs[best] : Title{},
                           says ? of_value[best].value : std::numeric_limits<double>::quiet_NaN());
}

}  // namespace

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
    const Told told(shares.carriers_of_chance, shares.carriers_of_value);
    std::vector<Title> inputs;
    for (const analysis::InputGroup& group : design.groups)
      inputs.push_back(input_title(reading, group.name));
    if (!told.chance && !inputs.empty())
      sheet.sentence = sentence_without_chance(sheet, told, shares.total_of_value, inputs);
    for (const std::size_t g : order) {
      std::vector<Cell> row{inputs[g]};
      if (has_value) {
        add_estimate(row, shares.first_of_value[g]);
        add_estimate(row, shares.total_of_value[g]);
      }
      add_estimate(row, shares.first_of_chance[g]);
      add_estimate(row, shares.total_of_chance[g]);
      sheet.noise.push_back(!(told.chance && stands_out(shares.total_of_chance[g])) &&
                            !(told.value && has_value && stands_out(shares.total_of_value[g])));
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
  lead_with_answers(sheets);
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
    const Told told(effect.carriers_of_chance, effect.carriers_of_value);
    const bool has_value = !effect.of_value.empty();
    std::vector<Title> titles;
    titles.reserve(groups.size());
    for (const analysis::InputGroup& group : groups)
      titles.push_back(group_title(reading, group.name));
    if (!told.chance && !titles.empty())
      sheet.sentence = sentence_without_chance(sheet, told, effect.of_value, titles);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      std::vector<Cell> row{titles[g]};
      add_percent(row, effect.of_chance[g]);
      if (!effect.of_value.empty()) add_percent(row, effect.of_value[g]);
      sheet.noise.push_back(!(told.chance && stands_out(effect.of_chance[g])) &&
                            !(told.value && has_value && stands_out(effect.of_value[g])));
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
  lead_with_answers(sheets);
  return sheets;
}

}  // namespace leontide::report
