#pragma once

#include <cstddef>
#include <cstdint>

#include "lanes/fixed_point.hpp"
#include "lanes/pack.hpp"

// Accelerated sweeps in one strip of lanes; fixed_point.hpp says what they promise.
//
// A tile is some rows of M times the strip, summed over k in registers; what follows a product is taken while
// the tile is there.
namespace leontide::lanes {
namespace {

// How a strip of one kind of number lies in registers.
template <class Number>
struct StripOf {
  using Pack = typename PackOf<Number>::Type;
  using Mask = typename PackOf<Number>::MaskType;
  static constexpr std::size_t lanes = strip_of<Number>;
  static constexpr std::size_t pack_size = sizeof(Pack) / sizeof(Number);
  static constexpr std::size_t packs = lanes / pack_size;
  static constexpr std::size_t rows = packs == 1 ? 12 : 6;  // of a tile
  // Two changes whose squared sine is below this point the same way, as far as sums in such numbers can tell.
  static constexpr double same_way = sizeof(Number) == 8 ? 1e-12 : 1e-4;
};

template <class Number>
using StripPack = typename StripOf<Number>::Pack;
template <class Number>
using StripMask = typename StripOf<Number>::Mask;

// A tile of products M v: [rows] registers of sums.
template <std::size_t rows, class Number>
inline void multiply_tile(const FixedPointIn<Number>& at, std::size_t first, const Number* v,
                          StripPack<Number> (&sum)[rows][StripOf<Number>::packs]) {
  using Strip = StripOf<Number>;
#pragma GCC unroll 12
  for (std::size_t i = 0; i < rows; ++i) {
#pragma GCC unroll 2
    for (std::size_t p = 0; p < Strip::packs; ++p)
      sum[i][p] = PackOf<Number>::all(0);
  }
  const Number* m = at.matrix + first * at.n;
#pragma GCC unroll 2
  for (std::size_t k = 0; k < at.n; ++k) {
    StripPack<Number> column[Strip::packs];
#pragma GCC unroll 2
    for (std::size_t p = 0; p < Strip::packs; ++p)
      column[p] = load(v + k * Strip::lanes + p * Strip::pack_size);
#pragma GCC unroll 12
    for (std::size_t i = 0; i < rows; ++i) {
      const StripPack<Number> coefficient = PackOf<Number>::all(m[i * at.n + k]);
#pragma GCC unroll 2
      for (std::size_t p = 0; p < Strip::packs; ++p)
        sum[i][p] = fma(coefficient, column[p], sum[i][p]);
    }
  }
}

// A sweep that leaves the image and no more.
struct PlainSweep {
  template <std::size_t rows, class Number>
  void tile(const FixedPointIn<Number>& at, std::size_t first, const Number* v, Number* image) const {
    using Strip = StripOf<Number>;
    StripPack<Number> sum[rows][Strip::packs];
    multiply_tile<rows>(at, first, v, sum);
#pragma GCC unroll 12
    for (std::size_t i = 0; i < rows; ++i) {
#pragma GCC unroll 2
      for (std::size_t p = 0; p < Strip::packs; ++p) {
        const std::size_t place = (first + i) * Strip::lanes + p * Strip::pack_size;
        store(image + place, fma(load(at.gain + place), sum[i][p], load(at.push + place)));
      }
    }
  }
};

// A sweep that measures the point, too: the largest residual and solution of each lane, and the residual's
// square, which is not finite where any number is not.
template <bool solution_is_product>
struct MeasuringSweep {
  const Measure& measure;
  double* product;
  Pack residual_size[StripOf<double>::packs] = {}, solution_size[StripOf<double>::packs] = {};
  Pack squares[StripOf<double>::packs] = {};

  template <std::size_t rows>
  void tile(const FixedPointIn<double>& at, std::size_t first, const double* v, double* image) {
    using Strip = StripOf<double>;
    // Through memory, else the sums leave too few registers for what follows; a product that nobody asks for
    // stays in the cache line it is in.
    alignas(64) double kept[rows * Strip::lanes];
    double* const to = solution_is_product ? product + first * Strip::lanes : kept;
    {
      Pack sum[rows][Strip::packs];
      multiply_tile<rows>(at, first, v, sum);
#pragma GCC unroll 12
      for (std::size_t i = 0; i < rows; ++i) {
#pragma GCC unroll 2
        for (std::size_t p = 0; p < Strip::packs; ++p)
          store(to + i * Strip::lanes + p * Strip::pack_size, sum[i][p]);
      }
    }
    for (std::size_t i = 0; i < rows; ++i) {
#pragma GCC unroll 2
      for (std::size_t p = 0; p < Strip::packs; ++p) {
        const std::size_t in_tile = i * Strip::lanes + p * Strip::pack_size;
        follow(at, first * Strip::lanes + in_tile, load(to + in_tile), p, v, image);
      }
    }
  }

  void follow(const FixedPointIn<double>& at, std::size_t place, Pack bought, std::size_t p, const double* v,
              double* image) {
    const Pack next = fma(load(at.gain + place), bought, load(at.push + place));
    const Pack point = load(v + place);
    const Pack residual = next - point;
    store(image + place, next);
    const Pack solution = load(measure.solution_weight + place) * (solution_is_product ? bought : point);
    // These pass over a NaN, which then shows in the squares.
    residual_size[p] = larger(absolute(load(measure.residual_weight + place) * residual), residual_size[p]);
    solution_size[p] = larger(absolute(solution), solution_size[p]);
    squares[p] = fma(residual, residual, squares[p]);
  }
};

// The last rows, fewer than a tile.
template <std::size_t rows, class Sweep, class Number>
inline void last_tile(const FixedPointIn<Number>& at, std::size_t first, const Number* v, Number* image,
                      Sweep& sweep) {
  if constexpr (rows > 0) {
    if (at.n - first == rows) {
      sweep.template tile<rows>(at, first, v, image);
    } else {
      last_tile<rows - 1>(at, first, v, image, sweep);
    }
  }
}

template <class Sweep, class Number>
inline void run_sweep(const FixedPointIn<Number>& at, const Number* v, Number* image, Sweep&& sweep) {
  constexpr std::size_t rows = StripOf<Number>::rows;
  std::size_t row = 0;
  for (; row + rows <= at.n; row += rows)
    sweep.template tile<rows>(at, row, v, image);
  last_tile<rows - 1>(at, row, v, image, sweep);
}

// A point and its three images, one of the other: a cycle. Its residuals are their differences.
template <class Number>
struct Cycle {
  Number* point[4];
};

// What the changes of the residual weigh in the mixed point, and what is left of the last residual then.
template <class Number>
struct Mix {
  StripPack<Number> one, two;  // of the last change and of the one before
  StripPack<Number> left;      // squared, in the Euclidean norm, as is
  StripPack<Number> size;      // the last image's
};

template <class Number>
inline Mix<Number> mix_of(std::size_t n, const Cycle<Number>& cycle, std::size_t p) {
  using Strip = StripOf<Number>;
  using Register = StripPack<Number>;
  constexpr auto all = PackOf<Number>::all;
  Register d1_d1 = all(0), d1_d2 = all(0), d2_d2 = all(0), d1_f = all(0), d2_f = all(0), f_f = all(0),
           size = all(0);
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t place = i * Strip::lanes + p * Strip::pack_size;
    const Register first = load(cycle.point[1] + place), second = load(cycle.point[2] + place);
    const Register third = load(cycle.point[3] + place);
    const Register f = third - second, before = second - first;
    const Register d1 = f - before;
    const Register d2 = before - (first - load(cycle.point[0] + place));
    d1_d1 = fma(d1, d1, d1_d1);
    d1_d2 = fma(d1, d2, d1_d2);
    d2_d2 = fma(d2, d2, d2_d2);
    d1_f = fma(d1, f, d1_f);
    d2_f = fma(d2, f, d2_f);
    f_f = fma(f, f, f_f);
    size = fma(third, third, size);
  }
  const Register scale = d1_d1 * d2_d2;
  const Register determinant = scale - d1_d2 * d1_d2;
  const auto both = determinant > all(Strip::same_way) * scale;
  const Register alone = d1_d1 > all(0) ? d1_f / d1_d1 : all(0);
  const Register inverse = all(1) / determinant;
  const Register one = both ? (d1_f * d2_d2 - d2_f * d1_d2) * inverse : alone;
  const Register two = both ? (d2_f * d1_d1 - d1_f * d1_d2) * inverse : all(0);
  // Weights this large come from residuals that hardly change: the plain step is safer.
  const auto sound = (absolute(one) < all(1e6)) & (absolute(two) < all(1e6));
  return {sound ? one : all(0), sound ? two : all(0), sound ? f_f - (one * d1_f + two * d2_f) : f_f, size};
}

// The mixed image becomes the cycle's first point; lanes at rest keep what they have in `kept`.
template <class Number>
inline void take_mix(std::size_t n, const Cycle<Number>& cycle, const Mix<Number>& mix,
                     StripMask<Number> at_rest, const Number* kept, std::size_t p) {
  using Strip = StripOf<Number>;
  using Register = StripPack<Number>;
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t place = i * Strip::lanes + p * Strip::pack_size;
    const Register second = load(cycle.point[2] + place), third = load(cycle.point[3] + place);
    const Register mixed = negated_fma(mix.two, second - load(cycle.point[1] + place),
                                       negated_fma(mix.one, third - second, third));
    store(cycle.point[0] + place, at_rest ? load(kept + place) : mixed);
  }
}

// Lanes at rest stay where they are.
inline void hold(std::size_t n, const Mask (&at_rest)[StripOf<double>::packs], const double* point,
                 double* image) {
  using Strip = StripOf<double>;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t p = 0; p < Strip::packs; ++p) {
      const std::size_t place = i * Strip::lanes + p * Strip::pack_size;
      store(image + place, at_rest[p] ? load(point + place) : load(image + place));
    }
  }
}

template <bool solution_is_product>
inline Rest sweep_strip(const FixedPointIn<double>& at, const Measure& measure, std::uint32_t most_sweeps,
                        double* v, double* product, double* history) {
  using Strip = StripOf<double>;
  const std::size_t count = at.n * Strip::lanes;
  const Cycle<double> cycle{{v, history, history + count, history + 2 * count}};
  Mask at_rest[Strip::packs] = {};
  constexpr unsigned every_lane = (1U << Strip::lanes) - 1;
  Rest result;
  for (std::size_t k = 0;;) {
    const double* const point = cycle.point[k];
    double* const image = cycle.point[k + 1];
    MeasuringSweep<solution_is_product> sweep{measure, product};
    run_sweep(at, point, image, sweep);
    ++result.sweeps;
    unsigned hopeless = 0;
    result.at_rest = 0;
    for (std::size_t p = 0; p < Strip::packs; ++p) {
      const Mask finite = sweep.squares[p] < all(__builtin_inf());
      at_rest[p] |= (sweep.residual_size[p] <= all(measure.tolerance) * sweep.solution_size[p]) & finite;
      result.at_rest |= bits_of(at_rest[p]) << (p * Strip::pack_size);
      hopeless |= bits_of(~finite) << (p * Strip::pack_size);
    }
    if ((result.at_rest | hopeless) == every_lane || result.sweeps == most_sweeps) {
      if (k != 0) __builtin_memcpy(v, point, count * sizeof(double));
      return result;
    }
    if (result.at_rest != 0) hold(at.n, at_rest, point, image);
    if (++k < 3) continue;
    for (std::size_t p = 0; p < Strip::packs; ++p)
      take_mix(at.n, cycle, mix_of(at.n, cycle, p), at_rest[p], cycle.point[3], p);
    k = 0;
  }
}

inline Rest sweep_kernel(const FixedPointIn<double>& problem, const Measure& measure,
                         std::uint32_t most_sweeps, double* v, double* product, double* history) noexcept {
  return measure.solution_is_product ? sweep_strip<true>(problem, measure, most_sweeps, v, product, history)
                                     : sweep_strip<false>(problem, measure, most_sweeps, v, product, history);
}

inline Rest approach_kernel(const FixedPointIn<float>& problem, double tolerance, std::uint32_t most_cycles,
                            float* v, float* history) noexcept {
  using Strip = StripOf<float>;
  constexpr auto all = PackOf<float>::all;
  const std::size_t count = problem.n * Strip::lanes;
  const Cycle<float> cycle{{v, history, history + count, history + 2 * count}};
  SingleMask at_rest[Strip::packs] = {};
  constexpr unsigned every_lane = (1U << Strip::lanes) - 1;
  Rest result;
  unsigned hopeless = 0;
  for (std::uint32_t done = 0; done < most_cycles && (result.at_rest | hopeless) != every_lane; ++done) {
    for (std::size_t k = 0; k < 3; ++k)
      run_sweep(problem, cycle.point[k], cycle.point[k + 1], PlainSweep{});
    result.sweeps += 3;
    hopeless = result.at_rest = 0;
    for (std::size_t p = 0; p < Strip::packs; ++p) {
      const Mix<float> mix = mix_of(problem.n, cycle, p);
      take_mix(problem.n, cycle, mix, at_rest[p], cycle.point[0], p);
      at_rest[p] |= mix.left <= all(tolerance * tolerance) * mix.size;
      result.at_rest |= bits_of(at_rest[p]) << (p * Strip::pack_size);
      hopeless |= bits_of(~(mix.size < all(__builtin_inf()))) << (p * Strip::pack_size);
    }
  }
  return result;
}

}  // namespace
}  // namespace leontide::lanes
