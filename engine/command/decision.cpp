#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <tuple>

#include "analysis/observe.hpp"
#include "analysis/optimise.hpp"
#include "analysis/rare.hpp"
#include "analysis/seek.hpp"
#include "command/analysis.hpp"
#include "report/analyses/decision_sheets.hpp"
#include "report/rests_on.hpp"

namespace leontide::command {

int command_seek(const SeekOptions& options) {
  return guarded_run(options.scenario.generic_string(), [&] {
    analysis::SeekRequest request;
    request.path = options.path;
    request.low = options.from;
    request.high = options.to;
    request.level = options.chance;
    request.target = options.target;
    request.reading = options.reading;
    request.threads = options.threads;
    scenario::SamplingRequest sampling = options.sampling;
    if (!sampling.trials) sampling.trials = seek_trials;
    BadInput bad;
    if (!(options.from < options.to) || !std::isfinite(options.to - options.from))
      bad.diagnostics.error("value", {"--from", 0, 0, 0},
                            "the range to look at must run from a lower to a higher value");
    const scenario::Draft draft =
        scenario::read_draft(options.scenario, {sampling, options.sets}, bad.diagnostics);
    const auto prepared = analysis::prepare_scenario(draft, {}, bad.diagnostics);
    if (prepared) {
      check_names(*prepared, options.reading, {options.target}, bad.diagnostics);
      analysis::check_varied(request, draft, bad.diagnostics);
    }
    if (!prepared || bad.diagnostics.has_errors()) throw bad;
    std::optional<analysis::SeekAnswer> found;
    with_progress([&](const simulation::Observer& observer) {
      found = analysis::seek(request, draft, observer, bad.diagnostics);
    });
    if (!found) throw bad;
    const bool is_told = found->tally.completed() > 0 && !found->refusal;
    // Where a trial failed first is looked for at a value at which one did.
    const auto failing =
        found->failed_at ? analysis::set_varied(request, *found->failed_at, *prepared, draft, bad.diagnostics)
                         : std::nullopt;
    const report::Document document = report::document_of(
        "seek", is_told ? report::seek_sheets(*found, request) : std::vector<report::Sheet>{},
        {report::Rests{failing ? *failing : *prepared, reading_of(prepared->scenario, options.reading),
                       found->tally}},
        report::design_text(prepared->scenario.sampling), options.sets);
    if (found->refusal) {
      bad.diagnostics.error("seek", {"--vary " + request.path, 0, 0, 0}, found->refusal->what,
                            found->refusal->hint);
      const report::Standing& standing = document.standing.front();
      if (standing.failed() > 0)
        bad.diagnostics.add({Severity::note,
                             "failed-trials",
                             {"--vary " + request.path, 0, 0, 0},
                             fmt::format("of {} trials at all values, {} failed: {}", standing.trials,
                                         standing.failed(), report::failures_text(standing, Language::en)),
                             "",
                             std::nullopt});
      throw bad;
    }
    answer(document, options.output);
    if (is_told && !found->low && !found->high)
      throw NotReliable{fmt::format(
          "{} trials a value cannot carry this answer: its interval reaches beyond the range on both "
          "sides; run more trials",
          found->trials)};
  });
}

int command_optimise(const OptimiseCommandOptions& options) {
  return guarded_run(options.scenario.generic_string(), [&] {
    std::vector<analysis::Prepared> scenarios;
    scenarios.push_back(open_scenario(options));
    for (const auto& path : options.under) {
      ScenarioOptions other = options;
      other.scenario = path;
      scenarios.push_back(open_scenario(other));
    }
    analysis::OptimiseOptions how;
    how.target = options.target;
    how.reading = options.reading;
    how.threads = options.threads;
    how.trials = options.sampling.trials.value_or(how.trials);
    BadInput bad;
    std::optional<analysis::Optimum> optimum;
    with_progress([&](const simulation::Observer& observer) {
      optimum = analysis::optimise(scenarios, how, observer, bad.diagnostics);
    });
    if (!optimum) throw bad;
    std::vector<report::Rests> rests;
    for (std::size_t s = 0; s < scenarios.size(); ++s)
      rests.push_back(
          {scenarios[s], reading_of(scenarios[s].scenario, options.reading), optimum->tallies[s]});
    answer(
        report::document_of("optimise", report::optimise_sheets(*optimum, *scenarios.front().scenario.budget),
                            rests, report::independent_design(), options.sets),
        options.output);
    if (optimum->none_completed) throw NotReliable{"no trial completed: no spending plan has a worth"};
  });
}

namespace {

NotReliable why_not_revised(const analysis::Revision& revision) {
  if (revision.end == analysis::RevisionEnd::none_completed)
    return NotReliable{"no trial completed: there is nothing to revise"};
  const auto check = std::find_if(revision.figures.begin(), revision.figures.end(),
                                  [](const auto& figure) { return figure.contradicts; });
  if (check == revision.figures.end())
    return NotReliable{
        "each figure is possible, but no trials were found that agree with all of them: run more trials, or "
        "widen their errors"};
  const auto& [name, year, value] =
      std::tie(check->figure.indicator, check->figure.year, check->figure.value);
  const double least = 1 / static_cast<double>(revision.trials);
  const auto chance = [&](double tail) {
    return fmt::format("{}{:.2g}", tail < least ? "less than " : "", 100 * std::max(tail, least));
  };
  if (check->tail < analysis::least_tail)
    return NotReliable{fmt::format(
        "the figures contradict the model: that {} is as far out as {:g} in {} has a chance of {} "
        "%, so no chance is given; correct the figure, or widen its error or the model's spread",
        name, value, year, chance(check->tail))};
  if (check->tail_of_density < analysis::least_tail)
    return NotReliable{fmt::format(
        "the figures contradict the model: that {} is as unlikely as {:g} in {} has a chance of {} "
        "%, so no chance is given; correct the figure, or widen its error or the model's spread",
        name, value, year, chance(check->tail_of_density))};
  if (check->tail_given < analysis::least_tail)
    return NotReliable{fmt::format(
        "the figures contradict the model: that {} is as far out as {:g} in {} has a chance of {} % "
        "given the figures above it, so no chance is given; correct the figure, or widen its error or "
        "the model's spread",
        name, value, year, chance(check->tail_given))};
  return NotReliable{fmt::format(
      "the figures contradict the model: no trial brings {} nearer to {:g} in {} than {:.3g} times "
      "its error, so no chance is given; correct the figure, or widen its error or the model's spread",
      name, value, year, check->nearest)};
}

}  // namespace

int command_observe(const ObserveOptions& options) {
  return guarded_run(options.scenario.generic_string(), [&] {
    const analysis::Prepared prepared = open_scenario(options, options.targets);
    const std::size_t reading = reading_of(prepared.scenario, options.reading);
    if (prepared.scenario.observed.empty()) {
      refuse(
          "no-figures", options.scenario.generic_string(), "this scenario knows no figures to revise by",
          "add `observed: [{indicator: …, year: …, value: …, sd: …}]`, or --figure NAME@YEAR=VALUE+-ERROR");
    }
    questions_of(prepared, reading, options.targets);
    const std::uint64_t trials = options.sampling.trials.value_or(analysis::observe_trials);
    analysis::Revision revision;
    with_progress([&](const simulation::Observer& observer) {
      revision = analysis::observe(prepared, reading, trials, options.threads, observer);
    });
    keep_asked(revision.questions, options.targets);
    std::vector<report::Sheet> sheets = report::observe_sheets(revision);
    tell_raised(trials, revision.trials, "16 islands of whole blocks of 64", "16组，每组整块64次", sheets);
    const auto document =
        report::document_of("observe", std::move(sheets), {{prepared, reading, revision.tally}},
                            report::independent_design(), options.sets);
    using analysis::RevisionEnd;
    if (revision.end != RevisionEnd::revised) {
      show(document, options.output);
      throw why_not_revised(revision);
    }
    answer(document, options.output);
    if (const double least = analysis::least_effective(revision.trials); revision.effective < least)
      throw NotReliable{
          fmt::format("the effective sample is {:.0f} trials, below {:.0f}: the chances after the "
                      "figures are rough; run more than {} trials",
                      revision.effective, least, revision.trials)};
  });
}

int command_rare(const RareCommandOptions& options) {
  return guarded_run(options.scenario.generic_string(), [&] {
    const analysis::Prepared prepared = open_scenario(options, {options.target});
    const std::size_t reading = reading_of(prepared.scenario, options.reading);
    const auto question = questions_of(prepared, reading, {options.target}).front();
    analysis::RareOptions how;
    how.of_miss = options.miss;
    how.level_size = options.level_size;
    how.trials = options.sampling.trials.value_or(how.trials);
    how.threads = options.threads;
    analysis::RareChance rare;
    with_progress([&](const simulation::Observer& observer) {
      rare = analysis::rare_chance(prepared, reading, question, how, observer);
    });
    std::vector<report::Sheet> sheets = report::rare_sheets(rare, prepared.scenario.readings[reading]);
    if (rare.importance_trials > 0)
      tell_raised(how.trials, rare.importance_trials,
                  "importance sampling runs whole blocks of 64; --level-size sets the trials of the descent",
                  "重要性抽样按整块64次运行；逐级下降的次数由 --level-size 决定", sheets);
    answer(report::document_of("rare", std::move(sheets), {{prepared, reading, rare.tally}},
                               report::independent_design(), options.sets),
           options.output);
    if (rare.end == analysis::SubsetEnd::stalled)
      throw NotReliable{"a level of the descent gained nothing, so the chance was counted: see the note"};
    if (rare.end == analysis::SubsetEnd::ran_out)
      throw NotReliable{"the descent did not reach the event: see the note"};
    if (!rare.is_certain && rare.effective < analysis::least_effective_hits)
      throw NotReliable{fmt::format(
          "importance sampling rests on {:.0f} effective hits, fewer than {}: run more than {} trials",
          rare.effective, analysis::least_effective_hits, rare.importance_trials)};
    if (!rare.agree)
      throw NotReliable{"subset simulation and importance sampling do not agree: see the note"};
  });
}

}  // namespace leontide::command
