#include "statistics/quantile_sketch.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace leontide::statistics {
namespace {

constexpr int shift = 52 - 9;  // keeps the exponent and nine bits of the mantissa
constexpr double least = 0x1p-100;
constexpr std::int64_t origin = static_cast<std::int64_t>(std::bit_cast<std::uint64_t>(least) >> shift) - 1;

// Buckets ascend with the number: 0 for zero, positive and negative ones mirrored about it.
std::int64_t bucket_of(double x) {
  const double size = std::fabs(x);
  const auto above = static_cast<std::int64_t>(std::bit_cast<std::uint64_t>(size) >> shift) - origin;
  const std::int64_t bucket = size < least ? 0 : above;
  return x < 0 ? -bucket : bucket;
}

double middle_of(std::int32_t bucket) {
  if (bucket == 0) return 0;
  const auto bits = static_cast<std::uint64_t>(std::abs(bucket) + origin) << shift;
  const double middle = std::bit_cast<double>(bits | std::uint64_t{1} << (shift - 1));
  return bucket < 0 ? -middle : middle;
}

constexpr int page_shift = 9;  // 512 buckets a page
constexpr std::size_t block = 64;
constexpr std::uint64_t most_recent = 65535;

struct Range {
  double least, most;
};

Range range_of(const double* x) {
  constexpr std::size_t strip = 8;
  double least_seen[strip], most_seen[strip];
  for (std::size_t i = 0; i < strip; ++i)
    least_seen[i] = most_seen[i] = x[i];
  for (std::size_t first = strip; first < block; first += strip) {
    for (std::size_t i = 0; i < strip; ++i) {
      least_seen[i] = x[first + i] < least_seen[i] ? x[first + i] : least_seen[i];
      most_seen[i] = most_seen[i] < x[first + i] ? x[first + i] : most_seen[i];
    }
  }
  // Which of two zeros comes out would depend on their order; their sum does not.
  return {*std::min_element(least_seen, least_seen + strip) + 0.0,
          *std::max_element(most_seen, most_seen + strip) + 0.0};
}

/// One in counts[place(i)] for each lane that counts.
template <class Place>
void count_lanes(std::uint16_t* counts, std::uint64_t mask, Place place) {
  if (mask == ~std::uint64_t{0}) {
    for (std::size_t i = 0; i < block; ++i)
      ++counts[place(i)];
  } else {
    for (std::size_t i = 0; i < block; ++i)
      counts[place(i)] = static_cast<std::uint16_t>(counts[place(i)] + (mask >> i & 1U));
  }
}

}  // namespace

std::int64_t QuantileSketch::octave_of(std::int64_t bucket) {
  static_assert(page_size == std::size_t{1} << page_shift);
  return bucket >> page_shift;
}

void QuantileSketch::make_room(std::int64_t first, std::int64_t last) {
  if (shifts_.empty()) first_octave_ = first;
  if (first < first_octave_) {
    shifts_.insert(shifts_.begin(), static_cast<std::size_t>(first_octave_ - first), no_page);
    first_octave_ = first;
  }
  const auto size = static_cast<std::size_t>(last - first_octave_ + 1);
  if (size > shifts_.size()) shifts_.resize(size, no_page);
}

void QuantileSketch::make_page(std::int64_t octave) {
  std::int64_t& shift = shifts_[static_cast<std::size_t>(octave - first_octave_)];
  if (shift != no_page) return;
  shift = static_cast<std::int64_t>(recent_.size()) - octave * static_cast<std::int64_t>(page_size);
  recent_.resize(recent_.size() + page_size);
  if (!settled_.empty()) settled_.resize(recent_.size());
}

std::size_t QuantileSketch::place_of(std::int64_t bucket) {
  const std::int64_t octave = octave_of(bucket);
  make_room(octave, octave);
  make_page(octave);
  return static_cast<std::size_t>(bucket + shift_of(octave));
}

void QuantileSketch::add_settled(std::int64_t bucket, std::uint64_t count) {
  const std::size_t place = place_of(bucket);
  settled_.resize(recent_.size());
  settled_[place] += count;
}

void QuantileSketch::settle() {
  settled_.resize(recent_.size());
  for (std::size_t i = 0; i < recent_.size(); ++i)
    settled_[i] += recent_[i];
  std::fill(recent_.begin(), recent_.end(), std::uint16_t{0});
  recent_count_ = 0;
}

void QuantileSketch::add(double x) {
  add({&x, 1}, 1);
}

void QuantileSketch::add(std::span<const double> lanes, std::uint64_t mask) {
  if (lanes.size() < block) mask &= (std::uint64_t{1} << lanes.size()) - 1;
  if (mask == 0) return;
  const auto count = static_cast<std::uint64_t>(std::popcount(mask));
  count_ += count;
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
  const std::int64_t lowest = bucket_of(least_seen), highest = bucket_of(most_seen);
  if (recent_count_ + count > most_recent) settle();
  recent_count_ += static_cast<std::uint32_t>(count);
  if (lowest == highest) {
    std::uint16_t& counted = recent_[place_of(lowest)];
    counted = static_cast<std::uint16_t>(counted + count);
    return;
  }
  const std::int64_t first = octave_of(lowest), last = octave_of(highest);
  make_room(first, last);
  make_page(first);
  make_page(last);
  const std::int64_t shift_first = shift_of(first);
  // Two octaves often have their pages side by side.
  if (last - first > 1 || shift_first != shift_of(last)) return add_scattered(x, mask);
  if (least_seen >= least) {
    const std::int64_t from_bits = shift_first - origin;
    count_lanes(recent_.data(), mask, [&](std::size_t i) {
      return static_cast<std::int64_t>(std::bit_cast<std::uint64_t>(x[i]) >> shift) + from_bits;
    });
  } else {
    alignas(64) std::int64_t buckets[block];
    for (std::size_t i = 0; i < block; ++i)
      buckets[i] = bucket_of(x[i]);
    count_lanes(recent_.data(), mask, [&](std::size_t i) { return buckets[i] + shift_first; });
  }
}

/// Numbers of any octaves within shifts_.
void QuantileSketch::add_scattered(const double* x, std::uint64_t mask) {
  alignas(64) std::int64_t buckets[block];
  for (std::size_t i = 0; i < block; ++i)
    buckets[i] = bucket_of(x[i]);
  std::int64_t places[block];
  const auto place_all = [&] {
    const std::int64_t* const shifts = shifts_.data();
    const std::int64_t first = first_octave_;
    std::int64_t any_negative = 0;
    for (std::size_t i = 0; i < block; ++i) {
      places[i] = buckets[i] + shifts[octave_of(buckets[i]) - first];
      any_negative |= places[i];
    }
    return any_negative >= 0;
  };
  if (!place_all()) {
    for (const std::int64_t bucket : buckets)
      make_page(octave_of(bucket));
    place_all();
  }
  count_lanes(recent_.data(), mask, [&](std::size_t i) { return places[i]; });
}

void QuantileSketch::merge(const QuantileSketch& other) {
  for (const auto& [bucket, count] : other.entries())
    add_settled(bucket, count);
  count_ += other.count_;
  minimum_ = std::min(minimum_, other.minimum_);
  maximum_ = std::max(maximum_, other.maximum_);
}

double QuantileSketch::quantile(double share) const {
  if (count_ == 0) return std::numeric_limits<double>::quiet_NaN();
  const double rank = std::ceil(share * static_cast<double>(count_));
  const std::uint64_t wanted = rank < 1 ? 1 : std::min(static_cast<std::uint64_t>(rank), count_);
  if (wanted == 1) return minimum_;
  if (wanted == count_) return maximum_;
  std::uint64_t passed = 0;
  for (const auto& [bucket, count] : entries()) {
    passed += count;
    if (passed >= wanted) return std::clamp(middle_of(bucket), minimum_, maximum_);
  }
  return maximum_;
}

double QuantileSketch::share_up_to(double x) const {
  if (count_ == 0) return std::numeric_limits<double>::quiet_NaN();
  if (x >= maximum_) return 1;
  if (x < minimum_) return 0;
  const std::int64_t last = bucket_of(x);
  std::uint64_t sum = 0;
  for (const auto& [bucket, count] : entries()) {
    if (bucket > last) break;
    sum += count;
  }
  return static_cast<double>(sum) / static_cast<double>(count_);
}

std::vector<QuantileSketch::Entry> QuantileSketch::entries() const {
  std::vector<Entry> all;
  for (std::size_t octave = 0; octave < shifts_.size(); ++octave) {
    if (shifts_[octave] == no_page) continue;
    const std::int64_t first =
        (first_octave_ + static_cast<std::int64_t>(octave)) * static_cast<std::int64_t>(page_size);
    const auto from = static_cast<std::size_t>(first + shifts_[octave]);
    for (std::size_t i = 0; i < page_size; ++i) {
      const std::uint64_t count = recent_[from + i] + (settled_.empty() ? 0 : settled_[from + i]);
      if (count != 0)
        all.emplace_back(static_cast<std::int32_t>(first + static_cast<std::int64_t>(i)), count);
    }
  }
  return all;
}

bool QuantileSketch::operator==(const QuantileSketch& other) const {
  return count_ == other.count_ && minimum_ == other.minimum_ && maximum_ == other.maximum_ &&
         entries() == other.entries();
}

void QuantileSketch::restore(std::span<const Entry> entries, double minimum, double maximum) {
  *this = {};
  for (const auto& [bucket, count] : entries) {
    add_settled(bucket, count);
    count_ += count;
  }
  minimum_ = minimum;
  maximum_ = maximum;
}

}  // namespace leontide::statistics
