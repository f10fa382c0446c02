// The plans of three cities through the real command, with few trials.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <sstream>

#include "base/reading.hpp"
#include "cli/result.hpp"

namespace leontide::cli {

namespace {

/// A plan's folder, how many of its targets have which status, and the totals published for its base year.
struct Plan {
  std::string folder;
  int base;
  std::map<std::string, std::size_t> statuses;
  std::map<std::string, double> published;  ///< 1e8 CNY
  std::vector<std::string> shocks;
  std::vector<std::string> pages;
};

std::vector<Plan> plans() {
  return {{"dalian-2025",
           2020,
           {{"modelled", 19}, {"conditional", 9}, {"process", 14}, {"not assessable", 94}},
           {{"primary", 459.2}, {"secondary", 2815.1}, {"tertiary", 3756.0}},
           {"changxing-island", "port-closure", "pandemic"},
           {}},
          {"dalian-2020",
           2017,
           {{"modelled", 1}, {"conditional", 2}, {"process", 2}, {"not assessable", 5}},
           {{"primary", 408.2}, {"secondary", 2831.4}, {"tertiary", 3750.2}},
           {"trade-break", "orders-slump", "pandemic"},
           {}},
          {"dongguan-2025",
           2022,
           {{"modelled", 7}, {"conditional", 5}, {"process", 2}, {"not assessable", 32}},
           {{"primary", 36.5}, {"secondary", 6513.64}, {"tertiary", 4650.18}},
           {"electronics-cycle", "trade-break", "pandemic"},
           {}},
          {"changsha-2025",
           2022,
           {{"modelled", 5}, {"conditional", 3}, {"process", 1}, {"not assessable", 12}},
           {{"primary", 451.3}, {"secondary", 5589.58}, {"tertiary", 7925.24}},
           {"machinery-slump", "trade-break", "pandemic"},
           {}}};
}

std::string scenario_of(const Plan& plan, const std::string& name) {
  return (source_folder() / "scenarios" / plan.folder / (name + ".yaml")).string();
}

std::vector<std::string> scenarios_of(const Plan& plan) {
  std::vector<std::string> names{"baseline", "plan"};
  names.insert(names.end(), plan.shocks.begin(), plan.shocks.end());
  return names;
}

void check_words(const Json& text) {
  CHECK_FALSE(text.at("en").get<std::string>().empty());
  CHECK_FALSE(text.at("zh").get<std::string>().empty());
}

/// Every target has a status and words in both languages, and what cannot be assessed says what is missing.
void check_statuses(const Plan& plan, const Json& result) {
  std::map<std::string, std::size_t> statuses;
  for (const Json& target : result.at("targets")) {
    INFO(target.at("id").get<std::string>());
    const std::string status = target.at("status");
    ++statuses[status];
    check_words(target.at("title"));
    if (status == "not assessable") {
      check_words(target.at("needs"));
      check_words(target.at("asks"));
    } else {
      check_words(target.at("base"));
      CHECK_FALSE(target.at("grade").get<std::string>().empty());
    }
  }
  CHECK(statuses == plan.statuses);
}

/// Every assessed target has a chance with an interval, and one beyond 1 or 99 % its reason.
void check_chances(const Json& result) {
  for (const Json& reading : result.at("readings")) {
    CHECK(reading.at("failed_by_cause").empty());
    for (const Json& answer : reading.at("targets")) {
      const Json& target = named(result.at("targets"), "id", answer.at("id"));
      INFO(target.at("id").get<std::string>());
      const double chance = answer.at("chance").at("estimate");
      CHECK(answer.at("chance").at("low").get<double>() <= chance);
      CHECK(chance <= answer.at("chance").at("high").get<double>());
      const bool is_extreme = answer.at("chance").at("high") < 0.01 || answer.at("chance").at("low") > 0.99;
      if (is_extreme && target.at("status") != "conditional") check_words(target.at("because"));
    }
  }
}

}  // namespace

TEST_CASE("each plan's scenarios are sound without a warning") {
  const Scratch scratch;
  for (const Plan& plan : plans()) {
    for (const std::string& name : scenarios_of(plan)) {
      const Ended ended = scratch.leontide({"check", "--strict", scenario_of(plan, name)});
      INFO(ended.out << ended.err);
      CHECK(ended.code == 0);
    }
  }
}

TEST_CASE("each plan gives every target a status, and chances that say why where they are extreme") {
  const Scratch scratch;
  for (const Plan& plan : plans()) {
    for (const std::string& name : scenarios_of(plan)) {
      INFO(plan.folder << " " << name);
      const Json result = result_of(scratch, {scenario_of(plan, name), "--trials", "2000"});
      check_statuses(plan, result);
      check_chances(result);
    }
  }
}

TEST_CASE(
    "the list of extreme chances and of narrow indicators has a reason for each, and says where one is "
    "missing") {
  const Scratch scratch;
  const std::map<std::string, std::string> models{{"dalian-2025", "dalian_2020"},
                                                  {"dalian-2020", "dalian_2017"},
                                                  {"dongguan-2025", "dongguan"},
                                                  {"changsha-2025", "changsha"}};
  const auto list = [&](const std::string& result, const std::string& model) {
    const auto quoted = [](const std::filesystem::path& path) { return " '" + path.string() + "'"; };
    return std::system(("/usr/bin/python3" + quoted(source_folder() / "scenarios/reasons.py") +
                        quoted(scratch.path(result)) +
                        quoted(source_folder() / "models" / model / "series.csv") + " >" +
                        quoted(scratch.path("list.txt")))
                           .c_str());
  };
  for (const Plan& plan : plans()) {
    INFO(plan.folder);
    Json result = result_of(scratch, {scenario_of(plan, "plan"), "--trials", "20000"});
    CHECK(list("out/result.json", models.at(plan.folder)) == 0);
    for (Json& target : result.at("targets"))
      target.erase("because");
    scratch.write("bare.json", result.dump());
    CHECK(list("bare.json", models.at(plan.folder)) != 0);
    CHECK(scratch.read("list.txt").find("NO REASON") != std::string::npos);
  }
  const std::string flagship = (source_folder() / "scenarios/dalian-2027/plan.yaml").string();
  result_of(scratch, {flagship, "--trials", "20000"});
  CHECK(list("out/result.json", "dalian") == 0);
}

TEST_CASE("each plan's base year reproduces the published totals in every trial") {
  const Scratch scratch;
  for (const Plan& plan : plans()) {
    const Json result = result_of(scratch, {scenario_of(plan, "plan"), "--trials", "1000"});
    for (std::size_t reading = 0; reading < result.at("readings").size(); ++reading) {
      for (const auto& [broad, published] : plan.published) {
        INFO(plan.folder << " " << reading << " " << broad);
        const Json& base = year_of(result, reading, "broad_va." + broad, plan.base);
        CHECK(base.at("mean").get<double>() == Approx(published).epsilon(1e-9));
        CHECK(base.at("sd").get<double>() < 1e-9 * published);
      }
    }
  }
}

namespace {

std::vector<std::string> lines_of(const std::string& path) {
  const auto text = read_bytes(source_folder() / path);
  REQUIRE(text);
  std::vector<std::string> lines;
  std::istringstream stream(*text);
  for (std::string line; std::getline(stream, line);)
    lines.push_back(line);
  return lines;
}

}  // namespace

namespace {

/// Holds the committed answer of a calibration against what it gives now.
void check_calibrated(const Scratch& scratch, const std::string& file, const std::string& committed,
                      const std::string& vintage) {
  INFO(file);
  const Ended ended = scratch.leontide(
      {"calibrate", (source_folder() / file).string(), "--vintage", vintage, "--out", "new.csv"});
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  const auto name = [](const std::string& row) { return row.substr(0, row.find(',')); };
  const auto value = [](const std::string& row) { return std::stod(row.substr(row.find(',') + 1)); };
  const std::vector<std::string> kept = lines_of(committed);
  std::istringstream found(scratch.read("new.csv"));
  std::string row;
  std::getline(found, row);
  std::size_t line = 1;
  for (; std::getline(found, row); ++line) {
    REQUIRE(line < kept.size());
    CHECK(name(row) == name(kept[line]));
    CHECK(value(row) == Approx(value(kept[line])).epsilon(1e-9));
  }
  CHECK(line == kept.size());
}

}  // namespace

TEST_CASE("what a plan's model reads is what calibrate finds at the day its authors stood on") {
  const Scratch scratch;
  for (const auto& [model, vintage] :
       {std::pair("dalian_2020", "2021-03-31"), std::pair("dalian_2017", "2017-11-30"),
        std::pair("dongguan", "2023-03-31"), std::pair("changsha", "2023-03-31")}) {
    const std::string folder = "models/" + std::string(model);
    check_calibrated(scratch, folder + "/calibration.yaml", folder + "/calibrated.csv", vintage);
    if (std::string(model) != "dalian_2017")
      check_calibrated(scratch, folder + "/drift.yaml", folder + "/drift.csv", vintage);
  }
}

TEST_CASE("every measure of a plan falls under a mechanism that its plan turns on, or has no channel") {
  const std::map<std::string, std::size_t> measures{{"dalian-2027", 51},
                                                    {"dalian-2025", 161},
                                                    {"dalian-2020", 58},
                                                    {"dongguan-2025", 25},
                                                    {"changsha-2025", 18}};
  for (const auto& [folder, count] : measures) {
    INFO(folder);
    std::vector<std::string> levers;
    for (const std::string& line : lines_of("scenarios/" + folder + "/plan.yaml")) {
      if (line.starts_with("  - ")) levers.push_back(line.substr(4, line.find(' ', 4) - 4));
    }
    CHECK(levers.size() >= 6);
    std::vector<std::string> rows = lines_of("scenarios/" + folder + "/levers.csv");
    REQUIRE(rows.size() == count + 1);
    rows.erase(rows.begin());
    const auto falls_under = [](const std::string& row, const std::string& lever) {
      return row.find("," + lever + ",") != std::string::npos;
    };
    for (const std::string& row : rows) {
      INFO(row);
      const auto fitting = std::count_if(levers.begin(), levers.end(),
                                         [&](const std::string& lever) { return falls_under(row, lever); });
      CHECK(fitting == (falls_under(row, "no channel") ? 0 : 1));
    }
    for (const std::string& lever : levers) {
      INFO(lever);
      CHECK(std::any_of(rows.begin(), rows.end(),
                        [&](const std::string& row) { return falls_under(row, lever); }));
    }
  }
  CHECK(lines_of("scenarios/linkages.csv").size() == 32);
}

}  // namespace leontide::cli
