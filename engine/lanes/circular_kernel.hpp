#pragma once

#include <cstddef>

#include "lanes/elementary_kernel.hpp"

// sin and cos on one register; elementary.hpp says what they promise.
namespace leontide::lanes {
namespace {

/// x = quarter * pi/2 + angle + low, |angle| at most pi/4 and a little, low below its last digit.
struct Angle {
  Pack angle, low;  ///< |low| is below the last digit of `angle`
  Bits quarter;     ///< its two lowest bits count
};

/// pi/2 as the sum of three doubles takes the angle of a number up to 2^45 to a last digit far below its own
/// (Cody & Waite 1980, with fused multiply-adds in place of short parts: the first product leaves no error).
inline Angle angle_of(Pack x) {
  const Pack shifted = fma(x, all(0x1.45f306dc9c883p-1), all(whole_number_shift));  // 2 / pi
  const Pack quarters = shifted - all(whole_number_shift);
  const Pack first = negated_fma(quarters, all(0x1.921fb54442d18p0), x);
  const Pack second = quarters * all(0x1.1a62633145c07p-54);
  const Pack second_error = fma(quarters, all(0x1.1a62633145c07p-54), -second);
  // What the difference loses, as Dekker 1971 finds it for a larger first number; where `second` is the
  // larger it holds as well, for `first` is a multiple of 2^-53, and so of the last digit of `second`.
  const Pack angle = first - second;
  const Pack left = (first - angle) - second;
  const Pack low = left - fma(quarters, all(-0x1.f1976b7ed8fbcp-110), second_error);
  return {angle, low, as_bits(shifted)};
}

/// Coefficients of fdlibm 5.3, k_sin.c and k_cos.c (Sun Microsystems 1993): relative errors below 2^-58.
inline Pack sine_near_zero(Pack x, Pack low) {
  static constexpr double series[] = {1.58969099521155010221e-10, -2.50507602534068634195e-08,
                                      2.75573137070700676789e-06, -1.98412698298579493134e-04,
                                      8.33333333332248946124e-03};
  const Pack z = x * x;
  const Pack cube = z * x;
  // Signs as they stand keep that of a zero.
  const Pack rest = fma(z, negated_fma(cube, polynomial(z, series), all(0.5) * low), -low);
  return x - negated_fma(cube, all(-1.66666666666666324348e-01), rest);
}

/// The same of the cosine.
inline Pack cosine_near_zero(Pack x, Pack low) {
  static constexpr double series[] = {-1.13596475577881948265e-11, 2.08757232129817482790e-09,
                                      -2.75573143513906633035e-07, 2.48015872894767294178e-05,
                                      -1.38888888888741095749e-03, 4.16666666666666019037e-02};
  const Pack z = x * x;
  const Pack whole = negated_fma(z, all(0.5), all(1));
  const Pack left = negated_fma(x, low, negated_fma(z, all(0.5), all(1) - whole));
  return whole + fma(z * z, polynomial(z, series), left);
}

/// The sine of x plus `ahead` quarters of a turn.
inline Pack sine_of(Pack x, long long ahead) {
  const Angle a = angle_of(x);
  const Bits quarter = add_bits(a.quarter, all_bits(ahead));
  const Mask swapped = Mask(shift_left(quarter, 63)) < 0;  // as a sign, which is all that a choice reads
  const Pack size = swapped ? cosine_near_zero(a.angle, a.low) : sine_near_zero(a.angle, a.low);
  const Pack value = as_pack(as_bits(size) ^ shift_left(quarter & all_bits(2), 62));
  return absolute(x) <= all(0x1p45) ? value : all(__builtin_nan(""));
}

/// `sine` of elementary.hpp in the packs of this file.
inline void sine_kernel(const double* in, double* out, std::size_t count) noexcept {
  for (std::size_t i = 0; i < count; i += pack_size)
    store(out + i, sine_of(load(in + i), 0));
}

/// `cosine` of elementary.hpp in the packs of this file.
inline void cosine_kernel(const double* in, double* out, std::size_t count) noexcept {
  for (std::size_t i = 0; i < count; i += pack_size)
    store(out + i, sine_of(load(in + i), 1));
}

}  // namespace
}  // namespace leontide::lanes
