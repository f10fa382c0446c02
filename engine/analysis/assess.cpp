#include "analysis/assess.hpp"

#include <algorithm>

namespace leontide::analysis {

std::vector<Assessment> assess(const scenario::Scenario& scenario, std::vector<simulation::Run> runs,
                               std::size_t threads, const simulation::Observer& observer,
                               const Transports& transports) {
  std::vector<Assessment> assessments;
  const auto& sampling = scenario.sampling;
  const std::uint64_t trials = sampling.until ? sampling.until->at_most : sampling.trials;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    simulation::SimulateOptions options;
    options.sampling = sampling;
    options.threads = threads;
    simulation::Observer inner{{}, observer.cancel};
    if (observer.on_round) {
      inner.on_round = [&](const simulation::Progress& progress) {
        simulation::Progress whole = progress;
        whole.done += i * trials;
        whole.trials = trials * runs.size();
        observer.on_round(whole);
      };
    }
    Assessment assessment{std::move(runs[i]), {}, {}, {}};
    options.digest = scenario.digest + " " + scenario.readings[i].name;
    assessment.result =
        transports ? simulate_through(transports(i, assessment.run, options), assessment.run, options, inner)
                   : simulation::simulate(assessment.run, options, inner);
    assessment.result.centre = simulation::simulate_centre(assessment.run);
    const bool cancelled = observer.cancel != nullptr && observer.cancel->requested();
    if (!cancelled) assessment.sources = split_spread(assessment.run, scenario.readings[i], options, inner);
    if (!cancelled)
      assessment.decompositions = tell_apart(scenario.readings[i], sampling.seed,
                                             std::min(trials, decomposition_trials), threads, inner);
    assessments.push_back(std::move(assessment));
    if (cancelled) break;
  }
  return assessments;
}

}  // namespace leontide::analysis
