#include "kernel/leontief.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "kernel/anderson.hpp"
#include "kernel/strip_sweeps.hpp"
#include "kernel/touched_sectors.hpp"
#include "lanes/batched_lu.hpp"
#include "lanes/fixed_point.hpp"
#include "lanes/gemm.hpp"
#include "lanes/mask.hpp"

namespace leontide::kernel {

namespace {

using lanes::width;
using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// The iteration goes on until it is a factor tighter than asked: the tolerance is relative to a lane's
// largest output, and small sectors have totals of their own to keep.
constexpr double inner_margin = 0.1;
constexpr std::uint32_t most_sweeps = 60;
constexpr std::uint32_t certifying_sweeps = 12;

/// [64] the largest absolute value of each lane.
void lane_maxima(const double* x, std::size_t n, double* maxima) {
  std::fill(maxima, maxima + width, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t lane = 0; lane < width; ++lane) {
      const double size = std::fabs(x[i * width + lane]);
      // A NaN must stay: it marks a lane that fails.
      maxima[lane] = size <= maxima[lane] ? maxima[lane] : size;
    }
  }
}

/// Lanes whose equation does not hold to the tolerance. `work` is [2 n × 64].
std::uint64_t unsolved_lanes(const LaneLeontiefSystem& system, const double* r, const double* s,
                             const double* demand, const double* output, double tolerance, double* work) {
  const std::size_t count = system.n * width;
  double* used = work;
  double* intermediate_inputs = work + count;
  const double* bought_from = output;
  if (s != nullptr) {
    for (std::size_t i = 0; i < count; ++i)
      used[i] = s[i] * output[i];
    bought_from = used;
  }
  lanes::multiply(system.a.data(), system.n, system.n, bought_from, intermediate_inputs);
  if (r != nullptr) {
    for (std::size_t i = 0; i < count; ++i)
      intermediate_inputs[i] = output[i] - r[i] * intermediate_inputs[i] - demand[i];
  } else {
    for (std::size_t i = 0; i < count; ++i)
      intermediate_inputs[i] = output[i] - intermediate_inputs[i] - demand[i];
  }
  alignas(lanes::alignment) double residual[width];
  alignas(lanes::alignment) double size[width];
  lane_maxima(intermediate_inputs, system.n, residual);
  lane_maxima(output, system.n, size);
  return lanes::lanes_where([&](std::size_t lane) {
    return !(residual[lane] <= tolerance * size[lane] &&
             size[lane] < std::numeric_limits<double>::infinity());
  });
}

/// Lanes not shown to be productive. An accelerated iteration also finds the solution of a lane whose radius
/// is above one, where it means nothing. A positive output that more than covers what it uses up, x >
/// r∘A(s∘x), shows a radius below one (Collatz 1942): with positive demand the solution itself is that
/// vector. Else, as where nobody demands a sector's product finally, the sweeps of a demand of ones are
/// tried, from the base's own solution on: it is such a vector before it has converged. `work` is [3 n × 64].
std::uint64_t uncertified_lanes(const LaneLeontiefSystem& system, const double* r, const double* s,
                                const double* demand, const double* output, std::uint64_t lanes, double* work,
                                SolveReport& report) {
  const std::size_t n = system.n;
  alignas(lanes::alignment) double least[width];
  std::fill(least, least + width, 1.0);
  for (std::size_t i = 0; i < n * width; i += width) {
    for (std::size_t lane = 0; lane < width; ++lane) {
      const double smaller = demand[i + lane] < output[i + lane] ? demand[i + lane] : output[i + lane];
      least[lane] = smaller < least[lane] ? smaller : least[lane];
    }
  }
  std::uint64_t uncertain = lanes & lanes::lanes_where([&](std::size_t lane) { return !(least[lane] > 0); });
  if (uncertain == 0) return 0;
  double* const trial = work;
  double* const used = work + n * width;
  double* const intermediate_inputs = work + 2 * n * width;
  for (std::size_t i = 0; i < n; ++i)
    std::fill(trial + i * width, trial + (i + 1) * width, system.row_sums[i]);
  for (std::uint32_t sweep = 0; sweep < certifying_sweeps && uncertain != 0; ++sweep) {
    for (std::size_t i = 0; i < n * width; ++i)
      used[i] = s[i] * trial[i];
    lanes::multiply(system.a.data(), n, n, used, intermediate_inputs);
    report.products += block_products;
    alignas(lanes::alignment) double largest[width] = {};
    for (std::size_t i = 0; i < n * width; i += width) {
      for (std::size_t lane = 0; lane < width; ++lane) {
        const double uses = r[i + lane] * intermediate_inputs[i + lane];
        const double share = uses / trial[i + lane];
        largest[lane] = share <= largest[lane] ? largest[lane] : share;
        trial[i + lane] = uses + 1;
      }
    }
    uncertain &= ~lanes::lanes_where([&](std::size_t lane) { return largest[lane] < 1; });
  }
  return uncertain;
}

/// x ← r∘A(s∘x) + f from x = f. `work` is [n × 64].
std::uint32_t sweep_plainly(const LaneLeontiefSystem& system, const double* __restrict r,
                            const double* __restrict s, const double* __restrict demand, Anderson& anderson,
                            double* __restrict work) {
  const std::size_t count = system.n * width;
  std::memcpy(anderson.point(), demand, count * sizeof(double));
  std::uint32_t sweeps = 0;
  while (sweeps < most_sweeps && !anderson.done()) {
    const double* x = anderson.point();
    double* image = anderson.image();
    for (std::size_t i = 0; i < count; ++i)
      work[i] = s[i] * x[i];
    lanes::multiply(system.a.data(), system.n, system.n, work, image);
    for (std::size_t i = 0; i < count; ++i)
      image[i] = __builtin_fma(r[i], image[i], demand[i]);
    anderson.advance();
    ++sweeps;
  }
  return sweeps;
}

/// y ← L0 (f / r - (D - I) y) from y = f. `work` is [3 n × 64].
std::uint32_t sweep_with_inverse(const LaneLeontiefSystem& system, const double* __restrict r,
                                 const double* __restrict s, const double* __restrict demand,
                                 Anderson& anderson, double* __restrict work) {
  const std::size_t count = system.n * width;
  double* scaled_demand = work;
  double* change = work + count;
  double* right = work + 2 * count;
  for (std::size_t i = 0; i < count; ++i) {
    scaled_demand[i] = demand[i] / r[i];
    change[i] = 1 / (r[i] * s[i]) - 1;
  }
  std::memcpy(anderson.point(), demand, count * sizeof(double));
  std::uint32_t sweeps = 0;
  while (sweeps < most_sweeps && !anderson.done()) {
    const double* y = anderson.point();
    for (std::size_t i = 0; i < count; ++i)
      right[i] = scaled_demand[i] - change[i] * y[i];
    lanes::multiply(system.inverse.data(), system.n, system.n, right, anderson.image());
    anderson.advance();
    ++sweeps;
  }
  return sweeps;
}

/// Solves the given lanes, and perhaps others, by the iteration that suits the system; gives those that did
/// not converge.
std::uint64_t iterate(const LaneLeontiefSystem& system, const double* r, const double* s,
                      const double* demand, double* output, double tolerance, std::uint64_t lanes,
                      double* scratch, SolveReport& report) {
  const std::size_t n = system.n;
  const std::size_t count = n * width;
  const bool with_inverse = system.spectral_radius > plain_radius;
  const double inner = tolerance * inner_margin;
  if (n <= strip_sectors && (!with_inverse || system.inverse_error <= inner)) {
    return sweep_strips(system, with_inverse, r, s, demand, output, {tolerance, inner}, most_sweeps, lanes,
                        scratch, report);
  }
  if (with_inverse) {
    Anderson anderson(n, scratch + 3 * count, inner);
    const std::uint32_t sweeps = sweep_with_inverse(system, r, s, demand, anderson, scratch);
    report.sweeps = std::max(report.sweeps, sweeps);
    report.products += (sweeps + 1) * block_products;
    const double* y = anderson.point();
    for (std::size_t i = 0; i < count; ++i)
      output[i] = y[i] / s[i];
    return lanes & unsolved_lanes(system, r, s, demand, output, tolerance, scratch);
  }
  Anderson anderson(n, scratch + 3 * count, inner);
  const std::uint32_t sweeps = sweep_plainly(system, r, s, demand, anderson, scratch);
  report.sweeps = std::max(report.sweeps, sweeps);
  report.products += sweeps * block_products;
  std::memcpy(output, anderson.point(), count * sizeof(double));
  return lanes & ~anderson.converged();
}

/// A multiple of eight, as what follows is aligned.
std::size_t iteration_scratch(std::size_t n) {
  const std::size_t most =
      std::max({(3 + anderson_rows) * n * width, sweep_strips_scratch(n), solve_touched_scratch(n)});
  return (most + 7) / 8 * 8;
}

/// The largest growth of a positive vector in one step, after enough steps to converge (Collatz 1942: a bound
/// from above).
double spectral_radius_of(const RowMajor& a) {
  Eigen::VectorXd v = Eigen::VectorXd::Ones(a.rows());
  double bound = 0;
  for (int step = 0; step < 50; ++step) {
    // A little of the vector itself keeps it from vanishing where a sector buys nothing.
    const Eigen::VectorXd next = a * v + 1e-3 * v;
    bound = (next.array() / v.array()).maxCoeff() - 1e-3;
    v = (next / next.maxCoeff()).cwiseMax(1e-6);
  }
  return bound;
}

}  // namespace

std::optional<LaneLeontiefSystem> make_system(std::size_t n, const double* a, SystemFault& fault) {
  const auto size = static_cast<Eigen::Index>(n);
  for (std::size_t i = 0; i < n * n; ++i) {
    if (a[i] < 0) {
      fault = {SystemFault::Kind::negative_coefficient, i / n};
      return std::nullopt;
    }
  }
  RowMajor work = RowMajor::Identity(size, size) - Eigen::Map<const RowMajor>(a, size, size);
  for (Eigen::Index k = 0; k < size; ++k) {
    if (!(work(k, k) > 0)) {
      fault = {SystemFault::Kind::unproductive, static_cast<std::size_t>(k)};
      return std::nullopt;
    }
    const Eigen::Index left = size - k - 1;
    work.col(k).tail(left) /= work(k, k);
    work.bottomRightCorner(left, left).noalias() -= work.col(k).tail(left) * work.row(k).tail(left);
  }
  RowMajor inverse = RowMajor::Identity(size, size);
  work.triangularView<Eigen::UnitLower>().solveInPlace(inverse);
  work.triangularView<Eigen::Upper>().solveInPlace(inverse);
  LaneLeontiefSystem system;
  system.n = n;
  system.a.assign(a, a + n * n);
  system.inverse.assign(inverse.data(), inverse.data() + n * n);
  for (Eigen::Index i = 0; i < size; ++i)
    system.row_sums.push_back(inverse.row(i).sum());
  const Eigen::Map<const RowMajor> coefficients(a, size, size);
  if (n <= strip_sectors) {
    const RowMajor left = inverse - coefficients * inverse - RowMajor::Identity(size, size);
    const auto largest_row_sum = [](const auto& matrix) {
      return matrix.cwiseAbs().rowwise().sum().maxCoeff();
    };
    system.a_norm = largest_row_sum(coefficients);
    system.inverse_norm = largest_row_sum(inverse);
    system.inverse_error = largest_row_sum(left);
    system.single_a.assign(system.a.begin(), system.a.end());
    system.single_inverse.assign(system.inverse.begin(), system.inverse.end());
  }
  system.spectral_radius = spectral_radius_of(coefficients);
  return system;
}

std::size_t solve_scratch(std::size_t n) {
  return iteration_scratch(n) +
         std::max(lanes::solve_lanes_scratch(n), lanes::solve_multiplied_lane_scratch(n));
}

SolveReport solve(const LaneLeontiefSystem& system, const double* r, const double* s, const double* demand,
                  double* output, double tolerance, double* scratch) noexcept {
  const std::size_t n = system.n;
  SolveReport report;
  if (r == nullptr) {
    lanes::multiply(system.inverse.data(), n, n, demand, output);
    report.sweeps = 1;
    report.products = 2 * block_products;
    report.failed = unsolved_lanes(system, r, s, demand, output, tolerance, scratch);
    return report;
  }
  const std::uint64_t few = lanes_of_few_touched(n, r, s), many = ~few;
  std::uint64_t unsolved = n <= direct_sectors ? many : 0;
  if (many != 0 && unsolved == 0) {
    unsolved = iterate(system, r, s, demand, output, tolerance, many, scratch, report);
    unsolved |= uncertified_lanes(system, r, s, demand, output, many & ~unsolved, scratch, report);
  }
  if (few != 0) {
    solve_touched(system, r, s, demand, few, output, scratch, report);
    unsolved |= few & unsolved_lanes(system, r, s, demand, output, tolerance * inner_margin, scratch);
    report.products += block_products;
  }
  if (unsolved == 0) return report;
  report.products += block_products;
  const std::uint64_t productive =
      lanes::solve_lanes(n, system.a.data(), r, s, demand, output, unsolved, scratch + iteration_scratch(n));
  report.unproductive = unsolved & ~productive;
  report.failed = unsolved_lanes(system, r, s, demand, output, tolerance, scratch) & ~report.unproductive;
  return report;
}

}  // namespace leontide::kernel
