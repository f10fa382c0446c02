#include "statistics/resample.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "lanes/philox.hpp"

namespace leontide::statistics {
namespace {

// Each use has its own draw number, so that a bootstrap never shares uniforms with a permutation.
enum Use : std::uint32_t { bootstrapping, permuting, plain };

template <class Take>
void for_each_uniform(std::uint64_t seed, std::uint32_t number, Use use, std::size_t size, Take take) {
  constexpr std::size_t width = 64;
  alignas(64) double block[width];
  for (std::size_t first = 0; first < size; first += width) {
    lanes::uniforms(seed, first, number, use, block);
    for (std::size_t i = first; i < std::min(size, first + width); ++i)
      take(i, block[i - first]);
  }
}

std::uint32_t below(double uniform, std::size_t bound) {
  const auto index = static_cast<std::uint32_t>(uniform * static_cast<double>(bound));
  return std::min(index, static_cast<std::uint32_t>(bound - 1));
}

}  // namespace

std::vector<std::uint32_t> bootstrap_indices(std::uint64_t seed, std::uint32_t number, std::size_t size) {
  std::vector<std::uint32_t> indices(size);
  for_each_uniform(seed, number, bootstrapping, size,
                   [&](std::size_t i, double uniform) { indices[i] = below(uniform, size); });
  return indices;
}

std::vector<std::uint32_t> bootstrap_counts(std::uint64_t seed, std::uint32_t number, std::size_t size) {
  std::vector<std::uint32_t> counts(size);
  for_each_uniform(seed, number, bootstrapping, size,
                   [&](std::size_t, double uniform) { ++counts[below(uniform, size)]; });
  return counts;
}

std::vector<std::uint32_t> permutation(std::uint64_t seed, std::uint32_t number, std::size_t size) {
  std::vector<std::uint32_t> order(size);
  std::iota(order.begin(), order.end(), 0U);
  for_each_uniform(seed, number, permuting, size, [&](std::size_t i, double uniform) {
    std::swap(order[i], order[i + below(uniform, size - i)]);
  });
  return order;
}

std::vector<double> resampling_uniforms(std::uint64_t seed, std::uint32_t number, std::size_t size) {
  std::vector<double> uniforms(size);
  for_each_uniform(seed, number, plain, size, [&](std::size_t i, double u) { uniforms[i] = u; });
  return uniforms;
}

}  // namespace leontide::statistics
