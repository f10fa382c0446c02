// 64 trials of a scenario, in one thread.
#pragma once

#include "analysis/prepared.hpp"
#include "fuzz/bundle.hpp"
#include "simulation/simulate.hpp"

namespace leontide::fuzz {

inline constexpr std::uint64_t trials = 64;

inline std::optional<analysis::Prepared> prepare(const std::filesystem::path& file,
                                                 Diagnostics& diagnostics) {
  scenario::CommandLine command_line;
  command_line.sampling.trials = trials;
  return analysis::prepare_scenario(file, command_line, diagnostics);
}

inline void run_trials(const analysis::Prepared& prepared) {
  simulation::SimulateOptions options;
  options.sampling = prepared.scenario.sampling;
  if (options.sampling.trials > trials) return;  // as a stop rule or replicates ask for
  options.sampling.until.reset();
  options.threads = 1;
  for (const simulation::Run& run : prepared.runs)
    simulation::simulate(run, options, {});
}

}  // namespace leontide::fuzz
