#include <catch2/catch.hpp>
#include <cmath>

#include "simulation/run.hpp"
#include "simulation/simulate.hpp"
#include "support/model_text.hpp"
#include "support/prepared_text.hpp"

using namespace leontide;
using Method = scenario::Sampling::Method;

namespace {

/// Three normals and a target on a smooth function of them, met with a chance of about one third.
struct Plan {
  scenario::Scenario scenario;
  simulation::Run run;
};

Plan smooth_plan() {
  const test::Folder folder;
  folder.write(
      "m.yaml",
      "leontide: model/1\nname: small\ntime: {base: 2024, end: 2026}\n"
      "drivers:\n  a: {distribution: normal, mean: 0, sd: 1}\n  b: {distribution: normal, mean: 0, sd: 1}\n"
      "  w: {process: random-walk, start: 0, sd: 1}\n"
      "variables:\n  y: a + b + w\nindicators:\n  i: {value: y}\n");
  folder.write("t.yaml",
               "leontide: targets/1\ntargets:\n"
               "  - {id: t, title: T, status: modelled, indicator: i, at_least: 1, year: 2026}\n");
  folder.write("s.yaml", "leontide: scenario/1\nname: s\nmodel: m.yaml\ntargets: t.yaml\n");
  Diagnostics diagnostics;
  auto scenario = scenario::read_scenario(folder.path() / "s.yaml", {}, diagnostics);
  REQUIRE(scenario);
  auto run = simulation::compile_run(*scenario, scenario->readings[0], diagnostics);
  REQUIRE(run);
  return {std::move(*scenario), std::move(*run)};
}

simulation::RunResult sampled(const Plan& plan, Method method, std::uint64_t trials, std::uint64_t seed,
                              std::size_t threads = 1) {
  simulation::SimulateOptions options;
  options.sampling.method = method;
  options.sampling.trials = trials;
  options.sampling.seed = seed;
  options.threads = threads;
  return simulation::simulate(plan.run, options, {});
}

// y has variance 1 + 1 + 2: P(y >= 1) = 1 - Phi(1/2).
constexpr double exact = 0.3085375387259869;

}  // namespace

TEST_CASE("intervals of every sampling cover the known chance in 92 to 98 % of 400 seeds") {
  const Plan plan = smooth_plan();
  for (const Method method :
       {Method::independent, Method::antithetic, Method::latin_hypercube, Method::sobol}) {
    int covered = 0;
    double width = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
      const auto chance = sampled(plan, method, 1024, seed).chance(0);
      covered += chance.low <= exact && exact <= chance.high ? 1 : 0;
      width += (chance.high - chance.low) / 400;
    }
    INFO(name_of(method) << " covered " << covered << " of 400, mean width " << width);
    CHECK(covered >= 368);
    CHECK(covered <= 392);
  }
}

TEST_CASE("evener points give a smaller error of the mean, and say so honestly") {
  const Plan plan = smooth_plan();
  const std::size_t last = plan.run.program.steps - 1;
  const auto error_of = [&](Method method) { return sampled(plan, method, 16384, 3).error_of_mean(last); };
  const double plain = error_of(Method::independent);
  CHECK(plain == Approx(2 / std::sqrt(16384.0)).epsilon(0.05));
  for (const Method method : {Method::antithetic, Method::latin_hypercube, Method::sobol}) {
    double squares = 0;
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
      const double mean = sampled(plan, method, 1024, seed).outputs[last].mean;
      squares += mean * mean / 50;  // the true mean is 0
    }
    const double stated = sampled(plan, method, 1024, 77).error_of_mean(last);
    INFO(name_of(method));
    CHECK(std::sqrt(squares) < plain * 4 / 3);
    if (method != Method::antithetic) CHECK(std::sqrt(squares) < 2.5 * stated);
  }
}

TEST_CASE("every sampling has the same bits for one, two and seven threads") {
  const Plan plan = smooth_plan();
  for (const Method method : {Method::antithetic, Method::latin_hypercube, Method::sobol}) {
    const auto one = sampled(plan, method, 20'000 / 64 * 64, 5, 1);
    for (const std::size_t threads : {2U, 7U}) {
      const auto other = sampled(plan, method, 20'000 / 64 * 64, 5, threads);
      CHECK(other.hits(0) == one.hits(0));
      CHECK(other.chance(0).low == one.chance(0).low);
      for (std::size_t i = 0; i < one.outputs.size(); ++i)
        CHECK(other.error_of_mean(i) == one.error_of_mean(i));
    }
  }
}

TEST_CASE("a run stops at the first look at which its interval is narrow enough") {
  const Plan plan = smooth_plan();
  simulation::SimulateOptions options;
  options.sampling.until = scenario::Until{0.01, 0.95, "t", 1'000'000, {}};
  const auto result = simulation::simulate(plan.run, options, {});
  REQUIRE(result.stop);
  CHECK(result.stop->reached);
  CHECK(result.stop->width <= 0.01);
  // 4 * 1.96^2 * p (1 - p) / width^2 = 32 784 trials: two rounds of 16 384 are not quite enough.
  CHECK(result.trials == 3 * 16384);
  options.sampling.until->at_most = 16384;
  const auto cut = simulation::simulate(plan.run, options, {});
  CHECK_FALSE(cut.stop->reached);
  CHECK(cut.trials == 16384);
}

TEST_CASE("a chance counts every completed trial, however trials belong together") {
  const auto small = test::prepare_text(
      "time: {base: 2024, end: 2025}\ndrivers:\n  u: {distribution: uniform, low: 0, high: 1}\n"
      "variables:\n  v: u + 0 * log(u - 0.2)\nindicators:\n  i: {value: v}\n",
      "  - {id: t, title: T, status: modelled, indicator: i, at_most: 0.4, year: 2025}\n"
      "  - {id: sure, title: S, status: modelled, indicator: i, at_least: 0.2, year: 2025}\n");
  for (const Method method :
       {Method::independent, Method::antithetic, Method::latin_hypercube, Method::sobol}) {
    simulation::SimulateOptions options;
    options.sampling.method = method;
    options.sampling.trials = 4096;
    const auto result = simulation::simulate(small.run, options, {});
    CHECK(result.completed() < 4096);
    CHECK(result.chance(0).draws == result.completed());
    CHECK(result.chance(0).hits == result.hits(0));
    CHECK(result.chance(0).low < 0.25);
    CHECK(result.chance(0).high > 0.25);
    CHECK(result.chance(1).estimate == 1);
    CHECK(result.chance(1).high == 1);
  }
}
