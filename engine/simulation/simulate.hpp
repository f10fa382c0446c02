#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "base/parallel.hpp"
#include "simulation/factors.hpp"
#include "simulation/lockstep.hpp"
#include "simulation/result.hpp"
#include "simulation/run.hpp"

namespace leontide::simulation {

/// The state of a run after a round.
struct Progress {
  std::uint64_t done = 0;        ///< trials
  std::uint64_t trials = 0;      ///< asked for, or the most a stop rule allows
  std::uint64_t joint_hits = 0;  ///< completed trials in which all joint conditions hold
  std::uint64_t completed = 0;   ///< of those done
};

/// How a run is made and what is kept of it.
struct SimulateOptions {
  scenario::Sampling sampling;      ///< method, trials, seed and stop rule
  std::size_t threads = 0;          ///< 0: all the machine offers
  InputOrigins origins;             ///< what is held or left out; empty: nothing
  bool keeps_trials = false;        ///< keep the first trials_per_round of them
  std::span<const Factor> factors;  ///< kept beside them
  std::string digest;               ///< of the scenario and its reading: what a record says it is of
  /// Numbers output × steps + step of those that are summed and sketched, beside what conditions compare;
  /// none: all. The others stay without numbers.
  std::optional<std::vector<std::size_t>> outputs;
  /// Conditions whose trials are marked; their number itself stands for the plan as a whole.
  std::vector<std::size_t> marks = {};
};

/// Callbacks of a run, and how it is cancelled.
struct Observer {
  std::function<void(const Progress&)> on_round;  ///< may be empty
  const Cancel* cancel = nullptr;                 ///< may be null
};

/// Runs trials 0, 1, … in parallel until their number or the width of `sampling.until` is reached, which is
/// looked at after each round (after 1, 2, 4, … rounds of Sobol points). The result has the same bits for any
/// number of threads. A cancelled run stops within a block; its result is incomplete and must be thrown away.
RunResult simulate(const Run& run, const SimulateOptions& options, const Observer& observer);

/// The deterministic run: every driver at its centre. [outputs × steps]; empty when it fails.
std::vector<double> simulate_centre(const Run& run);

/// The deterministic run and where it fails, failed or not.
struct CentreRun {
  std::vector<double> path;                   ///< [outputs × steps]
  std::vector<kernel::FailureSite> failures;  ///< in the order of the years
};
/// As `simulate_centre`, also where the run fails.
CentreRun look_at_centre(const Run& run);

/// The trials asked for, or the most that a stop rule allows.
std::uint64_t most_trials(const scenario::Sampling& sampling);

/// `threads` or all the machine offers, no more than there are blocks to run at once.
std::size_t worker_count(std::size_t threads, std::uint64_t trials);

}  // namespace leontide::simulation
