#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "lanes/width.hpp"
#include "statistics/latent/lane_newton.hpp"

using leontide::lanes::width;
using leontide::statistics::LaneNewton;

// x² + y² = r² and x = 2 y, another r in each lane: y = r / sqrt 5. Slopes are known at (1, 1) only.
TEST_CASE("each lane solves its own equations from slopes at the start") {
  LaneNewton newton(2);
  std::vector<double> at(2 * width, 1.0), slopes(4 * width), rest(2 * width), before, step(2 * width);
  for (std::size_t lane = 0; lane < width; ++lane) {
    slopes[lane] = slopes[width + lane] = 2;
    slopes[2 * width + lane] = 1;
    slopes[3 * width + lane] = -2;
  }
  double log_size[width];
  newton.start(slopes.data(), log_size);
  CHECK(log_size[5] == Approx(std::log(6)));
  const auto radius = [](std::size_t lane) { return 0.5 + 0.05 * static_cast<double>(lane); };
  for (int turn = 0; turn < 20; ++turn) {
    before = rest;
    for (std::size_t lane = 0; lane < width; ++lane) {
      const double x = at[lane], y = at[width + lane];
      rest[lane] = x * x + y * y - radius(lane) * radius(lane);
      rest[width + lane] = x - 2 * y;
    }
    for (std::size_t i = 0; i < 2 * width; ++i)
      before[i] = rest[i] - before[i];
    for (std::size_t lane = 0; turn > 0 && lane < width; ++lane)
      newton.learn(step.data(), before.data(), lane);
    newton.step(rest.data(), 10, step.data());
    for (std::size_t i = 0; i < 2 * width; ++i)
      at[i] += step[i];
  }
  for (std::size_t lane = 0; lane < width; ++lane)
    CHECK(at[width + lane] == Approx(radius(lane) / std::sqrt(5.0)).epsilon(1e-9));
}

TEST_CASE("slopes without an inverse say so, and steps are no longer than asked for") {
  LaneNewton newton(2);
  std::vector<double> slopes(4 * width, 1.0), rest(2 * width, 5.0), step(2 * width);
  slopes[3 * width + 7] = 2;
  double log_size[width];
  newton.start(slopes.data(), log_size);
  CHECK(log_size[0] == -HUGE_VAL);
  CHECK(log_size[7] == Approx(0).margin(1e-15));
  newton.step(rest.data(), 0.5, step.data());
  CHECK(std::hypot(step[7], step[width + 7]) == Approx(0.5));
}
