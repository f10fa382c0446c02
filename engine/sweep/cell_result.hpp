#pragma once

#include <vector>

#include "scenario/scenario.hpp"
#include "simulation/result.hpp"
#include "simulation/run.hpp"
#include "sweep/ledger.hpp"
#include "sweep/sweep_file.hpp"

namespace leontide::sweep {

/// Adds what one reading has shown to a cell's result: the joint chance, each target that is kept, each
/// indicator and year that is kept.
void add_reading(const scenario::Scenario& scenario, std::size_t reading, const simulation::Run& run,
                 const simulation::RunResult& result, const Keep& keep, CellResult& cell);

/// Numbers output × steps + step of what is kept of indicators: SimulateOptions::outputs.
std::vector<std::size_t> kept_outputs(const simulation::Run& run, const Keep& keep);

}  // namespace leontide::sweep
