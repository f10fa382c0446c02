#pragma once

// Registers of AVX-512's size on any CPU, for checks of the eight-wide kernels. pack.hpp says what the
// operations do.
namespace leontide::lanes {
namespace {

using Pack = double __attribute__((vector_size(64)));
using SinglePack = float __attribute__((vector_size(64)));
using Bits = long long __attribute__((vector_size(64)));
using Words = unsigned long long __attribute__((vector_size(sizeof(Bits))));
using Mask = decltype(Pack{} < Pack{});
using SingleMask = decltype(SinglePack{} < SinglePack{});

inline Pack all(double a) {
  return Pack{a, a, a, a, a, a, a, a};
}
inline SinglePack all_single(float a) {
  return SinglePack{a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a};
}

inline Pack fma(Pack a, Pack b, Pack c) {
  for (int i = 0; i < 8; ++i)
    c[i] = __builtin_fma(a[i], b[i], c[i]);
  return c;
}
inline SinglePack fma(SinglePack a, SinglePack b, SinglePack c) {
  for (int i = 0; i < 16; ++i)
    c[i] = __builtin_fmaf(a[i], b[i], c[i]);
  return c;
}
inline Pack negated_fma(Pack a, Pack b, Pack c) {
  return fma(-a, b, c);
}
inline SinglePack negated_fma(SinglePack a, SinglePack b, SinglePack c) {
  return fma(-a, b, c);
}

inline Pack square_root(Pack a) {
  for (int i = 0; i < 8; ++i)
    a[i] = __builtin_sqrt(a[i]);
  return a;
}

inline Pack larger(Pack a, Pack b) {
  return a > b ? a : b;
}
inline SinglePack larger(SinglePack a, SinglePack b) {
  return a > b ? a : b;
}

inline Bits multiply_low_words(Bits a, Bits b) {
  return Bits(Words(a & 0xffffffff) * Words(b & 0xffffffff));
}

inline Bits join_words(Bits low, Bits high) {
  return Bits(Words(high) << 32) | (low & 0xffffffff);
}

inline Pack load_widened(const float* p) {
  Pack a;
  for (int i = 0; i < 8; ++i)
    a[i] = static_cast<double>(p[i]);
  return a;
}
inline void store_narrowed(float* p, Pack a) {
  for (int i = 0; i < 8; ++i)
    p[i] = static_cast<float>(a[i]);
}

inline unsigned bits_of(Mask mask) {
  unsigned bits = 0;
  for (int i = 0; i < 8; ++i)
    bits |= mask[i] != 0 ? 1U << i : 0U;
  return bits;
}
inline unsigned bits_of(SingleMask mask) {
  unsigned bits = 0;
  for (int i = 0; i < 16; ++i)
    bits |= mask[i] != 0 ? 1U << i : 0U;
  return bits;
}

inline Pack chosen_first(Pack a, unsigned bits) {
  Pack chosen{};
  for (int next = 0; bits != 0; bits &= bits - 1)
    chosen[next++] = a[__builtin_ctz(bits)];
  return chosen;
}

}  // namespace
}  // namespace leontide::lanes
