#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leontide::statistics {

// Draws with replacement and permutations, each a pure function of (seed, number) by Philox 4x32-10: the same
// on any machine, whatever else was drawn. Number and size below 2^32.

/// `size` indices below `size`, drawn with replacement: bootstrap sample `number`.
std::vector<std::uint32_t> bootstrap_indices(std::uint64_t seed, std::uint32_t number, std::size_t size);

/// How often each of `size` draws is in that bootstrap sample; the sum is `size`.
std::vector<std::uint32_t> bootstrap_counts(std::uint64_t seed, std::uint32_t number, std::size_t size);

/// 0 … size - 1 in an order every permutation of which is equally likely (Fisher & Yates; Durstenfeld 1964).
std::vector<std::uint32_t> permutation(std::uint64_t seed, std::uint32_t number, std::size_t size);

/// Uniforms in (0, 1), apart from those above.
std::vector<double> resampling_uniforms(std::uint64_t seed, std::uint32_t number, std::size_t size);

}  // namespace leontide::statistics
