// Models, data and targets that are well-formed but wrong, through the real command.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "cli/refusal.hpp"

namespace leontide::cli {

TEST_CASE("a misspelt variable is refused with the nearest name") {
  const Scratch scratch("two");
  scratch.edit("model.yaml", "sum(value_added)", "sum(value_aded)");
  CHECK(has(refused(scratch, {R"(model.yaml:40:12: error: nothing is called "value_aded")"}),
            "did you mean \"value_added\"?"));
}

TEST_CASE("a shape that does not fit names both operands and their shapes") {
  const Scratch scratch("two");
  scratch.edit("model.yaml", "  gdp: sum", "  by_broad[broad]: sum(demand_plan, by = broad)\n  gdp: sum");
  scratch.edit("model.yaml", "output - inputs(A, output)", "output - by_broad");
  refused(scratch, {"model.yaml:39:31: error: \"output\" runs over [sector] and \"by_broad\" over [broad]"});
}

TEST_CASE("units that do not fit are refused") {
  const Scratch scratch("two");
  scratch.edit("model.yaml", "gdp: sum(value_added)", "gdp: sum(value_added) + 1");
  refused(scratch, {R"(model.yaml:40:25: error: "+" needs equal units, but has 1e8 CNY and none)"});
}

TEST_CASE("constant and current prices do not mix") {
  const Scratch scratch("two");
  scratch.edit("model.yaml", "gdp: sum(value_added)",
               "gdp: sum(value_added) + at_current(sum(value_added), deflator)");
  CHECK(has(refused(scratch, {R"(model.yaml:40:25: error: "+" mixes constant and current prices)"}),
            "at_current(x, deflator) and at_constant(x, deflator)"));
}

TEST_CASE("an undeclared cycle is printed as a path") {
  const Scratch scratch("two");
  scratch.edit("model.yaml", "  gdp: sum(value_added)",
               "  first: second + 1\n  second: first * 2\n  gdp: sum(value_added)");
  CHECK(has(refused(scratch, {"model.yaml:40:3: error: these variables depend on each other"}),
            "first → second → first"));
}

TEST_CASE("a lag without a start is refused as that, not as a cycle") {
  const Scratch scratch("two");
  SECTION("of itself") {
    scratch.edit("model.yaml", "    start: 100\n", "");
    refused(scratch, {R"(model.yaml:44:3: error: "stock" reads the step before)"});
  }
  SECTION("through another") {
    scratch.edit("model.yaml", "  gdp: sum(value_added)",
                 "  first: second * 2\n  second: lag(first)\n  gdp: sum(value_added)");
    refused(scratch, {R"(model.yaml:41:3: error: "second" reads the step before)"});
  }
  SECTION("of another") {
    scratch.edit("model.yaml", "  gdp: sum(value_added)", "  gdp: lag(sum(value_added))");
    refused(scratch, {R"(model.yaml:40:3: error: "gdp" reads the step before)"});
  }
}

TEST_CASE("an unclosed parenthesis inside braces is explained") {
  const Scratch scratch("two");
  SECTION("cut at a comma of its own") {
    scratch.edit("model.yaml", "{value: \"gdp\", unit", "{value: sum(demand, by = broad), unit");
    CHECK(has(refused(scratch, {R"(model.yaml:50:16: error: "(" is never closed)"}),
              "put the expression in quotes"));
  }
  SECTION("cut at the next key") {
    scratch.edit("model.yaml", "{value: \"gdp\", unit", "{value: sum(demand, unit");
    CHECK(has(refused(scratch, {R"(model.yaml:50:19: error: "(" is never closed)"}),
              "put the expression in quotes"));
  }
}

TEST_CASE("an unproductive table is refused") {
  const Scratch scratch("two");
  scratch.write("coefficients.csv", "code,a,b\na,0.9,0.5\nb,0.5,0.9\n");
  refused(scratch, {R"(model.yaml:13:3: error: "A" (coefficients.csv) is unproductive)"});
}

TEST_CASE("a negative spread is refused at its place") {
  const Scratch scratch("two");
  SECTION("standard deviation") {
    scratch.edit("model.yaml", "sd: 0.02", "sd: -0.02");
    refused(scratch, {R"(model.yaml:21:49: error: driver "swing": sd is -0.02, but must be zero or more)"});
  }
  SECTION("bounds the wrong way round") {
    scratch.edit("model.yaml", "low: 0, high: 1}", "low: 1, high: 0}");
    CHECK(has(refused(scratch, {R"(model.yaml:23:)"}), "driver \"world\""));
  }
}

TEST_CASE("an impossible correlation is refused with the nearest possible one") {
  const Scratch scratch("two");
  SECTION("a number") {
    scratch.edit("model.yaml", "correlation: 0.3", "correlation: 1.5");
    refused(scratch, {"model.yaml:26:62: error: correlation is 1.5, but must be between -1 and 1"});
  }
  SECTION("a matrix") {
    // Higham (2002) projects onto the correlation matrices; here the nearest is 1/2 in modulus by symmetry.
    scratch.edit("model.yaml", "  world: {dist",
                 "  other: {distribution: normal, mean: 0, sd: 1, draw: step}\n  world: {dist");
    scratch.edit(
        "model.yaml", "drivers: [swing, price], correlation: 0.3",
        "drivers: [swing, price, other], correlation: [[1, 0.9, 0.9], [0.9, 1, -0.9], [0.9, -0.9, 1]]");
    const std::string told =
        refused(scratch, {"model.yaml:27:69: error: correlation is not positive definite"});
    const std::string lead = "the nearest matrix that is: [[";
    REQUIRE(has(told, lead));
    const std::string matrix = told.substr(told.find(lead) + lead.size());
    std::vector<double> numbers;
    for (std::size_t at = 0; at < matrix.find("]]");) {
      at = matrix.find_first_of("-0123456789", at);
      std::size_t length = 0;
      numbers.push_back(std::stod(matrix.substr(at), &length));
      at += length;
    }
    REQUIRE(numbers.size() == 9);
    // The hint is rounded towards a matrix that factorises, in its fourth digit.
    const double nearest[] = {1, 0.5, 0.5, 0.5, 1, -0.5, 0.5, -0.5, 1};
    for (std::size_t i = 0; i < 9; ++i)
      CHECK(numbers[i] == Approx(nearest[i]).margin(2e-4));
  }
}

TEST_CASE("a table file that is wrong is refused at its cell") {
  const Scratch scratch("two");
  SECTION("NaN") {
    scratch.write("coefficients.csv", "code,a,b\na,0.15,nan\nb,0.2,0.05\n");
    refused(scratch, {R"(coefficients.csv:2:8: error: "nan" is not a finite number)"});
  }
  SECTION("a row that is too short") {
    scratch.write("coefficients.csv", "code,a,b\na,0.15,0.25\nb,0.2\n");
    refused(scratch, {"coefficients.csv:3:1: error: this row has 2 cells, the header has 3"});
  }
  SECTION("a row that is too long") {
    scratch.write("coefficients.csv", "code,a,b\na,0.15,0.25\nb,0.2,0.05,0\n");
    refused(scratch, {"coefficients.csv:3:1: error: this row has 4 cells, the header has 3"});
  }
  SECTION("a sector without row") {
    scratch.write("coefficients.csv", "code,a,b\na,0.15,0.25\n");
    refused(scratch, {R"(model.yaml:13:6: error: coefficients.csv has no row "b")"});
  }
  SECTION("a sector without column") {
    scratch.write("coefficients.csv", "code,a\na,0.15\nb,0.2\n");
    refused(scratch, {R"(model.yaml:13:6: error: coefficients.csv has no column "b")"});
  }
  SECTION("a sector too many") {
    scratch.write("coefficients.csv", "code,a,b\na,0.15,0.25\nb,0.2,0.05\nc,0,0\n");
    refused(scratch, {R"(coefficients.csv:4:1: error: the row "c" is not in set "sector")"});
  }
  SECTION("empty") {
    scratch.write("coefficients.csv", "");
    refused(scratch, {"coefficients.csv: error: this file has no header row"});
  }
  SECTION("not UTF-8") {
    scratch.write("coefficients.csv", "code,a,b\na,0.15,\xE9\n");
    refused(scratch, {"coefficients.csv: error: this file is not UTF-8"});
  }
}

TEST_CASE("a target that does not fit its indicator is refused") {
  const Scratch scratch("two");
  SECTION("money without price basis") {
    scratch.edit("targets.yaml", "    prices: constant\n", "");
    refused(scratch,
            {R"(targets.yaml:4:5: error: target "output_reached" is in money, but its price basis)"});
  }
  SECTION("another price basis") {
    scratch.edit("targets.yaml", "prices: constant", "prices: current");
    refused(scratch, {R"(targets.yaml:4:5: error: target "output_reached" is at current prices)"});
  }
  SECTION("another unit") {
    scratch.edit("targets.yaml", "    unit: percent", "    unit: 1e8 CNY\n    prices: constant");
    refused(scratch, {R"(targets.yaml:13:5: error: target "fast_growth" is in 1e8 CNY)"});
  }
  SECTION("a year past the horizon") {
    scratch.edit("targets.yaml", "year: 2025\n    grade: A\n  - id: fast",
                 "year: 2030\n    grade: A\n  - id: fast");
    refused(scratch,
            {R"(targets.yaml:4:5: error: target "output_reached" asks for 2030, but "gdp" is known)"});
  }
  SECTION("an indicator that is not there") {
    scratch.edit("targets.yaml", "indicator: growth", "indicator: grwoth");
    CHECK(has(refused(scratch, {R"(targets.yaml:13:5: error: target "fast_growth" names "grwoth")"}),
              "did you mean \"growth\"?"));
  }
}

TEST_CASE("a horizon that does not fit is refused") {
  const Scratch scratch("two");
  SECTION("before the base year") {
    scratch.edit("model.yaml", "end: 2026", "end: 2020");
    refused(scratch, {"model.yaml:4:25: error: the horizon 2020 does not fit the base year 2024"});
  }
  SECTION("more than a century on") {
    scratch.edit("model.yaml", "end: 2026", "end: 2126");
    refused(scratch, {"model.yaml:4:25: error: the horizon 2126 does not fit the base year 2024"});
  }
  SECTION("set short of a target's year") {
    scratch.edit("targets.yaml", "year: 2025\n    grade: A\n  - id: fast",
                 "year: 2026\n    grade: A\n  - id: fast");
    refused(scratch, {R"(targets.yaml:4:5: error: target "output_reached" asks for 2026)"},
            {"run", "scenario.yaml", "--set", "time.end=2025"});
  }
  SECTION("quarters") {
    scratch.edit("model.yaml", "step: year", "step: quarter");
    refused(scratch, {"model.yaml:4:37: error: a step of \"quarter\" is not supported"});
  }
}

TEST_CASE("all faults of a file are told at once") {
  const Scratch scratch("two");
  SECTION("of its keys and files") {
    scratch.edit("model.yaml", "sd: 0.02", "sdd: 0.02");
    scratch.edit("model.yaml", "file: coefficients.csv", "file: absent.csv");
    scratch.edit("model.yaml", "step: year", "step: quarter");
    refused(scratch, {"model.yaml:4:37: error: ", "model.yaml:13:13: error: ", "model.yaml:21:45: error: "});
  }
  SECTION("of its equations") {
    scratch.edit("model.yaml", "sum(value_added)", "sum(value_aded)");
    scratch.edit("model.yaml", "inputs(A, output)", "inputs(A, output");
    scratch.edit("model.yaml", "lag(stock)", "lag(stok)");
    refused(scratch, {"model.yaml:39:39: error: ", "model.yaml:40:12: error: ", "model.yaml:46:19: error: "});
  }
}

}  // namespace leontide::cli
