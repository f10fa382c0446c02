#pragma once

#include <cstddef>
#include <cstdint>

#include "lanes/pack.hpp"
#include "lanes/width.hpp"

// Philox 4x32-10 over lanes: one 32-bit word in each 64-bit element; philox.hpp says what it promises.
namespace leontide::lanes {
namespace {

// The upper 52 bits k of {high, low} as (k + 1/2) / 2^52; `low` may carry rubbish above its 32 bits, `high`
// too.
inline Pack uniform_of(Bits low, Bits high) {
  const Bits word = shift_left(high, 32) | (low & all_bits(0xffffffff));
  return as_pack(shift_right(word, 12) | all_bits(0x3ff0000000000000)) - all(1 - 0x1p-53);
}

// The uniforms of 64 trials from an even one on; pair = first trial / 2.
inline void uniforms_kernel(std::uint64_t key, std::uint64_t pair, std::uint32_t step, std::uint32_t draw,
                            double* out) noexcept {
  Bits position;
  for (std::size_t i = 0; i < pack_size; ++i)
    position[i] = static_cast<long long>(pair + i);
  for (std::size_t lane = 0; lane < width; lane += 2 * pack_size) {
    // The multiplication reads only the low 32 bits of an element, so the words need no mask between rounds.
    Bits c0 = position, c1 = shift_right(position, 32), c2 = all_bits(step), c3 = all_bits(draw);
    std::uint32_t k0 = static_cast<std::uint32_t>(key), k1 = static_cast<std::uint32_t>(key >> 32);
    for (int round = 0; round < 10; ++round) {
      const Bits p0 = multiply_low_words(c0, all_bits(0xD2511F53));
      const Bits p1 = multiply_low_words(c2, all_bits(0xCD9E8D57));
      c0 = shift_right(p1, 32) ^ c1 ^ all_bits(k0);
      c1 = p1;
      c2 = shift_right(p0, 32) ^ c3 ^ all_bits(k1);
      c3 = p0;
      k0 += 0x9E3779B9;
      k1 += 0xBB67AE85;
    }
    const Pack even = uniform_of(c0, c1);
    const Pack odd = uniform_of(c2, c3);
#if defined(__AVX512F__) || defined(LEONTIDE_EMULATED_PACKS)
    store(out + lane, __builtin_shufflevector(even, odd, 0, 8, 1, 9, 2, 10, 3, 11));
    store(out + lane + pack_size, __builtin_shufflevector(even, odd, 4, 12, 5, 13, 6, 14, 7, 15));
#else
    store(out + lane, __builtin_shufflevector(even, odd, 0, 4, 1, 5));
    store(out + lane + pack_size, __builtin_shufflevector(even, odd, 2, 6, 3, 7));
#endif
    position = add_bits(position, all_bits(pack_size));
  }
}

}  // namespace
}  // namespace leontide::lanes
