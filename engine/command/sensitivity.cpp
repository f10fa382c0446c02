#include "analysis/sensitivity.hpp"

#include <algorithm>

#include "analysis/discover.hpp"
#include "analysis/variance_design.hpp"
#include "command/analysis.hpp"
#include "report/analyses/discover_sheets.hpp"
#include "report/analyses/sensitivity_sheets.hpp"
#include "report/rests_on.hpp"

namespace leontide::command {

namespace {

constexpr std::uint64_t default_rows = 4096;

}  // namespace

int command_sensitivity(const SensitivityOptions& options) {
  return guarded_run(options.scenario.generic_string(), [&] {
    const analysis::Prepared prepared = open_scenario(options, options.targets);
    const std::size_t reading = reading_of(prepared.scenario, options.reading);
    const auto questions = questions_of(prepared, reading, options.targets);
    const auto& its_reading = prepared.scenario.readings[reading];
    if (const std::string why = analysis::why_no_redraw(prepared, reading);
        !why.empty() && (options.design || options.shapley)) {
      refuse(
          "no-redraw", options.scenario.generic_string(), why,
          "sensitivity without --design and --shapley reads the run's own trials and takes any dependence");
    }
    if (options.sampling.method && (options.design || options.shapley)) {
      refuse("value", "--sampling", "a design draws its own independent rows",
             "leave --sampling out, or --design and --shapley");
    }
    const std::uint64_t rows = options.sampling.trials.value_or(default_rows);
    std::vector<report::Sheet> sheets;
    simulation::Tally tally;
    with_progress([&](const simulation::Observer& observer) {
      if (options.shapley) {
        const auto groups = analysis::grouped_inputs(its_reading);
        if (groups.size() > analysis::most_shapley_groups) {
          refuse("too-many-groups", options.scenario.generic_string(),
                 "Shapley effects take every subset of at most 10 groups of inputs, and this model has " +
                     std::to_string(groups.size()),
                 "give its drivers fewer `group:`s");
        }
        auto effects = analysis::shapley_effects(prepared, reading, groups, rows, options.threads, observer);
        keep_asked(effects.questions, options.targets);
        tally = effects.tally;
        sheets = report::shapley_sheets(effects, groups, rows, its_reading);
      } else if (options.design) {
        auto design = analysis::variance_design(prepared, reading, analysis::single_inputs(its_reading), rows,
                                                options.threads, observer);
        keep_asked(design.questions, options.targets);
        tally = design.tally;
        sheets = report::design_sheets(design, its_reading);
      } else {
        const auto sample = analysis::keep_sample(prepared, reading, questions, options.threads, observer);
        if (observer.cancel->requested()) return;
        tally = sample.tally;
        sheets = report::sensitivity_sheets(
            analysis::sensitivity(prepared, reading, sample, options.top, options.threads), its_reading);
      }
    });
    const bool own_rows = options.design || options.shapley;
    answer(report::document_of(
               "sensitivity", std::move(sheets), {{prepared, reading, tally}},
               own_rows ? report::independent_design() : report::design_text(prepared.scenario.sampling),
               options.sets),
           options.output);
  });
}

int command_discover(const DiscoverOptions& options) {
  return guarded_run(options.scenario.generic_string(), [&] {
    const analysis::Prepared prepared = open_scenario(options, options.targets);
    const std::size_t reading = reading_of(prepared.scenario, options.reading);
    const auto questions = questions_of(prepared, reading, options.targets);
    analysis::Discovered found;
    simulation::Tally tally;
    with_progress([&](const simulation::Observer& observer) {
      const auto sample = analysis::keep_sample(prepared, reading, questions, options.threads, observer);
      tally = sample.tally;
      if (!observer.cancel->requested())
        found = analysis::discover(prepared, reading, sample, !options.hits, options.top,
                                   statistics::PrimOptions{}.resamples, options.threads);
    });
    answer(report::document_of(
               "discover", report::discover_sheets(found, prepared.scenario.readings[reading]),
               {{prepared, reading, tally}}, report::design_text(prepared.scenario.sampling), options.sets),
           options.output);
  });
}

}  // namespace leontide::command
