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
