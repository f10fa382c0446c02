#pragma once

#include <cstddef>
#include <cstdint>

#include "lanes/fixed_point.hpp"
#include "lanes/pack.hpp"

// Accelerated sweeps in one strip of lanes; fixed_point.hpp says what they promise.
//
// A tile is some rows of M times the strip, summed over k in registers; what follows a product, the image,
// its residual and the sums that the acceleration needs, is taken while the tile is there.
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
  // Two steps whose squared sine is below this point the same way, as far as sums in such numbers can tell.
  static constexpr double same_way = sizeof(Number) == 8 ? 1e-12 : 1e-4;
};

template <class Number>
using StripPack = typename StripOf<Number>::Pack;
template <class Number>
using StripMask = typename StripOf<Number>::Mask;

// Sums over rows for the least-squares problem of each lane, f the residual, d1 and d2 its last two changes.
template <class Number>
struct SweepSums {
  static constexpr std::size_t packs = StripOf<Number>::packs;
  StripPack<Number> residual_size[packs], solution_size[packs];
  StripPack<Number> d1_d1[packs], d1_d2[packs], d1_f[packs], d2_f[packs];
};

// The last three residuals and images, the newest first.
template <class Number>
struct SweepHistory {
  Number* residual[3];
  Number* image[3];
};

// One row after its product: image, residual and sums.
template <bool solution_is_product, class Number>
inline void follow(FixedPointIn<Number> at, const Number* v, SweepHistory<Number> history, std::size_t place,
                   StripPack<Number> product, std::size_t p, SweepSums<Number>& sums) {
  using Register = StripPack<Number>;
  const Register image = fma(load(at.gain + place), product, load(at.push + place));
  const Register f = image - load(v + place);
  const Register last = load(history.residual[1] + place);
  const Register d1 = f - last;
  const Register d2 = last - load(history.residual[2] + place);
  store(history.residual[0] + place, f);
  store(history.image[0] + place, image);
  const Register solution = load(at.solution_weight + place) * (solution_is_product ? product : image);
  // These pass over a NaN, which then shows in the sums.
  sums.residual_size[p] = larger(absolute(load(at.residual_weight + place) * f), sums.residual_size[p]);
  sums.solution_size[p] = larger(absolute(solution), sums.solution_size[p]);
  sums.d1_d1[p] = fma(d1, d1, sums.d1_d1[p]);
  sums.d1_d2[p] = fma(d1, d2, sums.d1_d2[p]);
  sums.d1_f[p] = fma(d1, f, sums.d1_f[p]);
  sums.d2_f[p] = fma(d2, f, sums.d2_f[p]);
}

template <std::size_t rows, bool solution_is_product, class Number>
inline void sweep_tile(FixedPointIn<Number> at, std::size_t first, const Number* v, Number* product,
                       SweepHistory<Number> history, SweepSums<Number>& sums) {
  using Strip = StripOf<Number>;
  using Register = StripPack<Number>;
  Register sum[rows][Strip::packs];
#pragma GCC unroll 12
  for (std::size_t i = 0; i < rows; ++i) {
#pragma GCC unroll 2
    for (std::size_t p = 0; p < Strip::packs; ++p)
      sum[i][p] = PackOf<Number>::all(0);
  }
  const Number* m = at.matrix + first * at.n;
#pragma GCC unroll 2
  for (std::size_t k = 0; k < at.n; ++k) {
    Register column[Strip::packs];
#pragma GCC unroll 2
    for (std::size_t p = 0; p < Strip::packs; ++p)
      column[p] = load(v + k * Strip::lanes + p * Strip::pack_size);
#pragma GCC unroll 12
    for (std::size_t i = 0; i < rows; ++i) {
      const Register coefficient = PackOf<Number>::all(m[i * at.n + k]);
#pragma GCC unroll 2
      for (std::size_t p = 0; p < Strip::packs; ++p)
        sum[i][p] = fma(coefficient, column[p], sum[i][p]);
    }
  }
  // Through memory, else the sums above leave too few registers for what follows; a product that nobody asks
  // for stays in the cache line it is in.
  alignas(64) Number kept[rows * Strip::lanes];
  Number* const to = solution_is_product ? product + first * Strip::lanes : kept;
#pragma GCC unroll 12
  for (std::size_t i = 0; i < rows; ++i) {
#pragma GCC unroll 2
    for (std::size_t p = 0; p < Strip::packs; ++p)
      store(to + i * Strip::lanes + p * Strip::pack_size, sum[i][p]);
  }
  for (std::size_t i = 0; i < rows; ++i) {
#pragma GCC unroll 2
    for (std::size_t p = 0; p < Strip::packs; ++p) {
      const std::size_t place = i * Strip::lanes + p * Strip::pack_size;
      follow<solution_is_product>(at, v, history, first * Strip::lanes + place, load(to + place), p, sums);
    }
  }
}

// The last rows, fewer than a tile.
template <std::size_t rows, bool solution_is_product, class Number>
inline void sweep_last_rows(const FixedPointIn<Number>& at, std::size_t first, const Number* v,
                            Number* product, const SweepHistory<Number>& history, SweepSums<Number>& sums) {
  if constexpr (rows > 0) {
    if (at.n - first == rows) {
      sweep_tile<rows, solution_is_product>(at, first, v, product, history, sums);
    } else {
      sweep_last_rows<rows - 1, solution_is_product>(at, first, v, product, history, sums);
    }
  }
}

// What the two last steps weigh in the next point.
template <class Number>
struct StepWeights {
  StripPack<Number> one[StripOf<Number>::packs], two[StripOf<Number>::packs];
};

template <class Number>
inline StepWeights<Number> weights_of(const SweepSums<Number>& sums,
                                      const StripPack<Number> (&d2_d2)[StripOf<Number>::packs]) {
  using Register = StripPack<Number>;
  using Choice = StripMask<Number>;
  constexpr auto all = PackOf<Number>::all;
  StepWeights<Number> weights;
  for (std::size_t p = 0; p < StripOf<Number>::packs; ++p) {
    const Register d1_d1 = sums.d1_d1[p], d1_d2 = sums.d1_d2[p], d1_f = sums.d1_f[p], d2_f = sums.d2_f[p];
    const Register scale = d1_d1 * d2_d2[p];
    const Register determinant = scale - d1_d2 * d1_d2;
    const Choice both = determinant > all(StripOf<Number>::same_way) * scale;
    const Register alone = d1_d1 > all(0) ? d1_f / d1_d1 : all(0);
    const Register inverse = all(1) / determinant;
    const Register one = both ? (d1_f * d2_d2[p] - d2_f * d1_d2) * inverse : alone;
    const Register two = both ? (d2_f * d1_d1 - d1_f * d1_d2) * inverse : all(0);
    // Weights this large come from residuals that hardly change: the plain step is safer.
    const Choice sound = (absolute(one) < all(1e6)) & (absolute(two) < all(1e6));
    weights.one[p] = sound ? one : all(0);
    weights.two[p] = sound ? two : all(0);
  }
  return weights;
}

template <class Number>
inline void take_step(std::size_t n, const SweepHistory<Number>& history, const StepWeights<Number>& weights,
                      const StripMask<Number> (&rests)[StripOf<Number>::packs], Number* v) {
  using Strip = StripOf<Number>;
  using Register = StripPack<Number>;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t p = 0; p < Strip::packs; ++p) {
      const std::size_t place = i * Strip::lanes + p * Strip::pack_size;
      const Register image = load(history.image[0] + place);
      const Register last = load(history.image[1] + place);
      const Register step = negated_fma(weights.two[p], last - load(history.image[2] + place),
                                        negated_fma(weights.one[p], image - last, image));
      store(v + place, rests[p] ? load(v + place) : step);
    }
  }
}

template <class Number>
inline void turn(Number* (&blocks)[3]) {
  Number* const oldest = blocks[2];
  blocks[2] = blocks[1];
  blocks[1] = blocks[0];
  blocks[0] = oldest;
}

template <bool solution_is_product, class Number>
inline Rest sweep_strip(const FixedPointIn<Number>& at, Number* v, Number* product, Number* memory) {
  using Strip = StripOf<Number>;
  using Register = StripPack<Number>;
  using Choice = StripMask<Number>;
  constexpr auto all = PackOf<Number>::all;
  const std::size_t count = at.n * Strip::lanes;
  SweepHistory<Number> history{{memory, memory + count, memory + 2 * count},
                               {memory + 3 * count, memory + 4 * count, memory + 5 * count}};
  Choice rests[Strip::packs] = {}, hopeless[Strip::packs] = {};
  Register last_d1_d1[Strip::packs] = {};
  Rest result;
  constexpr unsigned every_lane = (1U << Strip::lanes) - 1;
  for (unsigned done = 0; done != every_lane && result.sweeps < at.most_sweeps; ++result.sweeps) {
    // Where there is no step before, no change stands for it.
    SweepHistory<Number> seen = history;
    if (result.sweeps == 0) seen = {{history.residual[0], v, v}, {history.image[0], history.image[0], v}};
    if (result.sweeps < 2) seen.residual[2] = seen.residual[1], seen.image[2] = seen.image[1];
    SweepSums<Number> sums;
    for (std::size_t p = 0; p < Strip::packs; ++p) {
      sums.residual_size[p] = sums.solution_size[p] = all(0);
      sums.d1_d1[p] = sums.d1_d2[p] = sums.d1_f[p] = sums.d2_f[p] = all(0);
    }
    std::size_t row = 0;
    for (; row + Strip::rows <= at.n; row += Strip::rows)
      sweep_tile<Strip::rows, solution_is_product>(at, row, v, product, seen, sums);
    sweep_last_rows<Strip::rows - 1, solution_is_product>(at, row, v, product, seen, sums);
    StepWeights<Number> weights{};
    if (result.sweeps > 0) weights = weights_of<Number>(sums, last_d1_d1);
    done = 0;
    for (std::size_t p = 0; p < Strip::packs; ++p) {
      hopeless[p] = ~(absolute(sums.d1_f[p]) < all(__builtin_inf()));
      rests[p] =
          rests[p] | ((sums.residual_size[p] <= all(at.tolerance) * sums.solution_size[p]) & ~hopeless[p]);
      done |= bits_of(rests[p] | hopeless[p]) << (p * Strip::pack_size);
      last_d1_d1[p] = result.sweeps > 0 ? sums.d1_d1[p] : all(0);
    }
    take_step<Number>(at.n, seen, weights, rests, v);
    turn(history.residual);
    turn(history.image);
  }
  for (std::size_t p = 0; p < Strip::packs; ++p)
    result.at_rest |= bits_of(rests[p]) << (p * Strip::pack_size);
  return result;
}

template <class Number>
inline Rest sweep_kernel(const FixedPointIn<Number>& problem, Number* v, Number* product,
                         Number* history) noexcept {
  return problem.solution_is_product ? sweep_strip<true>(problem, v, product, history)
                                     : sweep_strip<false>(problem, v, product, history);
}

}  // namespace
}  // namespace leontide::lanes
