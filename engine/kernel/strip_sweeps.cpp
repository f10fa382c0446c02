#include "kernel/strip_sweeps.hpp"

#include <algorithm>
#include <bit>

#include "lanes/fixed_point.hpp"
#include "lanes/width.hpp"

namespace leontide::kernel {

namespace {

using lanes::strip;
using lanes::width;

constexpr std::size_t wide_strip = lanes::strip_of<float>;
constexpr std::size_t strips = wide_strip / strip;  // of doubles in one of floats

// What floats are to leave, twice over, multiplies to less than the tolerance; their own errors add up to
// some 1e-7 of the largest number.
constexpr double single_tolerance = 1e-5;
constexpr std::uint32_t most_single_cycles = 6;

// The loops below go by four lanes, so that what they sum up over rows stays in registers.
using Four = double __attribute__((vector_size(32)));
using FourSingles = float __attribute__((vector_size(16)));
using FourBits = decltype(Four{} < Four{});
constexpr std::size_t fours = wide_strip / 4;

template <class Vector, class Number>
Vector load(const Number* from) {
  Vector value;
  __builtin_memcpy(&value, from, sizeof value);
  return value;
}

template <class Vector, class Number>
void store(Number* to, Vector value) {
  __builtin_memcpy(to, &value, sizeof value);
}

FourSingles narrow(Four a) {
  return __builtin_convertvector(a, FourSingles);
}

Four widen(FourSingles a) {
  return __builtin_convertvector(a, Four);
}

/// The larger in size; `largest` where the other is NaN.
Four larger_size(Four a, Four largest) {
  const Four size = a < 0 ? -a : a;
  return size > largest ? size : largest;
}

/// Powers of two that bring each lane's numbers to about one.
struct Scales {
  Four up[fours], down[fours];

  explicit Scales(const Four (&largest)[fours]) {
    for (std::size_t q = 0; q < fours; ++q) {
      for (int lane = 0; lane < 4; ++lane) {
        // The exponent's bits alone, away from both ends, where either power would not be there.
        const double size = std::clamp(largest[q][lane], 0x1p-900, 0x1p900);
        up[q][lane] = std::bit_cast<double>(std::bit_cast<std::uint64_t>(size) & 0x7ff0000000000000);
      }
      down[q] = 1 / up[q];
    }
  }
};

/// The arrays of eight lanes in doubles, each [n × 8].
struct Strip {
  double *gain, *push, *residual_weight, *solution_weight, *v, *product, *history;
};
constexpr std::size_t strip_blocks = 6 + lanes::sweep_history;

/// The arrays of sixteen lanes in floats, each [n × 16].
struct SingleStrip {
  float *gain, *push, *v, *history;
};
constexpr std::size_t single_blocks = 3 + lanes::sweep_history;

/// Solves 16 lanes: first in floats, which a register holds twice as many of, then what they leave in floats
/// again, and from there in doubles until every lane is at rest in them, most often at once.
class WideStrip {
 public:
  WideStrip(const LeontiefSystem& system, bool with_inverse, double tolerance, std::uint32_t most_sweeps,
            double* scratch, SolveReport& report)
      : n_(system.n), with_inverse_(with_inverse), most_sweeps_(most_sweeps), report_(report) {
    const std::size_t count = n_ * strip;
    const double* const matrix = (with_inverse ? system.inverse : system.a).data();
    for (std::size_t half = 0; half < strips; ++half, scratch += strip_blocks * count) {
      own_[half] = {scratch,
                    scratch + count,
                    scratch + 2 * count,
                    scratch + 3 * count,
                    scratch + 4 * count,
                    scratch + 5 * count,
                    scratch + 6 * count};
      problem_[half] = {n_, matrix, own_[half].gain, own_[half].push};
      measure_[half] = {with_inverse ? own_[half].residual_weight : own_[half].solution_weight,
                        own_[half].solution_weight, with_inverse, tolerance};
    }
    auto* const singles = reinterpret_cast<float*>(scratch);
    const std::size_t wide = n_ * wide_strip;
    single_ = {singles, singles + wide, singles + 2 * wide, singles + 3 * wide};
    single_problem_ = {n_, (with_inverse ? system.single_inverse : system.single_a).data(), single_.gain,
                       single_.push};
  }

  /// The lanes from r, s, demand and output on; gives those that did not come to rest.
  std::uint64_t solve(const double* r, const double* s, const double* demand, double* output) {
    sweeps_ = 0;
    Four largest[fours] = {};
    if (with_inverse_) {
      set_up<true>(r, s, demand, largest);
    } else {
      set_up<false>(r, s, demand, largest);
    }
    take_first_point(demand, Scales(largest));
    std::uint64_t at_rest = sweep(1);
    if (at_rest != every_lane) {
      correct(at_rest);
      at_rest = sweep(most_sweeps_);
    }
    report_.sweeps = std::max(report_.sweeps, sweeps_);
    each_four([&](std::size_t i, std::size_t q, const Strip& own, std::size_t at) {
      const double* const solution = with_inverse_ ? own.product : own.v;
      store(output + i * width + q * 4, load<Four>(own.solution_weight + at) * load<Four>(solution + at));
    });
    return ~at_rest & every_lane;
  }

 private:
  static constexpr std::uint64_t every_lane = (std::uint64_t{1} << wide_strip) - 1;

  /// visit(row, four, its strip, place in it) for every row and four lanes.
  template <class Visit>
  void each_four(Visit visit) const {
    for (std::size_t i = 0; i < n_; ++i) {
#pragma GCC unroll 4
      for (std::size_t q = 0; q < fours; ++q)
        visit(i, q, own_[q / 2], i * strip + q % 2 * 4);
    }
  }
  static std::size_t single_place(std::size_t i, std::size_t q) {
    return i * wide_strip + q * 4;
  }

  /// The equation of the lanes in v, and the largest push of each.
  template <bool with_inverse>
  void set_up(const double* r, const double* s, const double* demand, Four (&largest)[fours]) {
    each_four([&](std::size_t i, std::size_t q, const Strip& own, std::size_t at) {
      const std::size_t from = i * width + q * 4;
      const Four row = load<Four>(r + from), column = load<Four>(s + from), f = load<Four>(demand + from);
      const Four gain = with_inverse ? 1 - 1 / (row * column) : row * column;
      const Four push = with_inverse ? f / row : column * f;
      store(own.solution_weight + at, 1 / column);
      if (with_inverse) store(own.residual_weight + at, row);
      store(own.gain + at, gain);
      store(own.push + at, push);
      store(single_.gain + single_place(i, q), narrow(gain));
      largest[q] = larger_size(push, largest[q]);
    });
  }

  /// v by floats alone, from x = f on.
  void take_first_point(const double* demand, const Scales& scales) {
    each_four([&](std::size_t i, std::size_t q, const Strip& own, std::size_t at) {
      const Four push = load<Four>(own.push + at);
      const Four first =
          with_inverse_ ? load<Four>(own.gain + at) * load<Four>(demand + i * width + q * 4) + push : push;
      store(single_.push + single_place(i, q), narrow(scales.down[q] * push));
      store(single_.v + single_place(i, q), narrow(scales.down[q] * first));
    });
    sweep_singles();
    each_four([&](std::size_t i, std::size_t q, const Strip& own, std::size_t at) {
      store(own.v + at, scales.up[q] * widen(load<FourSingles>(single_.v + single_place(i, q))));
    });
  }

  /// After one sweep in doubles has left the image of v, and so f = gain∘(M v) + push - v: adds what solves
  /// e = gain∘(M e) + f to v, where a lane is not at rest.
  void correct(std::uint64_t at_rest) {
    Four largest[fours] = {};
    each_four([&](std::size_t, std::size_t q, const Strip& own, std::size_t at) {
      largest[q] = larger_size(load<Four>(own.history + at) - load<Four>(own.v + at), largest[q]);
    });
    const Scales scales(largest);
    each_four([&](std::size_t i, std::size_t q, const Strip& own, std::size_t at) {
      const Four f = load<Four>(own.history + at) - load<Four>(own.v + at);
      const FourSingles scaled = narrow(scales.down[q] * f);
      store(single_.push + single_place(i, q), scaled);
      store(single_.v + single_place(i, q), scaled);
    });
    sweep_singles();
    long long rests[wide_strip];
    for (std::size_t lane = 0; lane < wide_strip; ++lane)
      rests[lane] = (at_rest >> lane & 1U) != 0 ? -1 : 0;
    each_four([&](std::size_t i, std::size_t q, const Strip& own, std::size_t at) {
      const Four v = load<Four>(own.v + at);
      const Four corrected = v + scales.up[q] * widen(load<FourSingles>(single_.v + single_place(i, q)));
      store(own.v + at, load<FourBits>(rests + q * 4) ? v : corrected);
    });
  }

  void sweep_singles() {
    const lanes::Rest rest =
        lanes::approach(single_problem_, single_tolerance, most_single_cycles, single_.v, single_.history);
    sweeps_ += rest.sweeps;
    report_.products += rest.sweeps;
  }

  /// In doubles; gives the lanes at rest.
  std::uint64_t sweep(std::uint32_t most) {
    std::uint64_t at_rest = 0;
    std::uint32_t sweeps = 0;
    for (std::size_t half = 0; half < strips; ++half) {
      const Strip& own = own_[half];
      const lanes::Rest rest =
          lanes::sweep(problem_[half], measure_[half], most, own.v, own.product, own.history);
      at_rest |= std::uint64_t{rest.at_rest} << (half * strip);
      sweeps = std::max(sweeps, rest.sweeps);
      report_.products += rest.sweeps;
    }
    sweeps_ += sweeps;
    return at_rest;
  }

  std::size_t n_;
  bool with_inverse_;
  std::uint32_t most_sweeps_, sweeps_ = 0;
  SolveReport& report_;
  Strip own_[strips];
  SingleStrip single_;
  lanes::FixedPointIn<double> problem_[strips];
  lanes::Measure measure_[strips];
  lanes::FixedPointIn<float> single_problem_;
};

}  // namespace

std::size_t sweep_strips_scratch(std::size_t n) {
  return (strips * strip_blocks + single_blocks) * n * strip;
}

std::uint64_t sweep_strips(const LeontiefSystem& system, bool with_inverse, const double* r, const double* s,
                           const double* demand, double* output, double tolerance, std::uint32_t most_sweeps,
                           double* scratch, SolveReport& report) noexcept {
  WideStrip wide(system, with_inverse, tolerance, most_sweeps, scratch, report);
  std::uint64_t unsolved = 0;
  for (std::size_t first = 0; first < width; first += wide_strip)
    unsolved |= wide.solve(r + first, s + first, demand + first, output + first) << first;
  return unsolved;
}

}  // namespace leontide::kernel
