#pragma once

#include <cstddef>
#include <cstdint>

#include "lanes/elementary_kernel.hpp"

// The normal quantile and distribution function on one register; normal.hpp says what they promise.
namespace leontide::lanes {
namespace {

/// Coefficients of AS 241, highest power first. For |p - 1/2| <= 0.425, q = p - 1/2:
inline Pack central_quantile_of(Pack q) {
  static constexpr double a[] = {2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4,
                                 4.5921953931549871457e+4, 1.3731693765509461125e+4, 1.9715909503065514427e+3,
                                 1.3314166789178437745e+2, 3.3871328727963666080e+0};
  static constexpr double b[] = {
      5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
      5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1.0};
  const Pack r = negated_fma(q, q, all(0.180625));
  return q * polynomial(r, a) / polynomial(r, b);
}

/// For the other p.
inline Pack tail_quantile_of(Pack p) {
  static constexpr double c[] = {7.74545014278341407640e-4, 2.27238449892691845833e-2,
                                 2.41780725177450611770e-1, 1.27045825245236838258e+0,
                                 3.64784832476320460504e+0, 5.76949722146069140550e+0,
                                 4.63033784615654529590e+0, 1.42343711074968357734e+0};
  static constexpr double d[] = {1.05075007164441684324e-9, 5.47593808499534494600e-4,
                                 1.51986665636164571966e-2, 1.48103976427480074590e-1,
                                 6.89767334985100004550e-1, 1.67638483018380384940e+0,
                                 2.05319162663775882187e+0, 1.0};
  static constexpr double e[] = {2.01033439929228813265e-7, 2.71155556874348757815e-5,
                                 1.24266094738807843860e-3, 2.65321895265761230930e-2,
                                 2.96560571828504891230e-1, 1.78482653991729133580e+0,
                                 5.46378491116411436990e+0, 6.65790464350110377720e+0};
  static constexpr double f[] = {2.04426310338993978564e-15, 1.42151175831644588870e-7,
                                 1.84631831751005468180e-5,  7.86869131145613259100e-4,
                                 1.48753612908506148525e-2,  1.36929880922735805310e-1,
                                 5.99832206555887937690e-1,  1.0};
  const Pack q = p - all(0.5);
  const Pack nearer = q < all(0) ? p : all(1) - p;
  const Pack depth = square_root(-logarithm_of(nearer));
  const Pack s = depth - all(1.6);
  Pack tail = polynomial(s, c) / polynomial(s, d);
  const Mask far = depth > all(5);
  if (any(far)) {
    const Pack t = depth - all(5);
    tail = far ? polynomial(t, e) / polynomial(t, f) : tail;
    tail = depth == all(infinity) ? depth : tail;
  }
  return q < all(0) ? -tail : tail;
}

/// Coefficients of ANORM, highest power first.
inline Pack normal_cdf_of(Pack x) {
  static constexpr double a[] = {6.5682337918207449113e-2, 2.2352520354606839287e+0, 1.6102823106855587881e+2,
                                 1.0676894854603709582e+3, 1.8154981253343561249e+4};
  static constexpr double b[] = {1.0, 4.7202581904688241870e+1, 9.7609855173777669322e+2,
                                 1.0260932208618978205e+4, 4.5507789335026729956e+4};
  static constexpr double c[] = {
      1.0765576773720192317e-8, 3.9894151208813466764e-1, 8.8831497943883759412e+0,
      9.3506656132177855979e+1, 5.9727027639480026226e+2, 2.4945375852903726711e+3,
      6.8481904505362823326e+3, 1.1602651437647350124e+4, 9.8427148383839780218e+3};
  static constexpr double d[] = {1.0,
                                 2.2266688044328115691e+1,
                                 2.3538790178262499861e+2,
                                 1.5193775994075548050e+3,
                                 6.4855582982667607550e+3,
                                 1.8615571640885098091e+4,
                                 3.4900952721145977266e+4,
                                 3.8912003286093271411e+4,
                                 1.9685429676859990727e+4};
  static constexpr double p[] = {2.307344176494017303e-2, 2.1589853405795699e-1,   1.274011611602473639e-1,
                                 2.2235277870649807e-2,   1.421619193227893466e-3, 2.9112874951168792e-5};
  static constexpr double q[] = {1.0,
                                 1.28426009614491121e+0,
                                 4.68238212480865118e-1,
                                 6.59881378689285515e-2,
                                 3.78239633202758244e-3,
                                 7.29751555083966205e-5};
  const Pack y = absolute(x);
  const Pack square = y * y;
  const Pack square_low = fma(y, y, -square);
  const Pack near_zero = all(0.5) + x * polynomial(square, a) / polynomial(square, b);
  const Mask middle = y > all(0.66291);
  if (!any(middle)) return near_zero;

  Pack tail = polynomial(y, c) / polynomial(y, d);
  const Mask far = y > all(5.656854248);
  if (any(far)) {
    const Pack inverse = all(1) / square;
    const Pack ratio = inverse * polynomial(inverse, p) / polynomial(inverse, q);
    tail = far ? (all(0.39894228040143267794) - ratio) / y : tail;
  }
  tail = tail * exponential_of(all(-0.5) * square, all(-0.5) * square_low);
  tail = y > all(39) ? all(0) : tail;
  tail = x > all(0) ? all(1) - tail : tail;
  return middle ? tail : near_zero;
}

/// The centre of all, then the tails, three in twenty of evenly spread numbers, collected into whole
/// registers: branches that ask each register in turn are guessed wrong half the time.
inline void normal_quantile_kernel(const double* in, double* out, std::size_t count) noexcept {
  constexpr std::size_t part = 768;
  double tails[part + pack_size];
  double places[part + pack_size];  // whole numbers in the bits of doubles
  for (std::size_t first = 0; first < count; first += part) {
    const std::size_t size = count - first < part ? count - first : part;
    std::size_t found = 0;
    Bits place;
    for (std::size_t i = 0; i < pack_size; ++i)
      place[i] = static_cast<long long>(first) + static_cast<long long>(i);
    for (std::size_t i = 0; i < size; i += pack_size) {
      const Pack p = load(in + first + i);
      const Pack q = p - all(0.5);
      const unsigned outside = bits_of(absolute(q) > all(0.425));
      store(tails + found, chosen_first(p, outside));
      store(places + found, chosen_first(as_pack(place), outside));
      found += static_cast<std::size_t>(__builtin_popcount(outside));
      place = add_bits(place, all_bits(pack_size));
      store(out + first + i, central_quantile_of(q));
    }
    for (std::size_t i = 0; i < pack_size; ++i)
      tails[found + i] = 0.01;  // fills up the last register
    for (std::size_t i = 0; i < found; i += pack_size)
      store(tails + i, tail_quantile_of(load(tails + i)));
    for (std::size_t i = 0; i < found; ++i)
      out[__builtin_bit_cast(long long, places[i])] = tails[i];
  }
}

/// `normal_cdf` of normal.hpp in the packs of this file.
inline void normal_cdf_kernel(const double* in, double* out, std::size_t count) noexcept {
  for (std::size_t i = 0; i < count; i += pack_size)
    store(out + i, normal_cdf_of(load(in + i)));
}

}  // namespace
}  // namespace leontide::lanes
