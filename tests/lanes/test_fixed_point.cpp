#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "lanes/block.hpp"
#include "lanes/check.hpp"
#include "lanes/fixed_point.hpp"
#include "lanes/width.hpp"

namespace lanes = leontide::lanes;
using lanes::strip;
using lanes::width;
using leontide::lanes_test::Numbers;

namespace {

constexpr double aim = 1e-11, bound = 1e-10;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// v = gain∘(M v) + push with row sums of M of at most 0.6 and gains near one.
struct Problem {
  std::size_t n;
  bool of_product;
  lanes::AlignedVector matrix, gain, push, residual_weight, solution_weight, v, x;
  std::vector<float, lanes::AlignedAllocator<float>> single_matrix;
  double norm = 0;
  std::uint32_t plain_sweeps = 0;

  explicit Problem(std::size_t size, bool solution_is_product = false)
      : n(size),
        of_product(solution_is_product),
        matrix(n * n),
        gain(n * strip),
        push(n * strip),
        residual_weight(n * strip),
        solution_weight(n * strip),
        x(n * width, not_a_number) {
    Numbers next(static_cast<unsigned>(size));
    for (double& m : matrix)
      m = next.between(0, 1.2) / static_cast<double>(n);
    for (double& g : gain)
      g = next.between(0.7, 1.2);
    for (lanes::AlignedVector* each : {&push, &residual_weight, &solution_weight}) {
      for (double& value : *each)
        value = next.between(0.5, 1.5);
    }
    single_matrix.assign(matrix.begin(), matrix.end());
    for (std::size_t i = 0; i < n; ++i) {
      double sum = 0;
      for (std::size_t k = 0; k < n; ++k)
        sum += matrix[i * n + k];
      norm = std::fmax(norm, sum);
    }
  }

  lanes::Convergence solve_fixed_point(const lanes::ConvergenceTolerance& tolerance = {bound, aim},
                                       std::uint32_t most_sweeps = 60) {
    v = push;
    lanes::AlignedVector scratch(lanes::fixed_point_scratch(n), not_a_number);
    return lanes::solve_fixed_point({.n = n,
                                     .matrix = matrix.data(),
                                     .single_matrix = single_matrix.data(),
                                     .norm = norm,
                                     .gain = gain.data(),
                                     .push = push.data(),
                                     .residual_weight = residual_weight.data(),
                                     .solution_weight = solution_weight.data(),
                                     .solution_is_product = of_product,
                                     .plain_sweeps = plain_sweeps},
                                    tolerance, most_sweeps, v.data(), scratch.data(), x.data());
  }

  long double intermediate_inputs(std::size_t row, std::size_t lane) const {
    long double sum = 0;
    for (std::size_t k = 0; k < n; ++k)
      sum += static_cast<long double>(matrix[row * n + k]) * v[k * strip + lane];
    return sum;
  }

  // max |residual_weight∘(gain∘(M v) + push - v)| / max |x| in a lane.
  double residual(std::size_t lane) const {
    double worst = 0, largest = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t at = i * strip + lane;
      const long double left = gain[at] * intermediate_inputs(i, lane) + push[at] - v[at];
      worst = std::fmax(worst, static_cast<double>(std::fabs(residual_weight[at] * left)));
      largest = std::fmax(largest, std::fabs(x[i * width + lane]));
    }
    return worst / largest;
  }

  // What x differs from the weighted v or M v, relative to that.
  double x_error(std::size_t lane) const {
    double worst = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t at = i * strip + lane;
      const auto exact =
          static_cast<double>(solution_weight[at] * (of_product ? intermediate_inputs(i, lane) : v[at]));
      worst = std::fmax(worst, std::fabs(x[i * width + lane] / exact - 1));
    }
    return worst;
  }
};

constexpr std::uint32_t every_lane = 0xffff;

bool same_lane(const Problem& a, const Problem& b, std::size_t lane) {
  for (std::size_t i = 0; i < a.n; ++i) {
    if (a.x[i * width + lane] != b.x[i * width + lane]) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("every lane converges to its fixed point, whatever the number of rows") {
  for (const bool of_product : {false, true}) {
    for (std::size_t n = 1; n <= 42; ++n) {
      Problem problem(n, of_product);
      problem.plain_sweeps = n % 3;
      const lanes::Convergence rest = problem.solve_fixed_point();
      INFO(n << " rows, " << rest.sweeps << " sweeps, product " << of_product);
      CHECK(rest.converged == every_lane);
      CHECK(rest.sweeps <= 22);
      for (std::size_t lane = 0; lane < strip; ++lane) {
        CHECK(problem.residual(lane) <= bound);
        CHECK(problem.x_error(lane) <= 1e-11);
      }
    }
  }
}

TEST_CASE("x is written in strips of a block, and nothing beside") {
  Problem problem(5);
  problem.solve_fixed_point();
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(std::isfinite(problem.x[i * width + strip - 1]));
    for (std::size_t lane = strip; lane < width; ++lane)
      CHECK(std::isnan(problem.x[i * width + lane]));
  }
}

TEST_CASE("a converged lane keeps its bits while its neighbours go on") {
  // Neighbours that converge slowly, that floats cannot solve, that are no numbers.
  for (const double gain : {1.3, 1.62, infinity}) {
    for (const bool of_product : {false, true}) {
      Problem alone(18, of_product), among(18, of_product);
      for (std::size_t at = 0; at < 18 * strip; ++at) {
        if (at % strip != 2) among.gain[at] = among.gain[at] * gain;
      }
      const lanes::Convergence fast = alone.solve_fixed_point(), slow = among.solve_fixed_point();
      INFO("gain " << gain << ", " << slow.sweeps << " sweeps");
      CHECK((fast.converged >> 2 & 1U) == 1);
      CHECK((slow.converged >> 2 & 1U) == 1);
      if (gain < 2) CHECK(fast.sweeps < slow.sweeps);
      CHECK(same_lane(alone, among, 2));
    }
  }
}

TEST_CASE("a lane that is not finite ends as not converged, and alone") {
  Problem problem(12);
  problem.push[5 * strip + 3] = not_a_number;
  problem.push[5 * strip + 6] = infinity;
  problem.gain[7 * strip + 13] = not_a_number;
  const lanes::Convergence rest = problem.solve_fixed_point();
  CHECK(rest.converged == (every_lane & ~(1U << 3) & ~(1U << 6) & ~(1U << 13)));
  for (const std::size_t lane : {0U, 4U, 15U})
    CHECK(problem.residual(lane) <= bound);
}

TEST_CASE("a scale that is a power of two scales the solution and changes no bit of it") {
  Problem one(17), small(17), large(17);
  for (double& p : small.push)
    p *= 0x1p-300;
  for (double& p : large.push)
    p *= 0x1p300;
  CHECK(one.solve_fixed_point().converged == every_lane);
  CHECK(small.solve_fixed_point().converged == every_lane);
  CHECK(large.solve_fixed_point().converged == every_lane);
  for (std::size_t i = 0; i < 17; ++i) {
    for (std::size_t lane = 0; lane < strip; ++lane) {
      CHECK(small.x[i * width + lane] == one.x[i * width + lane] * 0x1p-300);
      CHECK(large.x[i * width + lane] == one.x[i * width + lane] * 0x1p300);
    }
  }
}

TEST_CASE("nothing pushed converges to nothing") {
  Problem problem(9);
  for (double& p : problem.push)
    p = 0;
  CHECK(problem.solve_fixed_point().converged == every_lane);
  for (std::size_t i = 0; i < 9; ++i)
    CHECK(problem.x[i * width + 4] == 0);
}

TEST_CASE("where a product in floats proves nothing, doubles decide") {
  Problem proven(20), doubted(20);
  doubted.norm = 1e12;  // no bound on its errors is small enough
  const lanes::Convergence by_floats = proven.solve_fixed_point(), by_doubles = doubted.solve_fixed_point();
  CHECK(by_floats.converged == every_lane);
  CHECK(by_doubles.converged == every_lane);
  CHECK(by_floats.sweeps < by_doubles.sweeps);
  for (std::size_t lane = 0; lane < strip; ++lane)
    CHECK(doubted.residual(lane) <= aim * 1.001);
}

TEST_CASE("a tolerance that floats cannot reach is reached in doubles") {
  Problem problem(20);
  CHECK(problem.solve_fixed_point({1e-14, 1e-14}).converged == every_lane);
  for (std::size_t lane = 0; lane < strip; ++lane)
    CHECK(problem.residual(lane) <= 1.1e-14);
}

TEST_CASE("a tolerance out of reach ends at the most sweeps") {
  Problem problem(9);
  const lanes::Convergence few = problem.solve_fixed_point({-1, -1}, 7),
                           many = problem.solve_fixed_point({-1, -1}, 60);
  CHECK(few.converged == 0);
  CHECK(many.converged == 0);
  CHECK(many.sweeps - few.sweeps == 60 - 7);
}
