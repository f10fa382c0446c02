#pragma once

#include <cstddef>
#include <immintrin.h>

// One SIMD register of doubles and the operations the lane kernels are written in. Included only by the
// kernel headers, and so by one .cpp for each instruction set: everything is in an unnamed namespace, lest
// the linker merge code of two CPUs.
namespace leontide::lanes {
namespace {

#if defined(LEONTIDE_EMULATED_PACKS)  // packs of AVX-512's size on any CPU: for a test of the 8-wide kernels
using Pack = double __attribute__((vector_size(64)));
using SinglePack = float __attribute__((vector_size(64)));
using Bits = long long __attribute__((vector_size(64)));
#elif defined(__AVX512F__)
using Pack = __m512d;
using SinglePack = __m512;
using Bits = __m512i;
#else
using Pack = __m256d;
using SinglePack = __m256;
using Bits = __m256i;
#endif

using Words = unsigned long long __attribute__((vector_size(sizeof(Bits))));

inline constexpr std::size_t pack_size = sizeof(Pack) / sizeof(double);
inline constexpr std::size_t single_pack_size = sizeof(SinglePack) / sizeof(float);

// Comparisons of packs give masks (all bits set or none, in integers); `mask ? a : b` chooses by lane.
using Mask = decltype(Pack{} < Pack{});
using SingleMask = decltype(SinglePack{} < SinglePack{});

// gcc 12 warns of its own header in the plain forms of some AVX-512 intrinsics, so the masked ones stand
// here.
#if defined(LEONTIDE_EMULATED_PACKS)
inline Pack load(const double* p) {
  Pack a;
  __builtin_memcpy(&a, p, sizeof a);
  return a;
}
inline void store(double* p, Pack a) {
  __builtin_memcpy(p, &a, sizeof a);
}
inline Pack all(double a) {
  return Pack{a, a, a, a, a, a, a, a};
}
inline Bits all_bits(long long a) {
  return Bits{} + a;
}
inline Pack fma(Pack a, Pack b, Pack c) {
  for (std::size_t i = 0; i < pack_size; ++i)
    c[i] = __builtin_fma(a[i], b[i], c[i]);
  return c;
}
inline Pack negated_fma(Pack a, Pack b, Pack c) {
  return fma(-a, b, c);
}
inline Pack square_root(Pack a) {
  for (std::size_t i = 0; i < pack_size; ++i)
    a[i] = __builtin_sqrt(a[i]);
  return a;
}
// The larger one; b where either is NaN.
inline Pack larger(Pack a, Pack b) {
  return a > b ? a : b;
}
inline Pack as_pack(Bits a) {
  return Pack(a);
}
inline Bits as_bits(Pack a) {
  return Bits(a);
}
inline Bits multiply_low_words(Bits a, Bits b) {
  return Bits(Words(a & 0xffffffff) * Words(b & 0xffffffff));
}
inline SinglePack load(const float* p) {
  SinglePack a;
  __builtin_memcpy(&a, p, sizeof a);
  return a;
}
inline void store(float* p, SinglePack a) {
  __builtin_memcpy(p, &a, sizeof a);
}
inline SinglePack all_single(float a) {
  return SinglePack{} + a;
}
inline SinglePack fma(SinglePack a, SinglePack b, SinglePack c) {
  for (std::size_t i = 0; i < single_pack_size; ++i)
    c[i] = __builtin_fmaf(a[i], b[i], c[i]);
  return c;
}
inline SinglePack negated_fma(SinglePack a, SinglePack b, SinglePack c) {
  return fma(-a, b, c);
}
inline SinglePack larger(SinglePack a, SinglePack b) {
  return a > b ? a : b;
}
// Floats of as many lanes as a register has doubles.
inline Pack load_widened(const float* p) {
  Pack a;
  for (std::size_t i = 0; i < pack_size; ++i)
    a[i] = static_cast<double>(p[i]);
  return a;
}
inline void store_narrowed(float* p, Pack a) {
  for (std::size_t i = 0; i < pack_size; ++i)
    p[i] = static_cast<float>(a[i]);
}
#elif defined(__AVX512F__)
inline Pack load(const double* p) {
  return _mm512_loadu_pd(p);
}
inline void store(double* p, Pack a) {
  _mm512_storeu_pd(p, a);
}
inline Pack all(double a) {
  return _mm512_set1_pd(a);
}
inline Bits all_bits(long long a) {
  return _mm512_set1_epi64(a);
}
inline Pack fma(Pack a, Pack b, Pack c) {
  return _mm512_fmadd_pd(a, b, c);
}
// c - a b
inline Pack negated_fma(Pack a, Pack b, Pack c) {
  return _mm512_fnmadd_pd(a, b, c);
}
inline Pack square_root(Pack a) {
  return _mm512_maskz_sqrt_pd(0xff, a);
}
// The larger one; b where either is NaN.
inline Pack larger(Pack a, Pack b) {
  return _mm512_maskz_max_pd(0xff, a, b);
}
inline Pack as_pack(Bits a) {
  return _mm512_castsi512_pd(a);
}
inline Bits as_bits(Pack a) {
  return _mm512_castpd_si512(a);
}
// The low 32 bits of each, to a product of 64 bits.
inline Bits multiply_low_words(Bits a, Bits b) {
  return _mm512_maskz_mul_epu32(0xff, a, b);
}
inline SinglePack load(const float* p) {
  return _mm512_loadu_ps(p);
}
inline void store(float* p, SinglePack a) {
  _mm512_storeu_ps(p, a);
}
inline SinglePack all_single(float a) {
  return _mm512_set1_ps(a);
}
inline SinglePack fma(SinglePack a, SinglePack b, SinglePack c) {
  return _mm512_fmadd_ps(a, b, c);
}
inline SinglePack negated_fma(SinglePack a, SinglePack b, SinglePack c) {
  return _mm512_fnmadd_ps(a, b, c);
}
inline SinglePack larger(SinglePack a, SinglePack b) {
  return _mm512_maskz_max_ps(0xffff, a, b);
}
// Floats of as many lanes as a register has doubles.
inline Pack load_widened(const float* p) {
  return _mm512_maskz_cvtps_pd(0xff, _mm256_loadu_ps(p));
}
inline void store_narrowed(float* p, Pack a) {
  _mm256_storeu_ps(p, _mm512_maskz_cvtpd_ps(0xff, a));
}
#else
inline Pack load(const double* p) {
  return _mm256_loadu_pd(p);
}
inline void store(double* p, Pack a) {
  _mm256_storeu_pd(p, a);
}
inline Pack all(double a) {
  return _mm256_set1_pd(a);
}
inline Bits all_bits(long long a) {
  return _mm256_set1_epi64x(a);
}
inline Pack fma(Pack a, Pack b, Pack c) {
  return _mm256_fmadd_pd(a, b, c);
}
// c - a b
inline Pack negated_fma(Pack a, Pack b, Pack c) {
  return _mm256_fnmadd_pd(a, b, c);
}
inline Pack square_root(Pack a) {
  return _mm256_sqrt_pd(a);
}
// The larger one; b where either is NaN.
inline Pack larger(Pack a, Pack b) {
  return _mm256_max_pd(a, b);
}
inline Pack as_pack(Bits a) {
  return _mm256_castsi256_pd(a);
}
inline Bits as_bits(Pack a) {
  return _mm256_castpd_si256(a);
}
// The low 32 bits of each, to a product of 64 bits.
inline Bits multiply_low_words(Bits a, Bits b) {
  return _mm256_mul_epu32(a, b);
}
inline SinglePack load(const float* p) {
  return _mm256_loadu_ps(p);
}
inline void store(float* p, SinglePack a) {
  _mm256_storeu_ps(p, a);
}
inline SinglePack all_single(float a) {
  return _mm256_set1_ps(a);
}
inline SinglePack fma(SinglePack a, SinglePack b, SinglePack c) {
  return _mm256_fmadd_ps(a, b, c);
}
inline SinglePack negated_fma(SinglePack a, SinglePack b, SinglePack c) {
  return _mm256_fnmadd_ps(a, b, c);
}
inline SinglePack larger(SinglePack a, SinglePack b) {
  return _mm256_max_ps(a, b);
}
// Floats of as many lanes as a register has doubles.
inline Pack load_widened(const float* p) {
  return _mm256_cvtps_pd(_mm_loadu_ps(p));
}
inline void store_narrowed(float* p, Pack a) {
  _mm_storeu_ps(p, _mm256_cvtpd_ps(a));
}
#endif

// A bit for each lane whose mask is set.
inline unsigned bits_of(Mask mask) {
#if defined(LEONTIDE_EMULATED_PACKS)
  unsigned bits = 0;
  for (std::size_t i = 0; i < pack_size; ++i)
    bits |= mask[i] != 0 ? 1U << i : 0U;
  return bits;
#elif defined(__AVX512F__)
  return _mm512_movepi64_mask(Bits(mask));
#else
  return static_cast<unsigned>(_mm256_movemask_pd(Pack(mask)));
#endif
}
inline unsigned bits_of(SingleMask mask) {
#if defined(LEONTIDE_EMULATED_PACKS)
  unsigned bits = 0;
  for (std::size_t i = 0; i < single_pack_size; ++i)
    bits |= mask[i] != 0 ? 1U << i : 0U;
  return bits;
#elif defined(__AVX512F__)
  return _mm512_movepi32_mask(Bits(mask));
#else
  return static_cast<unsigned>(_mm256_movemask_ps(SinglePack(mask)));
#endif
}

// The lanes whose bit is set come first, in their order; what follows them is any.
#if defined(LEONTIDE_EMULATED_PACKS)
inline Pack chosen_first(Pack a, unsigned bits) {
  Pack chosen{};
  for (std::size_t next = 0; bits != 0; bits &= bits - 1)
    chosen[next++] = a[__builtin_ctz(bits)];
  return chosen;
}
#elif defined(__AVX512F__)
inline Pack chosen_first(Pack a, unsigned bits) {
  return _mm512_maskz_compress_pd(static_cast<__mmask8>(bits), a);
}
#else
struct ChoiceTable {
  alignas(32) int words[16][8] = {};  // [bits] which 32-bit words of a register come first
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
  return as_pack(_mm256_permutevar8x32_epi32(as_bits(a), words));
}
#endif

// In each element the low 32 bits of `low`, above them those of `high`.
inline Bits join_words(Bits low, Bits high) {
#if defined(LEONTIDE_EMULATED_PACKS) || defined(__AVX512F__)
  return Bits(Words(high) << 32) | (low & 0xffffffff);
#else
  return _mm256_blend_epi32(low, Bits(Words(high) << 32), 0xaa);
#endif
}

inline bool any(Mask mask) {
  return bits_of(mask) != 0;
}

// Sums wrap around.
inline Bits add_bits(Bits a, Bits b) {
  return Bits(Words(a) + Words(b));
}
inline Bits shift_left(Bits a, int count) {
  return Bits(Words(a) << count);
}
inline Bits shift_right(Bits a, int count) {
  return Bits(Words(a) >> count);
}

inline Pack absolute(Pack a) {
  return as_pack(as_bits(a) & all_bits(0x7fffffffffffffff));
}
inline SinglePack absolute(SinglePack a) {
  return SinglePack(Bits(a) & all_bits(0x7fffffff7fffffff));
}

// The register of one kind of number, and a number of that kind or a constant in all of it.
template <class Number>
struct PackOf;
template <>
struct PackOf<double> {
  using Type = Pack;
  using MaskType = Mask;
  static Type spread(double a) { return lanes::all(a); }
  static Type all(double a) { return lanes::all(a); }
};
template <>
struct PackOf<float> {
  using Type = SinglePack;
  using MaskType = SingleMask;
  static Type spread(float a) { return all_single(a); }
  static Type all(double a) { return all_single(static_cast<float>(a)); }
};

// Added to a number below 2^51 in size, leaves the nearest whole number in the lowest bits.
inline constexpr double whole_number_shift = 0x1.8p52;

// The whole number nearest to a, for |a| < 2^51.
inline Pack round(Pack a) {
  return (a + all(whole_number_shift)) - all(whole_number_shift);
}

// 2^a for a whole number a in [-1022, 1023].
inline Pack power_of_two(Pack a) {
  return as_pack(
      add_bits(shift_left(as_bits(a + all(whole_number_shift)), 52), all_bits(0x3ff0000000000000)));
}

// Horner's scheme, highest coefficient first.
template <std::size_t count>
inline Pack polynomial(Pack x, const double (&coefficients)[count]) {
  Pack sum = all(coefficients[0]);
  for (std::size_t i = 1; i < count; ++i)
    sum = fma(sum, x, all(coefficients[i]));
  return sum;
}

}  // namespace
}  // namespace leontide::lanes
