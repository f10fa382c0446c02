// Files of the product's names that are not the product's, and inputs that it opens by a library.
#include <catch2/catch.hpp>
#include <csignal>
#include <unistd.h>

#include "cli/command.hpp"
#include "cli/refusal.hpp"
#include "cli/table_folder.hpp"

namespace leontide::cli {

namespace fs = std::filesystem;

namespace {

const std::string foreign = "no manifest names this file: it is not one that leontide wrote";

const std::string small_sweep =
    "leontide: sweep/1\nname: small\nscenarios: [scenario.yaml]\naxes:\n  parameters.noise: [0, 1]\n"
    "sampling: {trials: 500}\n";

/// Puts a file of somebody else's where the command would write one of that name.
void put_foreign(const Scratch& scratch, const std::string& name) {
  fs::create_directories(scratch.path(name).parent_path());
  scratch.write(name, "mine\n");
}

std::string all_err(const Scratch& scratch, const std::vector<std::string>& arguments, int code) {
  const Ended ended = scratch.leontide(arguments);
  INFO(ended.err);
  CHECK(ended.code == code);
  return ended.err;
}

}  // namespace

TEST_CASE("a run replaces its own result, with a manifest or of an older version, and no other file") {
  const Scratch scratch("two");
  const std::vector<std::string> run{"run",    "scenario.yaml", "--trials",   "256",
                                     "--into", "out",           "--no-report"};
  put_foreign(scratch, "out/result.json");
  CHECK(has(all_err(scratch, run, 2), "out: error: this holds something that is not a result"));
  CHECK(scratch.read("out/result.json") == "mine\n");
  fs::remove_all(scratch.path("out"));
  all_err(scratch, run, 0);
  all_err(scratch, run, 0);
  put_foreign(scratch, "out/report.html");
  all_err(scratch, run, 0);
  CHECK(has(all_err(scratch, {"run", "scenario.yaml", "--trials", "900000000", "--into", "out"}, 2),
            "out/report.html: error: " + foreign));
  CHECK(scratch.read("out/report.html") == "mine\n");
  fs::remove(scratch.path("out/report.html"));
  fs::remove(scratch.path("out/leontide.sha256"));
  all_err(scratch, {"run", "scenario.yaml", "--trials", "512", "--into", "out"}, 0);
  CHECK(has(scratch.read("out/result.json"), "\"trials\": 512"));
}

TEST_CASE("a table replaces a table, and no other file of its names") {
  const Scratch scratch;
  const std::vector<std::string> copy{"table", "export", dalian_table(), "--into", "out"};
  put_foreign(scratch, "out/flows.csv");
  CHECK(has(all_err(scratch, copy, 2), "out: error: this folder holds something that is not a table"));
  CHECK(scratch.read("out/flows.csv") == "mine\n");
  fs::remove_all(scratch.path("out"));
  all_err(scratch, copy, 0);
  put_foreign(scratch, "out/other_inputs.csv");
  CHECK(has(all_err(scratch, copy, 2), "out/other_inputs.csv: error: " + foreign));
  CHECK(scratch.read("out/other_inputs.csv") == "mine\n");
  fs::remove(scratch.path("out/other_inputs.csv"));
  fs::remove(scratch.path("out/leontide.sha256"));
  scratch.write("out/flows.csv", "of an older version\n");
  all_err(scratch, copy, 0);
  CHECK(has(scratch.read("out/flows.csv"), "code,"));
}

TEST_CASE("a sweep replaces its own results, and no other file of their names") {
  const Scratch scratch("two");
  scratch.write("s.yaml", small_sweep);
  const std::vector<std::string> sweep{"sweep", "s.yaml", "--into", "out"};
  put_foreign(scratch, "out/sweep.csv");
  CHECK(has(all_err(scratch, sweep, 2), "out/sweep.csv: error: " + foreign));
  CHECK(scratch.listing() == std::vector<std::string>{"coefficients.csv", "demand.csv", "model.yaml", "out",
                                                      "out/sweep.csv", "s.yaml", "scenario.yaml",
                                                      "sectors.csv", "targets.yaml"});
  CHECK(scratch.read("out/sweep.csv") == "mine\n");
  fs::remove_all(scratch.path("out"));
  all_err(scratch, sweep, 0);
  fs::remove(scratch.path("out/leontide.sha256"));
  all_err(scratch, sweep, 0);
  CHECK(has(scratch.read("out/leontide.sha256"), "  sweep.csv\n"));
  put_foreign(scratch, "all/report.html");
  CHECK(has(all_err(scratch, {"ledger", "merge", "out/ledger.sqlite", "--into", "all"}, 2),
            "all/report.html: error: " + foreign));
  CHECK_FALSE(fs::exists(scratch.path("all/ledger.sqlite")));
  put_foreign(scratch, "batch/small.sbatch");
  CHECK(has(all_err(scratch, {"sweep", "s.yaml", "--into", "batch", "--slurm", "2"}, 2),
            "batch/small.sbatch: error: " + foreign));
  CHECK(scratch.read("batch/small.sbatch") == "mine\n");
}

TEST_CASE("no answer takes the place of the ledger that it is read from") {
  const Scratch scratch("two");
  scratch.write("s.yaml", small_sweep);
  REQUIRE(scratch.leontide({"sweep", "s.yaml", "--into", "out"}).code == 0);
  const std::string ledger = "out/ledger.sqlite";
  fs::create_symlink(ledger, scratch.path("link.svg"));
  const std::string refusal = "error: this is one of the files read, and would be replaced";
  for (const std::string out : {"out/ledger.sqlite", "link.svg"}) {
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{{"ledger", "table", ledger, "--rows", "parameters.noise"},
                                               {"ledger", "results", ledger},
                                               {"ledger", "compare", ledger},
                                               {"ledger", "status", ledger},
                                               {"sweep", "s.yaml", "--into", "out"}}) {
      auto arguments = words;
      arguments.insert(arguments.end(), {"--format", "csv", "--out", out});
      INFO(words[1]);
      CHECK(has(all_err(scratch, arguments, 2), out + ": " + refusal));
    }
  }
  CHECK(
      has(all_err(scratch, {"ledger", "plot", ledger, "--rows", "parameters.noise", "--out", "link.svg"}, 2),
          "link.svg: " + refusal));
  CHECK(has(all_err(scratch, {"ledger", "merge", ledger, "--into", "out"}, 2), ledger + ": " + refusal));
  CHECK(has(all_err(scratch,
                    {"sweep", "s.yaml", "--into", "new", "--format", "csv", "--out", "new/ledger.sqlite"}, 2),
            "new/ledger.sqlite: " + refusal));
  CHECK(scratch.read(ledger).starts_with("SQLite format 3"));
  CHECK(scratch.leontide({"ledger", "status", ledger}).code == 0);
}

TEST_CASE("a ledger that cannot be repaired, and shards that cannot be merged, leave nothing") {
  const Scratch scratch("two");
  scratch.write("s.yaml", small_sweep);
  scratch.write("other.yaml", small_sweep + "title: {en: other}\n");
  scratch.edit("other.yaml", "name: small", "name: other");
  for (const std::string name : {"s", "other"})
    REQUIRE(scratch.leontide({"sweep", name + ".yaml", "--into", name}).code == 0);
  scratch.write("damaged.sqlite", scratch.read("s/ledger.sqlite").substr(0, 200));
  const auto before = scratch.listing();
  all_err(scratch, {"ledger", "repair", "damaged.sqlite", "--into", "saved.sqlite"}, 1);
  CHECK(scratch.listing() == before);
  fs::create_directory(scratch.path("all"));
  all_err(scratch, {"ledger", "merge", "s/ledger.sqlite", "other/ledger.sqlite", "--into", "all"}, 2);
  CHECK(fs::is_empty(scratch.path("all")));
  all_err(scratch, {"ledger", "repair", "s/ledger.sqlite", "--into", "saved.sqlite"}, 0);
  all_err(scratch, {"ledger", "status", "saved.sqlite"}, 0);
}

TEST_CASE("records that a killed run left are gone after the next run into its folder, other files are not") {
  const Scratch scratch("two");
  const std::vector<std::string> run{"run",         "scenario.yaml", "--threads", "1",
                                     "--no-report", "--into",        "out"};
  auto killed = run;
  killed.insert(killed.end(), {"--trials", "20000000", "--checkpoint", "0.01"});
  const Running running = scratch.start(killed);
  const auto records = scratch.path("out.records/1");
  for (int waited = 0; waited < 2000 && (!fs::exists(records) || fs::is_empty(records)); ++waited)
    usleep(5000);
  running.send(SIGKILL);
  CHECK(running.wait().code == 128 + SIGKILL);
  REQUIRE(fs::exists(records));
  scratch.write("out.records/1/notes.txt", "mine\n");
  auto next = run;
  next.insert(next.end(), {"--trials", "256"});
  all_err(scratch, next, 0);
  CHECK(std::distance(fs::directory_iterator(records), {}) == 1);
  CHECK(scratch.read("out.records/1/notes.txt") == "mine\n");
  fs::remove(scratch.path("out.records/1/notes.txt"));
  all_err(scratch, next, 0);
  CHECK_FALSE(fs::exists(scratch.path("out.records")));
}

}  // namespace leontide::cli
