#pragma once

#include <cstdint>
#include <vector>

#include "simulation/lockstep.hpp"
#include "simulation/simulate.hpp"
#include "simulation/tally.hpp"

namespace leontide::simulation {

/// How many trials, and what is kept of them.
struct MembersOptions {
  std::uint64_t trials = 1;
  std::size_t threads = 0;    ///< 0: all the machine offers
  bool keeps_values = false;  ///< each trial's value of each condition, not only the moments of blocks
  std::size_t columns = 0;    ///< of as many numbers as trials, which the caller will make of the values
};

/// What every member of several ensembles of one run shows, block by block. Members are numbered through the
/// ensembles.
class MemberTable {
 public:
  /// With room for all blocks; nothing put in.
  MemberTable(std::size_t members, std::size_t conditions, const MembersOptions& options);

  /// Of all ensembles.
  std::size_t members() const { return members_; }
  /// Of the run.
  std::size_t conditions() const { return conditions_; }
  /// Blocks of 64 trials.
  std::size_t blocks() const { return blocks_; }
  /// Asked for; the last block may not be full.
  std::uint64_t trials() const { return trials_; }

  /// Lanes that completed, and those of them that meet a condition.
  std::uint64_t completed(std::size_t member, std::size_t block) const {
    return completed_[member * blocks_ + block];
  }
  /// Lanes, a bit each.
  std::uint64_t met(std::size_t member, std::size_t condition, std::size_t block) const {
    return met_[at(member, condition) * blocks_ + block];
  }
  /// Of the value compared, over the lanes of a block that completed.
  const statistics::Moments& moments(std::size_t member, std::size_t condition, std::size_t block) const {
    return moments_[at(member, condition) * blocks_ + block];
  }
  /// Over all blocks, in their order.
  statistics::Moments moments(std::size_t member, std::size_t condition) const;
  /// [trials]; those of failed trials mean nothing. Only with keeps_values.
  std::span<const double> values(std::size_t member, std::size_t condition) const;

  /// Of all members together.
  const Tally& tally() const { return tally_; }
  /// Counts that a worker has made; `put` adds none.
  void add(const Tally& tally) { tally_.add(tally); }

  /// Takes one block of one member.
  void put(std::size_t member, const Visit& visit, const Run& run);

 private:
  std::size_t at(std::size_t member, std::size_t condition) const { return member * conditions_ + condition; }

  std::size_t members_, conditions_, blocks_;
  std::uint64_t trials_;
  std::vector<std::uint64_t> completed_, met_;
  std::vector<statistics::Moments> moments_;
  std::vector<double> values_;
  Tally tally_;
};

/// Runs all members of ensembles that share their run, over trials 0, 1, …. `observer.on_round` hears of
/// trials of all members together. A cancelled run leaves an incomplete table.
MemberTable run_members(std::span<const Ensemble> ensembles, const MembersOptions& options,
                        const Observer& observer);

}  // namespace leontide::simulation
