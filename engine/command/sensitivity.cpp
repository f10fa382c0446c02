#include "analysis/sensitivity.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "analysis/discover.hpp"
#include "analysis/variance_design.hpp"
#include "command/analysis.hpp"
#include "command/session/spoken_language.hpp"
#include "lanes/width.hpp"
#include "report/analyses/discover_sheets.hpp"
#include "report/analyses/sensitivity_sheets.hpp"
#include "report/rests_on.hpp"

namespace leontide::command {

namespace {

constexpr std::uint64_t default_rows = 4096;
constexpr std::uint64_t least_sensitivity_trials = 128;  // two groups of rank_sobol.hpp

/// Says that fewer trials are read than were asked for: beside the answer, and in each of its sheets.
void tell_kept(const ScenarioOptions& options, std::vector<report::Sheet>& sheets) {
  const std::uint64_t asked = options.sampling.trials.value_or(0);
  if (asked <= lanes::trials_per_round) return;
  const Title note{
      fmt::format("of {} trials asked for, the first {} are run: no more are kept one by one", asked,
                  lanes::trials_per_round),
      fmt::format("要求模拟 {} 次，只运行前 {} 次：逐次结果至多保留这些", asked, lanes::trials_per_round)};
  Diagnostics diagnostics;
  diagnostics.warning("trials", {"--trials", 0, 0, 0}, note.en);
  tell(diagnostics);
  for (report::Sheet& sheet : sheets)
    sheet.notes.push_back(note);
}

}  // namespace

void tell_raised(std::uint64_t asked, std::uint64_t run, const std::string& why, const std::string& why_zh,
                 std::vector<report::Sheet>& sheets) {
  if (asked == run || sheets.empty()) return;
  sheets.front().notes.push_back({fmt::format("{} trials were asked for, and {} run: {}", asked, run, why),
                                  fmt::format("要求模拟{}次，实际运行{}次：{}", asked, run, why_zh)});
}

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
    std::uint64_t trials = rows;
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
        trials = sample.trials;
        sheets = report::sensitivity_sheets(
            analysis::sensitivity(prepared, reading, sample, options.top, options.threads), its_reading);
        tell_kept(options, sheets);
      }
    });
    const bool own_rows = options.design || options.shapley;
    if (own_rows) {
      tell_raised(rows, (rows + lanes::width - 1) / lanes::width * lanes::width,
                  "the rows of a design come in blocks of 64", "设计按整块64行运行", sheets);
    }
    answer(report::document_of(
               "sensitivity", std::move(sheets), {{prepared, reading, tally}},
               own_rows ? report::independent_design() : report::design_text(prepared.scenario.sampling),
               options.sets),
           options.output);
    if (!own_rows && tally.completed() > 0 && trials < least_sensitivity_trials)
      throw NotReliable{fmt::format(
          "{} trials cannot carry this answer: below {} no index has an interval; run at least 2048", trials,
          least_sensitivity_trials)};
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
    auto sheets = report::discover_sheets(found, prepared.scenario.readings[reading]);
    tell_kept(options, sheets);
    answer(report::document_of("discover", std::move(sheets), {{prepared, reading, tally}},
                               report::design_text(prepared.scenario.sampling), options.sets),
           options.output);
  });
}

}  // namespace leontide::command
