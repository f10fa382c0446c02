#include <catch2/catch.hpp>

#include "support/model_text.hpp"

using namespace leontide;
using test::Folder;

namespace {

const std::string model =
    "leontide: model/1\nname: small\ntime: {base: 2024, end: 2027}\nunits: {CNY: currency}\n"
    "sets: {sector: {codes: [a, b]}}\n"
    "parameters:\n  g: 0.03\n  w: {over: [sector], values: {a: 1, b: 2}}\n"
    "drivers:\n  d: {distribution: normal, mean: 0, sd: 1}\n"
    "levers:\n  l: {start: 2025, strength: {distribution: uniform, low: 0, high: 1}}\n"
    "events:\n  e: {chance: 0.1, size: {distribution: uniform, low: 0, high: 1}}\n"
    "variables:\n  v: g + d + lever(l) - event(e) + sum(w)\n"
    "indicators:\n  i: {value: v}\n";

const std::string targets =
    "leontide: targets/1\ntargets:\n"
    "  - {id: t, title: T, status: modelled, indicator: i, at_least: 1, year: 2027}\n"
    "  - {id: u, title: U, status: not assessable, needs: the stock of 2024}\n";

std::optional<scenario::Scenario> read(const Folder& folder, const std::string& name,
                                       Diagnostics& diagnostics, scenario::CommandLine line = {}) {
  return scenario::read_scenario(folder.path() / name, line, diagnostics);
}

double parameter(const scenario::Reading& reading, const std::string& name, std::size_t at = 0) {
  for (const auto& datum : reading.model.data) {
    if (datum.name == name) return datum.values.at(at);
  }
  return -1;
}

std::string faults(const Folder& folder, const std::string& scenario_text) {
  folder.write("s.yaml", "leontide: scenario/1\nname: s\nmodel: m.yaml\n" + scenario_text);
  Diagnostics diagnostics;
  read(folder, "s.yaml", diagnostics);
  return diagnostics.text();
}

}  // namespace

TEST_CASE("what is set follows command line over reading over scenario over parent over model") {
  const Folder folder;
  folder.write("m.yaml", model);
  folder.write("t.yaml", targets);
  folder.write("parent.yaml",
               "leontide: scenario/1\nname: p\nmodel: m.yaml\ntargets: t.yaml\nset: {parameters.g: 0.1, "
               "parameters.w.b: 5}\nsampling: {trials: 10}\n");
  folder.write("child.yaml",
               "leontide: scenario/1\nname: c\nextends: parent.yaml\nlevers: [l]\nset: {parameters.g: 0.2}\n"
               "readings:\n  - {name: one}\n  - {name: two, set: {parameters.g: 0.3, drivers.d.sd: 2}}\n");
  Diagnostics diagnostics;
  const auto child = read(folder, "child.yaml", diagnostics);
  INFO(diagnostics.text());
  REQUIRE(child);
  REQUIRE(child->readings.size() == 2);
  CHECK(parameter(child->readings[0], "g") == 0.2);
  CHECK(parameter(child->readings[1], "g") == 0.3);
  CHECK(parameter(child->readings[1], "w", 1) == 5);
  CHECK(std::get<random::Normal>(child->readings[1].drivers[0].laws[0]).sd == 2);
  CHECK(child->readings[0].levers_on[0]);
  CHECK(child->sampling.trials == 10);
  CHECK(child->targets.size() == 2);
  const auto told = read(folder, "child.yaml", diagnostics, {{.trials = 7, .seed = 3}, {"parameters.g=0.4"}});
  REQUIRE(told);
  CHECK(parameter(told->readings[1], "g") == 0.4);
  CHECK(told->sampling.trials == 7);
  CHECK(told->digest != child->digest);
  // Lists that are set tell themselves apart too.
  const auto walk = [&](const std::string& phi) {
    folder.write(
        "w.yaml",
        "leontide: model/1\nname: w\ntime: {base: 2024, end: 2025}\ndrivers:\n  d: {process: ar, mean: 0, "
        "sd: 1, phi: [0.1, 0.2], start: 0}\nvariables:\n  v: d\nindicators:\n  i: {value: v}\n");
    const auto scenario = read(folder, "w.yaml", diagnostics, {{}, {"drivers.d.phi=" + phi}});
    REQUIRE(scenario);
    return scenario->digest;
  };
  CHECK(walk("[0.3, 0.2]") == walk("[0.3,  0.2]"));
  CHECK(walk("[0.3, 0.2]") != walk("[0.2, 0.3]"));
}

TEST_CASE("a scenario sets numbers that exist, never an equation") {
  const Folder folder;
  folder.write("m.yaml", model);
  CHECK(faults(folder, "set: {variables.v: 2}\n").find("\"variables.v\" cannot be set") != std::string::npos);
  CHECK(faults(folder, "set: {parameters.h: 2}\n").find("the model has no \"h\"") != std::string::npos);
  CHECK(faults(folder, "set: {drivers.d.sd: -1}\n").find("s.yaml:4:21: error: driver \"d\": sd is -1") !=
        std::string::npos);
  CHECK(faults(folder, "set: {drivers.d.sdd: 1}\n").find("has no key \"sdd\"") != std::string::npos);
  CHECK(faults(folder, "set: {drivers.d.sd.x: 2026}\n").find("goes on below a plain value") !=
        std::string::npos);
  CHECK(faults(folder, "set: {levers.l.strength.low: {default: 0}}\n").find("is a single number") !=
        std::string::npos);
  CHECK(faults(folder, "readings: [{name: a}, {name: a}]\n").find("two readings are called") !=
        std::string::npos);
  CHECK(faults(folder, "levers: [m]\n").find("the model has no lever \"m\"") != std::string::npos);
  CHECK(faults(folder, "events: {e: {at: 2031}}\n").find("2031") != std::string::npos);
  CHECK(faults(folder, "set: {time.end: 2020}\n").find("does not fit the base year") != std::string::npos);
  CHECK(faults(folder, "extends: s.yaml\n").find("does not end") != std::string::npos);
  CHECK(faults(folder, "trials: 5\n").find("has no key \"trials\"") != std::string::npos);
}

TEST_CASE("targets are checked against the model") {
  const Folder folder;
  folder.write("m.yaml", model);
  const auto with = [&](const std::string& target) {
    folder.write("t.yaml", "leontide: targets/1\ntargets:\n  - " + target + "\n");
    return faults(folder, "targets: t.yaml\n");
  };
  CHECK(with("{id: t, title: T, status: modelled, indicator: j, at_least: 1, year: 2027}")
            .find("no scalar indicator of the model") != std::string::npos);
  CHECK(with("{id: t, title: T, status: modelled, indicator: i, at_least: 1, year: 2031}")
            .find("asks for 2031") != std::string::npos);
  CHECK(with("{id: t, title: T, status: modelled, indicator: i, at_least: 1, unit: CNY, prices: current, "
             "year: 2027}")
            .find("is in CNY") != std::string::npos);
  CHECK(with("{id: t, title: T, status: modelled, indicator: i, at_least: 1, unit: CNY, year: 2027}")
            .find("price basis is not stated") != std::string::npos);
  CHECK(with("{id: t, title: T, status: modelled, indicator: i, year: 2027}").find("needs one of at_least") !=
        std::string::npos);
  CHECK(with("{id: t, title: T, status: not assessable}").find("must say which figure") != std::string::npos);
}

TEST_CASE("a model may take another's equations and state other numbers, never equations of its own") {
  const test::Folder folder;
  folder.write("m.yaml",
               "leontide: model/1\nname: base\ntime: {base: 2024, end: 2025}\nparameters:\n  a: {value: 1}\n "
               " b: {value: 2}\n"
               "variables:\n  y: a + b\nindicators:\n  y: {value: y}\n");
  folder.write("child.yaml",
               "leontide: model/1\nname: child\nextends: m.yaml\nparameters:\n  b: {value: 5}\n");
  Diagnostics diagnostics;
  const auto read_model = [&](const char* name) {
    return scenario::read_scenario(folder.path() / name, {}, diagnostics);
  };
  const auto child = read_model("child.yaml");
  INFO(diagnostics.text());
  REQUIRE(child);
  CHECK(child->name == "child");
  CHECK(child->inputs.size() == 2);
  for (const auto& datum : child->readings[0].model.data) {
    if (datum.name == "b") CHECK(datum.values == std::vector<double>{5});
    if (datum.name == "a") CHECK(datum.values == std::vector<double>{1});
  }
  folder.write("bad.yaml", "leontide: model/1\nname: bad\nextends: m.yaml\nvariables:\n  y: a\n");
  CHECK_FALSE(read_model("bad.yaml"));
  CHECK(
      diagnostics.text().find("bad.yaml:4:1: error: a model that extends another has that one's variables") !=
      std::string::npos);
}
