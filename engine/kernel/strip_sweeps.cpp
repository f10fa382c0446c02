#include "kernel/strip_sweeps.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "lanes/fixed_point.hpp"
#include "lanes/width.hpp"

namespace leontide::kernel {

namespace {

using lanes::strip;
using lanes::width;

constexpr std::size_t wide_strip = lanes::strip_of<float>;
constexpr std::size_t strips = wide_strip / strip;  // of doubles in one of floats
static_assert(strips == 2);

// A float's own errors add up to some 1e-7 of the largest number; what is left after two such solutions is
// the product of their errors.
constexpr double single_tolerance = 3e-6;
constexpr std::uint32_t most_single_sweeps = 16;

/// The arrays of one strip, each [n × strip].
template <class Number>
struct Strip {
  Number *gain, *push, *residual_weight, *solution_weight, *v, *product, *history;
};

constexpr std::size_t strip_blocks = 6 + lanes::sweep_history;

template <class Number>
Strip<Number> strip_in(double* scratch, std::size_t n) {
  auto* const first = reinterpret_cast<Number*>(scratch);
  const std::size_t count = n * lanes::strip_of<Number>;
  return {first,
          first + count,
          first + 2 * count,
          first + 3 * count,
          first + 4 * count,
          first + 5 * count,
          first + 6 * count};
}

/// The equation of eight lanes in v, and x = f as first guess.
template <bool with_inverse>
void set_up(std::size_t n, const double* __restrict r, const double* __restrict s,
            const double* __restrict demand, const Strip<double>& to) {
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t lane = 0; lane < strip; ++lane) {
      const std::size_t from = i * width + lane;
      const std::size_t at = i * strip + lane;
      const double f = demand[from];
      to.solution_weight[at] = 1 / s[from];
      if (with_inverse) {
        to.gain[at] = 1 - 1 / (r[from] * s[from]);
        to.push[at] = f / r[from];
        to.residual_weight[at] = r[from];
        to.v[at] = to.gain[at] * f + to.push[at];
      } else {
        to.gain[at] = r[from] * s[from];
        to.push[at] = to.v[at] = s[from] * f;
      }
    }
  }
}

/// Powers of two that bring each lane's numbers in `of` (two strips of doubles) to one and below.
struct Scales {
  double up[wide_strip], down[wide_strip];
};

Scales scales_of(std::size_t n, const double* const (&of)[strips]) {
  Scales scales;
  for (std::size_t half = 0; half < strips; ++half) {
    double largest[strip] = {};
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t lane = 0; lane < strip; ++lane) {
        const double size = std::fabs(of[half][i * strip + lane]);
        largest[lane] = largest[lane] < size ? size : largest[lane];
      }
    }
    for (std::size_t lane = 0; lane < strip; ++lane) {
      // The exponent's bits alone, away from both ends, where either power would not be there.
      const double size = std::clamp(largest[lane], 0x1p-900, 0x1p900);
      const double power = std::bit_cast<double>(std::bit_cast<std::uint64_t>(size) & 0x7ff0000000000000);
      scales.up[half * strip + lane] = power;
      scales.down[half * strip + lane] = 1 / power;
    }
  }
  return scales;
}

/// Two strips of doubles, times each lane's factor, as one of floats.
void narrow(std::size_t n, const double* const (&from)[strips], const double* factors, float* to) {
  for (std::size_t half = 0; half < strips; ++half) {
    const double* const __restrict numbers = from[half];
    float* const __restrict out = to + half * strip;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t lane = 0; lane < strip; ++lane)
        out[i * wide_strip + lane] =
            static_cast<float>(factors[half * strip + lane] * numbers[i * strip + lane]);
    }
  }
}

/// Solves 16 lanes: first in floats, which a register holds twice as many of, then what they leave in floats
/// again, and from there in doubles until every lane is at rest in them, most often at once.
class WideStrip {
 public:
  WideStrip(const LeontiefSystem& system, bool with_inverse, double tolerance, std::uint32_t most_sweeps,
            double* scratch, SolveReport& report)
      : n_(system.n), with_inverse_(with_inverse), most_sweeps_(most_sweeps), report_(report) {
    const std::size_t size = strip_blocks * n_ * strip;
    for (std::size_t half = 0; half < strips; ++half) {
      own_[half] = strip_in<double>(scratch + half * size, n_);
      problem_[half] =
          problem_of(own_[half], (with_inverse ? system.inverse : system.a).data(), tolerance, most_sweeps);
    }
    single_ = strip_in<float>(scratch + strips * size, n_);
    single_problem_ = problem_of(single_, (with_inverse ? system.single_inverse : system.single_a).data(),
                                 single_tolerance, most_single_sweeps);
  }

  /// The lanes from r, s, demand and output on; gives those that did not come to rest.
  std::uint64_t solve(const double* r, const double* s, const double* demand, double* output) {
    for (std::size_t half = 0; half < strips; ++half) {
      const std::size_t from = half * strip;
      (with_inverse_ ? set_up<true> : set_up<false>)(n_, r + from, s + from, demand + from, own_[half]);
    }
    sweeps_ = 0;
    take_first_point();
    std::uint64_t at_rest = sweep_doubles(1);
    if (at_rest != every_lane) {
      correct(at_rest);
      at_rest = sweep_doubles(most_sweeps_);
    }
    report_.sweeps = std::max(report_.sweeps, sweeps_);
    for (std::size_t half = 0; half < strips; ++half) {
      const double* solution = with_inverse_ ? own_[half].product : own_[half].v;
      for (std::size_t i = 0; i < n_; ++i) {
        for (std::size_t lane = 0; lane < strip; ++lane)
          output[i * width + half * strip + lane] =
              own_[half].solution_weight[i * strip + lane] * solution[i * strip + lane];
      }
    }
    return ~at_rest & every_lane;
  }

 private:
  static constexpr std::uint64_t every_lane = (std::uint64_t{1} << wide_strip) - 1;

  template <class Number>
  lanes::FixedPointIn<Number> problem_of(const Strip<Number>& own, const Number* matrix, double tolerance,
                                         std::uint32_t most_sweeps) const {
    return {n_,
            matrix,
            own.gain,
            own.push,
            with_inverse_ ? own.residual_weight : own.solution_weight,
            own.solution_weight,
            with_inverse_,
            tolerance,
            most_sweeps};
  }

  /// v by floats alone.
  void take_first_point() {
    constexpr double ones[wide_strip] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    narrow(n_, {own_[0].gain, own_[1].gain}, ones, single_.gain);
    narrow(n_, {own_[0].solution_weight, own_[1].solution_weight}, ones, single_.solution_weight);
    if (with_inverse_)
      narrow(n_, {own_[0].residual_weight, own_[1].residual_weight}, ones, single_.residual_weight);
    const Scales scales = scales_of(n_, {own_[0].push, own_[1].push});
    narrow(n_, {own_[0].push, own_[1].push}, scales.down, single_.push);
    narrow(n_, {own_[0].v, own_[1].v}, scales.down, single_.v);
    sweep_singles();
    for (std::size_t half = 0; half < strips; ++half) {
      for (std::size_t i = 0; i < n_; ++i) {
        for (std::size_t lane = 0; lane < strip; ++lane)
          own_[half].v[i * strip + lane] =
              scales.up[half * strip + lane] * double{single_.v[i * wide_strip + half * strip + lane]};
      }
    }
  }

  /// After one sweep in doubles has left f = gain∘(M v) + push - v and v + f: adds what solves e = gain∘(M e)
  /// + f to v, where a lane is not at rest.
  void correct(std::uint64_t at_rest) {
    const Scales scales = scales_of(n_, {own_[0].history, own_[1].history});
    narrow(n_, {own_[0].history, own_[1].history}, scales.down, single_.push);
    std::copy_n(single_.push, n_ * wide_strip, single_.v);
    sweep_singles();
    for (std::size_t half = 0; half < strips; ++half) {
      for (std::size_t i = 0; i < n_; ++i) {
        for (std::size_t lane = 0; lane < strip; ++lane) {
          const std::size_t wide_lane = half * strip + lane;
          const std::size_t at = i * strip + lane;
          const double e = scales.up[wide_lane] * double{single_.v[i * wide_strip + wide_lane]};
          const double corrected = own_[half].v[at] + (e - own_[half].history[at]);
          own_[half].v[at] = (at_rest >> wide_lane & 1U) != 0 ? own_[half].v[at] : corrected;
        }
      }
    }
  }

  void sweep_singles() {
    const lanes::Rest rest = lanes::sweep(single_problem_, single_.v, single_.product, single_.history);
    sweeps_ += rest.sweeps;
    report_.products += rest.sweeps;
  }

  std::uint64_t sweep_doubles(std::uint32_t most) {
    std::uint64_t at_rest = 0;
    std::uint32_t sweeps = 0;
    for (std::size_t half = 0; half < strips; ++half) {
      problem_[half].most_sweeps = most;
      const lanes::Rest rest =
          lanes::sweep(problem_[half], own_[half].v, own_[half].product, own_[half].history);
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
  Strip<double> own_[strips];
  Strip<float> single_;
  lanes::FixedPoint problem_[strips];
  lanes::SingleFixedPoint single_problem_;
};

}  // namespace

std::size_t sweep_strips_scratch(std::size_t n) {
  return (strips + 1) * strip_blocks * n * strip;
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
