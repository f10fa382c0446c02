#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/input_titles.hpp"
#include "report/page/figures.hpp"
#include "report/write/chance_text.hpp"

namespace leontide::report {

namespace {

/// Where a question fails more often than elsewhere: the conditions, and what holds there.
struct Failing {
  std::vector<Title> conditions;
  double density = 0, coverage = 0;
};

Failing box_of(const analysis::FailureRegion& region, const scenario::Reading& reading) {
  Failing failing{{}, region.prim.box.density, region.prim.box.coverage};
  for (std::size_t d = 0; d < region.prim.box.limits.size(); ++d) {
    const statistics::Limits& limits = region.prim.box.limits[d];
    if (limits.restricted())
      failing.conditions.push_back(limit_words(input_title(reading, region.factors[d]), limits));
  }
  return failing;
}

/// The leaf of the tree that is best in both: dense in misses, and holding many of them.
Failing leaf_of(const analysis::FailureRegion& region, const scenario::Reading& reading) {
  const auto worth = [](const statistics::TreeLeaf& leaf) {
    const double sum = leaf.density + leaf.coverage;
    return leaf.path.empty() || !(sum > 0) ? 0 : leaf.density * leaf.coverage / sum;
  };
  const auto best = std::max_element(region.tree.begin(), region.tree.end(),
                                     [&](const auto& a, const auto& b) { return worth(a) < worth(b); });
  if (best == region.tree.end() || !(worth(*best) > 0)) return {};
  std::vector<std::size_t> inputs;
  for (const statistics::TreeCondition& cut : best->path) {
    if (std::find(inputs.begin(), inputs.end(), cut.dimension) == inputs.end())
      inputs.push_back(cut.dimension);
  }
  Failing failing{{}, best->density, best->coverage};
  for (const std::size_t input : inputs) {
    statistics::Limits limits;
    for (const statistics::TreeCondition& cut : best->path) {
      if (cut.dimension != input) continue;
      if (cut.above) limits.low = std::max(limits.low, cut.at);
      if (!cut.above) limits.high = std::min(limits.high, cut.at);
    }
    failing.conditions.push_back(limit_words(input_title(reading, region.factors[input]), limits));
  }
  return failing;
}

}  // namespace

std::vector<Title> failure_sentences(const analysis::Evidence& evidence, const scenario::Reading& reading) {
  std::vector<Title> sentences;
  const auto percent = [](double share) { return percent_number(share); };
  for (const analysis::FailureRegion& region : evidence.discovered.regions) {
    if (region.cases == 0 || evidence.discovered.trials == 0) continue;
    const double share = static_cast<double>(region.cases) / static_cast<double>(evidence.discovered.trials);
    const Title& title = region.question.title;
    Title sentence{fmt::format("{} is missed in {} % of the futures.", title.en, percent(share)),
                   fmt::format("{}在 {}% 的模拟中落空。", in_language(title, Language::zh), percent(share))};
    Failing failing = box_of(region, reading);
    if (failing.conditions.empty()) failing = leaf_of(region, reading);
    if (!failing.conditions.empty()) {
      const Title where = joined_by_and(failing.conditions);
      sentence.en += fmt::format(" Where {}, it is missed in {} %; {} % of all misses lie there.", where.en,
                                 percent(failing.density), percent(failing.coverage));
      sentence.zh += fmt::format("当{}时，落空比例为 {}%，占全部落空的 {}%。", where.zh,
                                 percent(failing.density), percent(failing.coverage));
    }
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

}  // namespace leontide::report
