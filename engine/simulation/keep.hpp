#pragma once

#include "simulation/factors.hpp"
#include "simulation/fold.hpp"
#include "simulation/lockstep.hpp"
#include "simulation/result.hpp"
#include "simulation/simulate.hpp"
#include "simulation/tally.hpp"

namespace leontide::simulation {

/// Runs trials 0, 1, … from `points` and keeps all of them. A cancelled run is incomplete.
/// Adds them to `tally`.
KeptTrials collect(const Run& run, const random::Points& points, std::uint64_t trials, std::size_t threads,
                   const Observer& observer, Tally& tally);

/// Runs trials 0, 1, … as `options` says and hands them on, some thousand at a time, with the factors that
/// the options name beside them. A cancelled stream stops half way.
void stream_trials(const Run& run, const SimulateOptions& options, std::uint64_t trials,
                   const std::function<void(const KeptTrials&)>& take, const Observer& observer);

// Internal to the simulation layer.

/// All vectors at their sizes; `trials` is the number to keep.
KeptTrials empty_kept(const Run& run, std::size_t factors, std::uint64_t trials);

/// Keeps the block of `visit`, just counted by `counter`.
void keep(const Run& run, const Visit& visit, const Counter& counter, std::span<const Factor> factors,
          KeptTrials& kept);

}  // namespace leontide::simulation
