// Sweeps by the real binary: cells, resume, shards, faults.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/command.hpp"
#include "cli/refusal.hpp"
#include "cli/sweeps.hpp"

namespace leontide::cli {

namespace fs = std::filesystem;

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
