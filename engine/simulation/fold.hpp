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
};

/// What a worker counts; integers, so that the order of blocks does not matter.
class Counter {
 public:
  explicit Counter(const Run& run);

  /// Counts the lanes of `valid` of the block in `workspace`. `sums` is overwritten.
  void fold(const kernel::Workspace& workspace, std::uint64_t valid, BlockSums& sums);
  void add_to(RunResult& result) const;

 private:
  std::uint64_t count_failures(const kernel::Failures& failures, std::uint64_t valid);
  void count_targets(std::uint64_t good);

  const Run& run_;
  RunResult counts_;
  std::vector<std::uint64_t> met_;        ///< [conditions]
  std::vector<std::uint64_t> joint_met_;  ///< [joint]
  lanes::AlignedVector value_;
};

/// A result with all its vectors at their sizes.
RunResult empty_result(const Run& run);

}  // namespace leontide::simulation
