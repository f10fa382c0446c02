#include "kernel/drawn_matrix.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "lanes/mask.hpp"
#include "lanes/width.hpp"

namespace leontide::kernel {

namespace {

using lanes::width;

/// Lanes that are eliminated together: their matrix of 42 sectors stays in the second-level cache.
constexpr std::size_t together = 8;

void add_products(const double* __restrict a, const double* __restrict x, double* __restrict out) {
  for (std::size_t lane = 0; lane < width; ++lane)
    out[lane] = __builtin_fma(a[lane], x[lane], out[lane]);
}

/// Rows of I - A with the demand behind them, of `together` lanes from `first` on: [n][n + 1][together].
void gather_system(std::size_t n, const double* matrix, const double* demand, std::size_t first,
                   double* __restrict system) {
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const double* from = matrix + (i * n + j) * width + first;
      double* to = system + (i * (n + 1) + j) * together;
      const double one = i == j ? 1 : 0;
      for (std::size_t lane = 0; lane < together; ++lane)
        to[lane] = one - from[lane];
    }
    std::copy_n(demand + i * width + first, together, system + (i * (n + 1) + n) * together);
  }
}

/// Forward elimination; false in a lane whose pivot is not positive.
std::uint64_t eliminate(std::size_t n, double* system) {
  const std::size_t row_size = (n + 1) * together;
  std::uint64_t positive = (std::uint64_t{1} << together) - 1;
  alignas(64) double inverse[together], factor[together];
  for (std::size_t k = 0; k < n; ++k) {
    const double* pivot_row = system + k * row_size;
    for (std::size_t lane = 0; lane < together; ++lane) {
      const double pivot = pivot_row[k * together + lane];
      if (!(pivot > 0)) positive &= ~(std::uint64_t{1} << lane);
      inverse[lane] = 1 / pivot;
    }
    for (std::size_t i = k + 1; i < n; ++i) {
      double* __restrict row = system + i * row_size;
      const double* __restrict above = pivot_row;
      for (std::size_t lane = 0; lane < together; ++lane)
        factor[lane] = -row[k * together + lane] * inverse[lane];
      for (std::size_t at = (k + 1) * together; at < row_size; at += together) {
        for (std::size_t lane = 0; lane < together; ++lane)
          row[at + lane] = __builtin_fma(factor[lane], above[at + lane], row[at + lane]);
      }
    }
  }
  return positive;
}

/// Back substitution into x [n][64], lanes from `first` on.
void substitute(std::size_t n, const double* system, std::size_t first, double* x) {
  alignas(64) double value[together];
  for (std::size_t i = n; i-- > 0;) {
    const double* row = system + i * (n + 1) * together;
    std::copy_n(row + n * together, together, value);
    for (std::size_t j = i + 1; j < n; ++j) {
      const double* known = x + j * width + first;
      for (std::size_t lane = 0; lane < together; ++lane)
        value[lane] = __builtin_fma(-row[j * together + lane], known[lane], value[lane]);
    }
    for (std::size_t lane = 0; lane < together; ++lane)
      x[i * width + first + lane] = value[lane] / row[i * together + lane];
  }
}

/// Lanes whose equation does not hold to the tolerance.
std::uint64_t unsolved_lanes(std::size_t n, const double* matrix, const double* demand, const double* output,
                             double tolerance) {
  alignas(lanes::alignment) double intermediate_inputs[width], residual[width] = {}, size[width] = {};
  for (std::size_t i = 0; i < n; ++i) {
    std::copy_n(demand + i * width, width, intermediate_inputs);
    for (std::size_t j = 0; j < n; ++j)
      add_products(matrix + (i * n + j) * width, output + j * width, intermediate_inputs);
    for (std::size_t lane = 0; lane < width; ++lane) {
      const double value = output[i * width + lane];
      const double left = std::fabs(value - intermediate_inputs[lane]);
      // A NaN must stay: it marks a lane that fails.
      residual[lane] = left <= residual[lane] ? residual[lane] : left;
      size[lane] = std::fabs(value) <= size[lane] ? size[lane] : std::fabs(value);
    }
  }
  return lanes::lanes_where([&](std::size_t lane) {
    return !(residual[lane] <= tolerance * size[lane] &&
             size[lane] < std::numeric_limits<double>::infinity());
  });
}

}  // namespace

void multiply_drawn(const double* matrix, std::size_t rows, std::size_t columns, const double* x,
                    double* out) noexcept {
  for (std::size_t i = 0; i < rows; ++i) {
    std::fill_n(out + i * width, width, 0.0);
    for (std::size_t j = 0; j < columns; ++j)
      add_products(matrix + (i * columns + j) * width, x + j * width, out + i * width);
  }
}

void multiply_drawn_transposed(const double* matrix, std::size_t rows, std::size_t columns, const double* x,
                               double* out) noexcept {
  std::fill_n(out, columns * width, 0.0);
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j)
      add_products(matrix + (i * columns + j) * width, x + i * width, out + j * width);
  }
}

std::size_t solve_drawn_scratch(std::size_t n) {
  return n * (n + 1) * together;
}

DrawnReport solve_drawn(std::size_t n, const double* matrix, const double* demand, double* output,
                        double tolerance, double* scratch) noexcept {
  DrawnReport report;
  for (std::size_t first = 0; first < width; first += together) {
    gather_system(n, matrix, demand, first, scratch);
    const std::uint64_t positive = eliminate(n, scratch);
    substitute(n, scratch, first, output);
    const std::uint64_t all = (std::uint64_t{1} << together) - 1;
    report.unproductive |= (all & ~positive) << first;
  }
  report.failed = unsolved_lanes(n, matrix, demand, output, tolerance) & ~report.unproductive;
  for (std::size_t lane = 0; lane < width && report.unproductive != 0; ++lane) {
    if (((report.unproductive >> lane) & 1U) == 0) continue;
    for (std::size_t i = 0; i < n; ++i)
      output[i * width + lane] = std::numeric_limits<double>::quiet_NaN();
  }
  return report;
}

}  // namespace leontide::kernel
