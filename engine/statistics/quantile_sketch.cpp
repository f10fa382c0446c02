#include "statistics/quantile_sketch.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace leontide::statistics {
namespace {

constexpr int shift = 52 - 9;  // keeps the exponent and nine bits of the mantissa
constexpr double least = 0x1p-100;
constexpr std::int32_t origin = static_cast<std::int32_t>(std::bit_cast<std::uint64_t>(least) >> shift) - 1;

// Buckets ascend with the number: 0 for zero, positive and negative ones mirrored about it.
std::int32_t bucket_of(double x) {
  const double size = std::fabs(x);
  if (size < least) return 0;
  const auto bucket = static_cast<std::int32_t>(std::bit_cast<std::uint64_t>(size) >> shift) - origin;
  return x < 0 ? -bucket : bucket;
}

double middle_of(std::int32_t bucket) {
  if (bucket == 0) return 0;
  const auto bits = static_cast<std::uint64_t>(std::abs(bucket) + origin) << shift;
  const double middle = std::bit_cast<double>(bits | std::uint64_t{1} << (shift - 1));
  return bucket < 0 ? -middle : middle;
}

constexpr int page_shift = 9;  // 512 buckets a page

}  // namespace

QuantileSketch::Page& QuantileSketch::page_of(std::int32_t octave) {
  auto page = std::lower_bound(pages_.begin(), pages_.end(), octave,
                               [](const Page& p, std::int32_t wanted) { return p.octave < wanted; });
  if (page == pages_.end() || page->octave != octave)
    page = pages_.insert(page, {octave, std::vector<std::uint64_t>(page_size)});
  return *page;
}

std::uint64_t& QuantileSketch::at(std::int32_t bucket) {
  static_assert(page_size == std::size_t{1} << page_shift);
  return page_of(bucket >> page_shift).counts[static_cast<std::size_t>(bucket) % page_size];
}

void QuantileSketch::add(double x) {
  add({&x, 1}, 1);
}

void QuantileSketch::add(std::span<const double> lanes, std::uint64_t mask) {
  if (lanes.size() < 64) mask &= (std::uint64_t{1} << lanes.size()) - 1;
  count_ += static_cast<std::uint64_t>(std::popcount(mask));
  double least_seen = minimum_, most_seen = maximum_;
  Page* page = nullptr;  // numbers of one block mostly share a page
  for (; mask != 0; mask &= mask - 1) {
    const double x = lanes[static_cast<std::size_t>(std::countr_zero(mask))];
    const std::int32_t bucket = bucket_of(x);
    if (page == nullptr || page->octave != bucket >> page_shift) page = &page_of(bucket >> page_shift);
    ++page->counts[static_cast<std::size_t>(bucket) % page_size];
    least_seen = std::min(least_seen, x);
    most_seen = std::max(most_seen, x);
  }
  minimum_ = least_seen;
  maximum_ = most_seen;
}

void QuantileSketch::merge(const QuantileSketch& other) {
  for (const auto& [bucket, count] : other.entries())
    at(bucket) += count;
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
  for (const Page& page : pages_) {
    for (std::size_t i = 0; i < page_size; ++i) {
      passed += page.counts[i];
      if (passed < wanted) continue;
      const double middle =
          middle_of(page.octave * static_cast<std::int32_t>(page_size) + static_cast<std::int32_t>(i));
      return std::clamp(middle, minimum_, maximum_);
    }
  }
  return maximum_;
}

double QuantileSketch::share_up_to(double x) const {
  if (count_ == 0) return std::numeric_limits<double>::quiet_NaN();
  if (x >= maximum_) return 1;
  if (x < minimum_) return 0;
  const std::int32_t last = bucket_of(x);
  std::uint64_t sum = 0;
  for (const auto& [bucket, count] : entries()) {
    if (bucket > last) break;
    sum += count;
  }
  return static_cast<double>(sum) / static_cast<double>(count_);
}

std::vector<QuantileSketch::Entry> QuantileSketch::entries() const {
  std::vector<Entry> all;
  for (const Page& page : pages_) {
    for (std::size_t i = 0; i < page_size; ++i) {
      if (page.counts[i] == 0) continue;
      all.emplace_back(page.octave * static_cast<std::int32_t>(page_size) + static_cast<std::int32_t>(i),
                       page.counts[i]);
    }
  }
  return all;
}

void QuantileSketch::restore(std::span<const Entry> entries, double minimum, double maximum) {
  *this = {};
  for (const auto& [bucket, count] : entries) {
    at(bucket) += count;
    count_ += count;
  }
  minimum_ = minimum;
  maximum_ = maximum;
}

}  // namespace leontide::statistics
