#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "sample.hpp"

using namespace leontide::random;
using leontide::random_test::for_each_block;
using leontide::random_test::plan_of;
using leontide::random_test::scalar;
using leontide::random_test::Summary;
using leontide::random_test::width;

namespace {

// Summaries of each step over 128 000 paths.
std::vector<Summary> steps_of(const Law& law, std::size_t steps) {
  const Driver driver = scalar("x", law);
  std::vector<Summary> summaries(steps);
  for_each_block(plan_of({&driver, 1}, steps), 2000, [&](const InputBlock& block) {
    for (std::size_t t = 0; t < steps; ++t) {
      for (std::size_t i = 0; i < width; ++i)
        summaries[t].add(block.step_rows(t)[i]);
    }
  });
  return summaries;
}

// Mean within 4 standard errors, standard deviation within 2 %.
void check(const Summary& s, double mean, double sd) {
  CHECK(std::fabs(s.mean() - mean) <= 4 * sd / std::sqrt(s.count) + 1e-12);
  CHECK(std::fabs(s.sd() - sd) <= 0.02 * sd + 1e-12);
}

}  // namespace

TEST_CASE("every process stands at its start in the base year") {
  check(steps_of(RandomWalk{3, 1, 1}, 2)[0], 3, 0);
  check(steps_of(Ar1{0, 1, 0.5, 4}, 2)[0], 4, 0);
  check(steps_of(MeanReverting{0, 1, 1, 5}, 2)[0], 5, 0);
  check(steps_of(Gbm{6, 0, 1}, 2)[0], 6, 0);
  check(steps_of(JumpDiffusion{7, 0, 1, 1, 0, 1}, 2)[0], 7, 0);
  check(steps_of(MarkovRegime{{1, 8}, {1, 1}, {0.5, 0.5, 0.5, 0.5}, 2}, 2)[0], 8, 0);
}

TEST_CASE("random walk: mean start + drift t, variance sd^2 t") {
  const auto s = steps_of(RandomWalk{10, 0.5, 2}, 5);
  for (int t = 1; t < 5; ++t)
    check(s[static_cast<std::size_t>(t)], 10 + 0.5 * t, 2 * std::sqrt(t));
}

TEST_CASE("ar1: mean m + phi^t (start - m), variance sd^2 (1 - phi^2t) / (1 - phi^2)") {
  const auto s = steps_of(Ar1{0.045, 0.01, 0.4, 0.08}, 6);
  for (int t = 1; t < 6; ++t) {
    check(s[static_cast<std::size_t>(t)], 0.045 + std::pow(0.4, t) * 0.035,
          0.01 * std::sqrt((1 - std::pow(0.4, 2 * t)) / (1 - 0.16)));
  }
}

TEST_CASE("mean reverting: the Ornstein-Uhlenbeck moments") {
  // Uhlenbeck & Ornstein (1930): mean m + (x0 - m) e^-kt, variance s^2 (1 - e^-2kt) / 2k.
  const double k = 0.7, sd = 0.3;
  const auto s = steps_of(MeanReverting{2, k, sd, 1}, 5);
  for (int t = 1; t < 5; ++t) {
    check(s[static_cast<std::size_t>(t)], 2 - std::exp(-k * t),
          sd * std::sqrt((1 - std::exp(-2 * k * t)) / (2 * k)));
  }
}

TEST_CASE("gbm: mean start e^(drift t), log variance volatility^2 t") {
  const auto s = steps_of(Gbm{100, 0.05, 0.2}, 4);
  for (int t = 1; t < 4; ++t) {
    const double mean = 100 * std::exp(0.05 * t);
    check(s[static_cast<std::size_t>(t)], mean, mean * std::sqrt(std::exp(0.04 * t) - 1));
  }
}

TEST_CASE("jump diffusion: the moments of Merton's process") {
  // ln x(t) has mean t (drift - v^2/2 + rate m) and variance t (v^2 + rate (m^2 + s^2)); E x(t) as law.hpp
  // states.
  const JumpDiffusion law{1, 0.03, 0.1, 0.5, -0.2, 0.15};
  const Driver driver = scalar("x", law);
  Summary logs, levels;
  for_each_block(plan_of({&driver, 1}, 4), 4000, [&](const InputBlock& block) {
    for (std::size_t i = 0; i < width; ++i) {
      levels.add(block.step_rows(3)[i]);
      logs.add(std::log(block.step_rows(3)[i]));
    }
  });
  const double variance = 3 * (0.01 + 0.5 * (0.04 + 0.0225));
  CHECK(std::fabs(logs.mean() - 3 * (0.03 - 0.005 - 0.1)) < 4 * std::sqrt(variance / logs.count));
  CHECK(logs.sd() == Approx(std::sqrt(variance)).epsilon(0.02));
  const double expected = std::exp(3 * (0.03 + 0.5 * (std::exp(-0.2 + 0.0225 / 2) - 1)));
  CHECK(std::fabs(levels.mean() - expected) < 4 * levels.error_of_mean());
}

TEST_CASE("markov regime: shares of the regimes follow the powers of the transition matrix") {
  // Narrow regimes, so that a value tells its regime. From regime 1: after t steps the chance of regime 2 is
  // a / (a + b) (1 - (1 - a - b)^t) with a = P(1 to 2), b = P(2 to 1).
  const double a = 0.1, b = 0.3;
  const Driver driver = scalar("x", MarkovRegime{{0, 10}, {0.1, 0.2}, {1 - a, a, b, 1 - b}, 1});
  std::vector<double> second(6);
  Summary spread;
  const std::size_t blocks = 2000;
  for_each_block(plan_of({&driver, 1}, 6), blocks, [&](const InputBlock& block) {
    for (std::size_t t = 1; t < 6; ++t) {
      for (std::size_t i = 0; i < width; ++i) {
        const double x = block.step_rows(t)[i];
        if (x > 5) second[t] += 1, spread.add(x);
      }
    }
  });
  for (std::size_t t = 1; t < 6; ++t) {
    const double share = a / (a + b) * (1 - std::pow(1 - a - b, static_cast<double>(t)));
    const double n = blocks * width;
    CHECK(std::fabs(second[t] / n - share) < 4 * std::sqrt(share * (1 - share) / n));
  }
  CHECK(spread.sd() == Approx(0.2).epsilon(0.02));
}
