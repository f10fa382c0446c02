#include "analysis/discover.hpp"

#include <algorithm>

#include "analysis/screening.hpp"
#include "statistics/classes.hpp"

namespace leontide::analysis {

Discovered discover(const Prepared& prepared, std::size_t reading, const KeptSample& sample, bool of_misses,
                    std::size_t looked_at) {
  const auto& its_reading = prepared.scenario.readings[reading];
  Discovered found{its_reading.name, its_reading.title, sample.trials, {}};
  if (sample.trials == 0) return found;
  std::vector<std::vector<std::uint32_t>> orders;
  for (const auto& x : sample.x)
    orders.push_back(statistics::ascending(x));
  for (std::size_t q = 0; q < sample.questions.size(); ++q) {
    std::vector<std::uint8_t> cases = sample.hits[q];
    if (of_misses) {
      for (std::uint8_t& hit : cases)
        hit = hit == 0 ? 1 : 0;
    }
    Region region;
    region.question = sample.questions[q];
    region.of_misses = of_misses;
    region.cases = static_cast<std::uint64_t>(std::count(cases.begin(), cases.end(), 1));
    statistics::Cases searched{{}, cases};
    for (const std::size_t f : strongest_inputs(orders, as_numbers(cases), sample.values[q], looked_at)) {
      region.factors.push_back(sample.factors[f].label());
      searched.x.emplace_back(sample.x[f]);
    }
    if (region.cases > 0 && region.cases < sample.trials && !searched.x.empty()) {
      region.prim = statistics::discover(searched);
      region.tree = statistics::classification_tree(searched);
    }
    found.regions.push_back(std::move(region));
  }
  return found;
}

}  // namespace leontide::analysis
