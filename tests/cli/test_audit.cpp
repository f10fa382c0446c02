// A plan is audited before any run.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <map>

#include "cli/command.hpp"
#include "cli/refusal.hpp"
#include "cli/result.hpp"

namespace leontide::cli {

namespace {

const char* const targets =
    "leontide: targets/1\n"
    "name: town\n"
    "quantities:\n"
    "  gdp: {title: {en: GDP, zh: 地区生产总值}, unit: 1e8 CNY, figure: {value: 1000, year: 2020, source: "
    "s}}\n"
    "targets:\n"
    "  - {id: level, title: {en: Output, zh: 总量}, status: not assessable, needs: n, promise: {quantity: "
    "gdp, at_least: "
    "1500, unit: 1e8 CNY, prices: current, year: 2025}}\n"
    "  - {id: slow, title: {en: Slow, zh: 缓慢}, status: not assessable, needs: n, promise: {quantity: gdp, "
    "as: growth, "
    "at_most: 3, unit: percent, year: 2025, from: 2021, hedge: strive}}\n"
    "  - {id: count, title: {en: Firms, zh: 企业数}, status: not assessable, needs: {en: firms of 2020, zh: "
    "2020年企业数}, "
    "promise: {at_least: 30, year: 2025}}\n";

}  // namespace

TEST_CASE("an audit tells growth, conflicts and missing figures, in both languages and every format") {
  const Scratch scratch;
  scratch.write("targets.yaml", targets);
  const Ended text = scratch.leontide({"audit", "targets.yaml"});
  INFO(text.out << text.err);
  REQUIRE(text.code == 0);
  CHECK(has(text.out, "One set of targets cannot hold together, whatever happens."));
  CHECK(has(text.out, "gdp 2020: 1000 1e8 CNY"));
  CHECK(has(text.out, "firms of 2020"));
  const Ended chinese = scratch.leontide({"audit", "targets.yaml", "--lang", "zh"});
  CHECK(has(chinese.out, "不能同时成立的目标"));
  CHECK(has(chinese.out, "2020年企业数"));
  for (const char* format : {"csv", "json", "markdown", "html"})
    CHECK(scratch.leontide({"audit", "targets.yaml", "--format", format}).code == 0);
  CHECK(scratch.leontide({"audit", "targets.yaml", "--format", "xlsx", "--out", "audit.xlsx"}).code == 0);
  const Json json = Json::parse(scratch.leontide({"audit", "targets.yaml", "--format", "json"}).out);
  const std::string all = json.dump();
  CHECK(has(all, "\"conflicts\""));
  CHECK(has(all, "\"growth\""));
  CHECK(has(all, "\"missing\""));
}

TEST_CASE("the wording decides who gives way first") {
  // 1500 needs 8.45 % a year; with 3 % 1159.3 is reached: a move of 22.7 % against one of 181.5 %.
  const Scratch scratch;
  scratch.write("targets.yaml", targets);
  const auto first = [&](const char* weight) {
    const Ended ended = scratch.leontide(
        {"audit", "targets.yaml", "--sheet", "conflicts", "--format", "csv", "--strive", weight});
    INFO(ended.err);
    return ended.out.find(",Slow,") < ended.out.find(",Output,") ? "Slow" : "Output";
  };
  CHECK(first("1") == std::string("Output"));
  CHECK(first("0.1") == std::string("Slow"));
}

TEST_CASE("every plan of the repository is audited with its city's figures") {
  const Scratch scratch;
  const auto root = source_folder();
  const std::pair<const char*, const char*> plans[] = {{"dalian-2027", "dalian"},
                                                       {"dalian-2025", "dalian_2020"},
                                                       {"dalian-2020", "dalian_2017"},
                                                       {"dongguan-2025", "dongguan"},
                                                       {"changsha-2025", "changsha"}};
  std::size_t targets_read = 0;
  for (const auto& [plan, model] : plans) {
    const Ended ended =
        scratch.leontide({"audit", (root / "scenarios" / plan / "targets.yaml").string(), "--series",
                          (root / "models" / model / "series.csv").string(), "--lang", "en"});
    INFO(plan << ended.err);
    REQUIRE(ended.code == 0);
    CHECK(has(ended.out, "Nothing contradicts"));
    std::string count_of = ended.out.substr(0, ended.out.find(" targets, "));
    targets_read += std::stoul(count_of.substr(count_of.rfind('\n') + 1));
  }
  CHECK(targets_read == 258);
}

TEST_CASE("the band of a missing figure is that of a run over its values, within twelve points") {
  const Scratch scratch;
  const auto folder = source_folder() / "scenarios/dongguan-2025";
  const Json audited =
      Json::parse(scratch.leontide({"audit", (folder / "targets.yaml").string(), "--format", "json"}).out);
  const Json result = result_of(scratch, {(folder / "plan.yaml").string(), "--trials", "4096"});
  std::map<std::string, std::pair<double, double>> bands;
  for (const Json& sheet : audited.at("sheets")) {
    if (sheet.at("name") != "missing") continue;
    for (const Json& row : sheet.at("rows")) {
      if (row.at("needed_low").is_number() && row.at("band_low").is_number())
        bands[row.at("target")] = {row.at("band_low"), row.at("band_high")};
    }
  }
  std::size_t compared = 0;
  for (std::size_t i = 0; i < result.at("targets").size(); ++i) {
    const Json& target = result.at("targets")[i];
    const std::string title = target.at("title").at("en");
    // Windows have five years at most: a target of 2030 is beyond them.
    if (!bands.contains(title) || target.at("years")[0] == 2030) continue;
    double low = 100, high = 0;
    for (const Json& answer : result.at("readings")[0].at("targets")) {
      if (answer.at("id") != target.at("id")) continue;
      for (const Json& given : answer.at("by_given")) {
        low = std::min(low, 100 * given.at("chance").at("estimate").get<double>());
        high = std::max(high, 100 * given.at("chance").at("estimate").get<double>());
      }
    }
    INFO(title << ": " << low << " to " << high);
    CHECK(std::fabs((bands[title].second - bands[title].first) - (high - low)) < 12);
    ++compared;
  }
  CHECK(compared == 4);
}

TEST_CASE("what is wrong with promises and quantities is told at its place, all at once") {
  const Scratch scratch;
  scratch.write(
      "targets.yaml",
      "leontide: targets/1\n"
      "vintage: 2021-01-01\n"
      "quantities:\n"
      "  gdp: {parts: [gdp, industri], price_growth: [1, 2]}\n"
      "  old: {figure: {value: 1, year: 2022, source: s, known_on: 2022-01-01}}\n"
      "targets:\n"
      "  - {id: a, title: A, status: not assessable, needs: n, promise: {quantity: industry, at_least: 1}}\n"
      "  - {id: b, title: B, status: not assessable, needs: n, promise: {as: share, at_least: 1, year: "
      "2025}}\n"
      "  - {id: c, title: C, status: not assessable, needs: n, promise: {of: gpd, at_least: 1, at_most: 2, "
      "year: "
      "2025}}\n"
      "  - {id: d, title: D, status: not assessable, needs: n, promise: {at_least: 1, year: 2025, hedge: "
      "perhaps}}\n"
      "  - {id: e, title: E, status: not assessable, needs: n, promise: {as: growth, at_least: 1, year: "
      "2025, "
      "from: 2030}}\n");
  refused(scratch,
          {"targets.yaml:4:47: error: price_growth",
           "targets.yaml:4:8: error: quantity \"gdp\" is made of itself",
           "targets.yaml:4:8: error: there is no quantity \"industri\"",
           "targets.yaml:5:61: error: quantity \"old\"", "targets.yaml:7:66: error: the promise of \"a\"",
           "targets.yaml:8:66: error: `of:`", "targets.yaml:9:66: error: a promise has one of",
           "targets.yaml:9:66: error: there is no quantity \"gpd\"",
           "targets.yaml:10:99: error: \"perhaps\" is no hedge",
           "targets.yaml:11:5: error: the promise of \"e\""},
          {"audit", "targets.yaml"});
}

TEST_CASE("files that are not there, of another kind, or that are no series are refused") {
  const Scratch scratch("two");
  refused(scratch, {"none.yaml: error: "}, {"audit", "none.yaml"});
  refused(scratch, {"model.yaml:1"}, {"audit", "model.yaml"});
  scratch.write("targets2.yaml", targets);
  refused(scratch, {"none.csv: error: "}, {"audit", "targets2.yaml", "--series", "none.csv"});
  refused(scratch, {"command line: error: Value \"2\" for --strive"},
          {"audit", "targets2.yaml", "--strive", "2"});
}

TEST_CASE("the audit of one target, of which nothing is known, counts in the singular") {
  const Scratch scratch;
  scratch.write("t.yaml",
                "leontide: targets/1\ntargets:\n"
                "  - {id: a, title: A, status: not assessable, needs: a figure, asks: someone}\n");
  const Ended ended = scratch.leontide({"audit", "t.yaml"});
  CHECK(ended.code == 0);
  CHECK(has(ended.out,
            "1 target, 0 with a promise that can be held against something.\n"
            "Of none can it be told what growth is needed.\n"
            "Nothing contradicts: no target states what could be held against another.\n"));
}

}  // namespace leontide::cli
