#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/attribution.hpp"
#include "analysis/compare.hpp"
#include "small_plan.hpp"

using namespace leontide;
using namespace leontide::test;

namespace {

const std::string noise =
    "drivers:\n  z: {distribution: normal, mean: 0, sd: 1}\nparameters:\n  shift: {value: 0}\n";

std::vector<analysis::Prepared> two(const std::string& sampling) {
  std::vector<analysis::Prepared> scenarios;
  for (const char* shift : {"0", "0.3"}) {
    scenarios.push_back(
        small_plan(noise, "  y: z + shift\n", "  i: {value: y}\n", at_least("t", "i", "0"),
                   "set: {parameters.shift: " + std::string(shift) + "}\nsampling: " + sampling + "\n"));
  }
  return scenarios;
}

analysis::PairedAnswer answer_of(const std::vector<analysis::Prepared>& scenarios, const std::string& id,
                                 std::size_t threads = 2) {
  Diagnostics diagnostics;
  const auto compared = analysis::compare(scenarios, threads, {}, diagnostics);
  REQUIRE(compared.size() == 1);
  for (const auto& answer : compared[0].answers[0]) {
    if (answer.question.id == id) return answer;
  }
  FAIL("no such question");
  return {};
}

}  // namespace

TEST_CASE("compare says beforehand what memory its trials need") {
  auto scenarios = two("{trials: 64}");
  for (auto& prepared : scenarios)
    prepared.scenario.sampling.trials = std::uint64_t{1} << 50U;
  Diagnostics diagnostics;
  CHECK_THROWS_WITH(analysis::compare(scenarios, 2, {}, diagnostics), Catch::Contains("MiB of memory"));
}

// y = z and y = z + 0.3 on the same z: the second alone meets for z in [-0.3, 0), none the other way round.
TEST_CASE("scenarios on common draws differ by exactly what was changed") {
  const auto answer = answer_of(two("{trials: 200000}"), "t");
  const double gained = normal_share(0.3) - 0.5;
  CHECK(answer.cells.only_first == 0);
  CHECK(answer.difference.value == Approx(gained).margin(4 * std::sqrt(gained / 200'000)));
  CHECK(answer.difference.low < gained);
  CHECK(answer.difference.high > gained);
  CHECK(answer.cells.draws() == 200'000);
  CHECK(answer.value_difference.mean == Approx(0.3).epsilon(1e-12));
  CHECK(answer.value_difference.sd() < 1e-12);
  for (const double change : answer.quantile_differences)
    CHECK(change == Approx(0.3).margin(0.01));
  CHECK(answer.test.mid_p < 1e-12);
  CHECK(answer.variance_saved > 3);
}

TEST_CASE("a comparison has the same bits for any number of threads, and an interval by its sampling") {
  for (const std::string sampling :
       {"{trials: 20000}", "{trials: 16384, method: sobol}", "{trials: 16384, method: antithetic}",
        "{trials: 16384, method: latin-hypercube}"}) {
    const auto scenarios = two(sampling);
    const auto one = answer_of(scenarios, "t", 1);
    const auto seven = answer_of(scenarios, "t", 7);
    CHECK(one.cells == seven.cells);
    CHECK(one.difference.low == seven.difference.low);
    CHECK(one.value_difference.mean == seven.value_difference.mean);
    const double gained = normal_share(0.3) - 0.5;
    CHECK(one.difference.low < gained + 0.003);
    CHECK(one.difference.high > gained - 0.003);
  }
}

TEST_CASE("scenarios without a common target are refused") {
  auto scenarios = two("{trials: 100}");
  auto other = small_plan(noise, "  y: z\n", "  i: {value: y}\n", at_least("u", "i", "0"));
  scenarios[1] = std::move(other);
  Diagnostics diagnostics;
  const auto compared = analysis::compare(scenarios, 1, {}, diagnostics);
  // The joint question is common to all plans, so that they can still be compared as a whole.
  CHECK(compared.size() == 1);
  CHECK(compared[0].answers[0].size() == 1);
}

// In a sum every lever adds its own strength whatever came before it.
TEST_CASE("Shapley's split of a sum gives each lever its strength") {
  const std::string levers = noise +
                             "levers:\n  a: {start: 2025, strength: {distribution: constant, value: 0.2}}\n"
                             "  b: {start: 2025, strength: {distribution: constant, value: 0.5}}\n"
                             "  c: {start: 2025, strength: {distribution: uniform, low: 0, high: 0.2}}\n";
  std::string text = levers;
  for (std::size_t at = text.find("distribution: constant"); at != std::string::npos;
       at = text.find("distribution: constant"))
    text.replace(at, 22, "process: constant");
  const auto plan = small_plan(text, "  y: z + lever(a) + lever(b) + lever(c)\n", "  i: {value: y}\n",
                               at_least("t", "i", "0"), "levers: [a, b, c]\n");
  analysis::AttributionOptions options;
  options.trials = 4096;
  const auto split = analysis::attribute(plan, 0, options, {});
  REQUIRE(split.need.is_exact);
  REQUIRE(split.levers == std::vector<std::string>{"a", "b", "c"});
  for (const auto& question : split.questions) {
    double sum = 0;
    for (const auto& share : question.chance)
      sum += share.value;
    CHECK(sum == Approx(question.with_all - question.without).margin(1e-12));
    if (question.question.id != "t") continue;
    CHECK(question.value[0].value == Approx(0.2).epsilon(1e-12));
    CHECK(question.value[1].value == Approx(0.5).epsilon(1e-12));
    CHECK(question.value[2].value == Approx(0.1).margin(4 * question.value[2].error + 1e-12));
    CHECK(question.with_all - question.without == Approx(normal_share(0.8) - 0.5).margin(0.03));
    CHECK(question.alone[1] == Approx(normal_share(0.5) - 0.5).margin(0.03));
  }
}
