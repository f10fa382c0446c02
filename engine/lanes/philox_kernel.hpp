#pragma once

#include <cstddef>
#include <cstdint>

#include "lanes/pack.hpp"
#include "lanes/width.hpp"

// Philox 4x32-10 over lanes: one 32-bit word in each 64-bit element; philox.hpp says what it promises.
namespace leontide::lanes {
namespace {

/// The upper 52 bits k of {high, low} as (k + 1/2) / 2^52; `low` may carry rubbish above its 32 bits, `high`
/// too.
inline Pack uniform_of(Bits low, Bits high) {
  const Bits word = join_words(low, high);
  return as_pack(shift_right(word, 12) | all_bits(0x3ff0000000000000)) - all(1 - 0x1p-53);
}

/// Four words of Philox in each element, of which the low 32 bits count.
struct Words4 {
  Bits word[4];  ///< word of the counter, in each element
};

/// The multiplication reads only the low 32 bits of an element, so the words need no mask between rounds.
inline Words4 philox_round(const Words4& c, Bits k0, Bits k1) {
  const Bits p0 = multiply_low_words(c.word[0], all_bits(0xD2511F53));
  const Bits p1 = multiply_low_words(c.word[2], all_bits(0xCD9E8D57));
  return {{shift_right(p1, 32) ^ (c.word[1] ^ k0), p1, shift_right(p0, 32) ^ (c.word[3] ^ k1), p0}};
}

/// Lanes 0, 2, … hold the first pairs of trials, lanes 1, 3, … the others: then what two registers have in
/// these lanes lies side by side.
inline Bits first_pairs(std::uint64_t pair) {
  Bits pairs;
  for (std::size_t i = 0; i < pack_size; ++i) {
    const std::uint64_t at = pair + i / 2 + i % 2 * (pack_size / 2);
    pairs[i] = static_cast<long long>(at);
  }
  return pairs;
}

/// Sixteen uniforms, or eight, side by side: words 0 and 1 make the even trials, 2 and 3 the odd ones.
inline void store_uniforms(const Words4& c, double* out) {
  const Pack even = uniform_of(c.word[0], c.word[1]);
  const Pack odd = uniform_of(c.word[2], c.word[3]);
#if defined(__AVX512F__) || defined(LEONTIDE_EMULATED_PACKS)
  store(out, __builtin_shufflevector(even, odd, 0, 8, 2, 10, 4, 12, 6, 14));
  store(out + pack_size, __builtin_shufflevector(even, odd, 1, 9, 3, 11, 5, 13, 7, 15));
#else
  store(out, __builtin_shufflevector(even, odd, 0, 4, 2, 6));
  store(out + pack_size, __builtin_shufflevector(even, odd, 1, 5, 3, 7));
#endif
}

/// Of Philox 4x32-10 (philox.hpp).
inline constexpr std::size_t philox_rounds = 10;

/// What the words of a counter meet on their way, in memory: an operand of the round, where registers would
/// run out. Of the counter only the lowest word differs between the trials of a block. So half of the first
/// two rounds is the same for all, and stands here with the keys.
struct PhiloxKeys {
  Bits first;                       ///< onto word 2 of the first round
  Bits second[2];                   ///< onto words 0 and 2 of the second
  Bits rest[philox_rounds - 2][2];  ///< the first of these onto a word 3 of zeros
};

/// `upper` are the high 32 bits of the pair.
inline PhiloxKeys philox_keys(std::uint64_t key, std::uint32_t upper, std::uint32_t step,
                              std::uint32_t draw) {
  std::uint32_t k0 = static_cast<std::uint32_t>(key), k1 = static_cast<std::uint32_t>(key >> 32);
  const auto advance = [&] {
    k0 += 0x9E3779B9;
    k1 += 0xBB67AE85;
  };
  PhiloxKeys keys;
  const std::uint64_t of_step = std::uint64_t{step} * 0xCD9E8D57;
  const std::uint32_t word0 = static_cast<std::uint32_t>(of_step >> 32) ^ upper ^ k0;
  const std::uint64_t of_word0 = std::uint64_t{word0} * 0xD2511F53;
  keys.first = all_bits(draw ^ k1);
  advance();
  keys.second[0] = all_bits(static_cast<std::uint32_t>(of_step) ^ k0);
  keys.second[1] = all_bits(static_cast<std::uint32_t>(of_word0 >> 32) ^ k1);
  advance();
  for (Bits(&of_round)[2] : keys.rest) {
    of_round[0] = all_bits(k0);
    of_round[1] = all_bits(k1);
    advance();
  }
  keys.rest[0][1] = keys.rest[0][1] ^ all_bits(static_cast<std::uint32_t>(of_word0));
  return keys;
}

/// The words of these counters after two rounds.
inline Words4 two_rounds(const PhiloxKeys& keys, Bits position) {
  const Bits p0 = multiply_low_words(position, all_bits(0xD2511F53));
  const Bits p1 = multiply_low_words(shift_right(p0, 32) ^ keys.first, all_bits(0xCD9E8D57));
  return {{shift_right(p1, 32) ^ keys.second[0], p1, p0 ^ keys.second[1], Bits{}}};
}

/// The uniforms of as many registers of pairs of trials, from `position` on. A round waits for the one
/// before, so some chains of rounds go side by side.
template <std::size_t chains>
inline void uniforms_of(const PhiloxKeys& keys, Bits position, double* out) {
  Words4 c[chains];
  for (Words4& chain : c) {
    chain = two_rounds(keys, position);
    position = add_bits(position, all_bits(pack_size));
  }
#pragma GCC unroll 8
  for (const Bits(&of_round)[2] : keys.rest) {
    for (Words4& chain : c)
      chain = philox_round(chain, of_round[0], of_round[1]);
  }
  for (std::size_t chain = 0; chain < chains; ++chain)
    store_uniforms(c[chain], out + chain * 2 * pack_size);
}

/// The uniforms of 64 trials; pair = first trial / 2, of which the lower 32 bits do not run over before the
/// last.
inline void uniforms_kernel(std::uint64_t key, std::uint64_t pair, std::uint32_t step, std::uint32_t draw,
                            double* out) noexcept {
  const PhiloxKeys keys = philox_keys(key, static_cast<std::uint32_t>(pair >> 32), step, draw);
  const Bits position = first_pairs(pair);
  constexpr std::size_t pairs = width / (2 * pack_size), chains = 3;
  for (std::size_t done = 0; done < pairs; done += chains) {
    const std::size_t past = done * pack_size;
    const Bits from = add_bits(position, all_bits(static_cast<long long>(past)));
    double* const to = out + done * 2 * pack_size;
    if (pairs - done >= chains) {
      uniforms_of<chains>(keys, from, to);
    } else {
      uniforms_of<pairs % chains>(keys, from, to);
    }
  }
}

}  // namespace
}  // namespace leontide::lanes
