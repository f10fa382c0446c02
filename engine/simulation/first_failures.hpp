#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "simulation/lockstep.hpp"
#include "simulation/result.hpp"

namespace leontide::simulation {

/// Why trials of a run may fail, in the order in which a trial with several counts: unproductive, unsolved,
/// unsettled, each check, not finite.
std::vector<std::string> failure_causes(const Run& run);

/// How many failed of each cause, in that order.
std::vector<std::uint64_t> by_cause(const FailureCounts& failures);

/// The failed trials of one cause, and where the first of them failed.
struct FailedTrials {
  std::string cause;         ///< as `failure_causes` names it
  std::uint64_t trials = 0;  ///< that failed of it
  std::string what;  ///< the table, block, check, or indicator and member; empty where it was not looked for
  int year = 0;      ///< calendar year of the first
};

/// Of each cause that occurred, in their order; `counts` is [causes].
std::vector<FailedTrials> failed_trials(const Run& run, std::span<const std::uint64_t> counts,
                                        std::span<const FirstFailure> firsts);

/// Runs the lowest failed trial of each cause once more and says where it failed. `first_failed` is [causes],
/// the largest number where there is none; the run is that ensemble of `lockstep`.
std::vector<FirstFailure> find_first_failures(const Run& run, Lockstep& lockstep, std::size_t ensemble,
                                              std::span<const std::uint64_t> first_failed);

}  // namespace leontide::simulation
