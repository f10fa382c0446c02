// What a file is called says how it is written, and every command answers in the language asked for.
#include <catch2/catch.hpp>

#include "cli/refusal.hpp"
#include "cli/result.hpp"
#include "cli/table_folder.hpp"

namespace leontide::cli {

namespace {

const std::string sweep =
    "leontide: sweep/1\nname: two\nscenarios: [scenario.yaml]\naxes: {drivers.swing.mean: [0.04, 0.05]}\n"
    "sampling: {trials: 256}\n";

}  // namespace

TEST_CASE("a drawing is written as its ending says, and refuses one that is none") {
  const Scratch scratch("two");
  for (const char* file : {"g.json", "g.dot", "g"})
    REQUIRE(scratch.leontide({"graph", "scenario.yaml", "--out", file}).code == 0);
  CHECK(Json::parse(scratch.read("g.json")).contains("nodes"));
  CHECK(scratch.read("g.dot").starts_with("digraph"));
  CHECK(scratch.read("g") == scratch.read("g.dot"));
  for (const char* file : {"g.csv", "g.xlsx", "g.txt"}) {
    refused(scratch, {"--out: error: a drawing ends in .dot, .svg or .json"},
            {"graph", "nowhere.yaml", "--out", file});
  }
  REQUIRE(scratch.leontide({"graph", "scenario.yaml", "--format", "json", "--out", "g.txt"}).code == 0);
  CHECK(scratch.read("g.txt") == scratch.read("g.json"));
}

TEST_CASE("an answer refuses an ending that names no format, before the work, unless one is named") {
  const Scratch scratch("two");
  refused(scratch,
          {"--out: error: the ending of \"x.pdf\" names no format",
           "--out: error: the ending of \"x.csv.gz\" names no format"},
          {"run", "scenario.yaml", "--trials", "900000000", "--into", "new", "--out", "x.pdf", "--out",
           "x.csv.gz"});
  const std::vector<std::string> compare{"compare", "scenario.yaml", "scenario.yaml", "--trials", "1000"};
  auto words = compare;
  for (const char* file : {"x.CSV", "x.csv", "x.htm", "x.txt", "x"})
    words.insert(words.end(), {"--out", file});
  REQUIRE(scratch.leontide(words).code == 0);
  CHECK(scratch.read("x.CSV") == scratch.read("x.csv"));
  CHECK(scratch.read("x.htm").starts_with("<!doctype html>"));
  CHECK(scratch.read("x.txt") == scratch.leontide(compare).out);
  CHECK(scratch.read("x") == scratch.read("x.txt"));
  words = compare;
  words.insert(words.end(), {"--format", "csv", "--out", "x.pdf"});
  REQUIRE(scratch.leontide(words).code == 0);
  CHECK(scratch.read("x.pdf") == scratch.read("x.csv"));
}

TEST_CASE("a sweep, and a shard of one, answer in the file that is asked for") {
  const Scratch scratch("two");
  scratch.write("s.yaml", sweep);
  const Ended whole = scratch.leontide({"sweep", "s.yaml", "--format", "json", "--out", "whole"});
  INFO(whole.err);
  REQUIRE(whole.code == 0);
  CHECK(whole.out.empty());
  CHECK_FALSE(Json::parse(scratch.read("whole")).at("sheets").empty());
  const std::vector<std::string> shard{"sweep", "s.yaml", "--shard", "1/2", "--format", "json"};
  const Ended part = scratch.leontide(shard);
  REQUIRE(part.code == 0);
  CHECK_FALSE(Json::parse(part.out).at("sheets").empty());
  auto named = shard;
  named.insert(named.end(), {"--out", "part.json"});
  REQUIRE(scratch.leontide(named).code == 0);
  CHECK_FALSE(Json::parse(scratch.read("part.json")).at("sheets").empty());
  CHECK(scratch.leontide({"sweep", "s.yaml", "--slurm", "2", "--out", "a.json"}).code == 2);
}

TEST_CASE("a ledger's drawing is a picture or a page, as its ending says") {
  const Scratch scratch("two");
  scratch.write("s.yaml", sweep);
  REQUIRE(scratch.leontide({"sweep", "s.yaml", "--into", "out"}).code == 0);
  const std::vector<std::string> plot{"ledger", "plot", "out/ledger.sqlite", "--rows", "drivers.swing.mean",
                                      "--out"};
  const auto plotted = [&](const char* file) {
    auto words = plot;
    words.emplace_back(file);
    return words;
  };
  REQUIRE(scratch.leontide(plotted("p.svg")).code == 0);
  CHECK(scratch.read("p.svg").starts_with("<svg"));
  REQUIRE(scratch.leontide(plotted("p.html")).code == 0);
  const std::string page = scratch.read("p.html");
  CHECK(page.starts_with("<!doctype html>"));
  CHECK(has(page, "<svg"));
  CHECK(has(page, "<td"));
  refused(scratch, {"--out: error: a drawing of a ledger ends in .svg or .html"}, plotted("p.png"));
}

TEST_CASE("what was written is told on stderr, in the language asked for") {
  const Scratch scratch("two");
  write_small_table(scratch, "table", 2020);
  const Ended sheet = scratch.leontide({"table", "export", "table", "--out", "sheet.csv"});
  CHECK(sheet.code == 0);
  CHECK(sheet.out.empty());
  CHECK(sheet.err == "wrote sheet.csv\n");
  const Ended folder = scratch.leontide({"table", "export", "table", "--into", "copy", "--lang", "zh"});
  CHECK(folder.out.empty());
  CHECK(has(folder.err, "已写入 copy\n"));
  CHECK(scratch.leontide({"new", "scenario", "model.yaml", "--into", "n.yaml", "--lang", "zh"}).err ==
        "已写入：n.yaml\n");
  for (const std::vector<std::string>& words : {std::vector<std::string>{"new", "sweep", "none.yaml"},
                                                {"new", "city", "none"},
                                                {"new", "plan", "none", "none.csv", "--into", "p"},
                                                {"ledger", "export", "none"},
                                                {"ledger", "repair", "none", "--into", "r"}}) {
    auto zh = words;
    zh.insert(zh.end(), {"--lang", "zh"});
    const Ended ended = scratch.leontide(zh);
    INFO(words[0] << " " << words[1] << " " << ended.err);
    CHECK(ended.code == 2);
    CHECK(has(ended.err, "错误"));
  }
}

}  // namespace leontide::cli
