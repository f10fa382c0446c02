#include "kernel/leontief.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "kernel/anderson.hpp"
#include "lanes/batched_lu.hpp"
#include "lanes/gemm.hpp"
#include "lanes/width.hpp"

namespace leontide::kernel {

namespace {

using lanes::width;
using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// The iteration is left a factor tighter than the check that follows, which uses the original equation.
constexpr double inner_margin = 0.25;
constexpr std::uint32_t most_sweeps = 60;

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
std::uint64_t unsolved_lanes(const LeontiefSystem& system, const double* r, const double* s,
                             const double* demand, const double* output, double tolerance, double* work) {
  const std::size_t count = system.n * width;
  double* used = work;
  double* bought = work + count;
  const double* bought_from = output;
  if (s != nullptr) {
    for (std::size_t i = 0; i < count; ++i)
      used[i] = s[i] * output[i];
    bought_from = used;
  }
  lanes::multiply(system.a.data(), system.n, system.n, bought_from, bought);
  if (r != nullptr) {
    for (std::size_t i = 0; i < count; ++i)
      bought[i] = output[i] - r[i] * bought[i] - demand[i];
  } else {
    for (std::size_t i = 0; i < count; ++i)
      bought[i] = output[i] - bought[i] - demand[i];
  }
  alignas(lanes::alignment) double residual[width];
  alignas(lanes::alignment) double size[width];
  lane_maxima(bought, system.n, residual);
  lane_maxima(output, system.n, size);
  std::uint64_t unsolved = 0;
  for (std::size_t lane = 0; lane < width; ++lane) {
    const bool holds =
        residual[lane] <= tolerance * size[lane] && size[lane] < std::numeric_limits<double>::infinity();
    if (!holds) unsolved |= std::uint64_t{1} << lane;
  }
  return unsolved;
}

}  // namespace

std::optional<LeontiefSystem> make_system(std::size_t n, const double* a, SystemFault& fault) {
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
  LeontiefSystem system;
  system.n = n;
  system.a.assign(a, a + n * n);
  system.inverse.assign(inverse.data(), inverse.data() + n * n);
  return system;
}

std::size_t solve_scratch(std::size_t n) {
  return (3 + anderson_rows) * n * width +
         std::max(lanes::solve_lanes_scratch(n), lanes::solve_multiplied_lane_scratch(n));
}

SolveReport solve(const LeontiefSystem& system, const double* r, const double* s, const double* demand,
                  double* output, double tolerance, double* scratch) noexcept {
  const std::size_t n = system.n;
  const std::size_t count = n * width;
  SolveReport report;
  if (r == nullptr) {
    lanes::multiply(system.inverse.data(), n, n, demand, output);
    report.sweeps = 1;
    report.failed = unsolved_lanes(system, r, s, demand, output, tolerance, scratch);
    return report;
  }
  double* scaled_demand = scratch;   // f / r
  double* change = scratch + count;  // D - I
  double* right = scratch + 2 * count;
  double* history = scratch + 3 * count;
  double* direct = history + anderson_rows * count;
  for (std::size_t i = 0; i < count; ++i) {
    scaled_demand[i] = demand[i] / r[i];
    change[i] = 1 / (r[i] * s[i]) - 1;
  }
  Anderson anderson(n, history, tolerance * inner_margin);
  double* y = anderson.start();
  std::memcpy(y, demand, count * sizeof(double));
  while (report.sweeps < most_sweeps && !anderson.done()) {
    for (std::size_t i = 0; i < count; ++i)
      right[i] = scaled_demand[i] - change[i] * y[i];
    lanes::multiply(system.inverse.data(), n, n, right, anderson.image());
    anderson.advance();
    ++report.sweeps;
  }
  for (std::size_t i = 0; i < count; ++i)
    output[i] = y[i] / s[i];
  const std::uint64_t unsolved = unsolved_lanes(system, r, s, demand, output, tolerance, right);
  if (unsolved == 0) return report;
  const std::uint64_t productive =
      lanes::solve_lanes(n, system.a.data(), r, s, demand, output, unsolved, direct);
  report.unproductive = unsolved & ~productive;
  report.failed = unsolved_lanes(system, r, s, demand, output, tolerance, right) & ~report.unproductive;
  return report;
}

}  // namespace leontide::kernel
