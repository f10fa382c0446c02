#include "kernel/strip_sweeps.hpp"

#include <algorithm>

#include "lanes/width.hpp"

namespace leontide::kernel {

namespace {

using lanes::strip;
using lanes::width;

/// The equation of sixteen lanes, each array [n × 16].
struct Strip {
  double* __restrict gain, * __restrict push, * __restrict residual_weight, * __restrict solution_weight, * __restrict v;
};
constexpr std::size_t strip_arrays = 5;

/// With the base inverse; v is first what x = f has as image if it buys nothing of itself.
void set_up_with_inverse(std::size_t n, const double* __restrict r, const double* __restrict s,
                         const double* __restrict demand, const Strip& to) {
  for (std::size_t i = 0; i < n; ++i, r += width, s += width, demand += width) {
    for (std::size_t lane = 0; lane < strip; ++lane) {
      const std::size_t at = i * strip + lane;
      const double inverse = 1 / (r[lane] * s[lane]);
      const double gain = 1 - inverse;
      const double push = demand[lane] * (s[lane] * inverse);
      to.gain[at] = gain;
      to.push[at] = push;
      to.residual_weight[at] = r[lane];
      to.solution_weight[at] = r[lane] * inverse;
      to.v[at] = gain * demand[lane] + push;
    }
  }
}

void set_up_plainly(std::size_t n, const double* __restrict r, const double* __restrict s,
                    const double* __restrict demand, const Strip& to) {
  for (std::size_t i = 0; i < n; ++i, r += width, s += width, demand += width) {
    for (std::size_t lane = 0; lane < strip; ++lane) {
      const std::size_t at = i * strip + lane;
      const double push = s[lane] * demand[lane];
      to.gain[at] = r[lane] * s[lane];
      to.push[at] = push;
      to.solution_weight[at] = 1 / s[lane];
      to.v[at] = push;
    }
  }
}

}  // namespace

std::size_t sweep_strips_scratch(std::size_t n) {
  return strip_arrays * n * strip + lanes::fixed_point_scratch(n);
}

std::uint64_t sweep_strips(const LaneLeontiefSystem& system, bool with_inverse, const double* r,
                           const double* s, const double* demand, double* output,
                           const lanes::ConvergenceTolerance& tolerance, std::uint32_t most_sweeps,
                           std::uint64_t lanes, double* scratch, SolveReport& report) noexcept {
  const std::size_t n = system.n, count = n * strip;
  const Strip arrays{scratch, scratch + count, scratch + 2 * count, scratch + 3 * count, scratch + 4 * count};
  const lanes::FixedPoint problem{
      .n = n,
      .matrix = (with_inverse ? system.inverse : system.a).data(),
      .single_matrix = (with_inverse ? system.single_inverse : system.single_a).data(),
      .norm = with_inverse ? system.inverse_norm : system.a_norm,
      .gain = arrays.gain,
      .push = arrays.push,
      .residual_weight = with_inverse ? arrays.residual_weight : arrays.solution_weight,
      .solution_weight = arrays.solution_weight,
      .solution_is_product = with_inverse,
      .plain_sweeps = with_inverse ? 0U : 1U};
  const auto set_up = with_inverse ? set_up_with_inverse : set_up_plainly;
  std::uint64_t converged = 0;
  std::uint32_t sweeps = 0;
  for (std::size_t first = 0; first < width; first += strip) {
    if ((lanes >> first & ((std::uint64_t{1} << strip) - 1)) == 0) continue;
    set_up(n, r + first, s + first, demand + first, arrays);
    const lanes::Convergence rest = lanes::solve_fixed_point(problem, tolerance, most_sweeps, arrays.v,
                                                             scratch + strip_arrays * count, output + first);
    converged |= std::uint64_t{rest.converged} << first;
    sweeps = std::max(sweeps, rest.sweeps);
    report.products += rest.products;
  }
  report.sweeps = std::max(report.sweeps, sweeps);
  return lanes & ~converged;
}

}  // namespace leontide::kernel
