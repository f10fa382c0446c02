#pragma once

#include <cstddef>

#include "lanes/pack.hpp"

// exp, log and pow on one register; elementary.hpp says what they promise.
namespace leontide::lanes {
namespace {

/// In every lane where a function has no finite value.
inline constexpr double infinity = __builtin_inf();
inline constexpr double ln2_high = 0x1.62e42feep-1;  ///< 32 bits, so that a whole number times it is exact
/// What ln 2 has below ln2_high.
inline constexpr double ln2_low = 0x1.a39ef35793c76p-33;

/// e^(x + tail), the tail at most an ulp of x.
inline Pack exponential_of(Pack x, Pack tail) {
  static constexpr double inverse_factorials[] = {
      1 / 6227020800.0, 1 / 479001600.0, 1 / 39916800.0, 1 / 3628800.0, 1 / 362880.0, 1 / 40320.0,
      1 / 5040.0,       1 / 720.0,       1 / 120.0,      1 / 24.0,      1 / 6.0,      1 / 2.0};
  const Pack shifted = x * all(0x1.71547652b82fep0) + all(whole_number_shift);
  const Pack n = shifted - all(whole_number_shift);
  const Pack reduced = negated_fma(n, all(ln2_high), x);
  const Pack n_low = n * all(ln2_low) - tail;
  const Pack r = reduced - n_low;
  const Pack r_low = (reduced - r) - n_low;
  const Pack value = all(1) + (r + fma(r * r, polynomial(r, inverse_factorials), r_low));
  // 2^n by adding n to the exponent, where all results are normal numbers.
  if (!any(~(absolute(x) < all(700))))
    return as_pack(add_bits(as_bits(value), shift_left(as_bits(shifted), 52)));
  // Two steps, so that neither scale leaves the range of normal numbers.
  const Pack half = round(n * all(0.5));
  const Pack scaled = value * power_of_two(half) * power_of_two(n - half);
  const Pack bounded = x > all(710) ? all(infinity) : scaled;
  return x < all(-746) ? all(0) : bounded;
}

/// e^x, rounded.
inline Pack exponential_of(Pack x) {
  return exponential_of(x, all(0));
}

/// x = 2^exponent * mantissa, the mantissa in [1/sqrt 2, sqrt 2).
struct Reduced {
  Pack mantissa, exponent;  ///< the exponent is a whole number
};

/// The same for numbers that are not subnormal.
inline Reduced split_normal(Pack x) {
  const Bits sqrt_half = all_bits(0x3fe6a09e667f3bcd);
  const Bits shifted = add_bits(as_bits(x), all_bits(0x3ff0000000000000) - sqrt_half);
  const Pack biased = as_pack(shift_right(shifted, 52) | all_bits(0x4330000000000000));
  return {as_pack(add_bits(shifted & all_bits(0x000fffffffffffff), sqrt_half)), biased - all(0x1p52 + 1023)};
}

/// For positive finite x.
inline Reduced split(Pack x) {
  const Mask subnormal = x < all(0x1p-1022);
  const Reduced normal = split_normal(subnormal ? x * all(0x1p54) : x);
  return {normal.mantissa, subnormal ? normal.exponent - all(54) : normal.exponent};
}

/// From the parts of a number.
inline Pack logarithm_of(Reduced of) {
  // Coefficients of fdlibm 5.3, e_log.c (Sun Microsystems 1993): |error| < 2^-58.45.
  static constexpr double series[] = {
      1.479819860511658591e-01, 1.531383769920937332e-01, 1.818357216161805012e-01, 2.222219843214978396e-01,
      2.857142874366239149e-01, 3.999999999940941908e-01, 6.666666666666735130e-01};
  const auto [mantissa, k] = of;
  const Pack f = mantissa - all(1);
  const Pack s = f / (all(2) + f);
  const Pack z = s * s;
  const Pack half_square = all(0.5) * f * f;
  const Pack rest = fma(s, fma(z, polynomial(z, series), half_square), k * all(ln2_low));
  return fma(k, all(ln2_high), f - (half_square - rest));
}

/// Special values as in C, Annex F.
inline Pack logarithm_of(Pack x) {
  if (!any(~((x >= all(0x1p-1022)) & (x < all(infinity))))) return logarithm_of(split_normal(x));
  const Pack value = logarithm_of(split(x));
  const Pack positive = x == all(infinity) ? x : value;
  const Pack above_zero = x > all(0) ? positive : all(__builtin_nan(""));
  return x == all(0) ? all(-infinity) : above_zero;
}

/// A number as an unevaluated sum, |low| at most an ulp of high.
struct Pair {
  Pack high, low;  ///< high is the sum rounded
};

/// a + b for |a| >= |b| (Dekker 1971).
inline Pair add_ordered(Pack a, Pack b) {
  const Pack sum = a + b;
  return {sum, b - (sum - a)};
}

/// Both rounding errors are kept: the result is right to some units of the last digit of `low`.
inline Pair multiply(Pair a, Pair b) {
  const Pack product = a.high * b.high;
  const Pack error = fma(a.high, b.high, -product);
  return {product, error + fma(a.high, b.low, a.low * b.high)};
}

/// log x for positive finite x, relative error below 2^-65: 2 s (1 + s^2/3 + s^4/5 + …), s = (m - 1) / (m +
/// 1).
inline Pair logarithm_pair(Pack x) {
  static constexpr double series[] = {1 / 29.0, 1 / 27.0, 1 / 25.0, 1 / 23.0, 1 / 21.0, 1 / 19.0, 1 / 17.0,
                                      1 / 15.0, 1 / 13.0, 1 / 11.0, 1 / 9.0,  1 / 7.0,  1 / 5.0};
  const auto [mantissa, k] = split(x);
  const Pack f = mantissa - all(1);
  const Pair sum = add_ordered(all(1), mantissa);
  const Pack inverse = all(1) / sum.high;
  const Pack quotient = f * inverse;
  const Pack remainder = negated_fma(quotient, sum.low, negated_fma(quotient, sum.high, f));
  const Pair s = add_ordered(quotient, remainder * inverse);
  const Pair z = multiply(s, s);
  const Pack z_series = z.high * polynomial(z.high, series);
  Pair third = add_ordered(all(1 / 3.0), z_series);
  third.low = third.low + all(0x1.5555555555555p-56);  // 1/3 - double(1/3)
  const Pair correction = multiply(z, third);
  Pair factor = add_ordered(all(1), correction.high);
  factor.low = factor.low + correction.low;
  Pair value = multiply(s, factor);
  value = {all(2) * value.high, all(2) * value.low};
  // k ln 2 is zero or larger than |value| (at most 0.35).
  const Mask whole = k != all(0);
  const Pair scaled = add_ordered(k * all(ln2_high), value.high);
  const Pair total = add_ordered(scaled.high, scaled.low + fma(k, all(ln2_low), value.low));
  const Pair alone = add_ordered(value.high, value.low);
  return {whole ? total.high : alone.high, whole ? total.low : alone.low};
}

/// a^b; special values as in elementary.hpp.
inline Pack power_of(Pack a, Pack b) {
  if (!any(b != all(1))) return a;  // the growth of one year
  const Pack size = absolute(a);
  const Pair log = logarithm_pair(size);
  const Pack exponent = b * log.high;
  const Pack tail = fma(b, log.low, fma(b, log.high, -exponent));
  Pack value = exponential_of(exponent, tail);

  const Pack zero = all(0), one = all(1), top = all(infinity);
  // Of a positive finite number to a finite power the value stands already, 1 for a = 1 and b = 0 as well.
  if (!any(~((a > zero) & (a < top) & (absolute(b) < top)))) return value;
  value = size == zero ? (b > zero ? zero : top) : value;
  value = size == top ? (b > zero ? top : zero) : value;
  value = b == top ? (size > one ? top : zero) : value;
  value = b == -top ? (size > one ? zero : top) : value;
  value = ((absolute(b) == top) & (size == one)) ? one : value;

  // Numbers from 2^52 on are whole, from 2^53 on even; round() is exact below 2^51.
  const Pack b_size = absolute(b);
  const Pack b_half = b_size * all(0.5);
  const Mask large = b_size >= all(0x1p52);
  const Pack floor_52 =
      (b_half + all(0x1p52)) - all(0x1p52);  // b_half to the nearest whole number, b_half < 2^52
  const Mask whole = large | ((b_size + all(0x1p52)) - all(0x1p52) == b_size);
  const Mask odd = whole & (b_size < all(0x1p53)) & (floor_52 != b_half);
  const Mask negative = Mask(as_bits(a)) < 0;  // -0 too
  value = (negative & odd) ? -value : value;
  value = ((a < zero) & (size != top) & (b_size != top) & ~whole) ? all(__builtin_nan("")) : value;
  value = ((b == zero) | (a == one)) ? one : value;
  return ((a != a) | (b != b)) ? a + b : value;
}

/// `exponential` of elementary.hpp in the packs of this file.
inline void exponential_kernel(const double* in, double* out, std::size_t count) noexcept {
  for (std::size_t i = 0; i < count; i += pack_size)
    store(out + i, exponential_of(load(in + i)));
}

/// `logarithm` of elementary.hpp in the packs of this file.
inline void logarithm_kernel(const double* in, double* out, std::size_t count) noexcept {
  for (std::size_t i = 0; i < count; i += pack_size)
    store(out + i, logarithm_of(load(in + i)));
}

/// `power` of elementary.hpp in the packs of this file.
inline void power_kernel(const double* a, const double* b, double* out, std::size_t count) noexcept {
  for (std::size_t i = 0; i < count; i += pack_size)
    store(out + i, power_of(load(a + i), load(b + i)));
}

}  // namespace
}  // namespace leontide::lanes
