#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <optional>

#include "simulation/run.hpp"
#include "simulation/simulate.hpp"
#include "support/model_text.hpp"

// The language from text to numbers: what an equation means, checked by hand.

using namespace leontide;

namespace {

const std::string head =
    "leontide: model/1\nname: small\ntime: {base: 2024, end: 2027}\nunits: {CNY: currency}\n"
    "sets:\n  sector: {file: sectors.csv}\n  first: {of: sector, codes: [a]}\n  service: {of: sector, where: "
    "{kind: service}}\n"
    "  kind: {of: sector, by: kind}\n"
    "data:\n  A: {file: A.csv, over: [sector, sector], requirements: regional}\n"
    "parameters:\n  x: {over: [sector], values: {a: 1, b: 2, c: 4}}\n  f: {over: [sector], values: {a: 600, "
    "b: 1500, c: 0}}\n"
    "  money: {value: 3, unit: 1e4 CNY, prices: constant}\n";

/// A run of one indicator over the four years.
std::optional<simulation::Run> run_of(const std::string& value, const std::string& more = "",
                                      const std::string& unit = "") {
  const test::Folder folder;
  folder.write("sectors.csv", "code,kind\na,good\nb,good\nc,service\n");
  folder.write("A.csv", "code,a,b,c\na,0.15,0.25,0\nb,0.20,0.05,0\nc,0,0,0\n");
  const bool has_variables = more.find("variables:") != std::string::npos;
  folder.write("m.yaml", head + more + (has_variables ? "" : "variables:\n  unused: 1\n") +
                             "indicators:\n  i: {value: \"" + value + "\"" + unit + "}\n");
  Diagnostics diagnostics;
  const auto scenario = scenario::read_scenario(folder.path() / "m.yaml", {}, diagnostics);
  INFO(diagnostics.text());
  REQUIRE(scenario);
  auto run = simulation::compile_run(*scenario, scenario->readings[0], diagnostics);
  INFO(diagnostics.text());
  REQUIRE(run);
  return run;
}

/// The centre path of the indicator.
std::vector<double> path(const std::string& value, const std::string& more = "",
                         const std::string& unit = "") {
  const auto run = run_of(value, more, unit);
  auto centre = simulation::simulate_centre(*run);
  REQUIRE(centre.size() == 4);
  return centre;
}

double last(const std::string& value, const std::string& more = "", const std::string& unit = "") {
  return path(value, more, unit)[3];
}

}  // namespace

TEST_CASE("arithmetic and elementary functions") {
  CHECK(last("1 + 2 * 3 ^ 2 / 6 - -1") == 5);
  CHECK(last("exp(log(7)) - sqrt(49)") == Approx(0).margin(1e-14));
  CHECK(last("min(3, 2) + max(3, 2) * abs(-1) + clamp(9, 0, 5)") == 10);
  CHECK(last("where(2 > 1, 10, 20) + (1 <= 1) + (1 != 1) + (2 == 2)") == 12);
  CHECK(last("2 ^ 0.5") == Approx(std::sqrt(2.0)).epsilon(1e-15));
}

TEST_CASE("sums, subsets and groups") {
  CHECK(last("sum(x)") == 7);
  CHECK(last("mean(x)") == Approx(7.0 / 3));
  CHECK(last("dot(x, x)") == 21);
  CHECK(last("sum(x[service]) + sum(x[first])") == 5);
  CHECK(last("sum(expand(x[service], sector) * x)") == 16);
  CHECK(last("dot(sum(x, by = kind), sum(x, by = kind))") == 25);
  CHECK(last("sum(spread(sum(x, by = kind), sector) * x)") == 3 * 1 + 3 * 2 + 4 * 4);
}

TEST_CASE("matrices: what is sold and what is bought") {
  CHECK(last("sum(multiply(A, x))") == Approx(0.15 + 0.5 + 0.2 + 0.1));
  CHECK(last("sum(multiply(transpose(A), x)[first])") == Approx(0.15 + 0.4));
  CHECK(last("sum(deliveries(A, x, row = x, column = x)[first])") ==
        Approx(1 * (0.15 * 1 * 1 + 0.25 * 2 * 2)));
  CHECK(last("sum(inputs(A, x)[first])") == Approx(0.35));
  CHECK(last("sum(inputs(A, x, row = x)[first])") == Approx(0.15 * 1 + 0.2 * 2));
  CHECK(last("sum(inputs(A, x, row = x, column = x)) - sum(deliveries(A, x, row = x, column = x))") ==
        Approx(0).margin(1e-14));
}

// A row of a product that every sum weighs with 0 need not be there; one that anything else reads must.
TEST_CASE("products are made of the rows that are read") {
  const std::string moving =
      "variables:\n  v[sector]:\n    start: x\n    equation: lag(v) * 2\n  sold[sector]: multiply(A, v)\n"
      "  kept[sector]: deliveries(A, v, row = v)\n  gone[sector]: multiply(A, v * v)\n";
  const auto weighed_products = [&](const std::string& value) {
    const auto run = run_of(value, moving);
    const auto& operations = run->program.later_years.operations;
    return std::count_if(operations.begin(), operations.end(), [](const kernel::Instruction& o) {
      return o.code == kernel::OpCode::matrix_vector && o.b.kind == kernel::Operand::Kind::constant;
    });
  };
  // v of 2027 is 8, 16, 32; what a and b sell is 5.2 and 2.4.
  CHECK(last("sum(sold * (x - 1))", moving) == Approx(2.4));
  CHECK(weighed_products("sum(sold * (x - 1))") == 1);
  CHECK(last("sum(-sold / v * (x - 1))", moving) == Approx(-2.4 / 16));
  CHECK(weighed_products("sum(-sold / v * (x - 1))") == 1);
  CHECK(last("sum(kept * (x - 1)) + sum(gone * (x - 2))", moving) ==
        Approx(2.4 * 16 - (0.15 * 64 + 0.25 * 256)));
  CHECK(weighed_products("sum(kept * (x - 1)) + sum(gone * (x - 2))") == 2);
  // With other weights, in a sum of all, or a year later: all rows.
  CHECK(last("sum(sold * (x - 1)) + sum(sold * (x - 2))", moving) == Approx(2.4 - 5.2));
  CHECK(weighed_products("sum(sold * (x - 1)) + sum(sold * (x - 2))") == 0);
  CHECK(last("sum(sold * (x - 1)) + sum(sold)", moving) == Approx(2.4 + 7.6));
  CHECK(weighed_products("sum(sold * (x - 1)) + sum(sold)") == 0);
  CHECK(last("sum(sold * (x - 1)) + sum(lag(sold))", moving) == Approx(2.4 + 3.8));
  CHECK(weighed_products("sum(sold * (x - 1)) + sum(lag(sold))") == 0);
  CHECK(last("sum(sold * lag(v))", moving) == Approx(5.2 * 4 + 2.4 * 8));
}

// Miller & Blair (2009), section 2.3.
TEST_CASE("leontief solves for output, with and without multipliers") {
  CHECK(last("sum(leontief(A, f)[first])") == Approx(1247.52).margin(0.01));
  CHECK(last("sum(leontief(A, f, row = 1, column = 1)[first])") == Approx(1247.52).margin(0.01));
  const std::string accounts =
      "variables:\n  r[sector]: 0.9 + 0.1 * x\n  out[sector]: leontief(A, f, row = r, column = 0.95)\n"
      "  gap[sector]: out - deliveries(A, out, row = r, column = 0.95) - f\n";
  CHECK(last("sum(abs(gap))", accounts) == Approx(0).margin(1e-6));
}

TEST_CASE("time: lags, growth, base, sums and mean growth") {
  const std::string grows = "variables:\n  v:\n    start: 100\n    equation: lag(v) * 1.1\n";
  CHECK(path("v", grows)[0] == 100);
  CHECK(last("v", grows) == Approx(133.1));
  CHECK(last("lag(v)", grows) == Approx(121));
  CHECK(last("growth(v)", grows) == Approx(0.1));
  CHECK(last("base(v)", grows) == 100);
  CHECK(last("cumulative(v)", grows) == Approx(110 + 121 + 133.1));
  CHECK(last("cagr(v, 2024, 2027)", grows) == Approx(0.1));
  CHECK(last("cagr(v * v, 2025, 2027)", grows) == Approx(0.21));
  CHECK(last("growth(v + 0 * sum(x))", grows) == Approx(0.1));
  CHECK(path("year") == std::vector<double>{2024, 2025, 2026, 2027});
  CHECK(path("step(2026)") == std::vector<double>{0, 0, 1, 1});
  CHECK(path("pulse(2026)") == std::vector<double>{0, 0, 1, 0});
  CHECK(path("ramp(2025, 2)") == std::vector<double>{0, 0.5, 1, 1});
}

TEST_CASE("two variables that swap their last values do so at once") {
  const std::string swap =
      "variables:\n  p:\n    start: 1\n    equation: lag(q)\n  q:\n    start: 2\n    equation: lag(p)\n";
  CHECK(path("p", swap) == std::vector<double>{1, 2, 1, 2});
  CHECK(path("q", swap) == std::vector<double>{2, 1, 2, 1});
}

// A value that is computed changes places with its state; others are copied.
TEST_CASE("lags of lags, shared values and a fixed year keep what they name") {
  const std::string chain =
      "variables:\n  v:\n    start: 1\n    equation: lag(v) * 3\n  w:\n    start: 0\n    equation: lag(v)\n"
      "  u:\n    start: 0\n    equation: lag(w)\n  same: v\n  z:\n    start: 5\n    equation: lag(same) + "
      "lag(v)\n";
  CHECK(path("v", chain) == std::vector<double>{1, 3, 9, 27});
  CHECK(path("w", chain) == std::vector<double>{0, 1, 3, 9});
  CHECK(path("u", chain) == std::vector<double>{0, 0, 1, 3});
  CHECK(path("z", chain) == std::vector<double>{5, 2, 6, 18});
  CHECK(path("v / base(v) + lag(v)", chain) == std::vector<double>{2, 4, 12, 36});
}

TEST_CASE("scales are converted exactly, and percent is a ratio") {
  CHECK(last("money", "", ", unit: 1e8 CNY, prices: constant") == 3e-4);
  CHECK(last("0.25", "", ", unit: percent") == 25);
  CHECK(last("at_current(money, 2)", "", ", unit: CNY, prices: current") == 60000);
}

TEST_CASE("a declared block is solved within the year") {
  // credit = 1 + investment / 2, investment = credit / 2: credit = 4/3.
  const std::string block =
      "variables:\n  credit: {equation: 1 + investment / 2, unit: none}\n  investment: credit / 2\n"
      "blocks:\n  - {name: loop, variables: [credit, investment], tolerance: 1e-12}\n";
  for (const double value : path("credit", block))
    CHECK(value == Approx(4.0 / 3).epsilon(1e-10));
}

TEST_CASE("a mean growth stands after its second year") {
  const std::string grows =
      "variables:\n  v:\n    start: 100\n    equation: lag(v) * (1 + 0.05 * (year - 2024))\n";
  const auto growth = path("cagr(v, 2024, 2025)", grows);
  CHECK(growth[1] == Approx(0.05));
  CHECK(growth[2] == Approx(0.05));
  CHECK(growth[3] == Approx(0.05));
}

TEST_CASE("a small variable of a block settles by its own size") {
  const std::string block =
      "variables:\n  big: {equation: 0.5 * big + 1e12 + small, unit: none}\n  small: {equation: 0.9 * small "
      "+ 0.3 + 0 * big, unit: none}\n"
      "blocks:\n  - {name: loop, variables: [big, small], tolerance: 1e-10, iterations: 500}\n";
  CHECK(last("small", block) == Approx(3).epsilon(1e-8));
}

TEST_CASE("zero fits any unit, and the order of definitions does not matter") {
  CHECK(last("w", "variables:\n  w: v + 1\n  v: 2 * u\n  u: 3\n") == 7);
  CHECK(last("max(money, 0)", "", ", unit: 1e4 CNY, prices: constant") == 3);
}
