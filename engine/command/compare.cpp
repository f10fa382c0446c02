#include "analysis/compare.hpp"

#include <filesystem>

#include "analysis/attribution.hpp"
#include "command/analysis.hpp"
#include "report/compare_sheets.hpp"

namespace leontide::command {

int command_compare(const CompareOptions& options) {
  return guarded_run(options.scenarios.front().generic_string(), [&] {
    std::vector<analysis::Prepared> scenarios;
    std::vector<std::string> names;
    for (const auto& path : options.scenarios) {
      ScenarioOptions one = options;
      one.scenario = path;
      scenarios.push_back(prepare(one));
      names.push_back(scenarios.back().scenario.name);
    }
    BadInput bad;
    std::vector<analysis::ReadingComparison> comparisons;
    with_progress([&](const simulation::Observer& observer) {
      comparisons = analysis::compare(scenarios, options.threads, observer, bad.diagnostics);
    });
    if (bad.diagnostics.has_errors()) throw bad;
    print_sheets(report::compare_sheets(comparisons, names), options.output);
  });
}

int command_attribute(const AttributeOptions& options) {
  return guarded_run(options.scenario.generic_string(), [&] {
    const analysis::Prepared prepared = prepare(options);
    const std::size_t reading = reading_of(prepared.scenario, options.reading);
    questions_of(prepared, reading, {});
    analysis::AttributionOptions how;
    how.trials = options.sampling.trials.value_or(how.trials);
    how.threads = options.threads;
    analysis::Attribution attribution;
    with_progress([&](const simulation::Observer& observer) {
      attribution = analysis::attribute(prepared, reading, how, observer);
    });
    if (attribution.levers.empty()) {
      refuse("no-levers", options.scenario.generic_string(),
             "this scenario turns on no levers, so there is nothing to split",
             "name a scenario with `levers:`");
    }
    print_sheets(report::attribution_sheets(attribution), options.output);
  });
}

}  // namespace leontide::command
