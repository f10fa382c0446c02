// Where a command's answer goes: full disks, devices, links, and files that were read.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <pty.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/command.hpp"
#include "cli/refusal.hpp"
#include "cli/table_folder.hpp"

namespace leontide::cli {

namespace fs = std::filesystem;

namespace {

/// Runs a line of the shell in the folder, `$L` standing for the command; stderr goes to `err`. The exit
/// code.
int shell(const Scratch& scratch, const std::string& line) {
  const std::string whole =
      "cd '" + scratch.path().string() + "' && L='" LEONTIDE_BINARY "'; { " + line + "; } 2> err";
  const int status = std::system(whole.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// Runs a line of the shell as `shell` does, its standard output a terminal. The exit code.
int shell_on_terminal(const Scratch& scratch, const std::string& line) {
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, nullptr, nullptr);
  REQUIRE(child >= 0);
  if (child == 0) _exit(shell(scratch, line));
  char shown[4096];
  while (read(terminal, shown, sizeof shown) > 0) {
  }
  close(terminal);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

const std::vector<std::string> compare{"compare", "scenario.yaml", "scenario.yaml", "--trials", "1000"};

std::vector<std::string> compared_into(const std::string& file, const std::string& format = "text") {
  auto arguments = compare;
  arguments.insert(arguments.end(), {"--format", format, "--out", file});
  return arguments;
}

}  // namespace

TEST_CASE("standard output that does not take everything ends with 1 and the reason") {
  const Scratch scratch("two");
  for (const char* command :
       {"$L graph scenario.yaml", "$L run scenario.yaml --into out", "$L help", "$L --version",
        "$L table --help", "$L check scenario.yaml", "$L check scenario.yaml --format json",
        "$L explain scenario.yaml gdp", "$L compare scenario.yaml scenario.yaml --trials 1000"}) {
    INFO(command);
    CHECK(shell(scratch, std::string(command) + " > /dev/full") == 1);
    CHECK(scratch.read("err").find("leontide: cannot write standard output: No space left on device") !=
          std::string::npos);
    CHECK(count(scratch.read("err"), "standard output") == 1);
    CHECK(shell(scratch, std::string(command) + " > printed") == 0);
  }
  CHECK(shell(scratch, "$L --version >&-") == 1);
}

TEST_CASE("closed streams and limits on files are faults, and no file is written in their place") {
  const Scratch scratch("two");
  CHECK(shell(scratch, "$L run scenario.yaml --trials 256 --into out >&- <&-") == 1);
  CHECK(has(scratch.read("err"), "cannot write standard output: Bad file descriptor"));
  CHECK(shell(scratch, "(cd out && sha256sum --check --strict leontide.sha256 > /dev/null)") == 0);
  CHECK(shell(scratch, "(ulimit -f 1; $L run scenario.yaml --trials 256 --into small > /dev/null)") == 1);
  CHECK(has(scratch.read("err"), "cannot write small"));
  CHECK_FALSE(fs::exists(scratch.path("small")));
}

TEST_CASE("a device is written through and stays one") {
  const Scratch scratch("two");
  fs::create_symlink("/dev/null", scratch.path("null"));
  CHECK(scratch.leontide(compared_into("null")).code == 0);
  CHECK(fs::is_symlink(scratch.path("null")));
  CHECK(fs::is_character_file("/dev/null"));
  fs::create_symlink("/dev/full", scratch.path("full"));
  const Ended ended = scratch.leontide(compared_into("full"));
  CHECK(ended.code == 1);
  CHECK(has(ended.err, "cannot write full: No space left on device"));
  CHECK(shell(scratch, "$L compare scenario.yaml scenario.yaml --trials 1000 --out /dev/stdout > printed") ==
        0);
  CHECK(scratch.read("printed") == scratch.leontide(compare).out);
}

TEST_CASE("a link that is planted where a process would write is not followed") {
  const Scratch scratch("two");
  scratch.write("victim", "secret\n");
  CHECK(shell(scratch,
              "ln -s victim .o.csv.$$; exec $L compare scenario.yaml scenario.yaml --trials 1000 "
              "--format csv --out o.csv") == 0);
  CHECK(scratch.read("victim") == "secret\n");
  CHECK(fs::is_regular_file(fs::symlink_status(scratch.path("o.csv"))));
}

TEST_CASE("an output that is one of the inputs is refused before the work, by any name") {
  const Scratch scratch("two");
  fs::create_symlink("model.yaml", scratch.path("link.yaml"));
  fs::create_hard_link(scratch.path("demand.csv"), scratch.path("hard.csv"));
  for (const char* file : {"model.yaml", "scenario.yaml", "targets.yaml", "demand.csv", "./model.yaml",
                           "link.yaml", "hard.csv"}) {
    refused(scratch, {std::string(file) + ": error: this is one of the files read, and would be replaced"},
            compared_into(file, "csv"));
  }
  refused(scratch, {"model.yaml: error: this is one of the files read"},
          {"graph", "scenario.yaml", "--format", "dot", "--out", "model.yaml"});
  refused(scratch, {"model.yaml: error: this is one of the files read"},
          {"run", "scenario.yaml", "--trials", "900000000", "--into", "new", "--format", "csv", "--out",
           "model.yaml"});
  write_small_table(scratch, "table", 2020);
  write_small_table(scratch, "later", 2021);
  refused(scratch, {"table/flows.csv: error: this is one of the files read"},
          {"table", "export", "table", "--out", "table/flows.csv"});
}

TEST_CASE("a result that another run reads is not replaced by it") {
  const Scratch scratch("two");
  REQUIRE(scratch.leontide({"run", "scenario.yaml", "--into", "out"}).code == 0);
  fs::copy_file(scratch.path("demand.csv"), scratch.path("out/targets.csv"),
                fs::copy_options::overwrite_existing);
  std::string model = scratch.read("model.yaml");
  while (has(model, "demand.csv"))
    model.replace(model.find("demand.csv"), 10, "out/targets.csv");
  scratch.write("model.yaml", model);
  refused(scratch, {"out/targets.csv: error: this is one of the files read"},
          {"run", "scenario.yaml", "--trials", "900000000", "--into", "out"});
}

TEST_CASE("a folder that is not there refuses an answer before the work") {
  const Scratch scratch("two");
  const Ended ended = scratch.leontide(
      {"run", "scenario.yaml", "--trials", "900000000", "--into", "new", "--out", "no/a.csv"});
  CHECK(ended.code == 1);
  CHECK(has(ended.err, "cannot write no/a.csv: No such file or directory"));
  CHECK_FALSE(fs::exists(scratch.path("new")));
}

TEST_CASE("a workbook goes to a file or a pipe, and a terminal refuses it before the work") {
  const Scratch scratch("two");
  const std::string line = "$L compare scenario.yaml scenario.yaml --trials 1000";
  CHECK(shell(scratch, line + " --format xlsx > piped.xlsx") == 0);
  CHECK(shell(scratch, line + " --out named.xlsx") == 0);
  CHECK(scratch.read("piped.xlsx").starts_with("PK"));
  CHECK(scratch.read("piped.xlsx") == scratch.read("named.xlsx"));
  CHECK(shell(scratch, "$L run scenario.yaml --trials 256 --into out --format xlsx | cat > run.xlsx") == 0);
  CHECK(scratch.read("run.xlsx").starts_with("PK"));
  for (const char* command : {"$L run scenario.yaml --trials 900000000 --into new --format xlsx",
                              "$L table check nowhere --format xlsx"}) {
    INFO(command);
    CHECK(shell_on_terminal(scratch, command) == 2);
    CHECK(scratch.read("err") ==
          "--format: error: a workbook cannot be printed on the terminal [no-file]\n  name a file with "
          "--out\n");
  }
  CHECK_FALSE(fs::exists(scratch.path("new")));
  CHECK(shell_on_terminal(scratch, line + " --format text") == 0);
}

TEST_CASE("a table written over another leaves what others put beside it") {
  const Scratch scratch;
  write_small_table(scratch, "table", 2020);
  REQUIRE(scratch.leontide({"table", "export", "table", "--into", "copy", "--gzip"}).code == 0);
  scratch.write("copy/letter.txt", "mine");
  REQUIRE(scratch.leontide({"table", "export", "table", "--into", "copy"}).code == 0);
  const auto names = scratch.listing();
  CHECK(std::count(names.begin(), names.end(), "copy/letter.txt") == 1);
  CHECK(std::count(names.begin(), names.end(), "copy/flows.csv") == 1);
  CHECK(std::count(names.begin(), names.end(), "copy/flows.csv.gz") == 0);
  CHECK(shell(scratch, "cd copy && sha256sum --check --strict leontide.sha256 > /dev/null") == 0);
}

}  // namespace leontide::cli
