#include "statistics/quantile_sketch.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace leontide::statistics {
namespace {

// Of a number's upper 32 bits, these cut off all but the exponent and nine bits of the mantissa.
constexpr int shift = 20 - 9;
constexpr double least = 0x1p-100;
constexpr std::int32_t origin =
    static_cast<std::int32_t>(std::bit_cast<std::uint64_t>(least) >> (32 + shift)) - 1;

constexpr std::int32_t octave = 512;  // buckets
constexpr std::int32_t zeros = 64;    // places before those of the first octave: a line of a cache
constexpr std::size_t block = 64;
constexpr double largest = 0x1p1000;  // size that counts as itself where numbers are scaled
constexpr double body = 4;            // spreads to either side that the first octave holds

// Buckets ascend with the number: 0 for zero, positive and negative ones mirrored about it.
// Sign, exponent and the first bits behind it.
std::int32_t upper_half(double x) {
  return static_cast<std::int32_t>(std::bit_cast<std::uint64_t>(x) >> 32);
}

// The bucket of a number of that size; below 1 where it counts as zero.
std::int32_t bucket_of_size(std::int32_t upper) {
  return ((upper & 0x7fffffff) >> shift) - origin;
}

std::int32_t bucket_of(double x) {
  const std::int32_t upper = upper_half(x), size = std::max(bucket_of_size(upper), 0);
  return upper < 0 ? -size : size;
}

double middle_of(std::int32_t bucket) {
  if (bucket == 0) return 0;
  const auto bits = static_cast<std::uint64_t>(std::abs(bucket) + origin) << (32 + shift);
  const double middle = std::bit_cast<double>(bits | std::uint64_t{1} << (31 + shift));
  return bucket < 0 ? -middle : middle;
}

// The sizes a bucket other than that of zeros begins and ends with.
BucketEdges edges_of_size(std::int32_t bucket) {
  const std::uint64_t bits =
      static_cast<std::uint64_t>(std::abs(bucket)) + static_cast<std::uint64_t>(origin);
  return {std::bit_cast<double>(bits << (32 + shift)), std::bit_cast<double>((bits + 1) << (32 + shift))};
}

struct Range {
  double least, most;
};

// Four at a time, for arrays of running extremes stay in memory.
using Four = double __attribute__((vector_size(32)));

Four load(const double* from) {
  Four four;
  __builtin_memcpy(&four, from, sizeof four);
  return four;
}

Four lesser(Four a, Four b) {
  return b < a ? b : a;
}

Four greater(Four a, Four b) {
  return a < b ? b : a;
}

// Two chains of each extreme, for one would wait for itself.
Range range_of(const double* x) {
  Four least_seen = load(x), most_seen = least_seen;
  Four least_besides = load(x + 4), most_besides = least_besides;
  for (std::size_t i = 8; i < block; i += 8) {
    const Four next = load(x + i), besides = load(x + i + 4);
    least_seen = lesser(least_seen, next);
    most_seen = greater(most_seen, next);
    least_besides = lesser(least_besides, besides);
    most_besides = greater(most_besides, besides);
  }
  least_seen = lesser(least_seen, least_besides);
  most_seen = greater(most_seen, most_besides);
  // Which of two zeros comes out would depend on their order; their sum does not.
  return {std::min(std::min(least_seen[0], least_seen[1]), std::min(least_seen[2], least_seen[3])) + 0.0,
          std::max(std::max(most_seen[0], most_seen[1]), std::max(most_seen[2], most_seen[3])) + 0.0};
}

}  // namespace

SketchScale sketch_scale(std::span<const Moments> parts) {
  Moments all;
  double spread = 0;
  for (const Moments& part : parts) {
    if (part.count == 0) continue;
    all = merge(all, part);
    const double sd = part.sd();
    // A spread of rounding alone is none; nor does one count whose inverse is no number.
    if (sd > 1e-12 * std::fabs(part.mean) && sd > 1e-290 && (spread == 0 || sd < spread)) spread = sd;
  }
  return spread > 0 && std::isfinite(spread) ? SketchScale{all.mean, spread} : SketchScale{};
}

QuantileSketch::QuantileSketch(const SketchScale& scale) : scale_(scale) {
  if (scale.spread > 0) inverse_ = 1 / (body * scale.spread);
}

[[gnu::always_inline]] inline double QuantileSketch::scaled(double x) const noexcept {
  if (inverse_ == 0) return x;
  const double distance = (x - scale_.middle) * inverse_;
  const double size = 1 + std::fabs(distance);
  return std::copysign(size < largest ? size : largest, distance);
}

double QuantileSketch::unscaled(double y) const noexcept {
  if (inverse_ == 0) return y;
  return scale_.middle + std::copysign((std::fabs(y) - 1) / inverse_, y);
}

// The same numbers as scaled(): adding 1 with the distance's own sign is adding it to the size.
void QuantileSketch::scale_all(const double* x, double least_seen, double most_seen, double* y) const {
  const double farthest = std::max(std::fabs(scaled(least_seen)), std::fabs(scaled(most_seen)));
  if (farthest >= largest) {
    for (std::size_t i = 0; i < block; ++i)
      y[i] = scaled(x[i]);
    return;
  }
  const double middle = scale_.middle, inverse = inverse_;
  for (std::size_t i = 0; i < block; ++i) {
    const double distance = (x[i] - middle) * inverse;
    y[i] = distance + std::copysign(1.0, distance);
  }
}

bool QuantileSketch::places_of(const double* x, const Side* sides, std::int32_t* places) {
  const auto [first, size, at] = sides[0];
  const std::int32_t first_turns = first ^ sides[1].first, size_turns = size ^ sides[1].size,
                     at_turns = at ^ sides[1].at;
  std::int32_t missing = 0;
  for (std::size_t i = 0; i < block; ++i) {
    const std::int32_t upper = upper_half(x[i]), negative = upper >> 31;
    const std::int32_t bucket = bucket_of_size(upper);
    const std::int32_t in_side = bucket - (first ^ (first_turns & negative));
    const std::int32_t after = in_side - (size ^ (size_turns & negative));  // below 0 where it fits
    const std::int32_t counts = -bucket >> 31;                              // all bits, or none for a zero
    missing |= (in_side | ~after) & counts;
    places[i] = (in_side + (at ^ (at_turns & negative))) & counts;
  }
  return missing >= 0;
}

void QuantileSketch::make_room(std::int32_t bucket) {
  if (low_.empty()) low_.resize(zeros);
  if (bucket == 0) return;
  const std::int32_t size = std::abs(bucket), begins = size / octave * octave;
  Side& side = sides_[bucket < 0 ? 1 : 0];
  if (size >= side.first && size < side.first + side.size) return;
  Side wider[2] = {sides_[0], sides_[1]};
  Side& grown = wider[bucket < 0 ? 1 : 0];
  grown.first = side.size == 0 ? begins : std::min(side.first, begins);
  grown.size = std::max(side.size == 0 ? 0 : side.first + side.size, begins + octave) - grown.first;
  wider[0].at = zeros;
  wider[1].at = zeros + wider[0].size;
  const auto move = [&](auto& counts) {
    std::remove_reference_t<decltype(counts)> moved(static_cast<std::size_t>(wider[1].at + wider[1].size));
    std::copy_n(counts.begin(), zeros, moved.begin());
    for (int s = 0; s < 2; ++s) {
      const std::int32_t to = wider[s].at + (sides_[s].size == 0 ? 0 : sides_[s].first - wider[s].first);
      std::copy_n(counts.begin() + sides_[s].at, sides_[s].size, moved.begin() + to);
    }
    counts = std::move(moved);
  };
  move(low_);
  if (!high_.empty()) move(high_);
  std::copy_n(wider, 2, sides_);
}

// The ends of each sign first: what lies between them has its place then.
void QuantileSketch::make_room_for(const double* x) {
  std::int32_t ends[4] = {};  // least and greatest size of positive numbers, then of negative ones
  for (std::size_t i = 0; i < block; ++i) {
    const std::int32_t bucket = bucket_of(x[i]), size = std::abs(bucket);
    std::int32_t* const of_sign = ends + (bucket < 0 ? 2 : 0);
    if (size == 0) continue;
    of_sign[0] = of_sign[0] == 0 ? size : std::min(of_sign[0], size);
    of_sign[1] = std::max(of_sign[1], size);
  }
  for (const std::int32_t bucket : {ends[0], ends[1], -ends[2], -ends[3]})
    make_room(bucket);
}

std::size_t QuantileSketch::place_of(std::int32_t bucket) {
  make_room(bucket);
  if (bucket == 0) return 0;
  const Side& side = sides_[bucket < 0 ? 1 : 0];
  const std::int32_t place = std::abs(bucket) - side.first + side.at;
  return static_cast<std::size_t>(place);
}

void QuantileSketch::add_count(std::size_t place, std::uint64_t count) {
  const std::uint64_t sum = low_[place] + count;
  low_[place] = static_cast<std::uint8_t>(sum);
  if (sum < 256) return;
  high_.resize(low_.size());
  high_[place] += sum - low_[place];
}

// Out of line, so that a count is one instruction and a jump.
[[gnu::noinline, gnu::cold]] void QuantileSketch::carry(std::size_t place) {
  high_.resize(low_.size());
  high_[place] += 256;
}

void QuantileSketch::add_counts(std::uint64_t mask, const std::int32_t* places) {
  std::uint8_t* const low = low_.data();
  if (mask == ~std::uint64_t{0}) {
#pragma GCC unroll 8
    for (std::size_t i = 0; i < block; ++i) {
      if (++low[places[i]] == 0) [[unlikely]]
        carry(static_cast<std::size_t>(places[i]));
    }
  } else {
    for (std::uint64_t left = mask; left != 0; left &= left - 1)
      add_count(static_cast<std::size_t>(places[std::countr_zero(left)]), 1);
  }
}

void QuantileSketch::add(double x) {
  add({&x, 1}, 1);
}

void QuantileSketch::add(std::span<const double> lanes, std::uint64_t mask) {
  if (lanes.size() < block) mask &= (std::uint64_t{1} << lanes.size()) - 1;
  if (mask == 0) return;
  const auto added = static_cast<std::uint64_t>(std::popcount(mask));
  count_ += added;
  // Lanes that do not count repeat one that does, so that the loops below need no mask.
  alignas(64) double kept[block];
  const double* x = lanes.data();
  if (mask != ~std::uint64_t{0}) {
    const double some = lanes[static_cast<std::size_t>(std::countr_zero(mask))];
    for (std::size_t i = 0; i < block; ++i)
      kept[i] = (mask >> i & 1U) != 0 ? lanes[i] : some;
    x = kept;
  }
  const auto [least_seen, most_seen] = range_of(x);
  minimum_ = std::min(minimum_, least_seen);
  maximum_ = std::max(maximum_, most_seen);
  const std::int32_t lowest = bucket_of(scaled(least_seen));
  if (lowest == bucket_of(scaled(most_seen))) return add_count(place_of(lowest), added);
  if (inverse_ != 0) {
    scale_all(x, least_seen, most_seen, kept);
    x = kept;
  }
  alignas(64) std::int32_t places[block];
  if (!places_of(x, sides_, places)) {
    make_room_for(x);
    places_of(x, sides_, places);
  }
  add_counts(mask, places);
}

template <class Visit>
void QuantileSketch::visit_counts(Visit visit) const {
  const auto visit_place = [&](std::int32_t bucket, std::int32_t at) {
    const auto place = static_cast<std::size_t>(at);
    const std::uint64_t count = count_at(place);
    return count == 0 || visit(bucket, count);
  };
  const auto& [positive, negative] = sides_;
  for (std::int32_t i = negative.size - 1; i >= 0; --i) {
    if (!visit_place(-(negative.first + i), negative.at + i)) return;
  }
  if (low_.empty() || !visit_place(0, 0)) return;
  for (std::int32_t i = 0; i < positive.size; ++i) {
    if (!visit_place(positive.first + i, positive.at + i)) return;
  }
}

void QuantileSketch::merge(const QuantileSketch& other) {
  if (other.count_ == 0) return;
  if (count_ == 0) {
    *this = other;
    return;
  }
  for (const int sign : {1, -1}) {
    const Side& side = other.sides_[sign < 0 ? 1 : 0];
    if (side.size == 0) continue;
    make_room(sign * side.first);
    make_room(sign * (side.first + side.size - 1));
  }
  make_room(0);
  const auto add_places = [&](std::int32_t from, std::int32_t to, std::int32_t size) {
    for (const std::int32_t end = from + size; from < end; ++from, ++to) {
      const std::uint64_t count = other.count_at(static_cast<std::size_t>(from));
      if (count != 0) add_count(static_cast<std::size_t>(to), count);
    }
  };
  add_places(0, 0, 1);
  for (int s = 0; s < 2; ++s) {
    const Side& side = other.sides_[s];
    add_places(side.at, sides_[s].at + side.first - sides_[s].first, side.size);
  }
  count_ += other.count_;
  minimum_ = std::min(minimum_, other.minimum_);
  maximum_ = std::max(maximum_, other.maximum_);
}

double QuantileSketch::quantile(double share) const {
  const double rank = std::ceil(share * static_cast<double>(count_));
  return at_rank(rank < 1 ? 1 : static_cast<std::uint64_t>(rank));
}

std::int32_t QuantileSketch::bucket_at_rank(std::uint64_t rank) const {
  std::uint64_t passed = 0;
  std::int32_t found = 0;
  visit_counts([&](std::int32_t bucket, std::uint64_t count) {
    passed += count;
    found = bucket;
    return passed < rank;
  });
  return found;
}

double QuantileSketch::at_rank(std::uint64_t rank) const {
  if (count_ == 0) return std::numeric_limits<double>::quiet_NaN();
  const std::uint64_t wanted = std::clamp<std::uint64_t>(rank, 1, count_);
  if (wanted == 1) return minimum_;
  if (wanted == count_) return maximum_;
  return std::clamp(unscaled(middle_of(bucket_at_rank(wanted))), minimum_, maximum_);
}

BucketEdges QuantileSketch::edges_at_rank(std::uint64_t rank) const {
  const double none = std::numeric_limits<double>::quiet_NaN();
  if (count_ == 0) return {none, none};
  const std::uint64_t wanted = std::clamp<std::uint64_t>(rank, 1, count_);
  if (wanted == 1) return {minimum_, minimum_};
  if (wanted == count_) return {maximum_, maximum_};
  const std::int32_t bucket = bucket_at_rank(wanted);
  const auto within = [&](double low, double high) {
    return BucketEdges{std::clamp(low, minimum_, maximum_), std::clamp(high, minimum_, maximum_)};
  };
  if (bucket == 0) return within(-least, least);
  auto [near, far] = edges_of_size(bucket);
  // Sizes beyond the largest share the last bucket.
  if (near >= largest) far = std::numeric_limits<double>::infinity();
  const double sign = bucket < 0 ? -1 : 1;
  double low = unscaled(sign * near), high = unscaled(sign * far);
  if (bucket < 0) std::swap(low, high);
  // Where numbers were moved and scaled, rounding may have taken one over an edge.
  const double moved = inverse_ == 0 ? 0 : std::fabs(scale_.middle) + near / inverse_;
  const double hair = 0x1p-50 * moved;
  return within(low - hair, high + hair);
}

std::vector<QuantileSketch::Entry> QuantileSketch::entries() const {
  std::vector<Entry> all;
  visit_counts([&](std::int32_t bucket, std::uint64_t count) {
    all.emplace_back(bucket, count);
    return true;
  });
  return all;
}

bool QuantileSketch::operator==(const QuantileSketch& other) const {
  return scale_ == other.scale_ && count_ == other.count_ && minimum_ == other.minimum_ &&
         maximum_ == other.maximum_ && entries() == other.entries();
}

void QuantileSketch::restore(const SketchScale& scale, std::span<const Entry> entries, double minimum,
                             double maximum) {
  *this = QuantileSketch(scale);
  for (const auto& [bucket, count] : entries) {
    add_count(place_of(bucket), count);
    count_ += count;
  }
  minimum_ = minimum;
  maximum_ = maximum;
}

}  // namespace leontide::statistics
