#include <catch2/catch.hpp>
#include <cmath>

#include "simulation/run.hpp"
#include "simulation/simulate.hpp"
#include "support/prepared_text.hpp"

using namespace leontide;

namespace {

using Prepared = test::PreparedText;

Prepared prepared(const std::string& inputs, const std::string& variables, const std::string& indicators,
                  const std::string& targets, const std::string& scenario_text = "") {
  return test::prepare_text(
      "time: {base: 2024, end: 2026}\n" + inputs + "variables:\n" + variables + indicators, targets,
      {.scenario = scenario_text});
}

simulation::RunResult simulated(const Prepared& p, std::uint64_t trials, std::size_t threads = 2,
                                bool keeps = false) {
  simulation::SimulateOptions options;
  options.sampling.trials = trials;
  options.sampling.seed = 11;
  options.threads = threads;
  options.keeps_trials = keeps;
  return simulation::simulate(p.run, options, {});
}

double share(std::uint64_t hits, const simulation::RunResult& result) {
  return static_cast<double>(hits) / static_cast<double>(result.completed());
}

const std::string two_normals =
    "drivers:\n  a: {distribution: normal, mean: 0, sd: 1}\n  b: {distribution: normal, mean: 0, sd: 1}\n"
    "dependence:\n  - {copula: gaussian, drivers: [a, b], correlation: 0.6}\n";
const std::string two_values = "  u: a\n  v: b\n";
const std::string two_indicators = "indicators:\n  i: {value: u}\n  j: {value: v}\n";
const std::string two_targets =
    "  - {id: t, title: T, status: modelled, indicator: i, at_least: 0, year: 2026}\n"
    "  - {id: w, title: W, status: modelled, indicator: j, at_least: 0, year: 2026}\n";

}  // namespace

TEST_CASE("what stands still has in every year what a moving equal has") {
  const Prepared p =
      prepared(two_normals, "  u: a * exp(b)\n  v: u + 0 * year\n", two_indicators,
               "  - {id: t, title: T, status: modelled, indicator: i, at_least: 0, year: 2026}\n");
  REQUIRE_FALSE(p.run.program.outputs[0].moves);
  REQUIRE(p.run.program.outputs[1].moves);
  const auto result = simulated(p, 1000, 2, true);
  for (std::size_t step = 0; step < 3; ++step) {
    INFO("step " << step);
    CHECK(result.outputs[step].count == 1000);
    CHECK(result.outputs[step].mean == result.outputs[3 + step].mean);
    CHECK(result.outputs[step].squares == result.outputs[3 + step].squares);
    CHECK(result.sketches[step] == result.sketches[3 + step]);
    for (std::size_t trial = 0; trial < 1000; ++trial)
      REQUIRE(result.kept.outputs[step * 1000 + trial] == result.kept.outputs[(3 + step) * 1000 + trial]);
  }
}

TEST_CASE("where every year repeats the first, the results are those of a run through all years") {
  const std::string target =
      "  - {id: t, title: T, status: modelled, indicator: i, at_least: 0.3, year: 2026}\n";
  const std::string check = "checks:\n  c: {value: u - a * exp(b), within: 1e-9}\n";
  const Prepared still = prepared(two_normals, "  u: a * exp(b)\n  v: u\n", two_indicators + check, target);
  const Prepared moving =
      prepared(two_normals, "  u: a * exp(b)\n  v: u + 0 * year\n", two_indicators + check, target);
  REQUIRE_FALSE(kernel::moves_in_time(still.run.program));
  REQUIRE(kernel::moves_in_time(moving.run.program));
  const auto first = simulated(still, 1000, 2, true), all = simulated(moving, 1000, 2, true);
  CHECK(first.hits(0) == all.hits(0));
  CHECK(first.kept.outputs == all.kept.outputs);
  for (std::size_t i = 0; i < 6; ++i) {
    CHECK(first.outputs[i].mean == all.outputs[i].mean);
    CHECK(first.sketches[i] == all.sketches[i]);
  }
  CHECK(simulation::simulate_centre(still.run) == simulation::simulate_centre(moving.run));
}

TEST_CASE("a driver is drawn in the base year where somebody reads it there") {
  const std::string shocks =
      "drivers:\n  a: {distribution: normal, mean: 0, sd: 1, draw: step}\n"
      "  b: {distribution: normal, mean: 0, sd: 1, draw: step}\n";
  const Prepared p =
      prepared(shocks, "  u: {start: 0, equation: lag(u) + a}\n  v: b\n", two_indicators,
               "  - {id: t, title: T, status: modelled, indicator: i, at_least: 0, year: 2026}\n");
  CHECK_FALSE(kernel::base_year_reads(p.run.program, p.run.program.driver_slots[0]));
  CHECK(kernel::base_year_reads(p.run.program, p.run.program.driver_slots[1]));
  const auto result = simulated(p, 4096);
  CHECK(result.outputs[3].sd() == Approx(1).epsilon(0.05));             // v in 2024
  CHECK(result.outputs[2].sd() == Approx(std::sqrt(2)).epsilon(0.05));  // u in 2026: two draws
}

// Orthant probability of a bivariate normal, 1/4 + asin(rho) / 2 pi (Sheppard 1899).
TEST_CASE("the joint chance of two correlated targets is the orthant probability") {
  const Prepared p = prepared(two_normals, two_values, two_indicators, two_targets);
  const auto result = simulated(p, 200'000);
  const double exact = 0.25 + std::asin(0.6) / (2 * std::acos(-1.0));
  const double error = std::sqrt(exact * (1 - exact) / 200'000);
  CHECK(std::fabs(share(result.joint.all(), result) - exact) < 4 * error);
  CHECK(std::fabs(share(result.hits(0), result) - 0.5) < 4 * std::sqrt(0.25 / 200'000));
  CHECK(result.joint.both(0, 1) == result.joint.all());
  CHECK(result.joint.at_least(1) == result.joint.all() + result.only_miss[0] + result.only_miss[1]);
}

TEST_CASE("results are the same bits for one, two and seven threads, and for a cut-off last block") {
  const Prepared p = prepared(two_normals, two_values, two_indicators, two_targets);
  const auto one = simulated(p, 20'001, 1);
  for (const std::size_t threads : {2U, 7U}) {
    const auto other = simulated(p, 20'001, threads);
    for (std::size_t i = 0; i < p.run.conditions.size(); ++i)
      CHECK(other.hits(i) == one.hits(i));
    CHECK(other.joint == one.joint);
    for (std::size_t i = 0; i < one.outputs.size(); ++i) {
      CHECK(other.outputs[i].mean == one.outputs[i].mean);
      CHECK(other.outputs[i].squares == one.outputs[i].squares);
      CHECK(other.sketches[i] == one.sketches[i]);
    }
  }
  CHECK(one.trials == 20'001);
}

TEST_CASE("more trials, another driver and a switched lever leave the draws as they were") {
  const Prepared p = prepared(two_normals, two_values, two_indicators, two_targets);
  const auto few = simulated(p, 640, 2, true);
  const auto many = simulated(p, 6400, 2, true);
  for (std::size_t trial = 0; trial < 640; ++trial)
    REQUIRE(few.kept.outputs[2 * 640 + trial] == many.kept.outputs[2 * 6400 + trial]);
  const std::string more =
      two_normals.substr(0, two_normals.find("dependence")) +
      "  c: {distribution: uniform, low: 0, high: 1}\n" + two_normals.substr(two_normals.find("dependence")) +
      "levers:\n  l: {start: 2025, strength: {distribution: uniform, low: 0, high: 1}}\n";
  const Prepared q = prepared(more, two_values + "  w: c + lever(l)\n", two_indicators + "  k: {value: w}\n",
                              two_targets, "levers: [l]\n");
  const auto added = simulated(q, 640, 2, true);
  for (std::size_t at = 0; at < few.kept.outputs.size(); ++at)
    REQUIRE(few.kept.outputs[at] == added.kept.outputs[at]);
}

TEST_CASE("failed trials are counted by cause and take no part in the chances") {
  const Prepared p = prepared(
      "drivers:\n  a: {distribution: uniform, low: -1, high: 1}\n", "  u: a\n",
      "indicators:\n  i: {value: log(u)}\nchecks:\n  half: {value: \"where(u > 0.5, 1, 0)\", within: 0.1}\n",
      "  - {id: t, title: T, status: modelled, indicator: i, at_least: -1e9, year: 2026}\n");
  const auto result = simulated(p, 100'000);
  CHECK(share(result.failures.not_finite, result) > 0);
  CHECK(static_cast<double>(result.failures.not_finite) / 100'000 == Approx(0.5).margin(0.01));
  CHECK(static_cast<double>(result.failures.checks[0]) / 100'000 == Approx(0.25).margin(0.01));
  CHECK(result.hits(0) == result.completed());
  CHECK(result.completed() + result.failures.total() == 100'000);
}

TEST_CASE("rules: at most, between, every year, mean and sum, tolerance, a bound that is an indicator") {
  const auto chance = [](const std::string& rule) {
    const Prepared p = prepared("", "  u:\n    start: 1\n    equation: lag(u) + 1\n",
                                "indicators:\n  i: {value: u}\n  other: {value: u + 0.5}\n",
                                "  - {id: t, title: T, status: modelled, indicator: i, " + rule + "}\n");
    const auto result = simulated(p, 64);
    return share(result.hits(0), result);
  };
  // u is 1, 2, 3 in 2024, 2025, 2026.
  CHECK(chance("at_most: 3, year: 2026") == 1);
  CHECK(chance("at_most: 2.9, year: 2026") == 0);
  CHECK(chance("at_most: 2.9, tolerance: 0.05, year: 2026") == 1);
  CHECK(chance("between: [2.5, 3.5], year: 2026") == 1);
  CHECK(chance("between: [0, 2.5], year: 2026") == 0);
  CHECK(chance("at_least: 2, each: [2025, 2026]") == 1);
  CHECK(chance("at_least: 2.5, each: [2025, 2026]") == 0);
  CHECK(chance("at_least: 2.5, average: [2025, 2026]") == 1);
  CHECK(chance("at_least: 5, cumulative: [2025, 2026]") == 1);
  CHECK(chance("at_least: 5.1, cumulative: [2025, 2026]") == 0);
  CHECK(chance("at_least: other, year: 2026") == 0);
  CHECK(chance("at_most: other, year: 2026") == 1);
}

TEST_CASE("a conditional target is answered for each base it may have") {
  const Prepared p = prepared("drivers:\n  a: {distribution: uniform, low: 1, high: 2}\n", "  u: a\n",
                              "indicators:\n  i: {value: u}\n",
                              "  - {id: t, title: T, status: conditional, indicator: i, at_least: 150, year: "
                              "2026, given: {title: base, values: [75, 100, 150]}}\n");
  const auto result = simulated(p, 100'000);
  REQUIRE(p.run.conditions.size() == 3);
  CHECK(share(result.hits(0), result) == 0);
  CHECK(share(result.hits(1), result) == Approx(0.5).margin(0.01));
  CHECK(share(result.hits(2), result) == 1);
  CHECK(p.run.joint.empty());
}

TEST_CASE("a lever ramps up, an event acts only when on") {
  const std::string inputs =
      "levers:\n  l: {start: 2025, ramp: 2, strength: {process: constant, value: 1}}\n"
      "events:\n  e: {chance: 0, size: {process: constant, value: 0.4}, recovery: 2}\n";
  const auto mean = [&](const std::string& scenario_text, std::size_t step) {
    const Prepared p = prepared(
        inputs, "  u: lever(l) - event(e)\n", "indicators:\n  i: {value: u}\n",
        "  - {id: t, title: T, status: modelled, indicator: i, at_least: 0, year: 2026}\n", scenario_text);
    return simulated(p, 64).outputs[step].mean;
  };
  CHECK(mean("", 1) == 0);
  CHECK(mean("levers: [l]\n", 0) == 0);
  CHECK(mean("levers: [l]\n", 1) == 0.5);
  CHECK(mean("levers: [l]\n", 2) == 1);
  CHECK(mean("events: {e: {at: 2025}}\n", 1) == Approx(-0.4));
  CHECK(mean("events: {e: {at: 2025}}\n", 2) == Approx(-0.2));
}

TEST_CASE("a lane that is unproductive fails, though its equations have a solution") {
  const std::string model =
      "sets: {s: {codes: [a, b]}}\nparameters:\n  f: {over: [s], values: {a: 1, b: 2}}\n"
      "data:\n  A: {over: [s, s], file: A.csv}\n"
      "drivers:\n  big: {distribution: discrete, values: [1, 5], chances: [0.5, 0.5]}\n";
  for (const char* coefficient : {"0.15", "0.3"}) {  // below and above the radius for plain sweeps
    const test::Folder folder;
    const std::string row = std::string(",") + coefficient + "," + coefficient + "\n";
    folder.write("A.csv", "code,a,b\na" + row + "b" + row);
    folder.write("m.yaml",
                 "leontide: model/1\nname: small\ntime: {base: 2024, end: 2025}\n" + model +
                     "variables:\n  x[s]: leontief(A, f, row = big)\nindicators:\n  i: {value: sum(x)}\n");
    Diagnostics diagnostics;
    const auto scenario = scenario::read_scenario(folder.path() / "m.yaml", {}, diagnostics);
    INFO(diagnostics.text());
    REQUIRE(scenario);
    const auto run = simulation::compile_run(*scenario, scenario->readings[0], diagnostics);
    REQUIRE(run);
    simulation::SimulateOptions options;
    options.sampling.trials = 6400;
    const auto result = simulation::simulate(*run, options, {});
    CHECK(static_cast<double>(result.failures.unproductive) / 6400 == Approx(0.5).margin(0.03));
    CHECK(result.outputs[0].sd() == Approx(0).margin(1e-9));
    CHECK(result.outputs[0].mean > 3);
  }
}

TEST_CASE("a check of growth begins in the year after the base") {
  const Prepared p =
      prepared("", "  u:\n    start: 1\n    equation: lag(u) * 1.05\n",
               "indicators:\n  i: {value: u}\nchecks:\n  steady: {value: growth(u) - 0.05, within: 0.01}\n",
               "  - {id: t, title: T, status: modelled, indicator: i, at_least: 1, year: 2026}\n");
  CHECK(simulated(p, 64).failures.total() == 0);
}

// Sheppard (1899), as above.
TEST_CASE("a driver over a set may correlate its own elements") {
  const std::string inputs =
      "sets:\n  s: {codes: [a, b]}\n  first: {of: s, codes: [a]}\n  second: {of: s, codes: [b]}\n"
      "drivers:\n  d: {distribution: uniform, over: [s], low: -1, high: 1, correlation: [[1, -0.4], [-0.4, "
      "1]]}\n";
  const Prepared p =
      prepared(inputs, "  u: sum(d[first])\n  v: sum(d[second])\n", two_indicators, two_targets);
  const auto result = simulated(p, 200'000);
  const double exact = 0.25 + std::asin(-0.4) / (2 * std::acos(-1.0));
  CHECK(std::fabs(share(result.joint.all(), result) - exact) < 4 * std::sqrt(exact * (1 - exact) / 200'000));
}
