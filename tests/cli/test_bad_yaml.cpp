// Files that are missing, or that YAML or our rules for it refuse, through the real command.
#include <catch2/catch.hpp>
#include <chrono>

#include "cli/refusal.hpp"

namespace leontide::cli {

namespace fs = std::filesystem;

TEST_CASE("a file that is missing is named where it is asked for") {
  const Scratch scratch("two");
  SECTION("the scenario") {
    refused(scratch, {R"(absent.yaml: error: the file "absent.yaml" cannot be read)"},
            {"run", "absent.yaml"});
  }
  SECTION("the model") {
    scratch.edit("scenario.yaml", "model: model.yaml", "model: absent.yaml");
    refused(scratch, {R"(scenario.yaml:4:8: error: the file "absent.yaml" cannot be read)"});
  }
  SECTION("the targets") {
    scratch.edit("scenario.yaml", "targets: targets.yaml", "targets: absent.yaml");
    refused(scratch, {R"(scenario.yaml:5:10: error: the file "absent.yaml" cannot be read)"});
  }
  SECTION("a table") {
    scratch.edit("model.yaml", "file: coefficients.csv", "file: absent.csv");
    refused(scratch, {R"(model.yaml:13:13: error: the file "absent.csv" cannot be read)"});
  }
}

TEST_CASE("a folder where a file is expected is refused") {
  const Scratch scratch("two");
  SECTION("as the argument") {
    refused(scratch, {R"(.: error: the file "." cannot be read)"}, {"run", "."});
  }
  SECTION("as the model") {
    fs::remove(scratch.path("model.yaml"));
    fs::create_directory(scratch.path("model.yaml"));
    refused(scratch, {R"(scenario.yaml:4:8: error: the file "model.yaml" cannot be read)"});
  }
  SECTION("as a table") {
    fs::remove(scratch.path("coefficients.csv"));
    fs::create_directory(scratch.path("coefficients.csv"));
    refused(scratch, {R"(model.yaml:13:13: error: the file "coefficients.csv" cannot be read)"});
  }
}

TEST_CASE("malformed YAML is refused at its place") {
  const Scratch scratch("two");
  SECTION("a list that is not closed") {
    scratch.edit("scenario.yaml", "levers: []", "levers: [");
    refused(scratch, {"scenario.yaml:8:1: error: this is not YAML: end of sequence flow not found"});
  }
  SECTION("a mapping that is not closed") {
    scratch.edit("model.yaml", "low: 0, high: 1}", "low: 0, high: 1");
    refused(scratch, {"model.yaml:25:11: error: this is not YAML: end of map flow not found"});
  }
  SECTION("a tab") {
    scratch.edit("scenario.yaml", "levers: []", "\tlevers: []");
    refused(scratch, {"scenario.yaml:6:1: error: this is not YAML: illegal tab"});
  }
}

TEST_CASE("files that are empty, not UTF-8 or no mapping are refused") {
  const Scratch scratch("two");
  SECTION("empty scenario") {
    scratch.write("scenario.yaml", "");
    refused(scratch, {"scenario.yaml: error: this file holds no document"});
  }
  SECTION("empty model") {
    scratch.write("model.yaml", "");
    refused(scratch, {"model.yaml: error: this file holds no document"});
  }
  SECTION("empty targets") {
    scratch.write("targets.yaml", "");
    refused(scratch, {"targets.yaml: error: this file holds no document"});
  }
  SECTION("only a comment") {
    scratch.write("scenario.yaml", "# nothing\n");
    refused(scratch, {"scenario.yaml: error: this file holds no document"});
  }
  SECTION("Latin-1") {
    scratch.write("model.yaml", "leontide: model/1\nname: caf\xE9\n");
    refused(scratch, {"model.yaml:2:10: error: this file is not UTF-8 text"});
  }
  SECTION("a zero byte") {
    scratch.write("scenario.yaml", std::string("leontide: scenario/1\0\n", 22));
    refused(scratch, {"scenario.yaml:1:21: error: this file is not UTF-8 text"});
  }
  SECTION("a list") {
    scratch.write("scenario.yaml", "- a\n");
    refused(scratch, {"scenario.yaml:1:1: error: this file does not say what it is"});
  }
  SECTION("another kind of file") {
    refused(scratch, {R"(targets.yaml:1:11: error: a file of kind "scenario/1" is expected here)"},
            {"run", "targets.yaml"});
  }
}

TEST_CASE("an unknown key is refused with the nearest name, once") {
  const Scratch scratch("two");
  SECTION("in a scenario") {
    scratch.edit("scenario.yaml", "levers: []", "leverz: []");
    CHECK(has(refused(scratch, {R"(scenario.yaml:6:1: error: a scenario has no key "leverz")"}),
              "did you mean \"levers\"?"));
  }
  SECTION("at the top of a model") {
    scratch.edit("model.yaml", "variables:", "variabels:");
    CHECK(has(refused(scratch, {R"(model.yaml:34:1: error: a model has no key "variabels")"}),
              "did you mean \"variables\"?"));
  }
  SECTION("in a driver") {
    scratch.edit("model.yaml", "sd: 0.02", "sdd: 0.02");
    CHECK(has(refused(scratch, {R"(model.yaml:21:45: error: driver "swing" has no key "sdd")"}),
              "did you mean \"sd\"?"));
  }
  SECTION("in a target") {
    scratch.edit("targets.yaml", "at_least: 6", "at_leest: 6");
    CHECK(has(refused(scratch, {R"(targets.yaml:17:5: error: target "fast_growth" has no key "at_leest")"}),
              "did you mean \"at_least\"?"));
  }
}

TEST_CASE("a duplicate key shows both places") {
  const Scratch scratch("two");
  scratch.edit("model.yaml", "  world: {dist",
               "  swing: {distribution: uniform, low: 0, high: 1}\n  world: {dist");
  CHECK(has(refused(scratch, {R"(model.yaml:23:3: error: the key "swing" stands twice)"}),
            "see also model.yaml:21:3\n"));
}

TEST_CASE("tags, merge keys and second documents are refused") {
  const Scratch scratch("two");
  SECTION("tag") {
    scratch.edit("model.yaml", "value: 0, source", "value: !!int 0, source");
    refused(scratch, {R"(model.yaml:18:18: error: the tag "tag:yaml.org,2002:int" is not allowed)"});
  }
  SECTION("merge key") {
    scratch.edit("model.yaml", "  world: {dist", "  world: {<<: {a: 1}, dist");
    refused(scratch, {"model.yaml:23:11: error: merge keys are not allowed"});
  }
  SECTION("second document") {
    scratch.edit("scenario.yaml", "levers: []", "levers: []\n---\nlevers: []");
    refused(scratch, {"scenario.yaml:8:1: error: this file holds more than one document"});
  }
}

TEST_CASE("a bomb of aliases is refused before it goes off") {
  // Nine levels of nine aliases each would be 9^10 values.
  std::string text = "leontide: scenario/1\na: &a [x, x, x, x, x, x, x, x, x]\n";
  for (char name = 'b'; name < 'k'; ++name) {
    text += std::string(1, name) + ": &" + name + " [";
    for (int i = 0; i < 9; ++i)
      text += std::string(i == 0 ? "" : ", ") + "*" + static_cast<char>(name - 1);
    text += "]\n";
  }
  const Scratch scratch;
  scratch.write("scenario.yaml", text);
  const Ended ended = scratch.leontide({"run", "scenario.yaml"});
  CHECK(ended.code == 2);
  CHECK(ended.out.empty());
  CHECK(has(ended.err, "scenario.yaml:2:4: error: anchors are not allowed"));
  CHECK(has(ended.err, "scenario.yaml:3:8: error: aliases are not allowed"));
  CHECK(has(ended.err, "… and 41 more"));
  CHECK(scratch.listing() == std::vector<std::string>{"scenario.yaml"});
}

TEST_CASE("files that are deep, long or wide are refused") {
  const Scratch scratch("two");
  const auto repeated = [](const std::string& text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i)
      out += text;
    return out;
  };
  SECTION("a hundred thousand nested lists") {
    scratch.write("scenario.yaml", "leontide: " + repeated("[", 100'000));
    refused(scratch, {"scenario.yaml:1:61: error: this file is nested too deeply: more than 100 lists"});
  }
  SECTION("a hundred thousand keys") {
    std::string text = "leontide: scenario/1\nname: wide\n";
    for (int i = 0; i < 100'000; ++i)
      text += "k" + std::to_string(i) + ": 1\n";
    scratch.write("scenario.yaml", text);
    CHECK(scratch.leontide({"run", "scenario.yaml"}).code == 2);
  }
  SECTION("a list of a million numbers in one line") {
    scratch.edit("scenario.yaml", "tolerances: [0]", "tolerances: [" + repeated("2,", 1'000'000) + "2]");
    refused(scratch, {"scenario.yaml: error: this file holds more than 500000 values [too-large]"});
  }
  SECTION("an expression of a hundred thousand parentheses") {
    scratch.edit("model.yaml", "gdp: sum(value_added)",
                 "gdp: " + repeated("(", 100'000) + "1" + repeated(")", 100'000));
    refused(scratch,
            {"model.yaml:40:8: error: this expression is too long: 200001 names, numbers and signs, at "
             "most 2000 are read"});
  }
  SECTION("an expression of two hundred and fifty parentheses") {
    scratch.edit("model.yaml", "gdp: sum(value_added)",
                 "gdp: " + repeated("(", 250) + "1" + repeated(")", 250));
    refused(scratch, {"model.yaml:40:208: error: this expression is nested too deeply: more than 200 "
                      "parentheses and calls stand in"});
  }
}

}  // namespace leontide::cli
