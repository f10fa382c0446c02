#pragma once

#include <cstddef>
#include <cstdint>

#include "lanes/mix_kernel.hpp"
#include "lanes/strip.hpp"

// Accelerated sweeps in one strip of lanes; fixed_point.hpp says what they promise.
//
// A tile is some rows of M times the strip, summed over k in registers; what follows a product is taken while
// the tile is there.
namespace leontide::lanes {
namespace {

/// v = gain∘(M v) + push in one kind of number.
template <class Number>
struct Equation {
  std::size_t n;                    ///< rows
  const Number* __restrict matrix;  ///< M, row-major [n × n]
  const Number* __restrict gain;    ///< [n × strip]
  const Number* __restrict push;    ///< [n × strip]
};

/// Sums of some rows of M and some registers of lanes.
template <std::size_t rows, class Number>
using Tile = StripPack<Number>[rows][StripOf<Number>::tile_packs];

/// A tile of products M v.
template <std::size_t rows, class Number>
inline void multiply_tile(const Equation<Number>& at, std::size_t first, const Number* v,
                          Tile<rows, Number>& sum) {
  using Strip = StripOf<Number>;
#pragma GCC unroll 12
  for (std::size_t i = 0; i < rows; ++i) {
#pragma GCC unroll 2
    for (std::size_t p = 0; p < Strip::tile_packs; ++p)
      sum[i][p] = PackOf<Number>::all(0);
  }
  const Number* m = at.matrix + first * at.n;
#pragma GCC unroll 2
  for (std::size_t k = 0; k < at.n; ++k) {
    StripPack<Number> column[Strip::tile_packs];
#pragma GCC unroll 2
    for (std::size_t p = 0; p < Strip::tile_packs; ++p)
      column[p] = load(v + k * strip + p * Strip::pack_size);
#pragma GCC unroll 12
    for (std::size_t i = 0; i < rows; ++i) {
      const StripPack<Number> coefficient = PackOf<Number>::spread(m[i * at.n + k]);
#pragma GCC unroll 2
      for (std::size_t p = 0; p < Strip::tile_packs; ++p)
        sum[i][p] = fma(coefficient, column[p], sum[i][p]);
    }
  }
}

/// take(sum, place) for every register of products of some rows.
template <std::size_t rows, class Number, class Take>
inline void each_product(const Equation<Number>& at, std::size_t first, const Number* v, Take take) {
  using Strip = StripOf<Number>;
  constexpr std::size_t step = Strip::tile_packs * Strip::pack_size;
  for (std::size_t lane = 0; lane < strip; lane += step) {
    Tile<rows, Number> sum;
    multiply_tile<rows>(at, first, v + lane, sum);
#pragma GCC unroll 12
    for (std::size_t i = 0; i < rows; ++i) {
#pragma GCC unroll 2
      for (std::size_t p = 0; p < Strip::tile_packs; ++p)
        take(sum[i][p], (first + i) * strip + lane + p * Strip::pack_size);
    }
  }
}

/// A sweep that leaves the product alone.
struct ProductSweep {
  /// Rows first, first + 1, … of M v, each to its place in `product` [n × strip].
  template <std::size_t rows, class Number>
  void tile(const Equation<Number>& at, std::size_t first, const Number* v, Number* product) const {
    each_product<rows>(at, first, v,
                       [=](StripPack<Number> sum, std::size_t place) { store(product + place, sum); });
  }
};

/// A sweep that leaves the image and no more.
struct PlainSweep {
  /// The same rows of gain∘(M v) + push, each to its place in `image` [n × strip].
  template <std::size_t rows, class Number>
  void tile(const Equation<Number>& at, std::size_t first, const Number* v, Number* image) const {
    each_product<rows>(at, first, v,
                       [=, gain = at.gain, push = at.push](StripPack<Number> sum, std::size_t place) {
                         store(image + place, fma(load(gain + place), sum, load(push + place)));
                       });
  }
};

/// What a lane has to show to have converged: the largest residual and solution, and the residual's square,
/// which is not finite where any number is not.
struct Measured {
  Pack residual = all(0), solution = all(0), square = all(0);

  /// One row of a register of lanes.
  void add(Pack of_residual, Pack weight, Pack of_solution) {
    // These pass over a NaN, which then shows in the square.
    residual = larger(absolute(weight * of_residual), residual);
    solution = larger(absolute(of_solution), solution);
    square = fma(of_residual, of_residual, square);
  }
  /// Lanes in which every residual is a finite number.
  Mask finite() const { return square < all(__builtin_inf()); }
  /// Converged lanes: `tolerance` is relative to the largest solution.
  Mask within(double tolerance) const { return (residual <= all(tolerance) * solution) & finite(); }
};

/// A sweep that measures the point, too, and leaves the product.
template <bool solution_is_product>
struct MeasuringSweep {
  const double *residual_weight, *solution_weight;
  double* product;
  Measured measured[packs] = {};

  /// The same rows of M v to `product` and of the image to `image`; measures v by them.
  template <std::size_t rows>
  void tile(const Equation<double>& at, std::size_t first, const double* v, double* image) {
    // Through memory, else the sums leave too few registers for what follows.
    double* const intermediate_inputs = product;
    ProductSweep{}.tile<rows>(at, first, v, intermediate_inputs);
    const double *const gain = at.gain, *const push = at.push;
    const double *const weight = residual_weight, *const of_solution = solution_weight;
    for (std::size_t p = 0; p < packs; ++p) {
      Measured lanes = measured[p];
#pragma GCC unroll 8
      for (std::size_t i = 0; i < rows; ++i) {
        const std::size_t place = (first + i) * strip + p * pack_size;
        const Pack sum = load(intermediate_inputs + place), point = load(v + place);
        const Pack next = fma(load(gain + place), sum, load(push + place));
        store(image + place, next);
        lanes.add(next - point, load(weight + place),
                  load(of_solution + place) * (solution_is_product ? sum : point));
      }
      measured[p] = lanes;
    }
  }
};

/// The last rows, fewer than a tile.
template <std::size_t rows, class Sweep, class Number>
inline void last_tile(const Equation<Number>& at, std::size_t first, const Number* v, Number* image,
                      Sweep& sweep) {
  if constexpr (rows > 0) {
    if (at.n - first == rows) {
      sweep.template tile<rows>(at, first, v, image);
    } else {
      last_tile<rows - 1>(at, first, v, image, sweep);
    }
  }
}

/// Not inlined, for the tile's loop needs all registers there are.
template <class Sweep, class Number>
[[gnu::noinline]] inline void run_sweep(const Equation<Number>& at, const Number* v, Number* image,
                                        Sweep&& sweep) {
  constexpr std::size_t rows = StripOf<Number>::tile_rows;
  std::size_t row = 0;
  for (; row + rows <= at.n; row += rows)
    sweep.template tile<rows>(at, row, v, image);
  last_tile<rows - 1>(at, row, v, image, sweep);
}

/// Iterations of single precision, and the lanes that converged or never will.
struct Approach {
  const Equation<float>& at;
  const float* wanted;
  Cycle<float> cycle;
  SingleMask converged[StripOf<float>::packs] = {};
  unsigned left = every_lane;
  std::uint32_t sweeps = 0;

  /// A cycle of `count` sweeps and the mixed point after it; lanes that have converged by then stay as they
  /// are.
  template <std::size_t count>
  void run() {
    using Strip = StripOf<float>;
    for (std::size_t k = 0; k < count; ++k)
      run_sweep(at, cycle.point[k], cycle.point[k + 1], PlainSweep{});
    sweeps += count;
    SingleMask ended[Strip::packs];
    for (std::size_t p = 0; p < Strip::packs; ++p) {
      const Mix<count, float> mix = mix_of<count>(at.n, cycle, p);
      const SinglePack size = take_mix(at.n, cycle, mix, converged[p], cycle.point[0], p);
      const SinglePack enough = load(wanted + p * Strip::pack_size);
      converged[p] |= mix.left <= enough * enough * size;
      ended[p] = converged[p] | ~(size < all_single(__builtin_inff()));
    }
    left = every_lane & ~strip_bits<float>(ended);
  }
};

/// Cycles in floats, from the guess in v on, until what the least squares leave of each lane is at most its
/// `wanted` [strip] of the point, both in the Euclidean norm. Numbers should be near one, or their squares
/// leave a float's range. A short cycle after each long one, as often little is wanting. Gives the sweeps
/// done.
inline std::uint32_t approach(const Equation<float>& at, std::uint32_t plain_sweeps, const float* wanted,
                              std::uint32_t most_sweeps, float* v, float* history) {
  for (std::uint32_t k = 0; k < plain_sweeps; ++k) {
    run_sweep(at, v, history, PlainSweep{});
    __builtin_memcpy(v, history, at.n * strip * sizeof(float));
  }
  Approach approach{at, wanted, Cycle<float>(v, history, at.n)};
  while (approach.left != 0 && approach.sweeps < most_sweeps) {
    approach.run<cycle_sweeps>();
    if (approach.left != 0) approach.run<2>();
  }
  return plain_sweeps + approach.sweeps;
}

/// Converged lanes stay where they are.
inline void hold(std::size_t n, const Mask (&converged)[packs], const double* point, double* image) {
  for (std::size_t p = 0; p < packs; ++p) {
    for (std::size_t place = p * pack_size; place < n * strip; place += strip)
      store(image + place, converged[p] ? load(point + place) : load(image + place));
  }
}

/// Cycles in doubles, from v to the last point measured, its product and what was measured beside it. Adds to
/// `converged`, and gives the sweeps done.
template <bool solution_is_product>
inline std::uint32_t sweep_to_rest(const FixedPoint& problem, double tolerance, std::uint32_t most_sweeps,
                                   double* v, double* product, double* history, Measured (&measured)[packs],
                                   Mask (&converged)[packs]) {
  const Equation<double> at{problem.n, problem.matrix, problem.gain, problem.push};
  const Cycle<double> cycle(v, history, at.n);
  std::size_t k = 0;
  for (std::uint32_t sweeps = 1;; ++sweeps) {
    const double* const point = cycle.point[k];
    double* const image = cycle.point[k + 1];
    MeasuringSweep<solution_is_product> sweep{problem.residual_weight, problem.solution_weight, product};
    run_sweep(at, point, image, sweep);
    Mask ended[packs];
    for (std::size_t p = 0; p < packs; ++p) {
      measured[p] = sweep.measured[p];
      converged[p] |= measured[p].within(tolerance);
      ended[p] = converged[p] | ~measured[p].finite();
    }
    if (strip_bits<double>(ended) == every_lane || sweeps == most_sweeps) {
      if (k != 0) __builtin_memcpy(v, point, at.n * strip * sizeof(double));
      return sweeps;
    }
    if (strip_bits<double>(converged) != 0) hold(at.n, converged, point, image);
    if (++k < cycle_sweeps) continue;
    for (std::size_t p = 0; p < packs; ++p)
      take_mix(at.n, cycle, mix_of<cycle_sweeps>(at.n, cycle, p), converged[p], cycle.point[cycle_sweeps], p);
    k = 0;
  }
}

}  // namespace
}  // namespace leontide::lanes
