#include "analysis/discover.hpp"

#include <algorithm>

#include "analysis/screening.hpp"
#include "base/parallel.hpp"

namespace leontide::analysis {

namespace {

FailureRegion of_question(const KeptSample& sample, std::size_t q, bool of_misses, std::size_t looked_at,
                          std::uint32_t resamples) {
  std::vector<std::uint8_t> cases = sample.hits[q];
  if (of_misses) {
    for (std::uint8_t& hit : cases)
      hit = hit == 0 ? 1 : 0;
  }
  FailureRegion region;
  region.question = sample.questions[q];
  region.of_misses = of_misses;
  region.cases = static_cast<std::uint64_t>(std::count(cases.begin(), cases.end(), 1));
  statistics::Cases searched{{}, cases};
  for (const std::size_t f :
       strongest_inputs(sample.orders, as_numbers(cases), sample.values[q], looked_at)) {
    region.factors.push_back(sample.factors[f].label());
    searched.x.emplace_back(sample.x[f]);
  }
  statistics::PrimOptions options;
  options.resamples = resamples;
  if (region.cases > 0 && region.cases < sample.trials && !searched.x.empty()) {
    region.prim = statistics::discover(searched, options);
    region.tree = statistics::classification_tree(searched);
  }
  return region;
}

}  // namespace

Discovered discover(const Prepared& prepared, std::size_t reading, const KeptSample& sample, bool of_misses,
                    std::size_t looked_at, std::uint32_t resamples, std::size_t threads) {
  const auto& its_reading = prepared.scenario.readings[reading];
  Discovered found{its_reading.name, its_reading.title, sample.trials, {}};
  if (sample.trials == 0) return found;
  found.regions.resize(sample.questions.size());
  for_each_block(threads, found.regions.size(), [&](std::size_t, std::size_t q) {
    found.regions[q] = of_question(sample, q, of_misses, looked_at, resamples);
  });
  return found;
}

}  // namespace leontide::analysis
