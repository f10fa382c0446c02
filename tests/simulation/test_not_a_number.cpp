#include <catch2/catch.hpp>

#include "simulation/simulate.hpp"
#include "support/prepared_text.hpp"

using namespace leontide;

namespace {

/// How many of 64 trials fail where `bad` has no value in any of them and `some` in about half.
std::uint64_t failed(const std::string& expression) {
  const auto small = test::prepare_text(
      "time: {base: 2024, end: 2025}\ndrivers:\n  u: {distribution: uniform, low: 0, high: 1}\n"
      "variables:\n  bad: log(u - 2)\n  some: sqrt(u - 0.5)\n  v: " +
          expression + "\nindicators:\n  i: {value: v}\n",
      "  - {id: t, title: T, status: modelled, indicator: i, at_least: 0, year: 2025}\n");
  simulation::SimulateOptions options;
  options.sampling.trials = 64;
  return simulation::simulate(small.run, options, {}).failures.not_finite;
}

}  // namespace

TEST_CASE("what is not a number travels through every operation") {
  for (const char* expression : {"max(0, bad)",
                                 "max(bad, 0)",
                                 "min(0, bad)",
                                 "min(bad, 0)",
                                 "clamp(bad, 0, 1)",
                                 "clamp(0.5, bad, 1)",
                                 "clamp(0.5, 0, bad)",
                                 "where(bad, 1, 2)",
                                 "where(bad > 0, 1, 2)",
                                 "bad < 1",
                                 "1 < bad",
                                 "bad <= 1",
                                 "1 <= bad",
                                 "bad > 1",
                                 "1 > bad",
                                 "bad >= 1",
                                 "1 >= bad",
                                 "bad == 1",
                                 "1 == bad",
                                 "bad != 1",
                                 "1 != bad",
                                 "bad == bad",
                                 "bad ^ 0",
                                 "1 ^ bad",
                                 "bad ^ 1",
                                 "bad ^ 2",
                                 "abs(bad)",
                                 "bad * 0",
                                 "0 * bad",
                                 "-bad",
                                 "exp(bad)",
                                 "max(0, min(bad, 1))",
                                 "where(1 < 2, max(bad, 0), 3)"}) {
    INFO(expression);
    CHECK(failed(expression) == 64);
  }
}

TEST_CASE("a trial fails the same whichever side of a bound has no value") {
  const std::uint64_t one = failed("max(0, some)"), other = failed("max(some, 0)");
  CHECK(one == other);
  CHECK(one > 10);
  CHECK(one < 54);
}

TEST_CASE("a choice that is not taken needs no value") {
  for (const char* expression : {"where(u > 2, bad, 1)", "where(u < 2, 1, bad)", "where(1 < 2, 1, bad)"}) {
    INFO(expression);
    CHECK(failed(expression) == 0);
  }
}
