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

inline constexpr std::size_t strip_packs = strip / pack_size;
inline constexpr std::size_t sweep_rows = strip_packs == 1 ? 12 : 6;

// Sums over rows for the least-squares problem of each lane, f the residual, d1 and d2 its last two changes.
struct SweepSums {
  Pack residual_size[strip_packs], solution_size[strip_packs];
  Pack d1_d1[strip_packs], d1_d2[strip_packs], d1_f[strip_packs], d2_f[strip_packs];
};

// The last three residuals and images, the newest first.
struct SweepHistory {
  double* residual[3];
  double* image[3];
};

// One row after its product: image, residual and sums.
template <bool solution_is_product>
inline void follow(FixedPoint at, const double* v, SweepHistory history, std::size_t place, Pack product,
                   std::size_t p, SweepSums& sums) {
  const Pack image = fma(load(at.gain + place), product, load(at.push + place));
  const Pack f = image - load(v + place);
  const Pack last = load(history.residual[1] + place);
  const Pack d1 = f - last;
  const Pack d2 = last - load(history.residual[2] + place);
  store(history.residual[0] + place, f);
  store(history.image[0] + place, image);
  const Pack solution = load(at.solution_weight + place) * (solution_is_product ? product : image);
  // These pass over a NaN, which then shows in the sums.
  sums.residual_size[p] = larger(absolute(load(at.residual_weight + place) * f), sums.residual_size[p]);
  sums.solution_size[p] = larger(absolute(solution), sums.solution_size[p]);
  sums.d1_d1[p] = fma(d1, d1, sums.d1_d1[p]);
  sums.d1_d2[p] = fma(d1, d2, sums.d1_d2[p]);
  sums.d1_f[p] = fma(d1, f, sums.d1_f[p]);
  sums.d2_f[p] = fma(d2, f, sums.d2_f[p]);
}

template <std::size_t rows, bool solution_is_product>
inline void sweep_tile(FixedPoint at, std::size_t first, const double* v, double* product,
                       SweepHistory history, SweepSums& sums) {
  Pack sum[rows][strip_packs];
#pragma GCC unroll 12
  for (std::size_t i = 0; i < rows; ++i) {
#pragma GCC unroll 2
    for (std::size_t p = 0; p < strip_packs; ++p)
      sum[i][p] = all(0);
  }
  const double* m = at.matrix + first * at.n;
#pragma GCC unroll 2
  for (std::size_t k = 0; k < at.n; ++k) {
    Pack column[strip_packs];
#pragma GCC unroll 2
    for (std::size_t p = 0; p < strip_packs; ++p)
      column[p] = load(v + k * strip + p * pack_size);
#pragma GCC unroll 12
    for (std::size_t i = 0; i < rows; ++i) {
      const Pack coefficient = all(m[i * at.n + k]);
#pragma GCC unroll 2
      for (std::size_t p = 0; p < strip_packs; ++p)
        sum[i][p] = fma(coefficient, column[p], sum[i][p]);
    }
  }
  // Through memory, else the sums above leave too few registers for what follows; a product that nobody asks
  // for stays in the cache line it is in.
  alignas(64) double kept[rows * strip];
  double* const to = solution_is_product ? product + first * strip : kept;
#pragma GCC unroll 12
  for (std::size_t i = 0; i < rows; ++i) {
#pragma GCC unroll 2
    for (std::size_t p = 0; p < strip_packs; ++p)
      store(to + i * strip + p * pack_size, sum[i][p]);
  }
  for (std::size_t i = 0; i < rows; ++i) {
#pragma GCC unroll 2
    for (std::size_t p = 0; p < strip_packs; ++p) {
      const std::size_t place = i * strip + p * pack_size;
      follow<solution_is_product>(at, v, history, first * strip + place, load(to + place), p, sums);
    }
  }
}

// The last rows, fewer than a tile.
template <std::size_t rows, bool solution_is_product>
inline void sweep_last_rows(const FixedPoint& at, std::size_t first, const double* v, double* product,
                            const SweepHistory& history, SweepSums& sums) {
  if constexpr (rows > 0) {
    if (at.n - first == rows) {
      sweep_tile<rows, solution_is_product>(at, first, v, product, history, sums);
    } else {
      sweep_last_rows<rows - 1, solution_is_product>(at, first, v, product, history, sums);
    }
  }
}

// What the two last steps weigh in the next point.
struct StepWeights {
  Pack one[strip_packs], two[strip_packs];
};

inline StepWeights weights_of(const SweepSums& sums, const Pack (&d2_d2)[strip_packs]) {
  StepWeights weights;
  for (std::size_t p = 0; p < strip_packs; ++p) {
    const Pack d1_d1 = sums.d1_d1[p], d1_d2 = sums.d1_d2[p], d1_f = sums.d1_f[p], d2_f = sums.d2_f[p];
    const Pack scale = d1_d1 * d2_d2[p];
    const Pack determinant = scale - d1_d2 * d1_d2;
    const Mask both = determinant > all(1e-12) * scale;
    const Pack alone = d1_d1 > all(0) ? d1_f / d1_d1 : all(0);
    const Pack inverse = all(1) / determinant;
    const Pack one = both ? (d1_f * d2_d2[p] - d2_f * d1_d2) * inverse : alone;
    const Pack two = both ? (d2_f * d1_d1 - d1_f * d1_d2) * inverse : all(0);
    // Weights this large come from residuals that hardly change: the plain step is safer.
    const Mask sound = (absolute(one) < all(1e6)) & (absolute(two) < all(1e6));
    weights.one[p] = sound ? one : all(0);
    weights.two[p] = sound ? two : all(0);
  }
  return weights;
}

inline void take_step(std::size_t n, const SweepHistory& history, const StepWeights& weights,
                      const Mask (&rests)[strip_packs], double* v) {
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t p = 0; p < strip_packs; ++p) {
      const std::size_t place = i * strip + p * pack_size;
      const Pack image = load(history.image[0] + place);
      const Pack last = load(history.image[1] + place);
      const Pack step = negated_fma(weights.two[p], last - load(history.image[2] + place),
                                    negated_fma(weights.one[p], image - last, image));
      store(v + place, rests[p] ? load(v + place) : step);
    }
  }
}

inline void turn(double* (&blocks)[3]) {
  double* const oldest = blocks[2];
  blocks[2] = blocks[1];
  blocks[1] = blocks[0];
  blocks[0] = oldest;
}

template <bool solution_is_product>
inline Rest sweep_strip(const FixedPoint& at, double* v, double* product, double* memory) {
  const std::size_t count = at.n * strip;
  SweepHistory history{{memory, memory + count, memory + 2 * count},
                       {memory + 3 * count, memory + 4 * count, memory + 5 * count}};
  Mask rests[strip_packs] = {}, hopeless[strip_packs] = {};
  Pack last_d1_d1[strip_packs] = {};
  Rest result;
  constexpr unsigned every_lane = (1U << strip) - 1;
  for (unsigned done = 0; done != every_lane && result.sweeps < at.most_sweeps; ++result.sweeps) {
    // Where there is no step before, no change stands for it.
    SweepHistory seen = history;
    if (result.sweeps == 0) seen = {{history.residual[0], v, v}, {history.image[0], history.image[0], v}};
    if (result.sweeps < 2) seen.residual[2] = seen.residual[1], seen.image[2] = seen.image[1];
    SweepSums sums;
    for (std::size_t p = 0; p < strip_packs; ++p) {
      sums.residual_size[p] = sums.solution_size[p] = all(0);
      sums.d1_d1[p] = sums.d1_d2[p] = sums.d1_f[p] = sums.d2_f[p] = all(0);
    }
    std::size_t row = 0;
    for (; row + sweep_rows <= at.n; row += sweep_rows)
      sweep_tile<sweep_rows, solution_is_product>(at, row, v, product, seen, sums);
    sweep_last_rows<sweep_rows - 1, solution_is_product>(at, row, v, product, seen, sums);
    StepWeights weights{};
    if (result.sweeps > 0) weights = weights_of(sums, last_d1_d1);
    done = 0;
    for (std::size_t p = 0; p < strip_packs; ++p) {
      hopeless[p] = ~(absolute(sums.d1_f[p]) < all(__builtin_inf()));
      rests[p] =
          rests[p] | ((sums.residual_size[p] <= all(at.tolerance) * sums.solution_size[p]) & ~hopeless[p]);
      done |= bits_of(rests[p] | hopeless[p]) << (p * pack_size);
      last_d1_d1[p] = result.sweeps > 0 ? sums.d1_d1[p] : all(0);
    }
    take_step(at.n, seen, weights, rests, v);
    turn(history.residual);
    turn(history.image);
  }
  for (std::size_t p = 0; p < strip_packs; ++p)
    result.at_rest |= bits_of(rests[p]) << (p * pack_size);
  return result;
}

inline Rest sweep_kernel(const FixedPoint& problem, double* v, double* product, double* history) noexcept {
  return problem.solution_is_product ? sweep_strip<true>(problem, v, product, history)
                                     : sweep_strip<false>(problem, v, product, history);
}

}  // namespace
}  // namespace leontide::lanes
