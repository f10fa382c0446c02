#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/input_titles.hpp"
#include "report/page/figures.hpp"

namespace leontide::report {

namespace {

struct Effect {
  std::string label;
  double change = 0;  ///< of the chance from the input's low fifth to its high fifth
  statistics::Estimate estimate;
  Title question;
};

std::vector<Effect> effects_of(const analysis::Evidence& evidence) {
  std::vector<Effect> effects;
  for (const auto& question : evidence.sensitivity.questions) {
    for (const auto& factor : question.factors) {
      const statistics::Estimate& difference = factor.tornado.difference;
      const bool is_noise = difference.low <= 0 && difference.high >= 0;
      if (!std::isfinite(difference.value) || is_noise) continue;
      const auto known = std::find_if(effects.begin(), effects.end(),
                                      [&](const Effect& one) { return one.label == factor.label; });
      const Effect effect{factor.label, std::fabs(difference.value), difference, question.question.title};
      if (known == effects.end()) {
        effects.push_back(effect);
      } else if (known->change < effect.change) {
        *known = effect;
      }
    }
  }
  std::stable_sort(effects.begin(), effects.end(),
                   [](const Effect& a, const Effect& b) { return a.change > b.change; });
  return effects;
}

}  // namespace

Sheet assumption_sheet(const analysis::Evidence& evidence, const scenario::Reading& reading) {
  Sheet sheet{"assumptions",
              {"The inputs that move a chance most", "对概率影响最大的输入"},
              {text_column("assumption", "assumption", "假设"),
               interval_column("change", {"change of the chance", "概率变化"}, Shown::fixed, 1, "points"),
               text_column("of", "of the target", "对应目标"),
               text_column("source", "where it comes from", "来源（模型原文）"),
               text_column("name", "in the model", "模型中名称")},
              {},
              {}};
  for (const Effect& effect : effects_of(evidence)) {
    const std::string name = effect.label.substr(0, effect.label.find('['));
    const language::Quantity* quantity = input_of(reading, name);
    sheet.rows.push_back(
        {input_title(reading, effect.label),
         Interval{100 * effect.estimate.value, 100 * effect.estimate.low, 100 * effect.estimate.high},
         effect.question, same(quantity == nullptr ? "" : quantity->source), same(effect.label)});
  }
  sheet.notes.push_back(
      {fmt::format(
           "Chance in the fifth of the trials where the input is highest less chance where it is lowest, the "
           "largest of the targets looked at; only what can be told from zero. {} inputs vary in all.",
           evidence.sensitivity.factors),
       fmt::format("输入处于最高五分之一与最低五分之一的模拟之间概率之差，取所考察目标中最大者；仅列与零可区"
                   "分者。共有 {} "
                   "个输入变动。",
                   evidence.sensitivity.factors)});
  return sheet;
}

}  // namespace leontide::report
