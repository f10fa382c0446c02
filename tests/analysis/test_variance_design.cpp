#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/kept_sample.hpp"
#include "analysis/sensitivity.hpp"
#include "analysis/variance_design.hpp"
#include "small_plan.hpp"

using namespace leontide;
using namespace leontide::test;

namespace {

const std::string three =
    "drivers:\n  a: {group: g1, distribution: normal, mean: 0, sd: 1}\n"
    "  b: {group: g2, distribution: normal, mean: 0, sd: 2}\n"
    "  c: {group: g3, distribution: normal, mean: 0, sd: 1}\n";

const analysis::VarianceShares& value_shares(const analysis::VarianceDesign& design) {
  return design.questions.back();
}

}  // namespace

// y = a + b + a c with independent normals of sd 1, 2, 1: variances 1, 4 and 1 of the product, 6 in all.
TEST_CASE("first-order and total indices of a product are exact within four standard errors") {
  const auto plan = small_plan(three, "  y: a + b + a * c\n", "  i: {value: y}\n", at_least("t", "i", "0"));
  const auto design =
      analysis::variance_design(plan, 0, analysis::single_inputs(plan.scenario.readings[0]), 32768, 2, {});
  const double first[] = {1.0 / 6, 4.0 / 6, 0};
  const double total[] = {2.0 / 6, 4.0 / 6, 1.0 / 6};
  const auto& shares = value_shares(design);
  for (std::size_t g = 0; g < 3; ++g) {
    CHECK(std::fabs(shares.first_of_value[g].value - first[g]) < 4 * shares.first_of_value[g].error);
    CHECK(std::fabs(shares.total_of_value[g].value - total[g]) < 4 * shares.total_of_value[g].error);
    CHECK(shares.total_of_value[g].error < 0.02);
  }
  CHECK(design.runs == 5 * 32768);
}

// y = a + b with correlation rho: half of what is common goes to each (Owen & Prieur 2017, SIAM/ASA J.
// Uncertainty Quantification 5, 986-1002, section 4.1): (s_a^2 (1 - rho^2 / 2) + rho s_a s_b + s_b^2 rho^2 /
// 2) / variance.
TEST_CASE("Shapley effects of dependent inputs are exact within four standard errors") {
  const auto plan =
      small_plan(three + "dependence:\n  - {copula: gaussian, drivers: [a, b], correlation: 0.7}\n",
                 "  y: a + b\n", "  i: {value: y}\n", at_least("t", "i", "0"));
  const auto groups = analysis::single_inputs(plan.scenario.readings[0]);
  const auto effects = analysis::shapley_effects(plan, 0, groups, 65536, 2, {});
  const double rho = 0.7;
  const double variance = 1 + 4 + 2 * rho * 2;
  const double of_a = (1 - rho * rho / 2 + rho * 2 + 4 * rho * rho / 2) / variance;
  const auto& effect = effects.questions.back();
  CHECK(std::fabs(effect.of_value[0].value - of_a) < 4 * effect.of_value[0].error);
  CHECK(std::fabs(effect.of_value[1].value - (1 - of_a)) < 4 * effect.of_value[1].error);
  CHECK(std::fabs(effect.of_value[2].value) < 4 * effect.of_value[2].error + 1e-9);
  CHECK(effect.of_value[0].error < 0.02);
}

// P(z >= 3.6) = 1.6e-4: of two samples of 4096 one or two trials hit, and an index of them is noise that
// asymptotic normality calls sure.
TEST_CASE("a chance that a few trials carry has no index, and the value keeps its own") {
  for (const char* seed : {"1", "2", "3", "4", "5", "6"}) {
    const auto plan = small_plan(three, "  y: a\n", "  i: {value: y}\n", at_least("t", "i", "3.6"),
                                 "sampling: {trials: 4096, seed: " + std::string(seed) + "}\n");
    const auto groups = analysis::single_inputs(plan.scenario.readings[0]);
    INFO("seed " << seed);
    const auto design = analysis::variance_design(plan, 0, groups, 4096, 2, {});
    const auto& shares = value_shares(design);
    CHECK(shares.carriers_of_chance < 10);
    const auto effects = analysis::shapley_effects(plan, 0, groups, 4096, 2, {});
    for (std::size_t g = 0; g < 3; ++g) {
      CHECK(std::isnan(shares.first_of_chance[g].value));
      CHECK(std::isnan(shares.total_of_chance[g].high));
      CHECK(std::isnan(effects.questions.back().of_chance[g].low));
    }
    CHECK(shares.total_of_value[0].value == Approx(1).margin(0.1));
    CHECK(effects.questions.back().of_value[0].value == Approx(1).margin(0.1));
    const auto sample = analysis::keep_sample(plan, 0, {}, 2, {});
    const auto found = analysis::sensitivity(plan, 0, sample, 10, 2);
    CHECK(std::isnan(found.questions.back().factors[0].of_chance.first_order.value));
  }
}

// The hits of either sample count: two in one of them are not "the same in every trial".
TEST_CASE("a design asks both of its samples whether anything varies") {
  const auto plan =
      small_plan(three, "  y: a\n", "  i: {value: y}\n", at_least("t", "i", "2.9"), "sampling: {seed: 3}\n");
  for (const std::uint64_t rows : {64, 128, 256, 512}) {
    const auto groups = analysis::single_inputs(plan.scenario.readings[0]);
    const auto design = analysis::variance_design(plan, 0, groups, rows, 2, {});
    std::uint64_t hits = 0;
    for (const std::uint64_t seed : {std::uint64_t{3}, std::uint64_t{3} ^ 0x9e3779b97f4a7c15}) {
      simulation::SimulateOptions options;
      options.sampling.trials = rows;
      options.sampling.seed = seed;
      hits += simulation::simulate(plan.runs[0], options, {}).hits(0);
    }
    INFO(rows << " rows: " << hits << " hits");
    const auto n = 2 * static_cast<double>(rows), p = static_cast<double>(hits) / n;
    const double expected = hits == 0 ? 0 : n * p * (1 - p) / (1 - 3 * p * (1 - p));
    CHECK(value_shares(design).carriers_of_chance == Approx(expected).margin(1e-6));
  }
}

TEST_CASE("sensitivity from a run's own trials ranks the inputs and says which way they push") {
  const auto plan = small_plan(three, "  y: 3 * a - b\n", "  i: {value: y}\n", at_least("t", "i", "1"),
                               "sampling: {trials: 16384}\n");
  const auto sample = analysis::keep_sample(plan, 0, {}, 2, {});
  CHECK(sample.trials == 16384);
  const auto found = analysis::sensitivity(plan, 0, sample, 10, 2);
  const auto& question = found.questions.back();
  REQUIRE(question.factors.size() == 3);
  CHECK(question.factors[0].label == "a");
  CHECK(question.factors[1].label == "b");
  const auto& a = question.factors[0];
  const auto& b = question.factors[1];
  CHECK(std::fabs(a.of_value.first_order.value - 9.0 / 13) < 4 * a.of_value.first_order.error);
  CHECK(std::fabs(b.of_value.first_order.value - 4.0 / 13) < 4 * b.of_value.first_order.error);
  CHECK(a.tornado.difference.low > 0);
  CHECK(b.tornado.difference.high < 0);
  CHECK(question.factors[2].of_value.delta.value < 2 * question.dummy_of_value.delta + 0.01);
}
