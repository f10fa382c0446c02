#include <catch2/catch.hpp>

#include "support/model_text.hpp"

using namespace leontide;
using test::Folder;

namespace {

const std::string head =
    "leontide: model/1\nname: small\ntime: {base: 2024, end: 2027}\nsets: {sector: {codes: [a, b]}}\n";
const std::string tail = "variables:\n  v: x\nindicators:\n  i: {value: v}\n";

const std::string drivers =
    "drivers:\n"
    "  x: {distribution: normal, mean: 0, sd: 1, draw: step}\n"
    "  y: {process: ar, mean: 0.04, sd: 0.01, phi: [0.5, 0.2], start: [0.05, 0.06]}\n"
    "  z: {process: random-walk, start: 0, sd: 1}\n"
    "  n: {distribution: poisson, mean: 3, draw: step}\n";

std::string model(const std::string& sections) {
  return head + sections + tail;
}

/// The drivers and copulas of a model without faults.
std::optional<scenario::Scenario> read(const Folder& folder, const std::string& text) {
  folder.write("h.csv", "year,a,b\n2020,0.1,1\n2021,0.2,2\n2022,0.3,3\n");
  Diagnostics diagnostics;
  auto read = scenario::read_scenario(folder.write("m.yaml", text), {}, diagnostics);
  INFO(diagnostics.text());
  REQUIRE(read);
  return read;
}

std::string faults(const std::string& text) {
  const Folder folder;
  folder.write("h.csv", "year,a,b\n2020,0.1,1\n2021,0.2,2\n2022,0.3,3\n");
  Diagnostics diagnostics;
  scenario::read_scenario(folder.write("m.yaml", text), {}, diagnostics);
  return diagnostics.text();
}

bool has(const std::string& text, const std::string& part) {
  INFO(text);
  CHECK(text.find(part) != std::string::npos);
  return true;
}

}  // namespace

TEST_CASE("a model states student and vine copulas and serial pairs") {
  const Folder folder;
  const auto scenario =
      read(folder,
           model(drivers +
                 "  s: {distribution: uniform, low: 0, high: 1, draw: step,\n"
                 "      serial: {family: frank, tau: -0.2}}\n"
                 "  p: {distribution: normal, mean: 0, sd: 1}\n"
                 "  q: {distribution: normal, mean: 0, sd: 1}\n"
                 "  r: {distribution: normal, mean: 0, sd: 1}\n"
                 "dependence:\n"
                 "  - {copula: student, df: 4, drivers: [x, y, n], correlation: 0.3, discrete: by-uniform}\n"
                 "  - copula: vine\n"
                 "    structure: c\n"
                 "    drivers: [p, q, r]\n"
                 "    pairs:\n"
                 "      - [{family: clayton, parameter: 2, rotation: 180}, {family: gumbel, tau: 0.3}]\n"
                 "      - [{family: student, parameter: 0.1, df: 5}]\n"));
  const auto& reading = scenario->readings[0];
  REQUIRE(reading.copulas.size() == 2);
  const random::Copula& student = reading.copulas[0];
  CHECK(student.kind == random::Copula::Kind::student);
  CHECK(student.df == 4);
  CHECK(student.discrete_by_uniform);
  CHECK(student.correlation.size() == 9);
  const random::Copula& vine = reading.copulas[1];
  CHECK(vine.structure == random::Copula::Structure::canonical);
  REQUIRE(vine.pairs.size() == 2);
  CHECK(vine.pairs[0][0] == random::PairLaw{random::Family::clayton, 2.0, {}, 0, 180});
  CHECK(vine.pairs[0][1] == random::PairLaw{random::Family::gumbel, {}, 0.3, 0, 0});
  CHECK(vine.pairs[1][0] == random::PairLaw{random::Family::student, 0.1, {}, 5, 0});
  CHECK(std::get<random::Ar>(reading.drivers[1].laws[0]) == random::Ar{0.04, 0.01, {0.5, 0.2}, {0.05, 0.06}});
}

TEST_CASE("a bootstrap takes the last column, the named one, or that of each code") {
  const Folder folder;
  const auto scenario =
      read(folder, model("drivers:\n"
                         "  x: {process: bootstrap, file: h.csv, block: 3}\n"
                         "  y: {process: bootstrap, file: h.csv, column: a, block: 3}\n"
                         "  z: {process: bootstrap, over: [sector], file: h.csv, block: 2}\n"
                         "  w: {distribution: dirichlet, over: [sector], alpha: {a: 1, b: 3}}\n"));
  const auto& made = scenario->readings[0].drivers;
  CHECK(made[0].laws == std::vector<random::Law>{random::Bootstrap{{1, 2, 3}, 3}});
  CHECK(made[1].laws == std::vector<random::Law>{random::Bootstrap{{0.1, 0.2, 0.3}, 3}});
  CHECK(made[2].laws ==
        std::vector<random::Law>{random::Bootstrap{{0.1, 0.2, 0.3}, 2}, random::Bootstrap{{1, 2, 3}, 2}});
  CHECK(made[3].laws == std::vector<random::Law>{random::Dirichlet{1}, random::Dirichlet{3}});
}

TEST_CASE("what does not fit a dependence is said at its place") {
  const auto copula = [](const std::string& item) {
    return faults(model(drivers + "dependence:\n  - " + item + "\n"));
  };
  has(copula("{copula: studnt, drivers: [x, z], correlation: 0.3}"),
      "m.yaml:11:14: error: Value \"studnt\" for copula is not one");
  has(copula("{copula: student, drivers: [x, z], correlation: 0.3}"), "needs the key \"df\"");
  has(copula("{copula: gaussian, drivers: [x, z], correlation: 0.3, df: 4}"), "m.yaml:11:59");
  has(copula("{copula: student, drivers: [x, z], correlation: 0.3, df: 0.1}"),
      "m.yaml:11:62: error: df is 0.1, but must be from 0.5 to 1000000");
  has(copula("{copula: gaussian, drivers: [x, n], correlation: 0.3}"), "n follows a poisson");
  has(copula("{copula: gaussian, drivers: [x, n], correlation: 0.3}"), "`discrete: by-uniform`");
  has(copula("{copula: vine, structure: d, drivers: [x, z], pairs: [[{family: gumbl, tau: 0.3}]]}"),
      "did you mean \"gumbel\"?");
  has(copula("{copula: vine, structure: d, drivers: [x, z], pairs: [[{family: gumbel, tau: -0.3}]]}"),
      "m.yaml:11:82: error: tree 1, pair 1: tau is -0.3");
  has(copula("{copula: vine, structure: d, drivers: [x, z], pairs: {family: gumbel, tau: 0.3}}"),
      "pairs is a list of trees");
  has(copula("{copula: vine, structure: e, drivers: [x, z], pairs: [[{family: gumbel, tau: 0.3}]]}"),
      "Value \"e\" for structure is not one of c, d");
  has(faults(model("drivers:\n  x: {distribution: dirichlet, alpha: 2}\n")), "add `over:`");
  has(faults(model("drivers:\n  x: {process: ar, mean: 0, sd: 1, phi: [0.1, 0.2], start: [1, 2, 3]}\n")),
      "m.yaml:6:60: error: driver \"x\": start has 3 numbers, but phi has 2");
  has(faults(
          model("drivers:\n  x: {process: bootstrap, over: [sector], file: h.csv, column: a, block: 2}\n")),
      "leave `column:` out");
  has(faults(model("drivers:\n  x: {process: bootstrap, file: h.csv, column: c, block: 2}\n")),
      "the file has no column \"c\"");
  has(faults(model(
          "drivers:\n  x: {distribution: normal, mean: 0, sd: 1, serial: {family: clayton, tau: 0.2}}\n")),
      "add `draw: step`");
  has(faults(
          model("drivers:\n  x: {process: ar1, mean: 0, sd: 1, phi: 0, start: 0, serial: {family: clayton, "
                "parameter: 200}}\n")),
      "m.yaml:6:92: error: driver \"x\": parameter is 200");
  has(faults(head +
             "drivers:\n  x: {distribution: normal, mean: 0, sd: 1}\nlevers:\n"
             "  l: {start: 2025, strength: {distribution: empirical, file: h.csv}}\n" +
             tail),
      "cannot come from a file");
}
