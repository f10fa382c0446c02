// A whole scenario, every reading, 1024 trials from each source of points, on one and on two threads.
#include "analysis/prepared.hpp"
#include "parity/sheet.hpp"
#include "simulation/simulate.hpp"

namespace leontide::parity {

namespace {

void dump_result(Sheet& sheet, const std::string& name, const simulation::RunResult& result) {
  sheet.count(name + ".trials", result.trials);
  sheet.count(name + ".failed", result.failures.total());
  for (std::size_t i = 0; i < result.condition_values.size(); ++i) {
    const auto chance = result.chance(i);
    const double row[] = {chance.estimate, chance.low, chance.high, result.condition_values[i].mean,
                          result.condition_values[i].squares};
    sheet.numbers(name + ".condition" + std::to_string(i), row);
  }
  for (std::size_t i = 0; i < result.outputs.size(); ++i) {
    const double row[] = {result.outputs[i].mean,          result.outputs[i].squares,
                          result.error_of_mean(i),         result.sketches[i].minimum(),
                          result.sketches[i].maximum(),    result.sketches[i].quantile(0.05),
                          result.sketches[i].quantile(0.5)};
    sheet.numbers(name + ".output" + std::to_string(i), row);
  }
  for (std::size_t i = 0; i < result.joint.counts().size(); ++i)
    sheet.count(name + ".joint." + std::to_string(i), result.joint.counts()[i]);
  sheet.numbers(name + ".kept", result.kept.outputs);
}

}  // namespace

bool dump_plan(Sheet& sheet, const std::string& scenario) {
  Diagnostics diagnostics;
  const auto prepared = analysis::prepare_scenario(scenario, {}, diagnostics);
  if (!prepared) {
    std::fputs(diagnostics.text().c_str(), stderr);
    return false;
  }
  using Method = scenario::Sampling::Method;
  for (std::size_t reading = 0; reading < prepared->runs.size(); ++reading) {
    const simulation::Run& run = prepared->runs[reading];
    const std::string name = "plan." + std::to_string(reading);
    sheet.numbers(name + ".centre", simulation::simulate_centre(run));
    for (const auto& [method, source] :
         {std::pair{Method::independent, ".independent"}, std::pair{Method::antithetic, ".antithetic"},
          std::pair{Method::latin_hypercube, ".latin"}, std::pair{Method::sobol, ".sobol"}}) {
      simulation::SimulateOptions options;
      options.sampling = prepared->scenario.sampling;
      options.sampling.method = method;
      options.sampling.trials = 1024;
      options.sampling.until.reset();
      options.threads = reading % 2 + 1;
      options.keeps_trials = method == Method::independent;
      dump_result(sheet, name + source, simulation::simulate(run, options, {}));
    }
  }
  return true;
}

}  // namespace leontide::parity
