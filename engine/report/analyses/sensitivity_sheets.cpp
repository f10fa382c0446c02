#include "report/analyses/sensitivity_sheets.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "report/analyses/variance_notes.hpp"
#include "report/estimate_columns.hpp"
#include "report/input_titles.hpp"
#include "report/write/chance_text.hpp"
#include "report/write/sheet_columns.hpp"
#include "statistics/interval.hpp"

namespace leontide::report {

namespace {

using analysis::FactorSensitivity;
using statistics::SampleAdvice;

void add_advice(Sheet& sheet, const analysis::QuestionSensitivity& question) {
  const auto& factors = question.factors;
  const auto has = [&](SampleAdvice advice) {
    return std::any_of(factors.begin(), factors.end(),
                       [&](const FactorSensitivity& factor) { return factor.of_chance.advice == advice; });
  };
  if (has(SampleAdvice::too_few_draws)) {
    sheet.notes.push_back(
        {"too few trials for these indices: run at least 2048", "模拟次数过少，请至少运行2048次"});
  }
}

/// Whether an estimate stands out from zero where the strongest of `inputs` are shown: its interval is
/// widened so that all of theirs hold at once (Bonferroni).
bool stands_out(const statistics::Estimate& estimate, std::size_t inputs) {
  const double all = 1 - (1 - estimate.level) / static_cast<double>(std::max<std::size_t>(inputs, 1));
  const double reach = statistics::normal_reach(all) / statistics::normal_reach(estimate.level);
  return estimate.value - reach * (estimate.value - estimate.low) > 0 ||
         estimate.value + reach * (estimate.high - estimate.value) < 0;
}

/// Whether neither the chance at the ends of an input nor an index tells it from one without influence.
bool is_noise(const analysis::QuestionSensitivity& question, const FactorSensitivity& factor,
              std::size_t inputs) {
  const auto decides = [inputs](const statistics::Estimate& index, double dummy) {
    return index.value > dummy && stands_out(index, inputs);
  };
  return !stands_out(factor.tornado.difference, inputs) &&
         !decides(factor.of_chance.first_order, question.dummy_of_chance.first_order) &&
         !decides(factor.of_value.first_order, question.dummy_of_value.first_order);
}

/// The input between whose ends the chance differs most, of those that are told from nothing.
Title most_moving(const Sheet& sheet, const analysis::QuestionSensitivity& question,
                  const scenario::Reading& reading) {
  const FactorSensitivity* most = nullptr;
  const auto size = [](const FactorSensitivity& factor) {
    return std::fabs(factor.tornado.difference.value);
  };
  for (std::size_t f = 0; f < question.factors.size(); ++f) {
    const FactorSensitivity& factor = question.factors[f];
    if (!sheet.is_noise(f) && size(factor) > (most == nullptr ? 0 : size(*most))) most = &factor;
  }
  const std::string& zh = in_language(sheet.title, Language::zh);
  if (most == nullptr)
    return {sheet.title.en + ": no input can be told from one without influence.",
            zh + "：没有输入可与无影响者相区分。"};
  const Title input = input_title(reading, most->label);
  const auto chance = [](const statistics::Proportion& end, Language language) {
    return chance_text(end, language, 1);
  };
  return {fmt::format("{}: above all {}, from {} where it is low to {} where it is high.", sheet.title.en,
                      input.en, chance(most->tornado.low, Language::en),
                      chance(most->tornado.high, Language::en)),
          fmt::format("{}：首先是{}，低时 {}，高时 {}。", zh, in_language(input, Language::zh),
                      chance(most->tornado.low, Language::zh), chance(most->tornado.high, Language::zh))};
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
  count_in_points(sheet.columns, "difference");
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
    sheet.noise.push_back(is_noise(question, factor, whole.factors));
    sheet.rows.push_back(std::move(row));
  }
  sheet.sentence = most_moving(sheet, question, reading);
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
           "2022) with 95 % intervals, PAWN and delta of the {}; paths stand for their mean over the years; "
           "told "
           "from nothing: by an interval that is widened for all of them",
           question.factors.size(), whole.factors, whole.trials, has_value ? "value" : "chance"),
       fmt::format("{}个输入中影响最大的{}个，取自{}次模拟；基于秩的一阶Sobol指数及95%"
                   "区间；路径以其多年均值表示；是否与零可区分，"
                   "按对全部输入放宽的区间判断",
                   whole.factors, question.factors.size(), whole.trials)});
  return sheet;
}

}  // namespace

std::vector<Sheet> sensitivity_sheets(const analysis::Sensitivity& sensitivity,
                                      const scenario::Reading& reading) {
  std::vector<Sheet> sheets;
  for (const auto& question : sensitivity.questions)
    sheets.push_back(sensitivity_sheet(sensitivity, question, reading));
  lead_with_answers(sheets);
  return sheets;
}

}  // namespace leontide::report
