// Scenarios and command lines that are wrong.
#include <catch2/catch.hpp>

#include "cli/refusal.hpp"

namespace leontide::cli {

TEST_CASE("set reaches numbers only") {
  const Scratch scratch("two");
  const auto set = [&](const std::string& entry) {
    scratch.edit("scenario.yaml", "levers: []", "set: {" + entry + "}");
  };
  SECTION("never an equation") {
    set("variables.gdp: 1");
    CHECK(has(refused(scratch, {R"(scenario.yaml:6:22: error: "variables.gdp" cannot be set)"}),
              "never an equation"));
  }
  SECTION("an unknown section") {
    set("param.noise: 1");
    refused(scratch, {R"(scenario.yaml:6:20: error: "param.noise" cannot be set)"});
  }
  SECTION("an unknown parameter") {
    set("parameters.noize: 1");
    CHECK(has(refused(scratch, {R"(scenario.yaml:6:25: error: the model has no "noize")"}),
              "did you mean \"noise\"?"));
  }
  SECTION("an unknown key of a driver") {
    set("drivers.swing.meen: 1");
    CHECK(has(refused(scratch, {R"(scenario.yaml:6:27: error: driver "swing" has no key "meen")"}),
              "did you mean \"mean\"?"));
  }
  SECTION("a text") {
    set("parameters.noise: much");
    refused(scratch, {R"(scenario.yaml:6:25: error: Value "much" for parameters.noise is not a number)"});
  }
}

TEST_CASE("the option --set is held to the same rules") {
  const Scratch scratch("two");
  const auto with = [](const std::string& text) {
    return std::vector<std::string>{"run", "scenario.yaml", "--set", text};
  };
  refused(scratch, {R"(--set variables.gdp=1:1:1: error: "variables.gdp" cannot be set)"},
          with("variables.gdp=1"));
  refused(scratch, {R"(--set parameters.noize=1:1:1: error: the model has no "noize")"},
          with("parameters.noize=1"));
  refused(scratch, {"--set parameters.noise: error: path=value is expected"}, with("parameters.noise"));
  refused(scratch, {"--set parameters.noise=: error: path=value is expected"}, with("parameters.noise="));
  refused(scratch, {"--set parameters.noise=[1:1:1: error: this is not YAML"}, with("parameters.noise=[1"));
}

TEST_CASE("levers and events that the model lacks are refused") {
  const Scratch scratch("two");
  SECTION("lever") {
    scratch.edit("scenario.yaml", "levers: []", "levers: [pusch]");
    CHECK(has(refused(scratch, {R"(scenario.yaml:6:10: error: the model has no lever "pusch")"}),
              "did you mean \"push\"?"));
  }
  SECTION("event") {
    scratch.edit("scenario.yaml", "levers: []", "events: {strom: {}}");
    CHECK(has(refused(scratch, {R"(scenario.yaml:6:10: error: the model has no event "strom")"}),
              "did you mean \"storm\"?"));
  }
  SECTION("an event outside the horizon") {
    scratch.edit("scenario.yaml", "levers: []", "events: {storm: {at: 2030}}");
    refused(scratch,
            {R"(scenario.yaml:6:22: error: Value "2030" for at is not a whole number from 2025 to 2026)"});
  }
}

TEST_CASE("a scenario cannot extend itself") {
  const Scratch scratch("two");
  SECTION("directly") {
    scratch.edit("scenario.yaml", "model: model.yaml", "extends: scenario.yaml");
    CHECK(has(refused(scratch, {"scenario.yaml:4:10: error: this chain of `extends:` does not end"}),
              "a scenario cannot extend itself"));
  }
  SECTION("through another") {
    scratch.edit("scenario.yaml", "model: model.yaml", "extends: other.yaml");
    scratch.write("other.yaml", "leontide: scenario/1\nname: other\nextends: scenario.yaml\n");
    CHECK(has(refused(scratch, {"other.yaml:3:10: error: "}), "this chain of `extends:` does not end"));
  }
  SECTION("nor a list") {
    scratch.edit("scenario.yaml", "model: model.yaml", "extends: [scenario.yaml]");
    refused(scratch, {"scenario.yaml:4:10: error: a text is expected here, not a list"});
  }
}

TEST_CASE("a scenario's name cannot lead out of the folder of results") {
  const Scratch scratch("two");
  scratch.edit("scenario.yaml", "name: two-sectors", "name: ../../two");
  refused(scratch, {R"(scenario.yaml: error: "../../two" cannot be a scenario's name)"});
}

TEST_CASE("the number of trials is a whole number above zero") {
  const Scratch scratch("two");
  scratch.edit("scenario.yaml", "trials: 20000", "trials: 0");
  refused(scratch,
          {R"(scenario.yaml:7:20: error: Value "0" for trials is not a whole number from 1 to 10000000000)"});
}

TEST_CASE("a command line that is wrong ends with 2 and one sentence") {
  const Scratch scratch("two");
  const auto refuse = [&](const std::vector<std::string>& arguments, const std::string& says) {
    const Ended ended = scratch.leontide(arguments);
    INFO(ended.err);
    CHECK(ended.code == 2);
    CHECK(ended.out.empty());
    CHECK(has(ended.err, says));
    CHECK(count(ended.err, "\n") <= 2);
  };
  const auto before = scratch.listing();
  refuse({}, "A subcommand is required");
  refuse({"simulate", "scenario.yaml"}, "there is no command \"simulate\": expected one of: run, check");
  refuse({"chekc", "scenario.yaml"}, "did you mean \"check\"?");
  refuse({"table", "chekc", "table"}, "did you mean \"check\"?");
  refuse({"run"}, "SCENARIO is required");
  refuse({"run", "scenario.yaml", "--trails", "5"}, "--trails");
  refuse({"run", "scenario.yaml", "--trials", "0"}, "--trials");
  refuse({"run", "scenario.yaml", "--trials", "-5"}, "--trials");
  refuse({"run", "scenario.yaml", "--lang", "fr"}, "--lang");
  refuse({"graph", "model.yaml", "--format", "gif"}, "--format");
  CHECK(scratch.listing() == before);
}

}  // namespace leontide::cli
