#pragma once

// Internal to the simulation layer: from the lanes of a block to counts and sums.

#include <cstdint>
#include <vector>

#include "kernel/run.hpp"
#include "simulation/result.hpp"
#include "simulation/run.hpp"

namespace leontide::simulation {

/// Sums of one block, kept apart so that blocks are added in their order whoever computed them.
struct BlockSums {
  std::vector<statistics::Moments> condition_values;
  std::vector<statistics::Moments> outputs;
  std::vector<DesignMean> output_errors;
};

/// What a worker counts; integers, so that the order of blocks does not matter.
class Counter {
 public:
  Counter(const Run& run, const Design& design);

  /// Counts the lanes of `valid` of the block in `workspace`. `sums` is overwritten.
  void fold(const kernel::Workspace& workspace, std::uint64_t valid, BlockSums& sums);
  void add_counts_to(RunResult& result) const;  ///< all but the sketches, which take longer
  const statistics::QuantileSketch& sketch(std::size_t output_step) const {
    return counts_.sketches[output_step];
  }

  /// Of the last block.
  std::uint64_t good() const { return good_; }
  const std::vector<std::uint64_t>& met() const { return met_; }  ///< [conditions] within good()
  const lanes::AlignedVector& values() const { return values_; }  ///< [conditions × 64]

 private:
  std::uint64_t count_failures(const kernel::Failures& failures, std::uint64_t valid);
  void count_targets();
  void fold_outputs(const kernel::Workspace& workspace, BlockSums& sums);
  void fold_conditions(const kernel::Workspace& workspace, BlockSums& sums);  ///< after the outputs

  const Run& run_;
  Design design_;
  RunResult counts_;
  std::uint64_t good_ = 0;
  std::vector<std::uint64_t> met_;
  std::vector<std::uint64_t> joint_met_;  ///< [joint]
  std::vector<std::uint64_t> at_least_;   ///< [joint + 1]
  lanes::AlignedVector values_;
};

/// An output that stands still is folded in its first year alone: gives the later ones what that year has.
void repeat_what_stands_still(const Run& run, RunResult& result);

/// A result with all its vectors at their sizes.
RunResult empty_result(const Run& run, const Design& design);

}  // namespace leontide::simulation
