#include "kernel/strip_sweeps.hpp"

#include <algorithm>

#include "lanes/fixed_point.hpp"
#include "lanes/width.hpp"

namespace leontide::kernel {

namespace {

using lanes::strip;
using lanes::width;

/// The arrays of one strip, each [n × 8].
struct Strip {
  double *gain, *push, *residual_weight, *solution_weight, *v, *product, *history;
};

constexpr std::size_t strip_blocks = 6 + lanes::sweep_history;

Strip strip_in(double* scratch, std::size_t n) {
  const std::size_t count = n * strip;
  return {scratch,
          scratch + count,
          scratch + 2 * count,
          scratch + 3 * count,
          scratch + 4 * count,
          scratch + 5 * count,
          scratch + 6 * count};
}

/// The equation of eight lanes in v, and x = f as first guess.
template <bool with_inverse>
void set_up(std::size_t n, const double* __restrict r, const double* __restrict s,
            const double* __restrict demand, const Strip& to) {
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

}  // namespace

std::size_t sweep_strips_scratch(std::size_t n) {
  return strip_blocks * n * strip;
}

std::uint64_t sweep_strips(const LeontiefSystem& system, bool with_inverse, const double* r, const double* s,
                           const double* demand, double* output, double tolerance, std::uint32_t most_sweeps,
                           double* scratch, SolveReport& report) noexcept {
  const std::size_t n = system.n;
  const Strip own = strip_in(scratch, n);
  const lanes::FixedPoint problem{n,
                                  with_inverse ? system.inverse.data() : system.a.data(),
                                  own.gain,
                                  own.push,
                                  with_inverse ? own.residual_weight : own.solution_weight,
                                  own.solution_weight,
                                  with_inverse,
                                  tolerance,
                                  most_sweeps};
  const double* solution = with_inverse ? own.product : own.v;
  std::uint64_t unsolved = 0;
  for (std::size_t first = 0; first < width; first += strip) {
    (with_inverse ? set_up<true> : set_up<false>)(n, r + first, s + first, demand + first, own);
    const lanes::Rest rest = lanes::sweep(problem, own.v, own.product, own.history);
    unsolved |= std::uint64_t{~rest.at_rest & 0xffU} << first;
    report.sweeps = std::max(report.sweeps, rest.sweeps);
    report.products += rest.sweeps;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t lane = 0; lane < strip; ++lane)
        output[i * width + first + lane] = own.solution_weight[i * strip + lane] * solution[i * strip + lane];
    }
  }
  return unsolved;
}

}  // namespace leontide::kernel
