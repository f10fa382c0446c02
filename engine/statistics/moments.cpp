#include "statistics/moments.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace leontide::statistics {

double Moments::variance() const {
  return count < 2 ? std::numeric_limits<double>::quiet_NaN() : squares / static_cast<double>(count - 1);
}

double Moments::sd() const {
  return std::sqrt(variance());
}

double Moments::error_of_mean() const {
  return std::sqrt(variance() / static_cast<double>(count));
}

namespace {

constexpr std::size_t block = 64, chains = 8;

/// The sum of term(x) over a block, in chains that run side by side.
template <class Term>
double sum_of(const double* x, Term term) {
  double sums[chains] = {};
  for (std::size_t first = 0; first < block; first += chains) {
    for (std::size_t i = 0; i < chains; ++i)
      sums[i] += term(x[first + i]);
  }
  return ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
}

/// The block with `other` in place of the lanes that do not count.
void fill_up(std::span<const double> lanes, std::uint64_t mask, double other, double* out) {
  for (std::size_t i = 0; i < lanes.size(); ++i)
    out[i] = (mask >> i & 1U) != 0 ? lanes[i] : other;
  std::fill(out + lanes.size(), out + block, other);
}

}  // namespace

Moments moments_of(std::span<const double> lanes, std::uint64_t mask) {
  if (lanes.size() < block) mask &= (std::uint64_t{1} << lanes.size()) - 1;
  Moments result;
  result.count = static_cast<std::uint64_t>(std::popcount(mask));
  if (result.count == 0) return result;
  const bool whole = mask == ~std::uint64_t{0};
  alignas(64) double some[block];
  const double* x = whole ? lanes.data() : some;
  if (!whole) fill_up(lanes, mask, 0, some);
  const double mean = sum_of(x, [](double v) { return v; }) / static_cast<double>(result.count);
  if (!whole) fill_up(lanes, mask, mean, some);
  result.mean = mean;
  result.squares = sum_of(x, [mean](double v) { return (v - mean) * (v - mean); });
  return result;
}

bool varies(const Moments& moments) {
  const double least = 1e-9 * moments.mean;
  return moments.count > 1 && moments.squares / static_cast<double>(moments.count) > least * least;
}

bool varies(std::span<const double> values) {
  return varies(moments_of_all(values));
}

double variance_carriers(std::span<const double> values) {
  const Moments moments = moments_of_all(values);
  if (!varies(moments)) return 0;
  double squares = 0, fourths = 0;
  for (const double value : values) {
    const double square = (value - moments.mean) * (value - moments.mean);
    squares += square;
    fourths += square * square;
  }
  return squares * squares / fourths;
}

Moments moments_of_all(std::span<const double> values) {
  Moments all;
  for (std::size_t at = 0; at < values.size(); at += 64)
    all = merge(all, moments_of(values.subspan(at, std::min<std::size_t>(64, values.size() - at))));
  return all;
}

Moments merge(const Moments& first, const Moments& second) {
  if (first.count == 0) return second;
  if (second.count == 0) return first;
  const double a = static_cast<double>(first.count), b = static_cast<double>(second.count);
  const double difference = second.mean - first.mean;
  return {first.count + second.count, first.mean + difference * (b / (a + b)),
          first.squares + second.squares + difference * difference * (a * b / (a + b))};
}

}  // namespace leontide::statistics
