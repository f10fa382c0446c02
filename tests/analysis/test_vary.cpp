// What is set in memory: the same as a file that states it, with no file at hand.
#include <catch2/catch.hpp>

#include "simulation/simulate.hpp"
#include "small_plan.hpp"

using namespace leontide;
using namespace leontide::test;

namespace {

const std::string inputs = "parameters: {p: 1}\ndrivers:\n  z: {distribution: normal, mean: 0, sd: 1}\n";
const std::string variables = "  y:\n    start: p\n    equation: lag(y) + z\n";

scenario::Draft draft_of(const std::string& scenario_text = "") {
  return small_draft(
      inputs, variables, "  i: {value: y}\n", at_least("t", "i", "1"),
      "sampling: {trials: 6400}\nreadings: [{name: one}, {name: two, set: {parameters.p: 2}}]\n" +
          scenario_text);
}

scenario::Override number(const std::string& path, const std::string& value) {
  scenario::Override override{path, {}, {}};
  override.value.kind = yaml::Node::Kind::scalar;
  override.value.text = value;
  override.value.place = {"a test", 0, 0, 0};
  return override;
}

std::uint64_t hits(const analysis::Prepared& prepared, std::size_t reading) {
  simulation::SimulateOptions options;
  options.sampling = prepared.scenario.sampling;
  return simulation::simulate(prepared.runs[reading], options, {}).chance(0).hits;
}

}  // namespace

TEST_CASE("numbers set in memory give the run that a scenario with those numbers gives") {
  const scenario::Draft draft = draft_of();
  const scenario::Draft stated = draft_of("set: {drivers.z.mean: 0.4}\n");
  Diagnostics diagnostics;
  const auto base = analysis::prepare_scenario(draft, {}, diagnostics);
  REQUIRE(base);
  const auto varied = analysis::vary(*base, draft, {number("drivers.z.mean", "0.4")}, diagnostics);
  const auto expected = analysis::prepare_scenario(stated, {}, diagnostics);
  INFO(diagnostics.text());
  REQUIRE(varied);
  REQUIRE(expected);
  for (const std::size_t reading : {std::size_t{0}, std::size_t{1}}) {
    CHECK(hits(*varied, reading) == hits(*expected, reading));
    CHECK(hits(*varied, reading) != hits(*base, reading));
    CHECK(varied->runs[reading].structure == base->runs[reading].structure);
  }
  // What an analysis sets comes last: it wins over a reading too.
  const auto both = analysis::vary(*base, draft, {number("parameters.p", "2")}, diagnostics);
  REQUIRE(both);
  CHECK(hits(*both, 0) == hits(*base, 1));
  CHECK(both->scenario.digest != base->scenario.digest);
}

TEST_CASE("a value that changes the structure gets a program of its own") {
  const scenario::Draft draft = draft_of();
  Diagnostics diagnostics;
  const auto base = analysis::prepare_scenario(draft, {}, diagnostics);
  const auto longer = analysis::vary(*base, draft, {number("time.end", "2030")}, diagnostics);
  REQUIRE(longer);
  CHECK(longer->runs[0].structure != base->runs[0].structure);
  CHECK(longer->runs[0].program.steps == 7);
  CHECK(base->runs[0].program.steps == 3);
}

TEST_CASE("what does not fit is reported, and a file that was not read is not looked for") {
  const scenario::Draft draft = draft_of();
  const auto said = [&](const scenario::Override& override) {
    Diagnostics diagnostics;
    CHECK_FALSE(analysis::prepare_scenario(draft, {override}, diagnostics));
    return diagnostics.text();
  };
  CHECK_THAT(said(number("drivers.y.mean", "1")), Catch::Contains("the model has no \"y\""));
  CHECK_THAT(said(number("drivers.z.sd", "-1")), Catch::Contains("a test: error: driver \"z\": sd is -1"));
}
