#pragma once

#include <cstddef>
#include <cstdint>

#include "lanes/sweep_kernel.hpp"
#include "lanes/width.hpp"

// Fixed points in floats first, then in doubles; fixed_point.hpp says what they promise.
namespace leontide::lanes {
namespace {

/// What the first floats are to leave at most, and what floats can tell at least.
inline constexpr double most_wanted = 1e-5, least_wanted = 3e-7;
/// Sweeps in floats at most: what they have not reached by then, doubles do.
inline constexpr std::uint32_t most_single_sweeps = 20;

/// Passes go by a cache line of lanes, so that none is fetched twice.
inline constexpr std::size_t line_lanes = 8, line_packs = line_lanes / pack_size;

/// Powers of two that bring each lane's numbers to about one, and their inverses.
struct Scales {
  Pack up[line_packs], down[line_packs];

  Scales() = default;
  /// Of the largest number of each lane.
  explicit Scales(const Pack (&largest)[line_packs]) {
    for (std::size_t q = 0; q < line_packs; ++q) {
      // The exponent's bits alone, away from both ends, where one of the two powers does not exist.
      const Pack size = largest[q] < all(0x1p900) ? larger(largest[q], all(0x1p-900)) : all(0x1p900);
      up[q] = as_pack(as_bits(size) & all_bits(0x7ff0000000000000));
      down[q] = all(1) / up[q];
    }
  }
};

/// The arrays a strip is solved in, all [n × strip].
struct SettleArrays {
  double *v, *product, *history;                   ///< in doubles
  float *gain, *push, *single_v, *single_history;  ///< in floats
};

/// Passes copy pointers to themselves: a register stored may alias whatever memory holds.
template <bool solution_is_product>
class FixedPointIteration {
 public:
  /// `scratch` is of fixed_point_scratch(n) doubles; all must outlive this.
  FixedPointIteration(const FixedPoint& problem, const ConvergenceTolerance& tolerance, double* v,
                      double* scratch)
      : problem_(problem), tolerance_(tolerance) {
    const std::size_t count = problem.n * strip;
    auto* const singles = reinterpret_cast<float*>(scratch + (1 + cycle_sweeps) * count);
    work_ = {v, scratch, scratch + count, singles, singles + count, singles + 2 * count, singles + 3 * count};
    equation_ = {problem.n, problem.single_matrix, work_.gain, work_.push};
  }

  /// As `solve_fixed_point`; called once.
  Convergence run(std::uint32_t most_sweeps, double* x) {
    begin();
    sweep_in_doubles(1);
    if (rests() != every_lane) correct();
    write(x, {});
    if (rests() != every_lane) {
      // Converged lanes keep what is written: what becomes of them may not depend on the others.
      Mask keeps[packs];
      for (std::size_t p = 0; p < packs; ++p)
        keeps[p] = at_rest_[p];
      sweep_in_doubles(most_sweeps);
      write(x, keeps);
    }
    rest_.converged = rests();
    return rest_;
  }

 private:
  unsigned rests() const { return strip_bits<double>(at_rest_); }

  /// Of M v in floats, for max |v| = 1: a sum of n products, rounded n times in turn, of a matrix rounded
  /// before (Higham 2002, §3.1, and room for the smaller terms).
  double product_error() const { return static_cast<double>(problem_.n + 3) * 0x1p-24 * problem_.norm; }

  void sweep_in_doubles(std::uint32_t most) {
    const std::uint32_t sweeps = sweep_to_rest<solution_is_product>(
        problem_, tolerance_.aim, most, work_.v, work_.product, work_.history, measured_, at_rest_);
    rest_.sweeps += sweeps;
    rest_.products += 2 * sweeps;
  }

  void sweep_in_floats(std::uint32_t plain_sweeps, const float* wanted) {
    const std::uint32_t sweeps =
        approach(equation_, plain_sweeps, wanted, most_single_sweeps, work_.single_v, work_.single_history);
    rest_.sweeps += sweeps;
    rest_.products += sweeps;
  }

  /// visit(register of the line, place) for one cache line of lanes in every row.
  template <class Visit>
  static void each_row(std::size_t n, std::size_t line, Visit visit) {
    for (std::size_t row = line * line_lanes; row < n * strip; row += strip) {
#pragma GCC unroll 2
      for (std::size_t q = 0; q < line_packs; ++q)
        visit(q, row + q * pack_size);
    }
  }

  /// v by floats alone.
  void begin() {
    const FixedPoint in = problem_;
    const SettleArrays to = work_;
    for (std::size_t line = 0; line < strip / line_lanes; ++line) {
      Pack largest[line_packs] = {};
      each_row(in.n, line, [&](std::size_t q, std::size_t place) {
        largest[q] = larger(absolute(load(in.push + place)), largest[q]);
      });
      const Scales scales = take_scales(line, largest);
      each_row(in.n, line, [&](std::size_t q, std::size_t place) {
        store_narrowed(to.gain + place, load(in.gain + place));
        store_narrowed(to.push + place, scales.down[q] * load(in.push + place));
        store_narrowed(to.single_v + place, scales.down[q] * load(to.v + place));
      });
    }
    // A later product of what is left must not err by more than the bound.
    const double bound = tolerance_.bound / product_error();
    const double first = bound < most_wanted ? bound : most_wanted;
    alignas(64) float wanted[strip];
    for (float& each : wanted)
      each = static_cast<float>(first > least_wanted ? first : least_wanted);
    sweep_in_floats(in.plain_sweeps, wanted);
    for (std::size_t line = 0; line < strip / line_lanes; ++line) {
      const Scales scales = scales_[line];
      each_row(in.n, line, [&](std::size_t q, std::size_t place) {
        store(to.v + place, scales.up[q] * load_widened(to.single_v + place));
      });
    }
  }

  /// After a sweep in doubles has left the image of v, and so f = gain∘(M v) + push - v: adds what solves e =
  /// gain∘(M e) + f to v, where a lane has not converged, and M e to M v.
  void correct() {
    const FixedPoint in = problem_;
    const SettleArrays to = work_;
    const double* const image = to.history;
    double* const left = to.history + in.n * strip;
    alignas(64) float wanted[strip];
    for (std::size_t line = 0; line < strip / line_lanes; ++line) {
      Pack largest[line_packs] = {};
      each_row(in.n, line, [&](std::size_t q, std::size_t place) {
        const Pack f = load(image + place) - load(to.v + place);
        store(left + place, f);
        largest[q] = larger(absolute(f), largest[q]);
      });
      const Scales scales = take_scales(line, largest);
      for (std::size_t q = 0; q < line_packs; ++q) {
        const std::size_t p = line * line_packs + q;
        // Half, for what floats leave is told in another norm.
        const Pack share = all(0.5 * tolerance_.aim) * measured_[p].solution / measured_[p].residual;
        store_narrowed(wanted + p * pack_size, at_rest_[p] ? all(1) : larger(share, all(least_wanted)));
      }
      each_row(in.n, line, [&](std::size_t q, std::size_t place) {
        const Pack scaled = scales.down[q] * load(left + place);
        store_narrowed(to.push + place, scaled);
        store_narrowed(to.single_v + place, scaled);
      });
    }
    sweep_in_floats(0, wanted);
    run_sweep(equation_, to.single_v, to.single_history, ProductSweep{});
    rest_.products += 1;
    for (std::size_t line = 0; line < strip / line_lanes; ++line)
      add_correction(line, left);
  }

  void add_correction(std::size_t line, const double* left) {
    const FixedPoint in = problem_;
    const SettleArrays to = work_;
    const Scales scales = scales_[line];
    Mask converged[line_packs];
    for (std::size_t q = 0; q < line_packs; ++q)
      converged[q] = at_rest_[line * line_packs + q];
    Measured after[line_packs];
    Pack largest_gain[line_packs] = {}, largest_error[line_packs] = {};
    each_row(in.n, line, [&](std::size_t q, std::size_t place) {
      const Pack error = scales.up[q] * load_widened(to.single_v + place);
      const Pack intermediate_inputs = scales.up[q] * load_widened(to.single_history + place);
      const Pack weight = load(in.residual_weight + place), gain = load(in.gain + place);
      largest_gain[q] = larger(absolute(weight * gain), largest_gain[q]);
      largest_error[q] = larger(absolute(error), largest_error[q]);
      const Pack v = load(to.v + place);
      Pack solution = converged[q] ? v : v + error;
      store(to.v + place, solution);
      if (solution_is_product) {
        const Pack product = load(to.product + place);
        solution = converged[q] ? product : product + intermediate_inputs;
        store(to.product + place, solution);
      }
      after[q].add(fma(gain, intermediate_inputs, load(left + place) - error), weight,
                   load(in.solution_weight + place) * solution);
    });
    for (std::size_t q = 0; q < line_packs; ++q) {
      const Pack most = fma(all(product_error()) * largest_gain[q], largest_error[q], after[q].residual);
      at_rest_[line * line_packs + q] |=
          (most <= all(tolerance_.bound) * after[q].solution) & after[q].within(tolerance_.aim);
    }
  }

  Scales take_scales(std::size_t line, const Pack (&largest)[line_packs]) {
    return scales_[line] = Scales(largest);
  }

  /// x of all lanes but those that keep theirs.
  void write(double* x, const Mask (&keeps)[packs]) const {
    const double* const weight = problem_.solution_weight;
    const double* const solution = solution_is_product ? work_.product : work_.v;
    for (std::size_t place = 0; place < problem_.n * strip; x += width) {
#pragma GCC unroll 4
      for (std::size_t p = 0; p < packs; ++p, place += pack_size) {
        double* const to = x + p * pack_size;
        store(to, keeps[p] ? load(to) : load(weight + place) * load(solution + place));
      }
    }
  }

  FixedPoint problem_;
  ConvergenceTolerance tolerance_;
  SettleArrays work_;
  Equation<float> equation_;
  Scales scales_[strip / line_lanes];
  Measured measured_[packs];  ///< by the last sweep in doubles
  Mask at_rest_[packs] = {};
  Convergence rest_;
};

/// `solve_fixed_point` (fixed_point.hpp) in the packs of this file.
inline Convergence solve_fixed_point_kernel(const FixedPoint& problem, const ConvergenceTolerance& tolerance,
                                            std::uint32_t most_sweeps, double* v, double* scratch,
                                            double* x) noexcept {
  return problem.solution_is_product
             ? FixedPointIteration<true>(problem, tolerance, v, scratch).run(most_sweeps, x)
             : FixedPointIteration<false>(problem, tolerance, v, scratch).run(most_sweeps, x);
}

}  // namespace
}  // namespace leontide::lanes
