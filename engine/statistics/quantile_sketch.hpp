#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "statistics/moments.hpp"

namespace leontide::statistics {

/// What buckets are laid about: a middle and a spread, known before the first number is added. Without a
/// spread (0) they are laid about 0.
struct SketchScale {
  double middle = 0;  ///< in the unit of the numbers
  double spread = 0;  ///< standard deviation, in the same unit

  bool operator==(const SketchScale&) const = default;
};

/// The scale that a first look at the numbers gives: `parts` are moments of some of them, in order. The
/// spread is the least of the parts' standard deviations that is not 0, so that one far number in one part
/// does not coarsen the buckets.
SketchScale sketch_scale(std::span<const Moments> parts);

/// The least and the greatest number of a bucket.
struct BucketEdges {
  double low = 0, high = 0;
};

/// Counts of numbers in buckets: quantiles of any number of draws in flat memory, to the larger of 0.004
/// spreads and 0.1 % of the distance from the middle; without a spread to 0.1 % of the number. Counts are
/// integers, so merging and adding give the same sketch in any order.
///
/// What is counted is y = ±(1 + |x - middle| / (4 spread)), so that the powers of two below hold a body of
/// four spreads to either side in equal buckets and the tails in log-spaced ones; without a spread, x itself.
///
/// Every power of two is cut into 512 equal buckets, told by the leading bits of the number, which keeps the
/// middle of a bucket within 2^-10 of each number in it. Numbers below 2^-100 in size count as zero. From the
/// least power of two that occurs to the greatest, of each sign, one takes 512 bytes, so that many sketches
/// stay near the core, and 4 KiB more once a bucket has run over its eight bits. (The idea is that of
/// HdrHistogram and of DDSketch: Masson, Rim & Lee 2019, PVLDB 12, 2195-2205.)
class QuantileSketch {
 public:
  using Entry = std::pair<std::int32_t, std::uint64_t>;  ///< bucket and count

  QuantileSketch() = default;
  /// Without numbers as yet.
  explicit QuantileSketch(const SketchScale& scale);

  /// Finite numbers only.
  void add(double x);
  /// The lanes whose bit is set, up to 64.
  void add(std::span<const double> lanes, std::uint64_t mask = ~std::uint64_t{0});
  /// Both must have one scale, unless one of them has no numbers: it gives way.
  void merge(const QuantileSketch& other);

  /// What its buckets are laid about.
  const SketchScale& scale() const noexcept { return scale_; }
  /// All numbers added so far.
  std::uint64_t count() const noexcept { return count_; }
  double minimum() const noexcept { return minimum_; }  ///< exact; +infinity without numbers
  double maximum() const noexcept { return maximum_; }  ///< exact; -infinity without numbers

  /// The number of rank ceil(share * count), counted from the smallest (the inverse of the distribution
  /// function); share in [0, 1]; exact where all numbers are one. NaN without numbers.
  double quantile(double share) const;
  /// The number of that rank, from 1 to count; NaN without numbers.
  double at_rank(std::uint64_t rank) const;
  /// Between these the number of that rank lies for sure: the edges of its bucket, or the extreme beyond
  /// which no number lies; a hair wider than what rounding moves. NaN without numbers.
  BucketEdges edges_at_rank(std::uint64_t rank) const;

  /// The buckets with numbers, in ascending order of value; with minimum and maximum, all that a checkpoint
  /// keeps.
  std::vector<Entry> entries() const;
  /// Becomes what `entries`, `minimum` and `maximum` of a sketch of this scale were.
  void restore(const SketchScale& scale, std::span<const Entry> entries, double minimum, double maximum);

  bool operator==(const QuantileSketch& other) const;

 private:
  /// Where the buckets of one sign are counted: whole powers of two, side by side.
  struct Side {
    std::int32_t first = 0;  ///< bucket, without its sign
    std::int32_t size = 0;   ///< buckets
    std::int32_t at = 0;     ///< place of the first
  };
  double scaled(double x) const noexcept;
  double unscaled(double y) const noexcept;
  std::int32_t bucket_at_rank(std::uint64_t rank) const;  ///< rank from 1 to count
  void scale_all(const double* x, double least_seen, double most_seen, double* y) const;  ///< [64]
  static bool places_of(const double* x, const Side* sides, std::int32_t* places);  ///< [64]; false: not all
  void make_room(std::int32_t bucket);
  void make_room_for(const double* x);        ///< [64]
  std::size_t place_of(std::int32_t bucket);  ///< makes the room it needs
  void carry(std::size_t place);
  void add_counts(std::uint64_t mask, const std::int32_t* places);  ///< one for each lane of 64
  void add_count(std::size_t place, std::uint64_t count);
  std::uint64_t count_at(std::size_t place) const { return low_[place] + (high_.empty() ? 0 : high_[place]); }
  template <class Visit>
  void visit_counts(Visit visit) const;  ///< in ascending order of the numbers, until false

  SketchScale scale_;
  double inverse_ = 0;               ///< 1 / (4 spread)
  Side sides_[2];                    ///< positive, negative
  std::vector<std::uint8_t> low_;    ///< [places] counts up to 255; the first place counts zeros
  std::vector<std::uint64_t> high_;  ///< the rest of them, or empty: none yet
  std::uint64_t count_ = 0;
  double minimum_ = __builtin_inf(), maximum_ = -__builtin_inf();
};

}  // namespace leontide::statistics
