#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "statistics/joint.hpp"
#include "statistics/moments.hpp"
#include "statistics/quantile_sketch.hpp"

namespace leontide::simulation {

/// Why trials failed; a trial counts under the first cause that applies.
struct FailureCounts {
  std::uint64_t unproductive = 0;
  std::uint64_t unsolved = 0;
  std::uint64_t unsettled = 0;
  std::vector<std::uint64_t> checks;  ///< [checks]
  std::uint64_t not_finite = 0;

  std::uint64_t total() const;
};

/// What many trials of one run have shown. Counts are exact; sums are taken in lane, block and round order.
struct RunResult {
  std::uint64_t trials = 0;  ///< asked for and run
  FailureCounts failures;
  std::uint64_t completed() const { return trials - failures.total(); }

  std::vector<std::uint64_t> hits;       ///< [conditions]
  statistics::JointCounts joint{0};      ///< of the run's joint conditions
  std::vector<std::uint64_t> only_miss;  ///< [joint] trials that miss this one alone

  std::vector<statistics::Moments> condition_values;  ///< [conditions] value compared, in the target's unit
  std::vector<statistics::Moments> outputs;           ///< [outputs × steps]
  std::vector<statistics::QuantileSketch> sketches;   ///< [outputs × steps]
  std::vector<double> centre;                         ///< [outputs × steps] the deterministic run
  std::vector<double> kept;  ///< [outputs × steps × kept trials] the first trials, failed ones as NaN
  std::uint64_t kept_trials = 0;
};

}  // namespace leontide::simulation
