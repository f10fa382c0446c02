#pragma once

// Internal to the analysis layer: which subsets of levers a block of trials runs, and their runs.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "analysis/prepared.hpp"
#include "lanes/block.hpp"
#include "simulation/tally.hpp"

namespace leontide::analysis {

/// A set of levers as bits over those that are on.
using Subset = std::uint64_t;

/// The runs of one block of trials: which subsets, and how each lever's part follows from them.
struct BlockPlan {
  std::vector<Subset> subsets;                     ///< ascending
  std::vector<std::vector<std::uint32_t>> orders;  ///< of arrival; none: every subset is there

  /// Position of the subset in `subsets`, which must hold it.
  std::size_t at(Subset subset) const {
    return static_cast<std::size_t>(std::lower_bound(subsets.begin(), subsets.end(), subset) -
                                    subsets.begin());
  }
};

/// All subsets, or those of one order drawn for the block and of its reverse, beside each lever alone and
/// each taken from all.
BlockPlan subsets_of(std::size_t levers, bool is_exact, std::uint64_t seed, std::uint64_t block);

/// One worker's model, and what its block's runs gave.
class SubsetRunner {
 public:
  /// `levers` are the numbers of those that are on.
  SubsetRunner(const simulation::Run& run, const std::vector<std::size_t>& levers, std::size_t most_subsets);

  /// All runs of a block, on the same draws.
  void run(const BlockPlan& plan, std::uint64_t seed, std::uint64_t block);

  /// Trials that complete in every run.
  std::uint64_t completed() const { return completed_; }
  /// Of all runs of all blocks so far.
  const simulation::Tally& tally() const { return tally_; }
  /// Of these, how many answer yes with that subset of levers.
  double hits(const Question& question, std::size_t subset) const;
  /// Over these, the sum of the value compared.
  double value(const Question& question, std::size_t subset) const;

 private:
  const simulation::Run& run_;
  const std::vector<std::size_t>& levers_;
  random::InputBlock inputs_;
  kernel::InputPointers pointers_;
  std::vector<const double*> drawn_;  ///< [levers of the model]
  lanes::AlignedVector zeros_;
  kernel::Workspace workspace_;
  std::vector<std::uint64_t> met_;  ///< [subsets][conditions]
  lanes::AlignedVector values_;     ///< [subsets][conditions][64]
  std::uint64_t completed_ = 0;
  simulation::Tally tally_;
};

}  // namespace leontide::analysis
