// `optimise`: plans of spending, each against the one as stated.
#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/optimise.hpp"
#include "small_plan.hpp"

using namespace leontide;
using namespace leontide::test;

namespace {

std::string levers(const std::string& a, const std::string& b) {
  return "drivers:\n  z: {distribution: normal, mean: 0, sd: 1}\n"
         "levers:\n  a: {start: 2025, strength: {process: constant, value: " +
         a + "}}\n" + "  b: {start: 2025, strength: {process: constant, value: " + b + "}}\n";
}

std::string budget(const std::string& costs) {
  return "levers: [a, b]\nbudget: {total: 10, levers: {" + costs + "}}\n";
}

const std::string even = "a: {cost: 5, at_most: 10}, b: {cost: 5, at_most: 10}";

std::optional<analysis::Optimum> spent(analysis::Prepared plan, Diagnostics& diagnostics,
                                       const std::string& target = "t") {
  std::vector<analysis::Prepared> scenarios;
  scenarios.push_back(std::move(plan));
  analysis::OptimiseOptions options;
  options.target = target;
  options.trials = 8192;
  options.threads = 2;
  return analysis::optimise(scenarios, options, {}, diagnostics);
}

}  // namespace

// Strengths g sqrt(s / c): the best spending is in the ratio of g^2 / c, here 0.64 : 0.16 = 4 : 1 of 10.
TEST_CASE("a budget goes where its marginal gains are equal") {
  Diagnostics diagnostics;
  const auto best = spent(small_plan(levers("0.8", "0.4"), "  y: z + lever(a) + lever(b)\n",
                                     "  i: {value: y}\n", at_least("t", "i", "0.5"), budget(even)),
                          diagnostics);
  REQUIRE(best);
  const auto& plan = best->plans.front();
  CHECK(plan.spent[0] + plan.spent[1] + plan.left_over == Approx(10));
  CHECK(plan.spent[0] == Approx(8).margin(1.2));
  const double exact = 1 - normal_share(0.5 - std::sqrt(2 * (0.64 + 0.16)));
  const double stated = 1 - normal_share(0.5 - 1.2);
  CHECK(plan.worth[0] == Approx(exact).margin(0.01));
  CHECK(plan.most_regret < 0.005);
  CHECK(best->has_gain);
  CHECK_FALSE(plan.is_stated);
  CHECK(plan.gain[0].low > 0);
  CHECK(plan.gain[0].value == Approx(exact - stated).margin(0.005));
}

// Levers alike: half of the budget each, as the scenario states, is the best there is.
TEST_CASE("where nothing is better than what is stated, that is the answer") {
  Diagnostics diagnostics;
  const auto best = spent(small_plan(levers("0.6", "0.6"), "  y: z + lever(a) + lever(b)\n",
                                     "  i: {value: y}\n", at_least("t", "i", "0.5"), budget(even)),
                          diagnostics);
  REQUIRE(best);
  CHECK_FALSE(best->has_gain);
  CHECK(best->plans.front().is_stated);
  CHECK(best->plans.front().spent == std::vector<double>{5, 5});
  CHECK(best->plans.front().gain[0].value == 0);
  for (const auto& plan : best->plans)
    CHECK(plan.gain[0].low <= 0);
}

TEST_CASE("money that changes nothing is left over") {
  Diagnostics diagnostics;
  const auto best = spent(
      small_plan(levers("0.6", "0.6"), "  y: z + lever(a)\n", "  i: {value: y}\n", at_least("t", "i", "0.5"),
                 budget("a: {cost: 2, at_most: 5}, b: {cost: 5, at_most: 10}")),
      diagnostics);
  REQUIRE(best);
  const auto& plan = best->plans.front();
  CHECK(best->has_gain);
  CHECK(plan.spent[0] == Approx(5).margin(0.1));
  CHECK(plan.spent[1] == 0);
  CHECK(plan.left_over == Approx(5).margin(0.1));
}

TEST_CASE("an objective that is next to never met is refused with what to ask instead") {
  const auto few = [] {
    return small_plan(levers("0.6", "0.6"), "  y: z + lever(a) + lever(b)\n", "  i: {value: y}\n",
                      at_least("t", "i", "5") + at_least("u", "i", "1"), budget(even));
  };
  Diagnostics diagnostics;
  CHECK_FALSE(spent(few(), diagnostics));
  CHECK(diagnostics.text().find("too few to tell spending plans apart") != std::string::npos);
  CHECK(diagnostics.text().find("for one target: u") != std::string::npos);
  Diagnostics none;
  CHECK(spent(few(), none, "mean-met"));
}

TEST_CASE("plans have no worth where no trial completes") {
  Diagnostics diagnostics;
  const auto best =
      spent(small_plan(levers("0.6", "0.6"), "  y: z + lever(a) + lever(b) + log(0 - 1 - z^2)\n",
                       "  i: {value: y}\n", at_least("t", "i", "0.5"), budget(even)),
            diagnostics);
  REQUIRE(best);
  CHECK(best->none_completed);
  CHECK(std::isnan(best->plans.front().worth[0]));
}

// One lever helps and the other harms: all of the money goes to the first.
TEST_CASE("no money that would help is left over") {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    Diagnostics diagnostics;
    const auto best = spent(small_plan(levers("1", "1"), "  y: z + lever(b) - lever(a)\n",
                                       "  i: {value: y}\n", at_least("t", "i", "1"),
                                       budget("a: {cost: 5, at_most: 10}, b: {cost: 5, at_most: 10}") +
                                           "sampling: {seed: " + std::to_string(seed) + "}\n"),
                            diagnostics);
    REQUIRE(best);
    CHECK(best->plans.front().spent[1] == Approx(10));
    CHECK(best->plans.front().left_over < 0.001);
  }
}
