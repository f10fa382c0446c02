#include <catch2/catch.hpp>

#include "support/model_text.hpp"

using leontide::test::faults_of;
using leontide::test::two_sector_model;

namespace {

const std::string data =
    "parameters:\n"
    "  x0: {over: [sector], values: {a: 10, b: 20}, unit: 1e8 CNY, prices: constant}\n"
    "  people: {value: 5, unit: person}\n"
    "  nominal: {value: 7, unit: 1e8 CNY, prices: current}\n"
    "  share: {value: 40, unit: percent}\n";

std::string model(const std::string& variables,
                  const std::string& indicator = "i: {value: sum(v), unit: 1e8 CNY, prices: constant}") {
  return two_sector_model(data + "variables:\n" + variables + "indicators:\n  " + indicator + "\n");
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a sound model has no fault") {
  CHECK(faults_of(model("  v[sector]: x0 * share\n")).empty());
}

TEST_CASE("a misspelt name is offered the nearest one, with its place") {
  const std::string text = faults_of(model("  v[sector]: xo * 2\n"));
  CHECK(has(text, "m.yaml:14:14: error: nothing is called \"xo\""));
  CHECK(has(text, "did you mean \"x0\"?"));
}

TEST_CASE("shapes that do not fit name both operands and their shapes") {
  const std::string text = faults_of(model("  v[sector]: x0 + x0[first]\n"));
  CHECK(has(text, "\"x0\" runs over [sector] and \"x0[first]\" over [first]"));
}

TEST_CASE("units that do not fit are refused, scales are converted") {
  CHECK(has(faults_of(model("  v[sector]: x0 + people\n")),
            "\"+\" needs equal units, but has 1e8 CNY and person"));
  CHECK(has(faults_of(model("  v[sector]: x0 * exp(people)\n")), "exp takes a number without unit"));
}

TEST_CASE("constant and current prices never mix without a deflator") {
  CHECK(has(faults_of(model("  v[sector]: x0 + nominal\n")), "mixes constant and current prices"));
  CHECK(has(faults_of(model("  v[sector]: at_constant(x0, 1.1)\n")),
            "at_constant takes a value at current prices"));
  CHECK(faults_of(model("  v[sector]: x0 + at_constant(nominal, 1.1)\n")).empty());
}

TEST_CASE("an undeclared cycle is named by its path") {
  const std::string text =
      faults_of(model("  v[sector]:\n    start: x0\n    equation: w\n  w[sector]: u\n  u[sector]: v\n"));
  CHECK(has(text, "v → w → u → v"));
}

TEST_CASE("a lag needs a value in the base year") {
  CHECK(has(faults_of(model("  v[sector]: lag(v) * 1.02\n")), "needs a value in the base year"));
  CHECK(has(faults_of(model("  v[sector]:\n    start: lag(x0)\n    equation: x0\n")),
            "has no meaning in the base year"));
}

TEST_CASE("all faults are told at once") {
  const std::string text =
      faults_of(model("  v[sector]: xo\n  w: nominal + people\n  u: sum(x0, by = nowhere)\n"));
  CHECK(has(text, "\"xo\""));
  CHECK(has(text, "needs equal units"));
  CHECK(has(text, "there is no set \"nowhere\""));
}

TEST_CASE("money without a price basis is refused") {
  CHECK(has(faults_of(model("  v[sector]: x0\n", "i: {value: sum(v), unit: 1e8 CNY}")),
            "price basis is not stated"));
}

TEST_CASE("YAML that is easily misread is refused at its place") {
  CHECK(has(faults_of(model("  v[sector]: x0\n  v[sector]: x0\n")), "the key \"v[sector]\" stands twice"));
  CHECK(has(faults_of(model("  v[sector]: &x x0\n  w: *x\n")), "aliases are not allowed"));
  CHECK(has(faults_of(model("  v[sector]: !!str x0\n")), "is not allowed"));
  CHECK(has(faults_of(model("  v[sector]: x0\n") + "---\na: 1\n"), "more than one document"));
  CHECK(has(faults_of(model("  v[sector]: {start: max(x0, 1), equation: x0}\n")), "\"(\" is never closed"));
  CHECK(has(faults_of("leontide: model/1\n a: [\n"), "this is not YAML"));
}

TEST_CASE("a matrix is no vector, and a function takes what its signature says") {
  const std::string matrix = two_sector_model(
      "data:\n  A: {over: [sector, sector], file: none.csv}\nvariables:\n  v: A + 1\nindicators:\n  i: "
      "{value: v}\n");
  CHECK(has(faults_of(matrix), "cannot be read"));
  CHECK(has(faults_of(model("  v[sector]: min(x0)\n")), "min takes 2 arguments, not 1"));
  CHECK(has(faults_of(model("  v[sector]: smu(x0)\n")), "did you mean \"sum\"?"));
  CHECK(has(faults_of(model("  v[sector]: sum(x0, over = first)\n")), "sum takes no argument \"over\""));
}

TEST_CASE("numbers of the random inputs are checked at their place") {
  const std::string base = "variables:\n  v: d\nindicators:\n  i: {value: v}\n";
  CHECK(has(faults_of(two_sector_model("drivers:\n  d: {distribution: normal, mean: 0, sd: -0.1}\n" + base)),
            "sd is -0.1"));
  CHECK(has(faults_of(two_sector_model("drivers:\n  d: {distribution: nromal, mean: 0, sd: 1}\n" + base)),
            "did you mean \"normal\"?"));
  CHECK(has(faults_of(two_sector_model("drivers:\n  d: {distribution: normal, mean: 0}\n" + base)),
            "needs the key \"sd\""));
}

TEST_CASE("the parts of a mixture are read like any distribution, and refused with reason") {
  const auto faults = [](const std::string& law) {
    return faults_of(two_sector_model("drivers:\n  d: {distribution: " + law +
                                      "}\nvariables:\n  v: d\nindicators:\n  i: {value: v}\n"));
  };
  const std::string normal = "{distribution: normal, mean: 0, sd: 1}";
  CHECK(faults("mixture, weights: [0.75, 0.25], parts: [" + normal +
               ", {distribution: weibull, shape: 2, scale: 1}]")
            .empty());
  CHECK(has(faults("mixture, weights: [3, 1], parts: [" + normal + ", " + normal + "]"),
            "weights sum to 4, but must sum to 1"));
  CHECK(
      has(faults("discrete, values: [1, 2], chances: [0.5, 0.4]"), "chances sum to 0.9, but must sum to 1"));
  CHECK(faults("discrete, values: [1, 2], chances: [0.5, 0.5000009]").empty());
  CHECK(faults("negative-binomial, successes: 2.5, chance: 0.4").empty());
  CHECK(has(faults("binomial, trials: 2.5, chance: 0.4"), "trials is 2.5, but must be a whole number"));
  CHECK(has(faults("mixture, weights: [1], parts: [{distribution: poisson, mean: 2}]"),
            "part 1 (poisson) is not continuous"));
  CHECK(has(faults("mixture, weights: [1, 2], parts: [" + normal + "]"),
            "weights has 2 numbers, but parts has 1"));
  CHECK(has(faults("mixture, weights: [1], parts: [{distribution: normal, mean: 2, sb: 1}]"), "\"sb\""));
  CHECK(has(faults("mixture, weights: [1], parts: 7"), "parts is a list of distributions"));
  CHECK(has(faults("mixture, weights: [1]"), "needs the key \"parts\""));
}
