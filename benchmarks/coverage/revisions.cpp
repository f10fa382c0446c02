#include <cmath>
#include <fmt/format.h>
#include <memory>

#include "analysis/observe.hpp"
#include "coverage/cell.hpp"

namespace leontide::benchmarks::coverage {

namespace {

// A standard normal seen as 0.5 with an error of sd 0.5: mean 0.4, variance 0.2 after (Bayes' rule).
constexpr double mean_after = 0.4;
const double sd_after = std::sqrt(0.2);

void add_observe(double chance, bool fails, std::vector<Cell>& cells) {
  Text text = one_normal(0.5, fails);
  text.targets =
      fmt::format("  - {{id: t, title: t, status: modelled, indicator: y, at_least: {:.17g}, year: 2025}}\n",
                  mean_after + sd_after * bound_of(chance));
  text.scenario = "observed:\n  - {indicator: y, year: 2025, value: 0.5, sd: 0.5, source: made up}\n";
  const auto prepared = std::make_shared<analysis::Prepared>(prepared_of(text));
  cells.push_back({"observe", "chance after", "independent",
                   fmt::format("{:g}{}", chance, fails ? ", a tenth fails" : ""), chance, 400,
                   [=](std::uint64_t seed) {
                     prepared->scenario.sampling.seed = seed;
                     const auto revised = analysis::observe(*prepared, 0, 4096, 1, {});
                     const statistics::Estimate& after = revised.questions.front().after;
                     return Given{after.low, after.high, statistics::is_conservative(after.method)};
                   }});
}

}  // namespace

void add_revisions(std::vector<Cell>& cells) {
  // The islands draw independently whatever the scenario says.
  for (const bool fails : {false, true}) {
    for (const double chance : {0.3, 1e-3, 1e-7})
      add_observe(chance, fails, cells);
  }
}

}  // namespace leontide::benchmarks::coverage
