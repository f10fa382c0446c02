#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leontide::statistics {

/// How often conditions (targets met) hold together: for every condition, every pair and every number of
/// them. Counts are integers, so adding and merging give the same in any order.
class JointCounts {
 public:
  /// The most conditions that are counted: pairs take its square.
  static constexpr std::size_t most = 256;

  /// Throws std::invalid_argument above `most` conditions.
  explicit JointCounts(std::size_t conditions);

  /// One block: hits[c] has a bit for each of 64 lanes in which condition c holds; lanes outside `counted`
  /// (failed or past the end) do not count.
  void add(std::span<const std::uint64_t> hits, std::uint64_t counted);
  /// Adds the counts of other trials. Throws std::invalid_argument when it has another number of conditions.
  void merge(const JointCounts& other);

  /// How many are counted together.
  std::size_t conditions() const noexcept { return conditions_; }
  /// All trials counted, whatever held in them.
  std::uint64_t trials() const noexcept;
  /// Trials in which this condition holds.
  std::uint64_t hits(std::size_t condition) const noexcept { return both(condition, condition); }
  /// Trials in which both hold; the order does not matter.
  std::uint64_t both(std::size_t first, std::size_t second) const noexcept;
  std::uint64_t exactly(std::size_t count) const noexcept;  ///< trials in which `count` conditions hold
  /// Trials in which `count` conditions or more hold.
  std::uint64_t at_least(std::size_t count) const noexcept;
  /// Trials in which every condition holds.
  std::uint64_t all() const noexcept { return exactly(conditions_); }

  /// All counts as one row of numbers, what a checkpoint keeps: the lower triangle of pairs by rows, then 0,
  /// 1, … conditions.
  std::span<const std::uint64_t> counts() const noexcept { return counts_; }
  /// Throws std::invalid_argument when the size is another.
  void restore(std::span<const std::uint64_t> counts);

  bool operator==(const JointCounts&) const = default;

 private:
  std::size_t pairs() const noexcept { return conditions_ * (conditions_ + 1) / 2; }

  std::size_t conditions_;
  std::vector<std::uint64_t> counts_;
};

}  // namespace leontide::statistics
