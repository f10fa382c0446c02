#pragma once

#include <immintrin.h>

// Registers of AVX2 and FMA. pack.hpp says what the operations do.
namespace leontide::lanes {
namespace {

using Pack = __m256d;
using SinglePack = __m256;
using Bits = __m256i;
using Words = unsigned long long __attribute__((vector_size(sizeof(Bits))));
using Mask = decltype(Pack{} < Pack{});
using SingleMask = decltype(SinglePack{} < SinglePack{});

inline Pack all(double a) {
  return _mm256_set1_pd(a);
}
inline SinglePack all_single(float a) {
  return _mm256_set1_ps(a);
}

inline Pack fma(Pack a, Pack b, Pack c) {
  return _mm256_fmadd_pd(a, b, c);
}
inline SinglePack fma(SinglePack a, SinglePack b, SinglePack c) {
  return _mm256_fmadd_ps(a, b, c);
}
inline Pack negated_fma(Pack a, Pack b, Pack c) {
  return _mm256_fnmadd_pd(a, b, c);
}
inline SinglePack negated_fma(SinglePack a, SinglePack b, SinglePack c) {
  return _mm256_fnmadd_ps(a, b, c);
}

inline Pack square_root(Pack a) {
  return _mm256_sqrt_pd(a);
}

inline Pack larger(Pack a, Pack b) {
  return _mm256_max_pd(a, b);
}
inline SinglePack larger(SinglePack a, SinglePack b) {
  return _mm256_max_ps(a, b);
}

inline Bits multiply_low_words(Bits a, Bits b) {
  return _mm256_mul_epu32(a, b);
}

inline Bits join_words(Bits low, Bits high) {
  return _mm256_blend_epi32(low, Bits(Words(high) << 32), 0xaa);
}

inline Pack load_widened(const float* p) {
  return _mm256_cvtps_pd(_mm_loadu_ps(p));
}
inline void store_narrowed(float* p, Pack a) {
  _mm_storeu_ps(p, _mm256_cvtpd_ps(a));
}

inline unsigned bits_of(Mask mask) {
  return static_cast<unsigned>(_mm256_movemask_pd(Pack(mask)));
}
inline unsigned bits_of(SingleMask mask) {
  return static_cast<unsigned>(_mm256_movemask_ps(SinglePack(mask)));
}

struct ChoiceTable {
  alignas(32) int words[16][8] = {};  ///< [bits] which 32-bit words of a register come first
};
inline constexpr ChoiceTable choices = [] {
  ChoiceTable table;
  for (int bits = 0; bits < 16; ++bits) {
    for (int lane = 0, next = 0; lane < 4; ++lane) {
      if ((bits >> lane & 1) == 0) continue;
      table.words[bits][next++] = 2 * lane;
      table.words[bits][next++] = 2 * lane + 1;
    }
  }
  return table;
}();
inline Pack chosen_first(Pack a, unsigned bits) {
  const Bits words = _mm256_load_si256(reinterpret_cast<const Bits*>(choices.words[bits]));
  return Pack(_mm256_permutevar8x32_epi32(Bits(a), words));
}

}  // namespace
}  // namespace leontide::lanes
