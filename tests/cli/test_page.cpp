#include <algorithm>
#include <catch2/catch.hpp>

#include "base/source_text.hpp"
#include "cli/command.hpp"
#include "cli/result.hpp"

namespace leontide::cli {

namespace {

/// What stands between `from` and the next `to`.
std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const std::size_t begin = text.find(from);
  if (begin == std::string::npos) return {};
  return text.substr(begin + from.size(), text.find(to, begin + from.size()) - begin - from.size());
}

}  // namespace

TEST_CASE("A run leaves a page that stands alone, to the same bytes for any number of threads") {
  const Scratch scratch("two");
  for (const char* threads : {"1", "3"}) {
    const Ended ended = scratch.leontide({"run", "scenario.yaml", "--trials", "8192", "--threads", threads,
                                          "--into", std::string("r") + threads});
    INFO(ended.err);
    REQUIRE(ended.code == 0);
  }
  const std::string page = scratch.read("r1/report.html");
  CHECK(page == scratch.read("r3/report.html"));
  for (const char* request : {"http", "src=", "@import", "url(", "fetch(", "import("}) {
    INFO(request);
    CHECK_FALSE(has(page, request));
  }
  CHECK(between(page, "<script>", "</script>").size() < 15 * 1024);
  CHECK(has(scratch.read("r1/leontide.sha256"), "report.html"));
}

TEST_CASE("Every figure of a page has a title, a description and the numbers behind it") {
  const Scratch scratch("two");
  REQUIRE(scratch.leontide({"run", "scenario.yaml", "--trials", "8192", "--into", "r"}).code == 0);
  const std::string page = scratch.read("r/report.html");
  const std::size_t figures = count(page, "<figure ");
  CHECK(figures >= 3);
  std::string rest = page;
  for (std::size_t i = 0; i < figures; ++i) {
    rest = rest.substr(rest.find("<figure ") + 1);
    const std::string figure = rest.substr(0, rest.find("</figure>"));
    INFO(figure.substr(0, 200));
    const std::string id = between(figure, "aria-labelledby=", " ");
    CHECK(has(figure, "<h3 id=" + id + ">"));
    CHECK(has(figure, "<p id=" + id + "-text>"));
    CHECK(has(figure, "<details"));
    CHECK(has(figure, "<table>"));
  }
}

TEST_CASE("A page says everything in both languages, and begins in the one asked for") {
  const Scratch scratch("two");
  const Ended ended = scratch.leontide(
      {"run", "scenario.yaml", "--trials", "4096", "--into", "r", "--format", "html", "--lang", "zh"});
  REQUIRE(ended.code == 0);
  CHECK(ended.out == scratch.read("r/report.html"));
  CHECK(has(ended.out, "<html lang=zh>"));
  CHECK(has(ended.out, "<title>两部门</title>"));
  CHECK(has(ended.out, "<span lang=en>Two sectors</span><span lang=zh>两部门</span>"));
}

TEST_CASE("The trials in a page give the chances of a run of as many trials") {
  const Scratch scratch("two");
  REQUIRE(scratch.leontide({"run", "scenario.yaml", "--trials", "1024", "--lever", "push=on", "--into", "r"})
              .code == 0);
  const std::string page = scratch.read("r/report.html");
  const Json trials = Json::parse(between(page, "<script type=\"application/json\" id=trials>", "</script>"));
  const Json reading = Json::parse(scratch.read("r/result.json")).at("readings").at(0);
  const Json& first = trials.at("probes").at(0);
  CHECK(first.at("moves").empty());
  CHECK(first.at("completed") == reading.at("completed"));
  CHECK(first.at("joint") == reading.at("joint").at("hits"));
  std::size_t compared = 0;
  for (const Json& target : reading.at("targets")) {
    if (compared == first.at("met").size()) break;
    CHECK(first.at("met").at(compared++) == target.at("chance").at("hits"));
  }
  CHECK(compared == 2);
  CHECK(trials.at("sets").size() == 2);  // as it is, and without the push
}

TEST_CASE("A run told --no-report leaves no page, and a refused one leaves nothing") {
  const Scratch scratch("two");
  REQUIRE(scratch.leontide({"run", "scenario.yaml", "--trials", "4096", "--into", "r", "--no-report"}).code ==
          0);
  CHECK_FALSE(std::filesystem::exists(scratch.path("r/report.html")));
  const Ended refused =
      scratch.leontide({"run", "scenario.yaml", "--trials", "4096", "--into", "none", "--no-reprot"});
  CHECK(refused.code == 2);
  CHECK_FALSE(std::filesystem::exists(scratch.path("none")));
}

TEST_CASE("Analyses hand over pages with figures too") {
  const Scratch scratch("two");
  scratch.write("pushed.yaml",
                "leontide: scenario/1\nname: pushed\nextends: scenario.yaml\nlevers: [push]\n");
  const std::vector<std::vector<std::string>> commands{
      {"compare", "scenario.yaml", "pushed.yaml", "--trials", "4096"},
      {"sensitivity", "scenario.yaml", "--target", "fast_growth", "--trials", "4096"},
      {"attribute", "pushed.yaml", "--trials", "16384"}};
  for (std::vector<std::string> command : commands) {
    INFO(command[0]);
    command.insert(command.end(), {"--format", "html"});
    const Ended ended = scratch.leontide(command);
    REQUIRE(ended.code == 0);
    CHECK(count(ended.out, "<figure ") >= 1);
    CHECK(count(ended.out, "<figure ") == count(ended.out, "</details>\n</figure>"));
    if (command[0] == "sensitivity") CHECK(has(ended.out, "class=headline"));
    CHECK_FALSE(has(ended.out, "http"));
  }
}

namespace {

/// Each figure of a page has a title, a description and the numbers behind it.
void check_figures(const std::string& page, std::size_t at_least) {
  CHECK(count(page, "<figure ") >= at_least);
  CHECK(count(page, "<figure ") == count(page, "</figcaption>"));
  CHECK(count(page, "</figure>") == count(page, "</details>\n</figure>") + count(page, "</div>\n</figure>"));
  for (const char* request : {"src=", "@import", "url(", "fetch("}) {
    INFO(request);
    CHECK_FALSE(has(page, request));
  }
  const std::string main = between(page, "<main>\n", "\n");
  CHECK(main == "<div class=headline>");
}

const std::string swept =
    "leontide: sweep/1\nname: two\ntitle: {en: Both, zh: 二者}\nscenarios: [scenario.yaml]\naxes:\n"
    "  drivers.swing.mean: {from: 0.04, to: 0.06, step: 0.01}\n  levers.push: [off, on]\n"
    "sampling: {trials: 1024}\n";

}  // namespace

TEST_CASE(
    "A sweep leaves a page of the whole in its folder, to the same bytes for any threads, and none for "
    "cells") {
  const Scratch scratch("two");
  scratch.write("s.yaml", swept);
  for (const char* threads : {"1", "3"}) {
    const Ended ended =
        scratch.leontide({"sweep", "s.yaml", "--threads", threads, "--into", std::string("s") + threads});
    INFO(ended.err);
    REQUIRE(ended.code == 0);
    CHECK(has(ended.out, "Of 6 cells, cell 5 gives the plan as a whole its largest chance"));
  }
  const std::string page = scratch.read("s1/report.html");
  CHECK(page == scratch.read("s3/report.html"));
  check_figures(page, 4);
  CHECK(has(page, "<span lang=en>Both</span><span lang=zh>二者</span>"));
  CHECK(has(page, "swing (mean)"));
  const std::vector<std::string> files = scratch.listing();
  CHECK(std::count_if(files.begin(), files.end(),
                      [](const std::string& file) { return file.ends_with(".html"); }) == 2);
  REQUIRE(scratch.leontide({"sweep", "s.yaml", "--into", "none", "--no-report"}).code == 0);
  CHECK_FALSE(std::filesystem::exists(scratch.path("none/report.html")));
}

TEST_CASE("A sweep run in shards and merged leaves the page of the whole") {
  const Scratch scratch("two");
  scratch.write("s.yaml", swept);
  REQUIRE(scratch.leontide({"sweep", "s.yaml", "--into", "whole"}).code == 0);
  for (const char* shard : {"1/2", "2/2"}) {
    REQUIRE(scratch.leontide({"sweep", "s.yaml", "--shard", shard, "--into", "parts"}).code == 0);
    CHECK_FALSE(std::filesystem::exists(scratch.path("parts/report.html")));
  }
  const Ended merged = scratch.leontide(
      {"ledger", "merge", "parts/shard-1-of-2.sqlite", "parts/shard-2-of-2.sqlite", "--into", "merged"});
  INFO(merged.err);
  REQUIRE(merged.code == 0);
  CHECK(scratch.read("merged/report.html") == scratch.read("whole/report.html"));
}

TEST_CASE("What is asked of a ledger is handed over as a page with its figure") {
  const Scratch scratch("two");
  scratch.write("s.yaml", swept);
  REQUIRE(scratch.leontide({"sweep", "s.yaml", "--into", "s"}).code == 0);
  const std::string ledger = "s/ledger.sqlite";
  check_figures(scratch
                    .leontide({"ledger", "table", ledger, "--rows", "drivers.swing.mean", "--columns",
                               "levers.push", "--format", "html"})
                    .out,
                1);
  check_figures(scratch.leontide({"ledger", "compare", ledger, "--format", "html"}).out, 1);
  CHECK(has(scratch.leontide({"ledger", "status", ledger, "--format", "markdown"}).out,
            "\n\n6 of 6 cells are done.\n"));
}

TEST_CASE("Hindcasts and measurements are handed over as pages that begin with what they come to") {
  const Scratch scratch;
  const std::string plans = (source_folder() / "scenarios/hindcast/plans.yaml").string();
  const Ended ended =
      scratch.leontide({"hindcast", plans, "--out", "h.html", "--out", "h.md", "--out", "h.json"});
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  check_figures(scratch.read("h.html"), 5);
  CHECK(has(scratch.read("h.html"), "class=came"));
  CHECK(has(scratch.read("h.md"), " lay in the 80 % bands forecast for them"));
  REQUIRE(scratch.leontide({"bench", "--quick", "--only", "solve/*-12", "--out", "b.html"}).code == 0);
  check_figures(scratch.read("b.html"), 2);
}

}  // namespace leontide::cli
