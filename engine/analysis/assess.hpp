#pragma once

#include <string>
#include <vector>

#include "analysis/decomposition/told_apart.hpp"
#include "analysis/sources.hpp"
#include "scenario/scenario.hpp"
#include "simulation/run.hpp"
#include "simulation/simulate.hpp"

namespace leontide::analysis {

/// One reading of a scenario, run: what its trials showed, the deterministic run beside them and the sources
/// of the spread.
struct Assessment {
  simulation::Run run;
  simulation::RunResult result;
  std::vector<Source> sources;
  std::vector<ToldApart> decompositions;  ///< that the model declares
};

/// Runs every reading with the same draws. `on_round` also tells which reading is at work. Readings must have
/// been prepared.
std::vector<Assessment> assess(const scenario::Scenario& scenario, std::vector<simulation::Run> runs,
                               std::size_t threads, const simulation::Observer& observer);

}  // namespace leontide::analysis
