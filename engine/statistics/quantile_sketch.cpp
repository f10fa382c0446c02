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

}  // namespace

inline std::size_t QuantileSketch::place_of(std::int64_t bucket) {
  static_assert(page_size == std::size_t{1} << page_shift);
  const std::int64_t octave = bucket >> page_shift;
  auto at = static_cast<std::size_t>(octave - first_octave_);
  if (at >= pages_.size() || pages_[at] == 0) {
    add_page(octave);
    at = static_cast<std::size_t>(octave - first_octave_);
  }
  return (pages_[at] - std::size_t{1}) * page_size + static_cast<std::size_t>(bucket) % page_size;
}

void QuantileSketch::add_page(std::int64_t octave) {
  if (pages_.empty()) first_octave_ = octave;
  if (octave < first_octave_) {
    pages_.insert(pages_.begin(), static_cast<std::size_t>(first_octave_ - octave), 0);
    first_octave_ = octave;
  }
  const auto place = static_cast<std::size_t>(octave - first_octave_);
  if (place >= pages_.size()) pages_.resize(place + 1);
  counts_.resize(counts_.size() + page_size);
  pages_[place] = static_cast<std::uint16_t>(counts_.size() / page_size);
}

void QuantileSketch::add(double x) {
  add({&x, 1}, 1);
}

void QuantileSketch::add(std::span<const double> lanes, std::uint64_t mask) {
  if (lanes.size() < block) mask &= (std::uint64_t{1} << lanes.size()) - 1;
  if (mask == 0) return;
  count_ += static_cast<std::uint64_t>(std::popcount(mask));
  // Lanes that do not count repeat one that does, so that the loops below need no mask.
  alignas(64) double x[block];
  const double some = lanes[static_cast<std::size_t>(std::countr_zero(mask))];
  for (std::size_t i = 0; i < block; ++i)
    x[i] = (mask >> i & 1U) != 0 ? lanes[i] : some;
  see_range(x);

  alignas(64) std::int64_t buckets[block];
  for (std::size_t i = 0; i < block; ++i)
    buckets[i] = bucket_of(x[i]);
  std::size_t places[block];  // found first, then counted: the counters are seldom near the core
  for (std::size_t i = 0; i < block; ++i)
    places[i] = place_of(buckets[i]);
  std::uint64_t* const counts = counts_.data();
  for (std::size_t i = 0; i < block; ++i)
    counts[places[i]] += mask >> i & 1U;
}

void QuantileSketch::see_range(const double* x) {
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
  minimum_ = std::min(minimum_, *std::min_element(least_seen, least_seen + strip)) + 0.0;
  maximum_ = std::max(maximum_, *std::max_element(most_seen, most_seen + strip)) + 0.0;
}

void QuantileSketch::add(std::int64_t bucket, std::uint64_t count) {
  const std::size_t place = place_of(bucket);
  counts_[place] += count;
}

void QuantileSketch::merge(const QuantileSketch& other) {
  for (const auto& [bucket, count] : other.entries())
    add(bucket, count);
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
  for (std::size_t place = 0; place < pages_.size(); ++place) {
    if (pages_[place] == 0) continue;
    const std::uint64_t* counts = counts_.data() + (pages_[place] - 1U) * page_size;
    const std::int64_t first = (first_octave_ + static_cast<std::int64_t>(place)) * std::int64_t{page_size};
    for (std::size_t i = 0; i < page_size; ++i) {
      if (counts[i] != 0)
        all.emplace_back(static_cast<std::int32_t>(first + static_cast<std::int64_t>(i)), counts[i]);
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
    add(bucket, count);
    count_ += count;
  }
  minimum_ = minimum;
  maximum_ = maximum;
}

}  // namespace leontide::statistics
