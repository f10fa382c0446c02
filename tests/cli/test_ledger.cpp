// What ledgers answer: tables, comparisons, drawings, and cells without a number.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "cli/command.hpp"
#include "cli/refusal.hpp"
#include "cli/sweeps.hpp"

namespace leontide::cli {

namespace fs = std::filesystem;

TEST_CASE("cells in which no trial completes are told, not left out") {
  const Scratch scratch;
  scratch.write("m.yaml",
                "leontide: model/1\nname: m\ntime: {base: 2024, end: 2025}\nparameters: {p: 0}\n"
                "drivers: {x: {distribution: normal, mean: 0, sd: 1}}\n"
                "variables: {y: x + 0 * sqrt(p - 0.1)}\nindicators: {y: {value: y, unit: none}}\n");
  scratch.write("t.yaml",
                "leontide: targets/1\ntargets:\n  - {id: t, title: {en: T}, status: modelled, indicator: y, "
                "at_least: 0, unit: none, year: 2025}\n");
  scratch.write("c.yaml", "leontide: scenario/1\nname: c\nmodel: m.yaml\ntargets: t.yaml\n");
  const auto sweep = [&](const std::string& values, const std::string& into) {
    scratch.write("s.yaml", "leontide: sweep/1\nname: s\nscenarios: [c.yaml]\naxes: {parameters.p: " +
                                values + "}\nsampling: {trials: 2048}\n");
    CHECK(scratch.leontide({"sweep", "s.yaml", "--into", into}).code == 3);
  };
  sweep("[0, 0.5]", "some");
  sweep("[0, 0.05]", "none");
  for (const std::vector<std::string>& asked :
       std::vector<std::vector<std::string>>{{"compare"}, {"table", "--rows", "parameters.p"}}) {
    const auto answer = [&](const std::string& folder) {
      std::vector<std::string> words{"ledger", asked[0], folder + "/ledger.sqlite"};
      words.insert(words.end(), asked.begin() + 1, asked.end());
      return scratch.leontide(words);
    };
    const Ended some = answer("some"), none = answer("none");
    CHECK(some.code == 3);
    CHECK(has(some.out, "1 cell in which no trial completed has no number here"));
    CHECK(none.code == 3);
    CHECK(has(none.out, "No trial completed in any of these cells"));
  }
  const std::vector<std::string> plot{"ledger", "plot", "some/ledger.sqlite", "--rows", "parameters.p",
                                      "--out",  "p.svg"};
  const Ended drawn = scratch.leontide(plot);
  CHECK(drawn.code == 3);
  CHECK(has(drawn.err, "more than one trial in a thousand failed in 1 cells"));
}

TEST_CASE("a dry run counts and runs nothing, and a ledger answers by what was varied") {
  const Scratch scratch("two");
  scratch.write("s.yaml", with_trials(axes, 2000));
  const Ended dry = scratch.leontide({"sweep", "s.yaml", "--into", "out", "--dry-run"});
  CHECK(dry.code == 0);
  CHECK(has(dry.out, "18 cells, 0 left out; 0 change the model's structure"));
  CHECK_FALSE(fs::exists(scratch.path("out")));
  REQUIRE(scratch.leontide({"sweep", "s.yaml", "--into", "out"}).code == 0);
  const std::string ledger = "out/ledger.sqlite";
  const Ended table = scratch.leontide({"ledger", "table", ledger, "--rows", "drivers.swing.mean",
                                        "--columns", "levers.push", "--value", "chance(output_reached)",
                                        "--where", "parameters.noise=1", "--format", "csv"});
  INFO(table.err);
  CHECK(table.code == 0);
  CHECK(lines(table.out) == 4);
  CHECK(has(table.out, ",run,trials,completed,failures,design,seed,digest\n"));
  CHECK(has(table.out, ",36000,36000,,independent,"));
  for (const std::vector<std::string>& wrong :
       std::vector<std::vector<std::string>>{{"--rows", "nothing"},
                                             {"--rows", "levers.push", "--value", "chance(nobody)"},
                                             {"--rows", "levers.push", "--value", "median(joint)"},
                                             {"--rows", "levers.push", "--where", "parameters.noise"},
                                             {"--rows", "levers.push", "--where", "parameters.noise=7"},
                                             {"--rows", "levers.push", "--columns", "drivers.swing.mean"}}) {
    std::vector<std::string> words{"ledger", "table", ledger};
    words.insert(words.end(), wrong.begin(), wrong.end());
    const Ended ended = scratch.leontide(words);
    INFO(ended.err);
    CHECK(ended.code == 2);
    CHECK(has(ended.err, "error:"));
  }
  CHECK(scratch.leontide({"ledger", "status", "nothing.sqlite"}).code == 2);
  const Ended results = scratch.leontide({"ledger", "results", ledger, "--format", "csv"});
  CHECK(results.code == 0);
  CHECK(lines(results.out) == 1 + 18 * 5);
  CHECK(has(results.out, ",hits,trials,failed,design,seed,digest\n"));
  CHECK(scratch.leontide({"ledger", "results", ledger, "--format", "xlsx", "--out", "r.xlsx"}).code == 0);
}

TEST_CASE("cells compare on common draws as two runs do") {
  const Scratch scratch("two");
  scratch.write("other.yaml", with_line(scratch.read("scenario.yaml"), "set: {drivers.swing.mean: 0.06}"));
  for (const std::string method : {"independent", "antithetic", "sobol"}) {
    scratch.write(
        "s.yaml",
        "leontide: sweep/1\nname: pair\nscenarios: [scenario.yaml, other.yaml]\nsampling: {method: " +
            method + ", trials: 4096}\n");
    REQUIRE(scratch.leontide({"sweep", "s.yaml", "--into", method}).code == 0);
    const Ended cells = scratch.leontide(
        {"ledger", "compare", method + "/ledger.sqlite", "--against", "1", "--format", "json"});
    INFO(method << cells.err);
    REQUIRE(cells.code == 0);
    const Ended runs = scratch.leontide({"compare", "scenario.yaml", "other.yaml", "--trials", "4096",
                                         "--sampling", method, "--format", "json"});
    REQUIRE(runs.code == 0);
    const auto wanted = sheet_row(nlohmann::json::parse(runs.out), "target", "All targets together");
    // Both have one title, so that their names stand with it.
    const auto found = sheet_row(nlohmann::json::parse(cells.out), "scenario", "Two sectors (other)");
    INFO(wanted << found);
    for (const std::string end : {"", "_low", "_high"})
      CHECK(found.at("difference" + end).get<double>() ==
            Approx(wanted.at("difference" + end).get<double>()).margin(1e-9));
    CHECK(found.at("standing").get<std::string>() == "above");
  }
}

TEST_CASE("the best cell, what the others lack of it and the front of chance and cost") {
  const Scratch scratch("two");
  scratch.write("s.yaml", with_trials(axes, 4000));
  REQUIRE(scratch.leontide({"sweep", "s.yaml", "--into", "out"}).code == 0);
  const std::string ledger = "out/ledger.sqlite";
  const Ended compared = scratch.leontide({"ledger", "compare", ledger, "--where", "levers.push=off",
                                           "--cost", "drivers.swing.mean", "--format", "json"});
  INFO(compared.err);
  REQUIRE(compared.code == 0);
  const auto rows = nlohmann::json::parse(compared.out).at("sheets").at(0).at("rows");
  REQUIRE(rows.size() == 6);
  CHECK(rows.at(0).at("standing") == "best");
  CHECK(rows.at(0).at("front") == "yes");
  for (std::size_t i = 1; i < rows.size(); ++i) {
    CHECK(rows.at(i).at("difference").get<double>() <= 0);
    CHECK(rows.at(i).at("difference").get<double>() ==
          Approx(rows.at(i).at("chance").get<double>() - rows.at(0).at("chance").get<double>()).margin(1e-9));
  }
  const Ended regret = scratch.leontide({"ledger", "table", ledger, "--rows", "drivers.swing.mean",
                                         "--columns", "levers.push", "--value", "chance(joint)", "--where",
                                         "parameters.noise=1", "--regret", "--format", "csv"});
  INFO(regret.err);
  REQUIRE(regret.code == 0);
  CHECK(lines(regret.out) == 5);
  CHECK(has(regret.out, "largest"));
  for (const std::vector<std::string>& wrong :
       std::vector<std::vector<std::string>>{{"--target", "nobody"},
                                             {"--against", "99"},
                                             {"--cost", "mean(nobody)"},
                                             {"--where", "levers.push=7"},
                                             {"--cost", "events.storm"}}) {
    std::vector<std::string> words{"ledger", "compare", ledger};
    words.insert(words.end(), wrong.begin(), wrong.end());
    const Ended ended = scratch.leontide(words);
    INFO(ended.err);
    CHECK(ended.code == 2);
    CHECK(has(ended.err, "error:"));
  }
  scratch.write("none.yaml", with_trials(with_line(axes, "keep: {trials: no}"), 500));
  REQUIRE(scratch.leontide({"sweep", "none.yaml", "--into", "none"}).code == 0);
  const Ended lacking = scratch.leontide({"ledger", "compare", "none/ledger.sqlite"});
  CHECK(has(lacking.out, "not comparable"));
  CHECK(scratch
            .leontide({"ledger", "table", "none/ledger.sqlite", "--rows", "drivers.swing.mean", "--columns",
                       "levers.push", "--where", "parameters.noise=1", "--regret"})
            .code == 2);
}

TEST_CASE("a ledger that cannot be written to answers, and says what a sweep lacks") {
  const Scratch scratch("two");
  scratch.write("s.yaml", with_trials(axes, 500));
  REQUIRE(scratch.leontide({"sweep", "s.yaml", "--into", "out"}).code == 0);
  // Root may write anything, so another user asks; the build may stand where that one may not look.
  const fs::path binary = scratch.path("leontide");
  fs::copy_file(LEONTIDE_BINARY, binary);
  const auto ask = [&](const std::string& words) {
    const std::string as_other = ::geteuid() == 0 ? "setpriv --reuid=65534 --clear-groups " : "";
    return WEXITSTATUS(
        std::system(("chmod -R a+rX,a-w '" + scratch.path("out").string() + "' && chmod a+rx '" +
                     scratch.path("..").string() + "' '" + scratch.path(".").string() + "' && cd '" +
                     scratch.path(".").string() + "' && " + as_other + "'" + binary.string() + "' " + words +
                     " > '" + scratch.path("said").string() + "' 2>&1")
                        .c_str()));
  };
  CHECK(ask("ledger status out/ledger.sqlite") == 0);
  CHECK(has(scratch.read("said"), "18"));
  CHECK(ask("sweep s.yaml --into out --rerun-stale") == 1);
  INFO(scratch.read("said"));
  CHECK(has(scratch.read("said"), "cannot be written to"));
  CHECK(std::system(("chmod -R u+w '" + scratch.path("out").string() + "'").c_str()) == 0);
}

TEST_CASE("a ledger is drawn as lines over numbers and as a heat map over names") {
  const Scratch scratch("two");
  scratch.write("s.yaml", with_trials(axes, 500));
  REQUIRE(scratch.leontide({"sweep", "s.yaml", "--into", "out"}).code == 0);
  const auto plot = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words{"ledger", "plot", "out/ledger.sqlite", "--where", "parameters.noise=1",
                                   "--out",  "p.svg"};
    words.insert(words.end(), more.begin(), more.end());
    return scratch.leontide(words);
  };
  const Ended drawn = plot({"--rows", "drivers.swing.mean", "--columns", "levers.push"});
  INFO(drawn.err);
  REQUIRE(drawn.code == 0);
  const std::string lines_svg = scratch.read("p.svg");
  CHECK(has(lines_svg, "<title>Chance of the plan as a whole by swing (mean) and A push</title>"));
  CHECK(std::count(lines_svg.begin(), lines_svg.end(), '\n') > 20);
  CHECK(has(lines_svg, "<polygon"));
  REQUIRE(
      plot({"--rows", "levers.push", "--columns", "drivers.swing.mean", "--regret", "--lang", "zh"}).code ==
      0);
  const std::string heat = scratch.read("p.svg");
  CHECK_FALSE(has(heat, "<polygon"));
  CHECK(has(heat, "遗憾值"));
  const Ended refused = plot({"--rows", "levers.push", "--columns", "drivers.swing.mean", "--kind", "lines"});
  CHECK(refused.code == 2);
  CHECK(scratch.read("p.svg") == heat);
  CHECK(plot({"--rows", "levers.push", "--columns", "nothing"}).code == 2);
}

}  // namespace leontide::cli
