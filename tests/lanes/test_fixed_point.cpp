#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "lanes/block.hpp"
#include "lanes/check.hpp"
#include "lanes/fixed_point.hpp"

namespace lanes = leontide::lanes;
using lanes::strip;
using leontide::lanes_test::Numbers;

namespace {

// v = gain∘(M v) + push with row sums of M of at most 0.6 and gains near one.
struct Problem {
  std::size_t n;
  lanes::AlignedVector matrix, gain, push, weight, v, product, history;

  explicit Problem(std::size_t size)
      : n(size),
        matrix(n * n),
        gain(n * strip),
        push(n * strip),
        weight(n * strip, 1.0),
        v(n * strip),
        product(n * strip),
        history(lanes::sweep_history * n * strip, std::numeric_limits<double>::quiet_NaN()) {
    Numbers next(static_cast<unsigned>(size));
    for (double& m : matrix)
      m = next.between(0, 1.2) / static_cast<double>(n);
    for (double& g : gain)
      g = next.between(0.7, 1.2);
    for (double& p : push)
      p = next.between(0.5, 1.5);
    v = push;
  }
  lanes::Rest sweep(bool of_product = false, double tolerance = 1e-11, std::uint32_t most_sweeps = 60) {
    return lanes::sweep({n, matrix.data(), gain.data(), push.data()},
                        {weight.data(), weight.data(), of_product, tolerance}, most_sweeps, v.data(),
                        product.data(), history.data());
  }
  // max over rows of |gain∘(M v) + push - v| in a lane.
  double residual(std::size_t lane) const {
    double worst = 0;
    for (std::size_t i = 0; i < n; ++i) {
      double sum = 0;
      for (std::size_t k = 0; k < n; ++k)
        sum += matrix[i * n + k] * v[k * strip + lane];
      const std::size_t at = i * strip + lane;
      worst = std::fmax(worst, std::fabs(gain[at] * sum + push[at] - v[at]));
    }
    return worst;
  }
};

}  // namespace

TEST_CASE("sweeps end at the fixed point of every lane, whatever the number of rows") {
  for (std::size_t n = 1; n <= 26; ++n) {
    Problem problem(n);
    const lanes::Rest rest = problem.sweep();
    INFO(n << " rows, " << rest.sweeps << " sweeps");
    CHECK(rest.at_rest == 0xff);
    CHECK(rest.sweeps <= 24);
    for (std::size_t lane = 0; lane < strip; ++lane)
      CHECK(problem.residual(lane) <= 1e-11 * 10);
  }
}

TEST_CASE("sweeps leave the product of the point they end at") {
  Problem problem(31);
  REQUIRE(problem.sweep(true).at_rest == 0xff);
  for (std::size_t lane = 0; lane < strip; ++lane) {
    double sum = 0;
    for (std::size_t k = 0; k < problem.n; ++k)
      sum = std::fma(problem.matrix[7 * problem.n + k], problem.v[k * strip + lane], sum);
    CHECK(problem.product[7 * strip + lane] == sum);
  }
}

TEST_CASE("a lane at rest keeps its bits while its neighbours go on") {
  Problem alone(18), among(18);
  for (std::size_t at = 0; at < 18 * strip; ++at) {
    if (at % strip != 2) among.gain[at] *= 1.3;  // slower
  }
  CHECK(alone.sweep().sweeps < among.sweep().sweeps);
  for (std::size_t i = 0; i < 18; ++i)
    CHECK(alone.v[i * strip + 2] == among.v[i * strip + 2]);
}

TEST_CASE("a lane that is not finite ends as not at rest, and alone") {
  Problem problem(12);
  problem.push[5 * strip + 3] = std::numeric_limits<double>::quiet_NaN();
  problem.push[5 * strip + 6] = std::numeric_limits<double>::infinity();
  const lanes::Rest rest = problem.sweep();
  CHECK(rest.at_rest == (0xff & ~(1U << 3) & ~(1U << 6)));
  CHECK(rest.sweeps < 30);
}

TEST_CASE("sweeps in floats come as near as floats go, sixteen lanes at once") {
  constexpr std::size_t wide = lanes::strip_of<float>;
  using Singles = std::vector<float, lanes::AlignedAllocator<float>>;
  for (const std::size_t n : {1, 7, 12, 42}) {
    const Problem problem(n);
    const Singles matrix(problem.matrix.begin(), problem.matrix.end());
    Singles gain(n * wide), push(n * wide), v(n * wide), history(lanes::sweep_history * n * wide);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t lane = 0; lane < wide; ++lane) {
        gain[i * wide + lane] = static_cast<float>(problem.gain[i * strip + lane % strip]);
        push[i * wide + lane] = v[i * wide + lane] =
            static_cast<float>(problem.push[i * strip + lane % strip]);
      }
    }
    push[(n - 1) * wide + 11] = std::numeric_limits<float>::quiet_NaN();
    const lanes::Rest rest =
        lanes::approach({n, matrix.data(), gain.data(), push.data()}, 1e-5, 12, v.data(), history.data());
    INFO(n << " rows, " << rest.sweeps << " sweeps");
    CHECK(rest.at_rest == (0xffff & ~(1U << 11)));
    CHECK(rest.sweeps <= 12);
    Problem exact(n);
    exact.sweep();
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t lane = 0; lane < wide; ++lane) {
        if (lane != 11)
          CHECK(double{v[i * wide + lane]} == Approx(exact.v[i * strip + lane % strip]).epsilon(3e-5));
      }
    }
  }
}

TEST_CASE("a lane of floats at rest keeps its bits while its neighbours go on") {
  constexpr std::size_t n = 18, wide = lanes::strip_of<float>;
  using Singles = std::vector<float, lanes::AlignedAllocator<float>>;
  const Problem problem(n);
  const Singles matrix(problem.matrix.begin(), problem.matrix.end());
  Singles gain(n * wide, 0.9F), push(n * wide, 1.0F), history(lanes::sweep_history * n * wide);
  Singles alone = push, among = push;
  const auto approach = [&](Singles& v) {
    return lanes::approach({n, matrix.data(), gain.data(), push.data()}, 1e-5, 12, v.data(), history.data());
  };
  const lanes::Rest fast = approach(alone);
  for (std::size_t at = 0; at < n * wide; ++at) {
    if (at % wide != 5) gain[at] = 1.5F;
  }
  const lanes::Rest slow = approach(among);
  CHECK(fast.sweeps < slow.sweeps);
  for (std::size_t i = 0; i < n; ++i)
    CHECK(alone[i * wide + 5] == among[i * wide + 5]);
}

TEST_CASE("after one sweep the point is the first guess, and the history begins with its image") {
  Problem problem(13);
  const lanes::AlignedVector first = problem.v;
  const lanes::Rest rest = problem.sweep(false, 1e-11, 1);
  CHECK(rest.sweeps == 1);
  CHECK(rest.at_rest == 0);
  CHECK(problem.v == first);
  for (std::size_t i = 0; i < 13; ++i) {
    double sum = 0;
    for (std::size_t k = 0; k < 13; ++k)
      sum += problem.matrix[i * 13 + k] * first[k * strip + 4];
    const std::size_t at = i * strip + 4;
    CHECK(problem.history[at] == Approx(problem.gain[at] * sum + problem.push[at]).epsilon(1e-14));
  }
}

TEST_CASE("a tolerance out of reach ends at the most sweeps") {
  Problem problem(9);
  const lanes::Rest rest = problem.sweep(false, -1);
  CHECK(rest.sweeps == 60);
}
