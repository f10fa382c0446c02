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

/// The questions whose trials are marked: SimulateOptions::marks. None where the sweep keeps no trials.
std::vector<std::size_t> kept_marks(const simulation::Run& run, const Keep& keep);

/// Bytes of the marks of a cell of `trials` in one reading.
std::uint64_t bytes_of_marks(const simulation::Run& run, const Keep& keep, std::uint64_t trials);

/// Adds which trials met what was marked.
void add_marks(const scenario::Scenario& scenario, std::size_t reading, const simulation::Run& run,
               const simulation::TrialMarks& marks, const Keep& keep, CellResult& cell);

}  // namespace leontide::sweep
