#pragma once

// Internal to the simulation layer: from the lanes of a block to counts and sums.

#include <cstdint>
#include <optional>
#include <vector>

#include "kernel/run.hpp"
#include "simulation/early_look.hpp"
#include "simulation/result.hpp"
#include "simulation/run.hpp"

namespace leontide::simulation {

/// What a worker counts; integers, so that the order of blocks does not matter.
class Counter {
 public:
  /// `outputs` as in SimulateOptions.
  Counter(const Run& run, const Design& design, const std::optional<std::vector<std::size_t>>& outputs);

  /// Empty sketches with these scales; without them values are not sketched.
  void begin_sketches(const std::vector<statistics::SketchScale>& scales);
  /// Adds what an early look kept: `begin_sketches` comes first.
  void sketch(const EarlyLook& early) { early.add_to(sketches_); }

  /// Counts the lanes of `valid` of the block in `workspace`, whose first lane is `first_trial`. `sums` is
  /// overwritten: blocks are added in their order, whoever computed them.
  void fold(const kernel::Workspace& workspace, std::uint64_t first_trial, std::uint64_t valid, Sums& sums);

  /// Of all blocks so far.
  const Counts& counts() const { return counts_; }
  /// Of output × steps + step.
  const statistics::QuantileSketch& sketch(std::size_t output_step) const { return sketches_[output_step]; }
  /// [causes] the lowest trial that failed of each, in the order of `failure_causes`; none: the largest
  /// number.
  const std::vector<std::uint64_t>& first_failed() const { return first_failed_; }

  /// Of the last block.
  std::uint64_t good() const { return good_; }
  const std::vector<std::uint64_t>& met() const { return met_; }  ///< [conditions] within good()
  const lanes::AlignedVector& values() const { return values_; }  ///< [conditions × 64]

 private:
  std::uint64_t count_failures(const kernel::Failures& failures, std::uint64_t first_trial,
                               std::uint64_t valid);
  void count_targets();
  void fold_outputs(const kernel::Workspace& workspace, Sums& sums);
  void fold_conditions(const kernel::Workspace& workspace, Sums& sums);  ///< after the outputs

  const Run& run_;
  Design design_;
  std::vector<std::size_t> rows_;  ///< numbers of output and step that are summed, outputs × steps
  Counts counts_;
  std::vector<statistics::QuantileSketch> sketches_;  ///< [outputs × steps]; none: not begun
  std::vector<std::uint64_t> first_failed_;
  std::uint64_t good_ = 0;
  std::vector<std::uint64_t> met_;
  std::vector<std::uint64_t> joint_met_;  ///< [joint]
  std::vector<std::uint64_t> at_least_;   ///< [joint + 1]
  lanes::AlignedVector values_;
};

}  // namespace leontide::simulation
