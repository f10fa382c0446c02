#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "simulation/design.hpp"
#include "statistics/joint.hpp"
#include "statistics/moments.hpp"
#include "statistics/quantile_sketch.hpp"

namespace leontide::simulation {

/// Why trials failed; a trial counts under the first cause that applies.
struct FailureCounts {
  std::uint64_t unproductive = 0;     ///< the drawn matrix has no non-negative inverse
  std::uint64_t unsolved = 0;         ///< a Leontief residual stayed above the tolerance
  std::uint64_t not_converged = 0;    ///< a simultaneous block did not converge
  std::vector<std::uint64_t> checks;  ///< [checks]
  std::uint64_t not_finite = 0;       ///< an indicator is no finite number

  /// Failed trials of all causes.
  std::uint64_t total() const;
};

/// Where the lowest trial that failed of a cause did.
struct FirstFailure {
  std::string cause;        ///< as `failure_causes` names them
  std::uint64_t trial = 0;  ///< counted from 0
  std::string what;  ///< the table, block, check, or indicator (variable: failing_variable.hpp) and member
  int year = 0;      ///< calendar year

  friend bool operator==(const FirstFailure&, const FirstFailure&) = default;
};

/// All of a result that is an integer: added in any order they give the same.
struct Counts {
  std::uint64_t trials = 0;  ///< run
  FailureCounts failures;    ///< of the trials run
  DesignCounts questions;    ///< the conditions, then "at least k of the joint ones" for k = 1, 2, …
  statistics::JointCounts joint{0};      ///< of the run's joint conditions
  std::vector<std::uint64_t> only_miss;  ///< [joint] trials that miss this one alone
  std::vector<std::uint64_t> on_bound;   ///< [conditions] trials in which the value stands on its bound

  /// Trials that did not fail.
  std::uint64_t completed() const { return trials - failures.total(); }
  /// Of other trials of the same run.
  void add(const Counts& other);
};

/// Sums over trials in lane, block and round order.
struct Sums {
  std::vector<statistics::Moments> condition_values;  ///< [conditions] value compared, in the target's unit
  std::vector<statistics::Moments> outputs;           ///< [outputs × steps]
  std::vector<DesignMean> output_errors;              ///< [outputs × steps]
};

/// Some trials whole, for analyses that need each of them. Failed trials are left out of `valid`.
struct KeptTrials {
  std::uint64_t first = 0;           ///< number of the first of them, from 0
  std::uint64_t trials = 0;          ///< kept; the last block may not be full
  std::vector<std::uint64_t> valid;  ///< [trials / 64] a bit each
  std::vector<double> outputs;       ///< [outputs × steps × trials]
  std::vector<double> values;        ///< [conditions × trials] what is compared, in the target's unit
  std::vector<std::uint64_t> met;    ///< [conditions × trials / 64]
  std::vector<double> factors;       ///< [factors × trials]

  /// `trial` counts from the first that is kept.
  bool is_valid(std::uint64_t trial) const { return ((valid[trial / 64] >> (trial % 64)) & 1U) != 0; }
};

/// Which questions each trial answers with yes, a bit a trial, for what is asked of two runs on common draws.
struct TrialMarks {
  std::size_t questions = 0;  ///< asked of each trial
  /// [blocks × (1 + questions)] of each block the lanes that completed, then those that answer yes to each.
  std::vector<std::uint64_t> lanes;

  /// Numbers of `lanes` that one block takes.
  std::size_t a_block() const { return 1 + questions; }
  /// Blocks marked.
  std::size_t blocks() const { return lanes.size() / a_block(); }
};

/// How a run with a stop rule ended.
struct Stop {
  bool reached = false;  ///< the width was reached before the most trials were run
  double width = 0;      ///< of the widest interval asked for
};

/// What many trials of one run have shown.
struct RunResult : Counts, Sums {
  std::vector<statistics::QuantileSketch> sketches;  ///< [outputs × steps]
  std::vector<FirstFailure> firsts;                  ///< of each cause that occurred
  std::vector<double> centre;                        ///< [outputs × steps] the deterministic run
  KeptTrials kept;                                   ///< empty where no trials are kept
  TrialMarks marks;                                  ///< empty where none are asked for
  std::optional<Stop> stop;                          ///< where there was a rule

  /// Trials that meet the condition.
  std::uint64_t hits(std::size_t condition) const { return questions.hits(condition); }
  /// Of meeting the condition, by the design of the sample.
  statistics::Proportion chance(std::size_t condition, double level = 0.95) const {
    return questions.chance(condition, level);
  }
  /// The chance that at least k of the joint conditions hold.
  statistics::Proportion at_least(std::size_t k, double level = 0.95) const;
  /// Standard error of the mean of an output by the design of the sample.
  double error_of_mean(std::size_t output_step) const;
};

}  // namespace leontide::simulation
