// What the cases of one vintage come to.

#include <algorithm>
#include <map>

#include "hindcast/plan_hindcast.hpp"

namespace leontide::hindcast {

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
  }
  return summary;
}

std::vector<IdSummary> summarise_values(const std::vector<ValueCase>& cases) {
  std::vector<IdSummary> all;
  for (const ValueCase& one : cases) {
    auto at =
        std::find_if(all.begin(), all.end(), [&](const IdSummary& known) { return known.id == one.id; });
    if (at == all.end()) at = all.insert(all.end(), {one.id, 0, 0, 0, one.reference, {}});
    ++at->years;
    at->inside += one.is_inside() ? 1 : 0;
    at->crps += one.crps;
    if (one.reference_crps) at->reference_crps = at->reference_crps.value_or(0) + *one.reference_crps;
  }
  for (IdSummary& one : all) {
    one.crps /= static_cast<double>(one.years);
    if (one.reference_crps) *one.reference_crps /= static_cast<double>(one.years);
  }
  return all;
}

}  // namespace leontide::hindcast
