#pragma once

#include <cstddef>

#include "lanes/strip.hpp"

// The mixed point of a cycle of sweeps; fixed_point.hpp says what it is.
namespace leontide::lanes {
namespace {

/// A point and its images, one of the other. Its residuals are their differences.
template <class Number>
struct Cycle {
  Number* point[cycle_sweeps + 1];  ///< each [n × strip]

  /// `first` is [n × strip], `history` [cycle_sweeps × n × strip].
  Cycle(Number* first, Number* history, std::size_t n) : point{first} {
    for (std::size_t k = 0; k < cycle_sweeps; ++k)
      point[k + 1] = history + k * n * strip;
  }
};

/// Inner products of the residuals from `first` up to `last` with themselves and all later ones of as many
/// sweeps, in one register of lanes.
template <std::size_t sweeps, std::size_t first, std::size_t last, class Number>
inline void add_products(std::size_t n, const Cycle<Number>& cycle, std::size_t p,
                         StripPack<Number> (&products)[sweeps][sweeps]) {
  using Register = StripPack<Number>;
  Register sum[last - first][sweeps];
  for (auto& row : sum) {
    for (Register& each : row)
      each = PackOf<Number>::all(0);
  }
  for (std::size_t row = 0; row < n; ++row) {
    const std::size_t place = row * strip + p * StripOf<Number>::pack_size;
    Register residual[sweeps];
    Register before = load(cycle.point[first] + place);
#pragma GCC unroll 8
    for (std::size_t k = first; k < sweeps; ++k) {
      const Register point = load(cycle.point[k + 1] + place);
      residual[k] = point - before;
      before = point;
    }
#pragma GCC unroll 8
    for (std::size_t i = first; i < last; ++i) {
#pragma GCC unroll 8
      for (std::size_t j = i; j < sweeps; ++j)
        sum[i - first][j] = fma(residual[i], residual[j], sum[i - first][j]);
    }
  }
  for (std::size_t i = first; i < last; ++i) {
    for (std::size_t j = i; j < sweeps; ++j)
      products[i][j] = products[j][i] = sum[i - first][j];
  }
}

/// A change whose squared sine to the later ones is below this points where they do, as far as sums in such
/// numbers can tell.
template <class Number>
inline constexpr double same_way = sizeof(Number) == 8 ? 1e-12 : 1e-5;

/// What the changes from one residual to the next weigh in the mixed point, the last first, and the square of
/// the residual it should have, in the Euclidean norm: what the least squares leave of the points' own, as
/// much smaller as the last residual is than the one before.
template <std::size_t sweeps, class Number>
struct Mix {
  StripPack<Number> weight[sweeps - 1];  ///< the last change first
  StripPack<Number> left;                ///< square of the residual that is expected
};

/// The least |f - Σ weight[j] d[j]|, f the last residual, d[0] its change from the one before, d[1] that
/// one's and so on, by Cholesky's factors with a diagonal of their own. A change that adds nothing to the
/// later ones is left out.
template <std::size_t sweeps, class Number>
inline Mix<sweeps, Number> mix_of(std::size_t n, const Cycle<Number>& cycle, std::size_t p) {
  using Register = StripPack<Number>;
  constexpr auto all = PackOf<Number>::all;
  constexpr std::size_t changes = sweeps - 1;
  Register r[sweeps][sweeps];
  // In two parts, as the sums of all would leave no register for the residuals.
  constexpr std::size_t part = sweeps > 3 ? 2 : sweeps;
  add_products<sweeps, 0, part>(n, cycle, p, r);
  if constexpr (part < sweeps) add_products<sweeps, part, sweeps>(n, cycle, p, r);
  Register d_d[changes][changes], d_f[changes];
  for (std::size_t i = 0; i < changes; ++i) {
    const std::size_t a = changes - i;  // the residual after the change
    d_f[i] = r[a][changes] - r[a - 1][changes];
    for (std::size_t j = 0; j <= i; ++j) {
      const std::size_t b = changes - j;
      d_d[i][j] = (r[a][b] - r[a][b - 1]) - (r[a - 1][b] - r[a - 1][b - 1]);
    }
  }
  Mix<sweeps, Number> mix;
  mix.left = r[changes][changes];
  Register inverse[changes], factor[changes][changes], length[changes];
  for (std::size_t j = 0; j < changes; ++j)
    length[j] = d_d[j][j];
  for (std::size_t j = 0; j < changes; ++j) {
    inverse[j] = d_d[j][j] > all(same_way<Number>) * length[j] ? all(1) / d_d[j][j] : all(0);
    mix.left = negated_fma(d_f[j] * inverse[j], d_f[j], mix.left);
    for (std::size_t i = j + 1; i < changes; ++i) {
      factor[i][j] = d_d[i][j] * inverse[j];
      d_f[i] = negated_fma(factor[i][j], d_f[j], d_f[i]);
      for (std::size_t k = j + 1; k <= i; ++k)
        d_d[i][k] = negated_fma(factor[i][j], d_d[k][j], d_d[i][k]);
    }
  }
  auto sound = all(0) == all(0);
  for (std::size_t done = 0; done < changes; ++done) {
    const std::size_t j = changes - 1 - done;
    mix.weight[j] = d_f[j] * inverse[j];
    for (std::size_t i = j + 1; i < changes; ++i)
      mix.weight[j] = negated_fma(factor[i][j], mix.weight[i], mix.weight[j]);
    // Weights this large come from residuals that hardly change: the plain step is safer.
    sound &= absolute(mix.weight[j]) < all(1e6);
  }
  for (Register& weight : mix.weight)
    weight = sound ? weight : all(0);
  const Register shrink = r[changes][changes] / r[changes - 1][changes - 1];
  mix.left = (sound ? mix.left : r[changes][changes]) * (shrink < all(1) ? shrink : all(1));
  return mix;
}

/// The mixed image becomes the cycle's first point, and its square is given. Converged lanes keep what they
/// have in `kept`.
template <std::size_t sweeps, class Number>
inline StripPack<Number> take_mix(std::size_t n, const Cycle<Number>& cycle, const Mix<sweeps, Number>& mix,
                                  StripMask<Number> converged, const Number* kept, std::size_t p) {
  using Register = StripPack<Number>;
  const bool some_rest = bits_of(converged) != 0;
  Register size = PackOf<Number>::all(0);
  for (std::size_t row = 0; row < n; ++row) {
    const std::size_t place = row * strip + p * StripOf<Number>::pack_size;
    Register point = load(cycle.point[sweeps] + place), mixed = point;
#pragma GCC unroll 8
    for (std::size_t j = 0; j + 1 < sweeps; ++j) {
      const Register before = load(cycle.point[sweeps - 1 - j] + place);
      mixed = negated_fma(mix.weight[j], point - before, mixed);
      point = before;
    }
    if (some_rest) mixed = converged ? load(kept + place) : mixed;
    size = fma(mixed, mixed, size);
    store(cycle.point[0] + place, mixed);
  }
  return size;
}

}  // namespace
}  // namespace leontide::lanes
