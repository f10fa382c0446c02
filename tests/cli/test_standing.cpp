// Every answer says what it rests on, and none is to be relied on where too many trials failed.
#include <catch2/catch.hpp>

#include "cli/command.hpp"
#include "cli/result.hpp"

namespace leontide::cli {

namespace {

/// A model in which one trial in fifty fails: log(u - 0.02) is no number below u = 0.02.
void write_failing(const Scratch& scratch, const std::string& shift = "0.02") {
  scratch.write("model.yaml",
                "leontide: model/1\nname: failing\ntime: {base: 2024, end: 2025}\nunits: {CNY: currency}\n"
                "drivers:\n"
                "  u: {distribution: uniform, low: 0, high: 1, draw: trial}\n"
                "  push: {distribution: normal, mean: 0, sd: 0.5, draw: trial}\n"
                "levers:\n"
                "  help: {start: 2025, strength: {distribution: uniform, low: 0.1, high: 0.2}}\n"
                "variables:\n"
                "  size: 3 + log(u - " +
                    shift +
                    ") + push + lever(help)\n"
                    "indicators:\n"
                    "  size_of_it: {value: size, unit: none}\n");
  scratch.write("targets.yaml",
                "leontide: targets/1\ntargets:\n  - id: large\n    title: {en: It is large, zh: 较大}\n"
                "    status: modelled\n    indicator: size_of_it\n    at_least: 2\n    unit: none\n"
                "    year: 2025\n");
  scratch.write("plain.yaml",
                "leontide: scenario/1\nname: plain\nmodel: model.yaml\ntargets: targets.yaml\n"
                "sampling: {trials: 4096, seed: 3}\n");
  scratch.write("plan.yaml",
                "leontide: scenario/1\nname: plan\nextends: plain.yaml\nlevers: [help]\n"
                "observed: [{indicator: size_of_it, year: 2025, value: 2.2, sd: 0.8}]\n"
                "budget: {total: 10, levers: {help: {cost: 10}}}\n");
}

const std::vector<std::vector<std::string>> analyses{
    {"run", "plan.yaml", "--trials", "4096"},
    {"compare", "plain.yaml", "plan.yaml"},
    {"attribute", "plan.yaml", "--trials", "4096"},
    {"sensitivity", "plan.yaml"},
    {"sensitivity", "plan.yaml", "--design", "--trials", "1024"},
    {"sensitivity", "plan.yaml", "--shapley", "--trials", "1024"},
    {"discover", "plan.yaml"},
    {"seek", "plan.yaml", "--vary", "drivers.push.mean", "--from", "-1", "--to", "2", "--chance", "0.7"},
    {"optimise", "plan.yaml", "--trials", "256"},
    {"observe", "plan.yaml", "--trials", "8192"},
    {"rare", "plan.yaml", "--target", "large", "--trials", "4096", "--level-size", "512"}};

}  // namespace

TEST_CASE("Every analysis of a model in which one trial in fifty fails says so and exits with 3") {
  const Scratch scratch;
  write_failing(scratch);
  for (auto words : analyses) {
    INFO(words[0] << " " << words.back());
    const Ended text = scratch.leontide(words);
    INFO(text.err << text.out);
    CHECK(text.code == 3);
    CHECK(has(text.out, "failed: not finite "));
    CHECK(has(text.out, "do not rely on this answer"));
    CHECK(has(text.err, "more than one trial in a thousand failed"));
    words.insert(words.end(), {"--format", "csv"});
    const Ended csv = scratch.leontide(words);
    CHECK(csv.code == 3);
    CHECK(has(csv.out, ",run,trials,completed,failures,"));
    CHECK(has(csv.out, "not finite "));
  }
}

TEST_CASE("Where no trial completes, every analysis says so, prints no number and exits with 3") {
  const Scratch scratch;
  write_failing(scratch, "2");
  for (auto words : analyses) {
    INFO(words[0] << " " << words.back());
    const Ended text = scratch.leontide(words);
    INFO(text.err << text.out);
    CHECK(text.code == 3);
    CHECK(count(text.out + text.err, "o trial completed") >= 1);
    CHECK_FALSE(has(text.out, "agree"));
    words.insert(words.end(), {"--format", "json"});
    const Ended ended = scratch.leontide(words);
    CHECK(ended.code == 3);
    if (words[0] == "run" || words[0] == "observe" || words[0] == "optimise") continue;
    CHECK(Json::parse(ended.out).at("sheets").empty());
  }
  const Json run = Json::parse(scratch.leontide({"run", "plan.yaml", "--format", "json"}).out);
  const Json& target = run.at("readings")[0].at("targets")[0];
  CHECK(target.at("value").at("mean").is_null());
  CHECK(target.at("chance").at("high").is_null());
}

TEST_CASE("Failed trials name the first variable and year of each cause, in every analysis") {
  const Scratch scratch;
  write_failing(scratch);
  for (const auto& words : analyses) {
    if (words[0] == "observe" || words[0] == "optimise") continue;  // their standing is of tempered draws
    INFO(words[0] << " " << words.back());
    CHECK(has(scratch.leontide(words).out, "(first: size, 2024)"));
  }
}

TEST_CASE("What a scenario's file sets stands in its answers beside what the command line sets") {
  const Scratch scratch;
  write_failing(scratch, "0");
  scratch.write("set.yaml",
                "leontide: scenario/1\nname: set\nextends: plain.yaml\nset: {drivers.push.sd: 0.25}\n");
  const std::vector<std::string> line{"compare",  "set.yaml", "plain.yaml", "--set", "drivers.push.mean=0.1",
                                      "--format", "json"};
  const Json settings = Json::parse(scratch.leontide(line).out).at("settings");
  CHECK(settings.at("set") == "drivers.push.mean=0.1");
  CHECK(settings.at("scenario_sets set") == "drivers.push.sd=0.25");
  CHECK(settings.at("scenario_sets plain") == "none");
  const Json run = Json::parse(scratch.leontide({"run", "set.yaml", "--format", "json"}).out);
  CHECK(run.at("readings")[0].at("sets") == Json{"drivers.push.sd=0.25"});
}

TEST_CASE("An answer says how many trials it rests on, how they were drawn, what was set and which files") {
  const Scratch scratch;
  write_failing(scratch, "0");  // none fails
  for (auto words : analyses) {
    if (words[0] == "run") continue;  // its JSON is the result's own
    INFO(words[0] << " " << words.back());
    words.insert(words.end(), {"--set", "drivers.push.sd=0.6", "--seed", "5", "--format", "json"});
    const Ended ended = scratch.leontide(words);
    INFO(ended.err);
    REQUIRE(ended.code == 0);
    const Json json = Json::parse(ended.out);
    CHECK(json.at("answer") == words[0]);
    const Json& standing = json.at("standing").back();
    CHECK(standing.at("scenario") == "plan");
    CHECK(standing.at("trials").get<double>() > 1000);
    CHECK(standing.at("completed") == standing.at("trials"));
    CHECK(standing.at("failures").empty());
    const Json& settings = json.at("settings");
    CHECK(settings.at("seed") == 5);
    CHECK(settings.at("set") == "drivers.push.sd=0.6");
    CHECK(has(settings.at("design").get<std::string>(), "independent"));
    CHECK(has(settings.dump(), "help"));
    CHECK(json.at("digest").get<std::string>().size() >= 64);
    bool names_model = false;
    for (const Json& input : json.at("inputs"))
      names_model = names_model ||
                    (input.at("path") == "model.yaml" && input.at("sha256").get<std::string>().size() == 64);
    CHECK(names_model);
  }
}

TEST_CASE("What a model means is told with what that rests on") {
  const Scratch scratch;
  write_failing(scratch);
  const std::vector<std::vector<std::string>> answers{{"explain", "plan.yaml", "size"},
                                                      {"trace", "plan.yaml", "push", "size"}};
  for (auto words : answers) {
    INFO(words[0]);
    words.insert(words.end(), {"--set", "drivers.push.sd=0.4", "--format", "json"});
    const Ended ended = scratch.leontide(words);
    INFO(ended.err);
    REQUIRE(ended.code == 0);
    const Json json = Json::parse(ended.out);
    CHECK(json.at("settings").at("levers") == "help");
    CHECK(json.at("settings").at("set") == "drivers.push.sd=0.4");
    CHECK(json.at("digest").get<std::string>().size() == 64);
    CHECK(json.at("inputs").size() == 4);
  }
}

TEST_CASE("A run is written in every format, with what it rests on") {
  const Scratch scratch;
  write_failing(scratch, "0");
  const Ended ended =
      scratch.leontide({"run", "plan.yaml", "--into", "r", "--out", "r.csv", "--out", "r.md", "--out",
                        "r.html", "--out", "r.xlsx", "--out", "r.json", "--out", "r.txt"});
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  CHECK(ended.out.empty());
  CHECK(scratch.read("r.json") == scratch.read("r/result.json"));
  CHECK(scratch.read("r.xlsx").starts_with("PK"));
  CHECK(scratch.read("r.html").starts_with("<!doctype html>"));
  const std::string csv = scratch.read("r.csv");
  CHECK(has(csv.substr(0, csv.find('\n')), "run,trials,completed,failures"));
  CHECK(has(csv, "It is large"));
  for (const char* file : {"r.md", "r.txt", "r.html"}) {
    CHECK(has(scratch.read(file), "4096 trials, 4096 completed"));
    CHECK(has(scratch.read(file), "levers on: help"));
  }
}

}  // namespace leontide::cli
