#pragma once

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "kernel/leontief.hpp"
#include "lanes/width.hpp"

// Economies and solves that tests of this layer share.
namespace leontide::test {

using kernel::LaneLeontiefSystem;
using kernel::SolveReport;
using lanes::AlignedVector;
using lanes::width;

/// A productive matrix with column sums of at most `most`.
inline AlignedVector random_matrix(std::size_t n, double most, unsigned seed) {
  std::mt19937 generator(seed);
  std::uniform_real_distribution<double> uniform(0, 1);
  AlignedVector a(n * n);
  for (double& value : a)
    value = uniform(generator);
  for (std::size_t j = 0; j < n; ++j) {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i)
      sum += a[i * n + j];
    for (std::size_t i = 0; i < n; ++i)
      a[i * n + j] *= most / sum;
  }
  return a;
}

inline AlignedVector random_lanes(std::size_t n, double low, double high, unsigned seed) {
  std::mt19937 generator(seed);
  std::uniform_real_distribution<double> uniform(low, high);
  AlignedVector x(n * width);
  for (double& value : x)
    value = uniform(generator);
  return x;
}

struct Solved {
  AlignedVector output;
  SolveReport report;
};

inline Solved solved(const LaneLeontiefSystem& system, const double* r, const double* s,
                     const AlignedVector& demand) {
  AlignedVector scratch(kernel::solve_scratch(system.n));
  Solved out{AlignedVector(system.n * width), {}};
  out.report = kernel::solve(system, r, s, demand.data(), out.output.data(), 1e-10, scratch.data());
  return out;
}

/// The largest relative error of x = r∘A(s∘x) + f over lanes.
inline double worst_residual(const LaneLeontiefSystem& system, const AlignedVector& r, const AlignedVector& s,
                             const AlignedVector& f, const AlignedVector& x) {
  double worst = 0;
  for (std::size_t lane = 0; lane < width; ++lane) {
    double size = 0;
    double error = 0;
    for (std::size_t i = 0; i < system.n; ++i) {
      double intermediate_inputs = 0;
      for (std::size_t j = 0; j < system.n; ++j)
        intermediate_inputs += system.a[i * system.n + j] * s[j * width + lane] * x[j * width + lane];
      error = std::max(error, std::fabs(x[i * width + lane] - r[i * width + lane] * intermediate_inputs -
                                        f[i * width + lane]));
      size = std::max(size, std::fabs(x[i * width + lane]));
    }
    worst = std::max(worst, error / size);
  }
  return worst;
}

inline LaneLeontiefSystem system_of(std::size_t n, const AlignedVector& a) {
  kernel::SystemFault fault;
  auto system = kernel::make_system(n, a.data(), fault);
  REQUIRE(system);
  return std::move(*system);
}

}  // namespace leontide::test
