#pragma once

#include <functional>
#include <string>
#include <vector>

#include "analysis/decomposition/told_apart.hpp"
#include "analysis/sources.hpp"
#include "scenario/scenario.hpp"
#include "simulation/run.hpp"
#include "simulation/simulate.hpp"
#include "simulation/transport.hpp"

namespace leontide::analysis {

/// One reading of a scenario, run: what its trials showed, the deterministic run beside them and the sources
/// of the spread.
struct Assessment {
  simulation::Run run;                    ///< the compiled reading
  simulation::RunResult result;           ///< of all trials
  std::vector<SpreadSource> sources;      ///< of the spread, one a group of drivers
  std::vector<ToldApart> decompositions;  ///< that the model declares
};

/// Who runs the trials of a reading (its number), in place of this process alone.
using Transports = std::function<simulation::Transport(std::size_t reading, const simulation::Run& run,
                                                       const simulation::SimulateOptions& options)>;

/// Runs every reading with the same draws. `on_round` also tells which reading is at work. Readings must have
/// been prepared. Without `transports`, this process runs all.
std::vector<Assessment> assess(const scenario::Scenario& scenario, std::vector<simulation::Run> runs,
                               std::size_t threads, const simulation::Observer& observer,
                               const Transports& transports = {});

}  // namespace leontide::analysis
