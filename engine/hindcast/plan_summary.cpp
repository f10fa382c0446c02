// What the cases of one vintage come to.

#include <algorithm>
#include <map>
#include <numeric>

#include "hindcast/plan_hindcast.hpp"
#include "statistics/scores/comparison.hpp"

namespace leontide::hindcast {

namespace {

/// Of probabilities against what happened, case by case.
std::vector<double> squares(const std::vector<double>& chances, const std::vector<double>& happened) {
  std::vector<double> scores;
  for (std::size_t i = 0; i < chances.size(); ++i)
    scores.push_back((chances[i] - happened[i]) * (chances[i] - happened[i]));
  return scores;
}

}  // namespace

ChanceSummary summarise(const std::vector<ChanceCase>& cases, bool direct) {
  std::vector<double> chances, happened;
  std::map<std::string, std::vector<double>> rates;
  for (const ChanceCase& one : cases) {
    if (one.is_direct != direct) continue;
    chances.push_back(one.chance);
    happened.push_back(one.happened);
    for (const auto& [name, rate] : one.rates)
      rates[name].push_back(rate);
  }
  ChanceSummary summary;
  summary.rows = chances.size();
  if (chances.empty()) return summary;
  summary.brier = statistics::brier_score(chances, happened);
  summary.log = statistics::log_score(chances, happened);
  summary.parts = statistics::brier_parts(chances, happened);
  for (const auto& [name, all] : rates) {
    // Rates that leave rows out are no reference for all of them.
    if (all.size() != happened.size()) continue;
    const double brier = statistics::brier_score(all, happened);
    if (summary.reference_brier && *summary.reference_brier <= brier) continue;
    summary.reference = name;
    summary.reference_brier = brier;
    summary.skill = statistics::skill_over_cases(squares(chances, happened), squares(all, happened));
  }
  return summary;
}

std::vector<IdSummary> summarise_values(const std::vector<ValueCase>& cases) {
  std::vector<IdSummary> all;
  for (const ValueCase& one : cases) {
    const auto known = [&](const IdSummary& summary) { return summary.id == one.id; };
    if (std::none_of(all.begin(), all.end(), known))
      all.push_back({one.id, one.title, 0, 0, 0, one.reference, {}, {}});
  }
  for (IdSummary& summary : all) {
    std::vector<double> own, reference;
    for (const ValueCase& one : cases) {
      if (one.id != summary.id) continue;
      ++summary.years;
      summary.inside += one.is_inside() ? 1 : 0;
      own.push_back(one.crps);
      if (one.reference_crps) reference.push_back(*one.reference_crps);
    }
    const auto mean = [&](const std::vector<double>& values) {
      return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(summary.years);
    };
    summary.crps = mean(own);
    if (reference.size() < own.size()) continue;
    summary.reference_crps = mean(reference);
    summary.skill = statistics::skill_over_cases(own, reference);
  }
  return all;
}

}  // namespace leontide::hindcast
