#pragma once

// Internal to the simulation layer: the first trials, kept whole.

#include "simulation/factors.hpp"
#include "simulation/fold.hpp"
#include "simulation/lockstep.hpp"
#include "simulation/result.hpp"

namespace leontide::simulation {

/// All vectors at their sizes; `trials` is the number to keep.
KeptTrials empty_kept(const Run& run, std::size_t factors, std::uint64_t trials);

/// Keeps the block of `visit`, just counted by `counter`.
void keep(const Run& run, const Visit& visit, const Counter& counter, std::span<const Factor> factors,
          KeptTrials& kept);

}  // namespace leontide::simulation
