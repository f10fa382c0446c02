// What a command line and a title hold is shown without harm, and not at length.
#include <algorithm>
#include <catch2/catch.hpp>

#include "cli/command.hpp"
#include "cli/table_folder.hpp"

namespace leontide::cli {

namespace {

namespace fs = std::filesystem;

/// Where a name of a user's stands in a command line.
std::vector<std::vector<std::string>> lines_with(const std::string& name) {
  return {{name},
          {"table", name},
          {"run", "--" + name},
          {"run", "scenario.yaml", "-" + name},
          {"run", "scenario.yaml", "--set", name},
          {"run", "scenario.yaml", "--set", name + "=1"},
          {"run", "scenario.yaml", "--lever", name},
          {"run", "scenario.yaml", "--event", name},
          {"run", "scenario.yaml", "--trials", name},
          {"run", "scenario.yaml", "--lang", name},
          {"run", "scenario.yaml", "--target", name},
          {"sensitivity", "scenario.yaml", "--reading", name},
          {"run", "scenario.yaml", "--into", "model.yaml/" + name},
          {"run", "scenario.yaml", "--trials", "64", "--trials-file", "no/" + name},
          {"run", name},
          {"check", name},
          {"check", "scenario.yaml", "--out", "no/" + name},
          {"check", "scenario.yaml", "--root", name},
          {"explain", "scenario.yaml", name},
          {"graph", "scenario.yaml", "--around", name},
          {"compare", "scenario.yaml", name},
          {"seek", "scenario.yaml", "--vary", name, "--from", "0", "--to", "1"},
          {"new", "scenario", name},
          {"new", "city", name, "--into", "new.yaml"},
          {"sweep", name},
          {"ledger", "status", name},
          {"ledger", "merge", name, "--into", "all"},
          {"ledger", "repair", name, "--into", "all"},
          {"table", "check", name},
          {"table", "import", name, "--into", "new"},
          {"table", "balance", name, "--targets", name, "--into", "new"},
          {"table", "export", "table", "--out", "no/" + name + ".csv"},
          {"hindcast", name},
          {"audit", name},
          {"help", name}};
}

bool has_control(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](unsigned char c) { return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F; });
}

}  // namespace

TEST_CASE("no control character of a command line reaches the terminal") {
  const Scratch scratch("two");
  write_small_table(scratch, "table", 2020);
  for (const auto& line : lines_with("ru\x1b[31mn\nx\x7f")) {
    const Ended ended = scratch.leontide(line);
    INFO(line.front() << ": " << ended.err);
    CHECK(ended.code != 0);
    CHECK_FALSE(has_control(ended.err));
    CHECK_FALSE(has_control(ended.out));
    CHECK(has(ended.err, "\\x1b[31m"));
  }
}

TEST_CASE("no name of a command line is shown at length") {
  const Scratch scratch("two");
  write_small_table(scratch, "table", 2020);
  for (const auto& line : lines_with(std::string(100'000, 'x'))) {
    const Ended ended = scratch.leontide(line);
    INFO(line.front() << " " << line.back().substr(0, 20) << ": " << ended.err.substr(0, 500));
    CHECK(ended.code != 0);
    CHECK(ended.err.size() + ended.out.size() < 4000);
  }
}

TEST_CASE("names of files that are sound are shown so, too") {
  const Scratch scratch("two");
  write_small_table(scratch, "table", 2020);
  const std::string name = "d\x1b[31mx";
  fs::copy_file(scratch.path("model.yaml"), scratch.path(name + ".yaml"));
  for (const std::vector<std::string>& line : std::vector<std::vector<std::string>>{
           {"check", name + ".yaml"},
           {"run", "scenario.yaml", "--trials", "64", "--into", name},
           {"table", "export", "table", "--out", name + ".csv"},
           {"table", "export", "table", "--into", name + "t"},
           {"new", "scenario", "scenario.yaml", "--into", name + "s.yaml"}}) {
    const Ended ended = scratch.leontide(line);
    INFO(ended.err << ended.out);
    CHECK(ended.code == 0);
    CHECK_FALSE(has_control(ended.err + ended.out));
    CHECK(has(ended.err + ended.out, "d\\x1b[31mx"));
  }
}

TEST_CASE("control characters of titles stand in no file and no answer as they are") {
  const Scratch scratch("two");
  scratch.edit("scenario.yaml", "en: Two sectors", "en: \"Two \\e[31m\\0\"");
  scratch.edit("model.yaml", "en: Growth,", "en: \"Growth\\e[2J\\0\",");
  const Ended ended = scratch.leontide({"run", "scenario.yaml", "--trials", "256", "--into", "out"});
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  for (const char* file : {"out/indicators.csv", "out/targets.csv", "out/report.html", "out/result.json"}) {
    INFO(file);
    CHECK_FALSE(has_control(scratch.read(file)));
  }
  for (const char* format : {"text", "csv", "markdown", "html", "json"}) {
    INFO(format);
    CHECK_FALSE(has_control(
        scratch.leontide({"run", "scenario.yaml", "--trials", "256", "--into", "out", "--format", format})
            .out));
  }
  for (const char* format : {"dot", "svg", "json"}) {
    INFO(format);
    CHECK_FALSE(has_control(scratch.leontide({"graph", "scenario.yaml", "--format", format}).out));
  }
}

}  // namespace leontide::cli
