#include "analysis/compare.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>

#include "analysis/attribution.hpp"
#include "command/analysis.hpp"
#include "command/session/spoken_language.hpp"
#include "report/analyses/compare_sheets.hpp"
#include "report/rests_on.hpp"
#include "report/target_words.hpp"
#include "report/write/write.hpp"

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
    std::vector<report::Named> called;
    for (const auto& path : options.scenarios) {
      ScenarioOptions one = options;
      one.scenario = path;
      scenarios.push_back(open_scenario(one));
      const scenario::Scenario& scenario = scenarios.back().scenario;
      called.push_back({scenario.name, scenario.title});
    }
    const std::vector<Title> names = report::told_apart(called);
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
    using report::counted;
    const analysis::Prepared prepared = open_scenario(options, options.targets);
    const std::size_t reading = reading_of(prepared.scenario, options.reading);
    questions_of(prepared, reading, options.targets);
    analysis::AttributionOptions how;
    how.trials = options.sampling.trials.value_or(0);
    if (how.trials == 0) how.width = options.width;
    how.runs = options.runs;
    how.asked = options.targets;
    how.threads = options.threads;
    const analysis::AttributionNeed need = analysis::attribution_need(prepared, reading, how);
    if (need.levers == 0) {
      refuse("no-levers", options.scenario.generic_string(),
             "this scenario turns on no levers, so there is nothing to split",
             "name a scenario with `levers:`");
    }
    if (how.trials == 0 && need.least_runs() > how.runs) {
      refuse("runs", "--runs",
             fmt::format("{} levers take at least {} runs of the model, {} a trial, more than {}",
                         need.levers, need.least_runs(), need.runs_a_trial, how.runs),
             fmt::format("allow {} by --runs, or turn on fewer levers", need.least_runs()));
    }
    if (need.runs() > std::max(how.runs, need.least_runs())) {
      refuse("runs", "--trials",
             fmt::format("{} trials of {} runs each are {} runs, more than {}", need.trials,
                         need.runs_a_trial, need.runs(), how.runs),
             "take fewer trials, or allow more by --runs");
    }
    const std::uint64_t kilobytes = (need.bytes + 1023) / 1024;
    tell_line(said({fmt::format("{}, {} of the model a trial: at most {}, {}, {} KiB of memory",
                                counted(need.levers, "lever"), counted(need.runs_a_trial, "run"),
                                counted(need.trials, "trial"), counted(need.runs(), "run"), kilobytes),
                    fmt::format("{} 项措施，每次模拟运行模型 {} 次：至多 {} 次模拟、{} 次运行，内存 {} KiB",
                                need.levers, need.runs_a_trial, need.trials, need.runs(), kilobytes)}));
    analysis::Attribution attribution;
    with_progress([&](const simulation::Observer& observer) {
      attribution = analysis::attribute(prepared, reading, how, observer);
    });
    keep_asked(attribution.questions, options.targets);
    answer(report::document_of("attribute", report::attribution_sheets(attribution),
                               {{prepared, reading, attribution.tally}}, report::independent_design(),
                               options.sets),
           options.output);
    if (!attribution.is_narrow)
      throw NotReliable{fmt::format(
          "an interval is still wider than {:g} after {} runs: allow more by --runs, or ask for a wider one",
          options.width, attribution.runs)};
  });
}

}  // namespace leontide::command
