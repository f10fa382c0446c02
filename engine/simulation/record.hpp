#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "lanes/block.hpp"
#include "simulation/result.hpp"
#include "simulation/run.hpp"

namespace leontide::simulation {

/// Raised by hand whenever the numbers of an unchanged scenario move; records of another version are refused.
inline constexpr std::uint32_t results_version = 7;

/// Consecutive blocks of 64 trials.
struct BlockRange {
  std::uint64_t first = 0;  ///< number of the first block
  std::uint64_t count = 0;  ///< of blocks

  /// The block after the last.
  std::uint64_t end() const { return first + count; }
};

/// Blocks that `trials` trials fill, the last one perhaps in part.
constexpr std::uint64_t blocks_of(std::uint64_t trials) {
  return (trials + lanes::width - 1) / lanes::width;
}

/// Sums over consecutive blocks of one round, in their order. A round that a record holds whole has one; of a
/// round that is cut between records each block has its own, so that they can be added in the order of the
/// round.
struct RoundSums {
  BlockRange blocks;  ///< of one round, consecutive
  Sums sums;          ///< over them
};

/// What some consecutive blocks of a run have shown. The records of a run, whoever computed them and however
/// it was cut, give the same result to the last bit: counts and sketches add up in any order, sums are one
/// subtotal a round and are added in the order of rounds.
struct RoundRecord {
  std::string digest;                                ///< of the scenario and its reading
  std::uint32_t version = results_version;           ///< of the numbers; another is refused
  BlockRange blocks;                                 ///< what the record is of
  Counts counts;                                     ///< over its blocks
  std::vector<RoundSums> sums;                       ///< in the order of blocks
  std::vector<statistics::QuantileSketch> sketches;  ///< [outputs × steps]
  std::vector<FirstFailure> firsts;                  ///< of each cause that occurred in its blocks
  KeptTrials kept;   ///< of the record that holds the first round, where trials are kept
  TrialMarks marks;  ///< of its blocks, where they are asked for
};

/// A record that cannot be used: damaged, of another run or version, or one that leaves a gap or overlaps.
struct RecordFault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Adds the records of a run, which must come in order from block 0 on.
class RecordFolder {
 public:
  /// `trials` are those the run may take at most.
  RecordFolder(const Run& run, const Design& design, std::uint64_t trials);

  /// Throws RecordFault.
  void add(RoundRecord record);
  /// Counts, sketches and first failures are those of all records so far, and blocks() what they cover.
  const RunResult& so_far() const { return result_; }
  /// The end of what was added, and so where the next record must begin.
  std::uint64_t blocks() const { return end_; }
  /// The result of all records added. Throws RecordFault where the last one ends within a round.
  RunResult finish();

 private:
  void add_sums(const RoundSums& part);

  const Run& run_;
  std::uint64_t blocks_;  ///< of the whole run
  std::string digest_;
  std::uint64_t end_ = 0;
  Sums round_;  ///< of a round that is cut, as far as it goes
  std::uint64_t round_blocks_ = 0;
  RunResult result_;
};

/// With all vectors at their sizes.
Counts empty_counts(const Run& run, const Design& design);
/// With all vectors at their sizes.
Sums empty_sums(const Run& run);
/// With all vectors at their sizes.
RunResult empty_result(const Run& run, const Design& design);

/// Adds `later` to `sums`, which stand for the blocks before it.
void add_in_order(Sums& sums, const Sums& later);

}  // namespace leontide::simulation
