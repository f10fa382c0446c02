#pragma once

#include <cstddef>

#if defined(LEONTIDE_EMULATED_PACKS)
#include "lanes/emulated_pack.hpp"
#elif defined(__AVX512F__)
#include "lanes/avx512_pack.hpp"
#else
#include "lanes/avx2_pack.hpp"
#endif

// One SIMD register of doubles and the operations the lane kernels are written in. Included only by the
// kernel headers, and so by one .cpp for each instruction set: everything is in an unnamed namespace, or
// the linker would merge code of two CPUs.
//
// Of each instruction set are, in a file of its own,
// - Pack, SinglePack, Bits, Words: a register of doubles, floats, whole numbers with and without sign;
// - Mask, SingleMask: what comparisons give, all bits set or none; `mask ? a : b` chooses by lane;
// - all, all_single: one number in every lane;
// - fma, negated_fma: a b + c and c - a b, rounded once;
// - square_root, and larger: the larger one, b where either is NaN;
// - multiply_low_words: the low 32 bits of each, to a product of 64 bits;
// - join_words: in each element the low 32 bits of `low`, above them those of `high`;
// - load_widened, store_narrowed: floats of as many lanes as a register has doubles;
// - bits_of: a bit for each lane whose mask is set;
// - chosen_first: the lanes whose bit is set come first, in their order; what follows is any.
namespace leontide::lanes {
namespace {

/// Doubles of a register.
inline constexpr std::size_t pack_size = sizeof(Pack) / sizeof(double);

/// From any address.
inline Pack load(const double* p) {
  Pack a;
  __builtin_memcpy(&a, p, sizeof a);
  return a;
}
/// The same of floats.
inline SinglePack load(const float* p) {
  SinglePack a;
  __builtin_memcpy(&a, p, sizeof a);
  return a;
}
/// To any address.
inline void store(double* p, Pack a) {
  __builtin_memcpy(p, &a, sizeof a);
}
/// The same of floats.
inline void store(float* p, SinglePack a) {
  __builtin_memcpy(p, &a, sizeof a);
}

/// The number in every element.
inline Bits all_bits(long long a) {
  return Bits{} + a;
}
/// The same bits taken for doubles.
inline Pack as_pack(Bits a) {
  return Pack(a);
}
/// The same bits taken for whole numbers.
inline Bits as_bits(Pack a) {
  return Bits(a);
}

/// Whether some lane's mask is set.
inline bool any(Mask mask) {
  return bits_of(mask) != 0;
}

/// Sums wrap around.
inline Bits add_bits(Bits a, Bits b) {
  return Bits(Words(a) + Words(b));
}
/// Bits that leave at the top are lost.
inline Bits shift_left(Bits a, int count) {
  return Bits(Words(a) << count);
}
/// Zeros come in at the top.
inline Bits shift_right(Bits a, int count) {
  return Bits(Words(a) >> count);
}

/// Clears the sign.
inline Pack absolute(Pack a) {
  return as_pack(as_bits(a) & all_bits(0x7fffffffffffffff));
}
/// The same of floats.
inline SinglePack absolute(SinglePack a) {
  return SinglePack(Bits(a) & all_bits(0x7fffffff7fffffff));
}

/// The register of one kind of number, and a number of that kind or a constant in all of it.
template <class Number>
struct PackOf;
/// Of doubles.
template <>
struct PackOf<double> {
  /// A register.
  using Type = Pack;
  /// What a comparison gives.
  using MaskType = Mask;
  /// A number of this kind in every lane.
  static Type spread(double a) { return lanes::all(a); }
  /// A constant in every lane.
  static Type all(double a) { return lanes::all(a); }
};
/// Of floats.
template <>
struct PackOf<float> {
  /// A register.
  using Type = SinglePack;
  /// What a comparison gives.
  using MaskType = SingleMask;
  /// A number of this kind in every lane.
  static Type spread(float a) { return all_single(a); }
  /// A constant, rounded, in every lane.
  static Type all(double a) { return all_single(static_cast<float>(a)); }
};

/// Added to a number below 2^51 in size, leaves the nearest whole number in the lowest bits.
inline constexpr double whole_number_shift = 0x1.8p52;

/// The whole number nearest to a, for |a| < 2^51.
inline Pack round(Pack a) {
  return (a + all(whole_number_shift)) - all(whole_number_shift);
}

/// 2^a for a whole number a in [-1022, 1023].
inline Pack power_of_two(Pack a) {
  return as_pack(
      add_bits(shift_left(as_bits(a + all(whole_number_shift)), 52), all_bits(0x3ff0000000000000)));
}

/// Horner's scheme, highest coefficient first.
template <std::size_t count>
inline Pack polynomial(Pack x, const double (&coefficients)[count]) {
  Pack sum = all(coefficients[0]);
  for (std::size_t i = 1; i < count; ++i)
    sum = fma(sum, x, all(coefficients[i]));
  return sum;
}

}  // namespace
}  // namespace leontide::lanes
