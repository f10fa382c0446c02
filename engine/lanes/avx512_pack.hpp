#pragma once

#include <immintrin.h>

// Registers of AVX-512. gcc 12 warns of its own header in the plain forms of some intrinsics, so the masked
// ones stand here. pack.hpp says what the operations do.
namespace leontide::lanes {
namespace {

using Pack = __m512d;
using SinglePack = __m512;
using Bits = __m512i;
using Words = unsigned long long __attribute__((vector_size(sizeof(Bits))));
using Mask = decltype(Pack{} < Pack{});
using SingleMask = decltype(SinglePack{} < SinglePack{});

inline Pack all(double a) {
  return _mm512_set1_pd(a);
}
inline SinglePack all_single(float a) {
  return _mm512_set1_ps(a);
}

inline Pack fma(Pack a, Pack b, Pack c) {
  return _mm512_fmadd_pd(a, b, c);
}
inline SinglePack fma(SinglePack a, SinglePack b, SinglePack c) {
  return _mm512_fmadd_ps(a, b, c);
}
inline Pack negated_fma(Pack a, Pack b, Pack c) {
  return _mm512_fnmadd_pd(a, b, c);
}
inline SinglePack negated_fma(SinglePack a, SinglePack b, SinglePack c) {
  return _mm512_fnmadd_ps(a, b, c);
}

inline Pack square_root(Pack a) {
  return _mm512_maskz_sqrt_pd(0xff, a);
}

inline Pack larger(Pack a, Pack b) {
  return _mm512_maskz_max_pd(0xff, a, b);
}
inline SinglePack larger(SinglePack a, SinglePack b) {
  return _mm512_maskz_max_ps(0xffff, a, b);
}

inline Bits multiply_low_words(Bits a, Bits b) {
  return _mm512_maskz_mul_epu32(0xff, a, b);
}

inline Bits join_words(Bits low, Bits high) {
  return Bits(Words(high) << 32) | (low & 0xffffffff);
}

inline Pack load_widened(const float* p) {
  return _mm512_maskz_cvtps_pd(0xff, _mm256_loadu_ps(p));
}
inline void store_narrowed(float* p, Pack a) {
  _mm256_storeu_ps(p, _mm512_maskz_cvtpd_ps(0xff, a));
}

inline unsigned bits_of(Mask mask) {
  return _mm512_movepi64_mask(Bits(mask));
}
inline unsigned bits_of(SingleMask mask) {
  return _mm512_movepi32_mask(Bits(mask));
}

inline Pack chosen_first(Pack a, unsigned bits) {
  return _mm512_maskz_compress_pd(static_cast<__mmask8>(bits), a);
}

}  // namespace
}  // namespace leontide::lanes
