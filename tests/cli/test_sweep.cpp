// Sweeps by the real binary: cells, ledger, resume, shards, faults.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/command.hpp"
#include "cli/refusal.hpp"

namespace leontide::cli {

namespace fs = std::filesystem;

namespace {

const std::string axes =
    "leontide: sweep/1\nname: two\nscenarios: [scenario.yaml]\naxes:\n  drivers.swing.mean: {from: 0.04, to: "
    "0.06, step: "
    "0.01}\n  levers.push: [off, on, 0.15]\nzip:\n  - {parameters.noise: [0, 1], events.storm: [off, {at: "
    "2025}]}\n"
    "keep: {indicators: [gdp_nominal], years: [2025, 2026]}\n";

std::string with_trials(const std::string& text, int trials) {
  return text + "sampling: {trials: " + std::to_string(trials) + "}\n";
}

/// With a line in place of the one that begins with the same key, or at its end.
std::string with_line(std::string text, const std::string& line) {
  const std::string key = line.substr(0, line.find(':') + 1);
  const std::size_t at = text.find("\n" + key);
  if (at != std::string::npos) text.erase(at + 1, text.find('\n', at + 1) - at);
  return text + line + "\n";
}

/// The first row of a document's first sheet that holds `value` in `column`.
nlohmann::json sheet_row(const nlohmann::json& document, const std::string& column,
                         const std::string& value) {
  for (const auto& row : document.at("sheets").at(0).at("rows")) {
    if (row.contains(column) && row.at(column) == value) return row;
  }
  return {};
}

std::size_t lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST_CASE("a sweep runs every cell, and each shows what a run of it shows") {
  const Scratch scratch("two");
  scratch.write("s.yaml", with_trials(axes, 20000));
  const Ended ended = scratch.leontide({"sweep", "s.yaml", "--into", "out"});
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  CHECK(has(ended.err, "18 cells: 18 done"));
  const std::string csv = scratch.read("out/sweep.csv");
  // 18 cells of the joint chance, two targets and one indicator in two years
  CHECK(lines(csv) == 1 + 18 * 5);
  const Ended run =
      scratch.leontide({"run", "scenario.yaml", "--trials", "20000", "--set", "drivers.swing.mean=0.05",
                        "--lever", "push=0.15", "--set", "parameters.noise=1", "--event", "storm@2025",
                        "--into", "run", "--format", "json"});
  REQUIRE(run.code == 0);
  const auto json = nlohmann::json::parse(run.out);
  const auto& target = json["readings"][0]["targets"][0];
  const std::string wanted = ",output_reached,,2025,";
  std::string found;
  for (std::size_t at = 0; at < csv.size(); at = csv.find('\n', at) + 1) {
    const std::string line = csv.substr(at, csv.find('\n', at) - at);
    if (has(line, "done,0.05,0.15,1,") && has(line, wanted)) found = line;
  }
  INFO(found);
  REQUIRE_FALSE(found.empty());
  CHECK(has(found, "," + std::to_string(target["chance"]["hits"].get<int>()) + ",20000,"));
}

TEST_CASE("the same bytes for any threads and shards, and a second call changes nothing") {
  const Scratch scratch("two");
  scratch.write("s.yaml", with_trials(axes, 3000));
  REQUIRE(scratch.leontide({"sweep", "s.yaml", "--into", "one", "--threads", "1"}).code == 0);
  REQUIRE(scratch.leontide({"sweep", "s.yaml", "--into", "seven", "--threads", "7"}).code == 0);
  const std::string csv = scratch.read("one/sweep.csv");
  CHECK(scratch.read("seven/sweep.csv") == csv);
  CHECK(scratch.read("seven/sweep.nc") == scratch.read("one/sweep.nc"));
  std::vector<std::string> merge{"ledger", "merge", "--into", "merged"};
  for (const std::string number : {"1", "2", "3", "4"}) {
    REQUIRE(scratch.leontide({"sweep", "s.yaml", "--into", "parts", "--shard", number + "/4"}).code == 0);
    merge.push_back("parts/shard-" + number + "-of-4.sqlite");
  }
  const Ended merged = scratch.leontide(merge);
  INFO(merged.err);
  CHECK(merged.code == 0);
  CHECK(scratch.read("merged/sweep.csv") == csv);
  CHECK(scratch.read("merged/sweep.nc") == scratch.read("one/sweep.nc"));
  CHECK(scratch.leontide({"ledger", "export", "merged/ledger.sqlite"}).out ==
        scratch.leontide({"ledger", "export", "one/ledger.sqlite"}).out);
  REQUIRE(scratch.leontide({"sweep", "s.yaml", "--into", "one"}).code == 0);
  CHECK(scratch.read("one/sweep.csv") == csv);
  merge.pop_back();
  merge[3] = "less";
  const Ended less = scratch.leontide(merge);
  CHECK(less.code == 3);
  CHECK(has(less.err, "not every cell is done"));
}

TEST_CASE("a cell that fails is told with its place, and the others finish") {
  const Scratch scratch("two");
  std::string text =
      "leontide: sweep/1\nname: two\nscenarios: [scenario.yaml]\naxes:\n  drivers.world.low: [0, 0.5, 2]\n"
      "  drivers.world.high: [1, 3]\nsampling: {trials: 500}\n";
  scratch.write("s.yaml", text);
  // 2 as the least of 0 to 1 does not fit the driver as it stands, and that is said before anything runs.
  const Ended refused = scratch.leontide({"sweep", "s.yaml", "--into", "out"});
  CHECK(refused.code == 2);
  CHECK_FALSE(fs::exists(scratch.path("out")));
  text.replace(text.find(", 2]"), 4, ", 0.9]");
  text.replace(text.find("[1, 3]"), 6, "[1, 0.7]");
  scratch.write("s.yaml", text);
  const Ended ended = scratch.leontide({"sweep", "s.yaml", "--into", "out"});
  INFO(ended.err);
  CHECK(ended.code == 3);
  CHECK(has(ended.err, "6 cells: 5 done, 1 failed"));
  CHECK(has(ended.err, "s.yaml:6:27"));
  const Ended status = scratch.leontide({"ledger", "status", "out/ledger.sqlite", "--format", "json"});
  CHECK(has(status.out, "\"faults\""));
  const Ended fast = scratch.leontide({"sweep", "s.yaml", "--into", "fast", "--fail-fast"});
  CHECK(fast.code == 3);
}

TEST_CASE("a changed input makes cells stale until they are asked to run again") {
  const Scratch scratch("two");
  scratch.write("s.yaml", with_trials(axes, 500));
  REQUIRE(scratch.leontide({"sweep", "s.yaml", "--into", "out"}).code == 0);
  const std::string before = scratch.read("out/sweep.csv");
  scratch.edit("demand.csv", "600", "650");
  const Ended stale = scratch.leontide({"sweep", "s.yaml", "--into", "out"});
  INFO(stale.err);
  CHECK(stale.code == 3);
  CHECK(has(stale.err, "demand.csv has changed"));
  CHECK(has(stale.err, "18 stale"));
  const Ended rerun = scratch.leontide({"sweep", "s.yaml", "--into", "out", "--rerun-stale"});
  CHECK(rerun.code == 0);
  CHECK(scratch.read("out/sweep.csv") != before);
}

TEST_CASE("wrong sweeps are refused with all their faults before anything is made") {
  const Scratch scratch("two");
  const std::string head = "leontide: sweep/1\nname: two\nscenarios: [scenario.yaml]\n";
  const std::vector<std::pair<std::string, std::string>> wrong{
      {"axes: {drivers.nobody.mean: [1]}\n", "the model has no \"nobody\""},
      {"axes: {drivers.swing.mean: []}\n", "has no values"},
      {"axes: {levers.push: [maybe]}\n", "is no state of a lever"},
      {"axes: {reading: [other]}\n", "has no reading \"other\""},
      {"axes: {tables.city.folder: [a]}\n", "names a file"},
      {"axes: {drivers.swing.sd: [-1]}\n", "sd"},
      {"axes: {drivers.swing.mean: [0]}\nzip: [{drivers.swing.mean: [1]}]\n", "is varied twice"},
      {"keep: {targets: [nothing]}\n", "no scenario of this sweep has the assessed target"},
      {"axes: {parameters.noise: {from: 0, to: 2000000, step: 1}}\n", "more than a million"}};
  for (const auto& [text, why] : wrong) {
    scratch.write("s.yaml", head + text);
    const Ended ended = scratch.leontide({"sweep", "s.yaml", "--into", "out"});
    INFO(text << ended.err);
    CHECK(ended.code == 2);
    CHECK(has(ended.err, why));
    CHECK_FALSE(fs::exists(scratch.path("out")));
  }
  scratch.write("s.yaml", head + "axes: {drivers.nobody.mean: [1], levers.push: [maybe]}\n");
  const Ended both = scratch.leontide({"sweep", "s.yaml"});
  CHECK(has(both.err, "nobody"));
  CHECK(has(both.err, "maybe"));
  CHECK(scratch.leontide({"sweep", "s.yaml", "--shard", "5/4"}).code == 2);
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
  CHECK(has(table.out, ",trials,completed,failures,design,seed,digest\n"));
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
    const auto found = sheet_row(nlohmann::json::parse(cells.out), "scenario", "other");
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

TEST_CASE("a full disk stops a sweep with a word, and the same command goes on") {
  const Scratch scratch("two");
  scratch.write("s.yaml", with_trials(axes, 1000));
  const std::string there = "cd '" + scratch.path(".").string() + "' && ";
  const std::string sweep = std::string(LEONTIDE_BINARY) + " sweep s.yaml --into out > said 2>&1";
  bool was_refused = false;
  // The ledger fills at another place each time: when it is made, when cells enter, when results are written.
  for (const std::string blocks : {"20", "60", "90", "120"}) {
    const int status =
        std::system(("bash -c \"" + there + "ulimit -f " + blocks + " && " + sweep + "\"").c_str());
    INFO(scratch.read("said"));
    if (WEXITSTATUS(status) == 0) continue;
    CHECK(WEXITSTATUS(status) == 1);
    CHECK(has(scratch.read("said"), "leontide: "));
    CHECK_FALSE(fs::exists(scratch.path("out/sweep.csv")));
    was_refused = true;
  }
  CHECK(was_refused);
  REQUIRE(scratch.leontide({"sweep", "s.yaml", "--into", "out"}).code == 0);
  REQUIRE(scratch.leontide({"sweep", "s.yaml", "--into", "whole"}).code == 0);
  CHECK(scratch.read("out/sweep.csv") == scratch.read("whole/sweep.csv"));
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

TEST_CASE("cells that are no product, and cells of one reading each, have their arrays too") {
  const Scratch scratch("two");
  scratch.write("readings.yaml",
                with_line(scratch.read("scenario.yaml"),
                          "readings: [{name: low, set: {drivers.swing.mean: 0.04}}, {name: high}]"));
  const std::string head = "leontide: sweep/1\nname: odd\nsampling: {trials: 500}\n";
  scratch.write("one.yaml",
                head + "scenarios: [readings.yaml]\naxes: {reading: [low, high], levers.push: [off, on]}\n");
  scratch.write("two.yaml",
                head +
                    "scenarios: [readings.yaml]\naxes: {parameters.noise: [0, 1], levers.push: [off, "
                    "on]}\nexclude: [{levers.push: on, parameters.noise: 1}]\n");
  for (const std::string name : {"one", "two"}) {
    const Ended ended = scratch.leontide({"sweep", name + ".yaml", "--into", name});
    INFO(ended.err);
    CHECK(ended.code == 0);
    CHECK(fs::exists(scratch.path(name + "/sweep.nc")));
  }
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

TEST_CASE("a batch script for Slurm has a task a shard and is sound for the shell") {
  const Scratch scratch("two");
  scratch.write("s.yaml", with_trials(axes, 500));
  const Ended ended = scratch.leontide({"sweep", "s.yaml", "--into", "it's here", "--slurm", "4"});
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  CHECK(has(ended.err, "submit with: bash"));
  const std::string script = scratch.read("it's here/two.sbatch");
  CHECK(has(script, "#SBATCH --array=1-4\n"));
  CHECK(has(script, "--shard \"$SLURM_ARRAY_TASK_ID/4\""));
  CHECK(std::system(("bash -n \"" + scratch.path("it's here/two.sbatch").string() + "\"").c_str()) == 0);
  CHECK(fs::is_empty(scratch.path("it's here")) == false);
  CHECK_FALSE(fs::exists(scratch.path("it's here/ledger.sqlite")));
  CHECK(scratch.leontide({"sweep", "s.yaml", "--slurm", "0"}).code == 2);
}

}  // namespace leontide::cli
