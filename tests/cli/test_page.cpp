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
    const std::string id = between(figure, "aria-labelledby=\"", "\"");
    CHECK(has(figure, "<h3 id=\"" + id + "\">"));
    CHECK(has(figure, "<p id=\"" + id + "-text\">"));
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
  CHECK(has(ended.out, "<html lang=\"zh\">"));
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
      {"attribute", "pushed.yaml", "--trials", "512"}};
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

}  // namespace leontide::cli
