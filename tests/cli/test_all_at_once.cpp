// One fault hides no other: however many are planted in however many files, one round tells them all.
#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

#include "cli/command.hpp"
#include "support/made_up.hpp"

namespace leontide::cli {

namespace {

/// An edit that spoils a sound scenario, and the beginning and a part of the one message it must give.
struct Planted {
  const char* file;
  const char* from;
  const char* to;
  const char* place;
  const char* says;
};

constexpr Planted planted[] = {
    {"model.yaml", "step: year", "step: quarter", "model.yaml:4:", "a step of \"quarter\" is not supported"},
    {"model.yaml", "by: broad}", "by: braod}", "model.yaml:10:", "has no column \"braod\""},
    {"model.yaml", "column: plan,", "column: plna,", "model.yaml:15:", "has no column \"plna\""},
    {"model.yaml", "noise: {value:", "noise: {vlaue:", "model.yaml:18:", "has no key \"vlaue\""},
    {"model.yaml", "sd: 0.02, draw", "sd: -0.02, draw", "model.yaml:21:", "sd is -0.02"},
    {"model.yaml", "process: ar1,", "process: ar11,", "model.yaml:22:", "there is no process \"ar11\""},
    {"model.yaml", "correlation: 0.3", "correlatoin: 0.3", "model.yaml:26:", "has no key \"correlatoin\""},
    {"model.yaml", "ramp: 1,", "ramp: 0,", "model.yaml:29:", "a whole number from 1 to 100"},
    {"model.yaml", "chance: 0.1,", "chance: 1.4,", "model.yaml:32:", "chance is 1.4"},
    {"model.yaml", "demand_plan * (", "demnd_plan * (", "model.yaml:37:", "nothing is called \"demnd_plan\""},
    {"model.yaml", "inputs(A, output)", "inputs(A, outptu)",
     "model.yaml:39:", "nothing is called \"outptu\""},
    {"model.yaml", "(1 + price) *", "(1 + price *", "model.yaml:43:", "\"(\" is never closed"},
    {"model.yaml", "(1 + swing)\n\nindicators", "(1 + world[sector])\n\nindicators",
     "model.yaml:46:", "has no members to choose"},
    {"model.yaml", "\"at_current(gdp, deflator)\", unit: 1e8 CNY",
     "\"at_current(gdp, deflator)\", unit: 1e8 CNX", "model.yaml:51:", "\"1e8 CNX\" is not a unit"},
    {"model.yaml", "growth(stock)", "growth(stcok)", "model.yaml:52:", "nothing is called \"stcok\""},
    {"targets.yaml", "at_least: 2050", "at_laest: 2050", "targets.yaml:8:", "has no key \"at_laest\""},
    {"targets.yaml", "year: 2025\n    grade: A\n  - id: fast", "year: 2031\n    grade: A\n  - id: fast",
     "targets.yaml:4:", "asks for 2031"},
    {"targets.yaml", "indicator: growth", "indicator: grwoth", "targets.yaml:13:", "names \"grwoth\""},
    {"targets.yaml", "unit: percent", "unit: tonne", "targets.yaml:18:", "\"tonne\" is not a unit"},
    {"targets.yaml", "status: not assessable", "status: not assesable",
     "targets.yaml:23:", "\"not assesable\""},
    {"scenario.yaml", "levers: []", "levers: [psuh]", "scenario.yaml:6:", "no lever \"psuh\""},
    {"scenario.yaml", "trials: 20000", "trials: 0", "scenario.yaml:7:", "a whole number from 1"},
    {"scenario.yaml", "seed: 1}", "sede: 1}", "scenario.yaml:7:", "has no key \"sede\""},
    {"scenario.yaml", "tolerances: [0]", "tolerances: [2]", "scenario.yaml:8:", "a tolerance is a share"},
    {"coefficients.csv", "a,0.15,0.25", "a,0.15,x", "coefficients.csv:2:8:", "\"x\" is not a finite number"},
    {"coefficients.csv", "b,0.2,0.05", "b,0.2", "coefficients.csv:3:1:", "this row has 2 cells"},
    {"demand.csv", "a,350,600", "a,3 50,600", "demand.csv:2:3:", "\"3 50\" is not a finite number"},
    {"demand.csv", "b,1700,1500", "c,1700,1500", "model.yaml:14:", "demand.csv has no row \"b\""}};

std::string fault_told(const std::string& text, const Planted& fault) {
  for (std::size_t at = text.find(fault.place); at != std::string::npos;
       at = text.find(fault.place, at + 1)) {
    const std::string line = text.substr(at, text.find('\n', at) - at);
    if (has(line, ": error: ") && has(line, fault.says)) return line;
  }
  return "";
}

/// Files of ours that one round of `check` names, with a fault each.
void all_are_told(const std::vector<std::size_t>& chosen) {
  const Scratch scratch("two");
  for (const std::size_t i : chosen)
    scratch.edit(planted[i].file, planted[i].from, planted[i].to);
  const Ended ended = scratch.leontide({"check", "scenario.yaml"});
  INFO(ended.err);
  CHECK(ended.code == 2);
  std::size_t more = 0;
  for (const std::size_t i : chosen) {
    INFO(planted[i].place << " " << planted[i].says);
    CHECK_FALSE(fault_told(ended.err, planted[i]).empty());
    // Data read twice names a missing row for each of its readers.
    more += std::string(planted[i].to) == "c,1700,1500" ? 1 : 0;
  }
  // And nothing is told that is none.
  CHECK(count("\n" + ended.err, ": error: ") <= chosen.size() + more);
  CHECK(count("\n" + ended.err, ": error: ") >= chosen.size());
}

}  // namespace

TEST_CASE("each planted fault is told alone") {
  for (std::size_t i = 0; i < std::size(planted); ++i)
    all_are_told({i});
}

TEST_CASE("eight faults over the files of a scenario are all told in one round, and nothing else is") {
  table::Sequence sequence(20250101);
  std::vector<std::size_t> order(std::size(planted));
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (int round = 0; round < 40; ++round) {
    for (std::size_t i = 0; i + 1 < order.size(); ++i) {
      const auto other =
          i + static_cast<std::size_t>(sequence.next() * static_cast<double>(order.size() - i));
      std::swap(order[i], order[other]);
    }
    all_are_told({order.begin(), order.begin() + 8});
  }
}

TEST_CASE("all planted faults at once are told in one round") {
  std::vector<std::size_t> all(std::size(planted));
  std::iota(all.begin(), all.end(), std::size_t{0});
  all_are_told(all);
}

TEST_CASE("a code that stands twice, a misspelt kind and a faulty driver hide no other fault") {
  const Scratch scratch("two");
  scratch.edit("scenario.yaml", "leontide: scenario/1", "leontide: scenaro/1");
  scratch.edit("model.yaml", "leontide: model/1", "leontide: modle/1");
  scratch.edit("targets.yaml", "leontide: targets/1", "leontide: targts/1");
  scratch.write("sectors.csv", scratch.read("sectors.csv") + "a,x,x\n");
  scratch.edit("demand.csv", "a,350,600", "a,3 50,600");
  scratch.edit("model.yaml", "sd: 0.02, draw", "sd: -0.02, draw");
  scratch.edit("model.yaml", "correlation: 0.3", "correlation: 1.3");
  scratch.edit("targets.yaml", "indicator: growth", "indicator: grwoth");
  const Ended ended = scratch.leontide({"check", "scenario.yaml"});
  INFO(ended.err);
  CHECK(ended.code == 2);
  for (const char* told : {"did you mean \"scenario/1\"", "did you mean \"model/1\"",
                           "did you mean \"targets/1\"", "demand.csv:2:3: error: ", "sd is -0.02",
                           "correlation is 1.3", "stands twice in set", "names \"grwoth\""}) {
    INFO(told);
    CHECK(has(ended.err, told));
  }
}

TEST_CASE("an override written as nested keys is answered with the form it takes") {
  const Scratch scratch("two");
  scratch.edit("scenario.yaml", "levers: []", "set: {drivers.swing: {mean: 0.01}}");
  const Ended ended = scratch.leontide({"check", "scenario.yaml"});
  CHECK(ended.code == 2);
  CHECK(has(ended.err, "write drivers.swing.mean: 0.01"));
}

TEST_CASE("a file or folder that is no text is told at its place, under a misspelt section too") {
  const Scratch scratch;
  scratch.write("m.yaml",
                "leontide: model/1\nname: m\ntime: {base: 2024, end: 2025}\nsets: {s: {file: [a]}}\n"
                "tabels: {t: {folder: {a: 1}}}\ndata: {d: {file: {x: 1}, over: [s]}}\n"
                "drivers: {e: {distribution: empirical, file: [x]}}\nvariables: {v: 1}\n"
                "indicators: {i: {value: v}}\n");
  const Ended ended = scratch.leontide({"check", "m.yaml"});
  INFO(ended.err);
  CHECK(ended.code == 2);
  CHECK(count(ended.err, ": error: ") == 5);
  CHECK(has(ended.err, "m.yaml:4:18: error: a text is expected here, not a list"));
  CHECK(has(ended.err, "m.yaml:5:1: error: a model has no key \"tabels\""));
  CHECK(has(ended.err, "m.yaml:5:22: error: a text is expected here, not a mapping"));
  CHECK(has(ended.err, "m.yaml:6:18: error: a text is expected here, not a mapping"));
  CHECK(has(ended.err, "m.yaml:7:46: error: a text is expected here, not a list"));
}

TEST_CASE("a number is set by the path that reaches it") {
  const Scratch scratch("two");
  const Ended several = scratch.leontide({"run", "scenario.yaml", "--set", "data.demand_base=5"});
  CHECK(several.code == 2);
  scratch.edit("model.yaml", "  noise: {value: 0, source: the tests}",
               "  noise: {value: 0, source: the tests}\n  two: {over: [sector], values: {a: 1, b: 2}}");
  const Ended vector = scratch.leontide({"run", "scenario.yaml", "--set", "parameters.two=5"});
  CHECK(has(vector.err, "name the member: parameters.two.CODE"));
  const Ended spaced =
      scratch.leontide({"run", "scenario.yaml", "--trials", "64", "--set", "drivers.swing.mean = 0.1"});
  INFO(spaced.err);
  CHECK(spaced.code == 0);
}

TEST_CASE("a limit of a run is named by check, with the file or target that passes it") {
  const Scratch scratch("two");
  SECTION("parents") {
    scratch.edit("scenario.yaml", "name: two-sectors", "name: two-sectors\nextends: p1.yaml");
    for (int k = 1; k <= 17; ++k)
      scratch.write("p" + std::to_string(k) + ".yaml",
                    "leontide: scenario/1\nname: p\n" +
                        (k < 17 ? "extends: p" + std::to_string(k + 1) + ".yaml\n" : std::string()));
    const Ended ended = scratch.leontide({"check", "scenario.yaml"});
    INFO(ended.err);
    CHECK(ended.code == 2);
    CHECK(has(ended.err,
              "p16.yaml:3:10: error: p17.yaml is parent number 17 of this scenario, and at most 16"));
    CHECK_FALSE(has(ended.err, "cannot extend itself"));
  }
  SECTION("targets") {
    std::string text = "leontide: targets/1\ntargets:\n";
    for (int k = 0; k < 257; ++k)
      text += "  - {id: t" + std::to_string(k) +
              ", title: T, status: modelled, indicator: world, at_least: 0, year: 2025}\n";
    scratch.write("targets.yaml", text);
    const Ended ended = scratch.leontide({"check", "scenario.yaml"});
    INFO(ended.err);
    CHECK(ended.code == 2);
    CHECK(
        has(ended.err, "targets.yaml:259:5: error: target \"t256\" is one more than the 256 that can count"));
  }
}

TEST_CASE("check warns, prints base-year totals beside the table's, and with --strict ends with 2") {
  const Scratch scratch("two");
  const std::string spare = "  spare: {distribution: uniform, low: 0, high: 1}\n";
  scratch.edit("model.yaml", "dependence:", spare + "\ndependence:");
  const Ended ended = scratch.leontide({"check", "scenario.yaml"});
  INFO(ended.out << ended.err);
  CHECK(ended.code == 0);
  CHECK(has(ended.out, "model.yaml:25:3: warning: no equation reads the driver \"spare\""));
  CHECK(has(ended.out, "scenario.yaml: sound, with warnings"));
  const Ended strict = scratch.leontide({"check", "--strict", "scenario.yaml"});
  CHECK(strict.code == 2);
  CHECK(has(strict.err, "no equation reads the driver \"spare\""));
  const Ended dalian =
      scratch.leontide({"check", "--strict", (source_folder() / "scenarios/dalian-2027/plan.yaml").string()});
  INFO(dalian.out << dalian.err);
  CHECK(dalian.code == 0);
  CHECK(has(dalian.out, "  GDP of 2025: 10002.1 1e8 CNY (\"gdp\"), table \"city\" 10002.1: equal\n"));
  CHECK(has(dalian.out,
            "  value added of 2025: 10002.1 1e8 CNY (\"value_added\"), table \"city\" 10002.1: equal\n"));
  CHECK(has(dalian.out, "  output of 2025: "));
}

}  // namespace leontide::cli
