// What is said of a model before any trial: what nothing reads, what is not finite, how its base year stands.
#include <catch2/catch.hpp>

#include "analysis/model_check.hpp"
#include "small_plan.hpp"

using namespace leontide;
using Catch::Contains;

namespace {

/// What check_model says of a model of scalars; `scenario_text` goes into the scenario.
std::string said(const std::string& inputs, const std::string& variables,
                 const std::string& scenario_text = "") {
  const auto plan =
      test::small_plan(inputs, variables, "  i: {value: y}\n", test::at_least("t", "i", "0"), scenario_text);
  Diagnostics diagnostics;
  analysis::check_model(plan, diagnostics);
  return diagnostics.text();
}

const std::string normal = "drivers:\n  z: {distribution: normal, mean: 0, sd: 1}\n";
const std::string uniform = "{distribution: uniform, low: 0, high: 1}";

}  // namespace

TEST_CASE("a model of which everything is read and finite is passed without a word") {
  CHECK(said(normal, "  y: exp(z)\n").empty());
}

TEST_CASE("what nothing reads is named") {
  const std::string inputs = "parameters: {p: 1, q: 2}\n" + normal + "  w: " + uniform +
                             "\nlevers:\n  on: {start: 2025, strength: " + uniform +
                             "}\n  off: {start: 2025, strength: " + uniform +
                             "}\nevents:\n  e: {chance: 0.1, size: " + uniform + "}\n";
  const std::string text = said(inputs, "  y: z + q\n", "levers: [on]\n");
  CHECK_THAT(text, Contains("m.yaml:4:14: warning: no equation reads the parameter \"p\"") &&
                       Contains("no equation reads the driver \"w\"") &&
                       Contains("no equation reads the event \"e\"") &&
                       Contains("no equation reads the lever \"on\""));
  CHECK_THAT(text, !Contains("\"q\"") && !Contains("\"z\"") && !Contains("lever \"off\""));
}

TEST_CASE("a lever that is on and starts after the horizon is named") {
  const std::string inputs = normal + "levers:\n  late: {start: 2030, strength: " + uniform + "}\n";
  CHECK_THAT(said(inputs, "  y: z + lever(late)\n", "levers: [late]\n"),
             Contains("the lever \"late\" is on and starts in 2030, after the horizon 2026"));
  CHECK(said(inputs, "  y: z + lever(late)\n").empty());
}

TEST_CASE("what is not finite at the centre is a warning with variable, member and year") {
  // z is 0 at its centre: its logarithm has no value in the base year already.
  const std::string text = said(normal, "  y: x + 1\n  x: log(z)\n");
  CHECK_THAT(text, Contains("m.yaml:8:3: warning: \"x\" is not a number in 2024 [not-finite]"));
  CHECK_THAT(text, !Contains("\"y\""));
  const std::string later = said(normal, "  y:\n    start: 1\n    equation: log(lag(y) - 1 + 0 * z)\n");
  CHECK_THAT(later, Contains("warning: \"y\" is not a number in 2025"));
}

TEST_CASE("what is not finite though nothing drawn enters it is an error") {
  const std::string text = said(
      "sets: {s: {codes: [a, b]}}\n"
      "parameters:\n  p: {over: [s], values: {a: 1, b: -1}}\n" +
          normal,
      "  x[s]: sqrt(p)\n  y: sum(x) + z\n");
  CHECK_THAT(text, Contains("error: \"x\" of member \"b\" is not a number in 2024 [not-finite]") &&
                       Contains("in every trial"));
  CHECK_THAT(text, !Contains("\"y\""));
}

TEST_CASE("a check that does not hold at the centre is named with its year") {
  const auto plan = [](const std::string& check) {
    return said(normal + "checks:\n  held: {value: \"" + check + "\", within: 0.5}\n", "  y: z\n");
  };
  CHECK(plan("y").empty());
  CHECK_THAT(plan("y + year - 2024"), Contains("warning: the check \"held\" does not hold in 2025"));
  CHECK_THAT(plan("year - 2023"), Contains("error: the check \"held\" does not hold in 2024"));
}
