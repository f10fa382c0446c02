#include "analysis/compare.hpp"

#include <filesystem>

#include "analysis/attribution.hpp"
#include "command/analysis.hpp"
#include "report/compare_sheets.hpp"
#include "report/rests_on.hpp"

namespace leontide::command {

namespace {

/// The comparison of the reading asked for, all where none is named; throws BadInput for one that is not
/// there.
void keep_reading(const scenario::Scenario& scenario, const std::string& name,
                  std::vector<analysis::ReadingComparison>& comparisons) {
  if (name.empty()) return;
  reading_of(scenario, name);
  std::erase_if(comparisons, [&](const auto& comparison) { return comparison.reading != name; });
}

}  // namespace

int command_compare(const CompareOptions& options) {
  return guarded_run(options.scenarios.front().generic_string(), [&] {
    std::vector<analysis::Prepared> scenarios;
    std::vector<std::string> names;
    for (const auto& path : options.scenarios) {
      ScenarioOptions one = options;
      one.scenario = path;
      scenarios.push_back(open_scenario(one));
      names.push_back(scenarios.back().scenario.name);
    }
    const std::size_t reading = reading_of(scenarios.front().scenario, options.reading);
    if (!options.targets.empty()) questions_of(scenarios.front(), reading, options.targets);
    BadInput bad;
    std::vector<analysis::ReadingComparison> comparisons;
    with_progress([&](const simulation::Observer& observer) {
      comparisons = analysis::compare(scenarios, options.threads, observer, bad.diagnostics);
    });
    if (bad.diagnostics.has_errors()) throw bad;
    keep_reading(scenarios.front().scenario, options.reading, comparisons);
    for (auto& comparison : comparisons) {
      for (auto& answers : comparison.answers)
        keep_asked(answers, options.targets);
    }
    std::vector<report::Rests> rests;
    for (const auto& comparison : comparisons) {
      for (std::size_t s = 0; s < scenarios.size(); ++s) {
        const int number = scenarios[s].find_reading(comparison.reading);
        rests.push_back({scenarios[s], static_cast<std::size_t>(number), comparison.tallies[s]});
      }
    }
    answer(report::document_of("compare", report::compare_sheets(comparisons, names), rests,
                               report::design_text(scenarios.front().scenario.sampling), options.sets),
           options.output);
  });
}

int command_attribute(const AttributeOptions& options) {
  return guarded_run(options.scenario.generic_string(), [&] {
    const analysis::Prepared prepared = open_scenario(options);
    const std::size_t reading = reading_of(prepared.scenario, options.reading);
    questions_of(prepared, reading, options.targets);
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
    keep_asked(attribution.questions, options.targets);
    answer(report::document_of("attribute", report::attribution_sheets(attribution),
                               {{prepared, reading, attribution.tally}}, report::independent_design(),
                               options.sets),
           options.output);
  });
}

}  // namespace leontide::command
