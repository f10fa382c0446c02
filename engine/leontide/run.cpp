#include "leontide/run.hpp"

#include <stdexcept>

#include "leontide/parts.hpp"
#include "simulation/first_failures.hpp"
#include "simulation/simulate.hpp"

namespace leontide {
inline namespace v1 {

namespace {

Chance chance_of(const statistics::Proportion& shown) {
  return {shown.hits, shown.draws, shown.estimate, shown.low, shown.high};
}

ReadingResult result_of(const std::string& reading, const simulation::Run& run,
                        const simulation::RunResult& shown) {
  ReadingResult result{reading, shown.trials, shown.completed(), {}, {}, {}, {}};
  const auto causes = simulation::failure_causes(run);
  const auto counts = simulation::by_cause(shown.failures);
  for (std::size_t i = 0; i < causes.size(); ++i) {
    if (counts[i] != 0) result.failed.emplace_back(causes[i], counts[i]);
  }
  result.joint = chance_of(shown.at_least(run.joint.size()));
  for (std::size_t i = 0; i < run.conditions.size(); ++i) {
    if (!run.conditions[i].is_main) continue;
    result.targets.push_back(
        {run.conditions[i].id, chance_of(shown.chance(i)), shown.condition_values[i].mean});
  }
  for (std::size_t i = 0; i < run.program.outputs.size(); ++i) {
    const kernel::Output& output = run.program.outputs[i];
    for (std::size_t step = output.begins; step < run.program.steps; ++step) {
      const std::size_t at = i * run.program.steps + step;
      const statistics::QuantileSketch& sketch = shown.sketches[at];
      result.indicators.push_back({output.name,
                                   static_cast<int>(run.constants.base_year) + static_cast<int>(step),
                                   shown.outputs[at].mean, shown.outputs[at].sd(), sketch.quantile(0.1),
                                   sketch.quantile(0.5), sketch.quantile(0.9)});
    }
  }
  return result;
}

}  // namespace

std::vector<ReadingResult> run(const Scenario& scenario, const RunSettings& settings) {
  const analysis::Prepared& prepared = scenario.parts().prepared;
  simulation::SimulateOptions options;
  options.sampling = prepared.scenario.sampling;
  options.threads = settings.threads;
  Diagnostics diagnostics;
  scenario::SamplingRequest request;
  request.trials = settings.trials;
  request.seed = settings.seed;
  apply(request, options.sampling);
  check_sampling(options.sampling, prepared.scenario.targets, diagnostics);
  if (diagnostics.has_errors())
    throw std::invalid_argument("leontide::run: " + diagnostics.list().front().what);
  std::vector<ReadingResult> results;
  for (std::size_t i = 0; i < prepared.runs.size(); ++i) {
    const simulation::RunResult shown = simulation::simulate(prepared.runs[i], options, {});
    results.push_back(result_of(prepared.scenario.readings[i].name, prepared.runs[i], shown));
  }
  return results;
}

}  // namespace v1
}  // namespace leontide
