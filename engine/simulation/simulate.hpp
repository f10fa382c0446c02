#pragma once

#include <cstdint>
#include <functional>

#include "base/cancel.hpp"
#include "simulation/result.hpp"
#include "simulation/run.hpp"

namespace leontide::simulation {

struct Progress {
  std::uint64_t done = 0;
  std::uint64_t trials = 0;
  std::uint64_t joint_hits = 0;
  std::uint64_t completed = 0;
};

struct SimulateOptions {
  std::uint64_t trials = 1;
  std::uint64_t seed = 1;
  std::size_t threads = 0;           ///< 0: all the machine offers
  std::vector<bool> frozen_drivers;  ///< [drivers] held at their centre; empty: none
  bool freezes_switches = false;     ///< levers and events at their centre too
  bool keeps_trials = false;         ///< keep the first trials_per_round of them
};

struct Observer {
  std::function<void(const Progress&)> on_round;  ///< may be empty
  const Cancel* cancel = nullptr;
};

/// Runs trials 0, 1, … in parallel. The result has the same bits for any number of threads. A cancelled run
/// stops within a block; its result is incomplete and must be thrown away.
RunResult simulate(const Run& run, const SimulateOptions& options, const Observer& observer);

/// The deterministic run: every driver at its centre. [outputs × steps]; empty when it fails.
std::vector<double> simulate_centre(const Run& run);

}  // namespace leontide::simulation
