// The plan of Dalian through the real command, with few trials.
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "base/reading.hpp"
#include "cli/result.hpp"

namespace leontide::cli {

namespace {

/// The city's published value added of 2025 in 1e8 CNY, in every trial of the readings on the new base.
void check_published_totals(const Json& result) {
  for (const std::size_t reading : {std::size_t{0}, std::size_t{1}, std::size_t{3}}) {
    for (const auto& [broad, published] :
         {std::pair("primary", 665.4), std::pair("secondary", 3532.5), std::pair("tertiary", 5804.2)}) {
      INFO(reading << " " << broad);
      const Json& base = year_of(result, reading, std::string("broad_va.") + broad, 2025);
      CHECK(base.at("mean").get<double>() == Approx(published).epsilon(1e-9));
      CHECK(base.at("sd").get<double>() < 1e-9 * published);
    }
  }
}

Json planned(const Scratch& scratch, const std::string& scenario) {
  return result_of(scratch,
                   {(source_folder() / "scenarios/dalian-2027" / scenario).string(), "--trials", "2000"});
}

}  // namespace

TEST_CASE("the Dalian plan gives every target a status and twenty-two a chance, under four readings") {
  const Scratch scratch;
  const Json result = planned(scratch, "plan.yaml");

  CHECK(result.at("targets").size() == 45);
  std::set<std::string> ids;
  std::size_t assessed = 0;
  for (const Json& target : result.at("targets")) {
    ids.insert(target.at("id"));
    const std::string status = target.at("status");
    const bool is_assessed = status == "modelled" || status == "conditional" || status == "process";
    assessed += is_assessed ? 1 : 0;
    if (!is_assessed) {
      CHECK(status == "not assessable");
      CHECK_FALSE(target.at("needs").at("en").get<std::string>().empty());
    }
  }
  CHECK(ids.size() == 45);
  CHECK(assessed == 22);

  REQUIRE(result.at("readings").size() == 4);
  for (const Json& reading : result.at("readings")) {
    INFO(reading.at("name").get<std::string>());
    CHECK(reading.at("completed") == 2000);
    CHECK(reading.at("failed_by_cause").empty());
    CHECK(reading.at("targets").size() == 22);
    for (const Json& target : reading.at("targets")) {
      INFO(target.at("id").get<std::string>());
      const Json& chance = target.at("chance");
      CHECK(chance.at("draws") == 2000);
      CHECK(chance.at("low") <= chance.at("estimate"));
      CHECK(chance.at("estimate") <= chance.at("high"));
      CHECK(chance.at("high").get<double>() > chance.at("low").get<double>());
    }
  }

  check_published_totals(result);
}

TEST_CASE("structure that is drawn alone makes no growth") {
  const Scratch scratch;
  const std::string scenario = (source_folder() / "tests/cli/fixture/structure/structure.yaml").string();
  const Json result = result_of(scratch, {scenario, "--trials", "1000"});
  REQUIRE(result.at("readings").size() == 4);
  for (std::size_t reading = 0; reading < 4; ++reading) {
    INFO(reading);
    CHECK(result.at("readings").at(reading).at("failed_by_cause").empty());
    // In percent: zero in every trial, so mean and sd are zero too. Revenue of logistics is output.
    for (const char* name : {"gdp_real_growth", "services_real_growth", "producer_services_growth",
                             "logistics_revenue_growth"}) {
      INFO(name);
      for (const int year : {2026, 2027}) {
        const Json& growth = year_of(result, reading, name, year);
        CHECK(std::abs(growth.at("mean").get<double>()) < 1e-7);
        CHECK(growth.at("sd").get<double>() < 1e-7);
      }
    }
    // The structure is at work: producer services differ from trial to trial, and stay what they are.
    const Json& before = year_of(result, reading, "producer_services_va", 2025);
    const Json& after = year_of(result, reading, "producer_services_va", 2026);
    CHECK(before.at("sd").get<double>() > 10);
    CHECK(after.at("mean").get<double>() == Approx(before.at("mean").get<double>()).epsilon(1e-9));
    CHECK(after.at("sd").get<double>() == Approx(before.at("sd").get<double>()).epsilon(1e-9));
    CHECK(year_of(result, reading, "gdp_nominal", 2026).at("mean").get<double>() ==
          Approx(year_of(result, reading, "gdp_nominal", 2025).at("mean").get<double>()).epsilon(1e-9));
  }
}

namespace {

std::string text_of(const std::string& path) {
  const auto text = read_bytes(source_folder() / path);
  REQUIRE(text);
  return *text;
}

double measured(const std::string& city, const char* part, const std::string& name, const char* group,
                const char* figure) {
  const Json meta = Json::parse(text_of("models/" + city + "/table/meta.json"));
  for (const Json& route : meta.at("measured_error").at("routes")) {
    if (route.at("part") == part && route.at("route") == name) return route.at(group).at(figure);
  }
  FAIL("no route " << name);
  return 0;
}

}  // namespace

TEST_CASE("the errors of the Dalian table are drawn as widely as they were measured in three provinces") {
  const std::string stated = text_of("models/city/base_year.yaml");
  const auto spread = [](const char* part, const std::string& route, const char* group, const char* figure) {
    double squares = 0;
    for (const char* city : {"dalian", "dongguan", "changsha"})
      squares += std::pow(measured(city, part, route, group, figure), 2);
    return std::round(100 * std::sqrt(squares / 3)) / 100;
  };
  const auto drawn = [&](const std::string& driver, const std::string& key) {
    const std::size_t line = stated.find("\n  " + driver + ": {");
    REQUIRE(line != std::string::npos);
    return std::stod(stated.substr(stated.find(key + ": ", line) + key.size() + 2));
  };
  const std::string moved = "moved by 0.5 of the wider area's change";
  CHECK(drawn("table_rows", "sigma") == spread("technology", moved, "log_sd_of_totals", "rows"));
  CHECK(drawn("table_columns", "sd") == spread("technology", moved, "value_added_shares", "log_odds_sd"));
  CHECK(drawn("table_local", "sigma") ==
        spread("trade", "late coefficients, FLQ with delta 0.3", "log_sd_of_totals", "rows"));
}

// The README of the scenarios prints the factor; the issue that asked for it wants at least 3.
TEST_CASE("Sobol points beat independent trials on the Dalian baseline at least threefold in variance") {
  const Scratch scratch;
  const std::string baseline = (source_folder() / "scenarios/dalian-2027/baseline.yaml").string();
  const auto error_of_mean = [&](const char* method) {
    const Json result = result_of(scratch, {baseline, "--trials", "8192", "--sampling", method});
    return year_of(result, 0, "producer_services_va", 2027).at("error_of_mean").get<double>();
  };
  const double ratio = error_of_mean("independent") / error_of_mean("sobol");
  CHECK(ratio * ratio > 3);
}

}  // namespace leontide::cli
