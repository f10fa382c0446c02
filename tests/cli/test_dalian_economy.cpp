// What the two economies of the Dalian model must do, through the real command: its numbers meet what they
// say they are fitted to, its past is held, its links act.
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <iomanip>
#include <sstream>
#include <tuple>

#include "base/reading.hpp"
#include "cli/result.hpp"

namespace leontide::cli {

namespace {

std::string planned_scenario(const char* name) {
  return (source_folder() / "scenarios/dalian-2027" / name).string();
}

/// The path without draws, of the reading as written.
double centre(const Json& result, const char* indicator, int year) {
  return year_of(result, 0, indicator, year).at("deterministic").get<double>();
}

/// Names and values of a calibrated file, to nine digits: the first two cells of its rows.
std::vector<std::string> values_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t first = line.find(',');
    std::ostringstream row;
    row << line.substr(0, first) << ' ' << std::setprecision(9) << std::atof(line.c_str() + first + 1);
    out.push_back(row.str());
  }
  return out;
}

double calibrated_value(const std::string& file, const std::string& id) {
  const auto text = read_bytes(source_folder() / "models/dalian" / file);
  REQUIRE(text);
  const std::size_t at = text->find("\n" + id + ",");
  REQUIRE(at != std::string::npos);
  return std::atof(text->c_str() + at + id.size() + 2);
}

Json centre_of(const Scratch& scratch, const char* scenario, const std::vector<std::string>& settings) {
  std::vector<std::string> arguments = {planned_scenario(scenario), "--trials", "100"};
  for (const std::string& setting : settings)
    arguments.insert(arguments.end(), {"--set", setting});
  return result_of(scratch, arguments);
}

}  // namespace

TEST_CASE("the drifts of the Dalian model make its path follow the rule, at both bases") {
  const Scratch scratch;
  for (const auto& [scenario, calibrated, first] :
       {std::tuple("baseline.yaml", "calibrated", 2026),
        std::tuple("vintage-2024.yaml", "calibrated_2024", 2025)}) {
    INFO(scenario);
    const Json result = centre_of(scratch, scenario, {});
    const auto mean_growth = [&, from = first](const char* indicator) {
      double sum = 0;
      for (int year = from; year <= 2027; ++year)
        sum += centre(result, indicator, year);
      return sum / (2028 - from);
    };
    const double rule = calibrated_value(std::string(calibrated) + "/calibration.csv", "rule_growth");
    CHECK(mean_growth("gdp_real_growth") == Approx(100 * rule).margin(1e-6));
    // Found with a guess of the goods drift, which moves what the city itself buys of primary products.
    CHECK(mean_growth("primary_real_growth") == Approx(3.6).margin(0.05));
    // The nation takes its growth as its trend; what weights of value added leave is small.
    const double nation = calibrated_value(std::string(calibrated) + "/calibration.csv", "national_growth");
    CHECK(mean_growth("national_gdp_real_growth") == Approx(100 * nation).margin(0.05));
  }
}

TEST_CASE("the numbers of the Dalian model are what its calibrations give at their vintages") {
  const Scratch scratch;
  const std::string folder = (source_folder() / "models/dalian").string();
  for (const auto& [vintage, committed] :
       {std::pair("2026-03-31", "calibrated"), std::pair("2025-01-31", "calibrated_2024")}) {
    for (const std::string file : {"calibration", "indicators", "drift"}) {
      INFO(committed << "/" << file);
      const Ended ended = scratch.leontide(
          {"calibrate", folder + "/" + file + ".yaml", "--vintage", vintage, "--out", "again.csv"});
      INFO(ended.err);
      REQUIRE(ended.code == 0);
      const auto stated = read_bytes(folder + "/" + committed + "/" + file + ".csv");
      REQUIRE(stated);
      CHECK(values_of(scratch.read("again.csv")) == values_of(*stated));
    }
  }
}

TEST_CASE("both economies keep both identities in every trial, and the base year is what was published") {
  // A trial that breaks one of the model's checks counts as failed under the check's name.
  const Scratch scratch;
  for (const char* scenario : {"plan.yaml", "vintage-2024.yaml", "pandemic.yaml"}) {
    INFO(scenario);
    const Json result = result_of(scratch, {planned_scenario(scenario), "--trials", "2048"});
    for (const Json& reading : result.at("readings")) {
      CHECK(reading.at("completed") == 2048);
      CHECK(reading.at("failed_by_cause").empty());
    }
  }
  std::string parts;
  for (const char* part : {"base_year", "nation_economy", "city_economy"}) {
    const auto text = read_bytes(source_folder() / "models/city" / (std::string(part) + ".yaml"));
    REQUIRE(text);
    parts += *text;
  }
  for (const char* check : {"  broad_totals: ", "  nation_base: ", "  row_identity: ", "  gdp_both_sides: ",
                            "  nation_row_identity: ", "  nation_gdp_both_sides: "})
    CHECK_THAT(parts, Catch::Contains(check));
}

// Press, 23 January 2026: GDP 10002.1, +5.7 %; services +4.8 %. The deflator from the final GDP of 2024,
// 9540.2.
TEST_CASE("what 2025 brought lies in the bands of January 2025, and within half a band of their middle") {
  const Scratch scratch;
  const Json result = result_of(scratch, {planned_scenario("vintage-2024.yaml"), "--trials", "8192"});
  for (const auto& [indicator, brought] :
       {std::pair("gdp_real_growth", 5.7), std::pair("services_real_growth", 4.8),
        std::pair("services_less_gdp", -0.9), std::pair("gdp_deflator_growth", -0.8),
        std::pair("gdp_nominal", 10002.1)}) {
    INFO(indicator);
    const Json& year = year_of(result, 0, indicator, 2025);
    const double low = year.at("p10");
    const double high = year.at("p90");
    CHECK(low <= brought);
    CHECK(brought <= high);
    CHECK(std::abs(brought - year.at("p50").get<double>()) <= (high - low) / 2);
  }
}

TEST_CASE("local purchase raised after the base displaces inflow, as a base datum it relabels outflow") {
  const Scratch scratch;
  const double before = centre(centre_of(scratch, "baseline.yaml", {}), "producer_services_va", 2027);
  for (const char* code : {"28", "29", "31", "32", "34"}) {
    INFO(code);
    const auto change = [&](const std::string& parameter) {
      const Json result =
          centre_of(scratch, "baseline.yaml", {"parameters." + parameter + "." + code + "=0.1"});
      return centre(result, "producer_services_va", 2027) - before;
    };
    const double after_the_base = change("shock_purchase");
    CHECK(after_the_base > 30);
    CHECK(std::abs(change("shock_purchase_base")) < after_the_base / 20);
  }
}

TEST_CASE("with links cut a boom of manufactures outside leaves services where they were") {
  const Scratch scratch;
  const std::string boom = "parameters.shock_manufactures_outside=0.15";
  const auto change = [&](const char* scenario, const char* indicator) {
    return centre(centre_of(scratch, scenario, {boom}), indicator, 2027) -
           centre(centre_of(scratch, scenario, {}), indicator, 2027);
  };
  CHECK(change("plan.yaml", "producer_services_va") > 20);
  CHECK(std::abs(change("links-cut.yaml", "producer_services_va")) < 1e-6);
  CHECK(change("links-cut.yaml", "gdp_nominal") > 100);
}

TEST_CASE("integration all the way to the nation's coefficients takes nothing from GDP") {
  const Scratch scratch;
  scratch.write("integration.yaml", "leontide: scenario/1\nname: integration\nextends: " +
                                        planned_scenario("baseline.yaml") + "\nlevers: [integration]\n");
  std::vector<std::string> arguments = {"integration.yaml", "--trials", "100"};
  for (const char* setting :
       {"levers.integration.strength.low=0.999", "levers.integration.strength.mode=1",
        "levers.integration.strength.high=1.001", "drivers.delivery.low=0.999", "drivers.delivery.high=1"})
    arguments.insert(arguments.end(), {"--set", setting});
  const Json joined = result_of(scratch, arguments);
  const Json apart = centre_of(scratch, "baseline.yaml", {});
  const double services =
      centre(joined, "producer_services_va", 2027) - centre(apart, "producer_services_va", 2027);
  const double gdp = centre(joined, "gdp_nominal", 2027) - centre(apart, "gdp_nominal", 2027);
  CHECK(services > 30);
  CHECK(gdp >= 0);
  // Value added keeps its share of output; what GDP gains is that services are bought nearer than goods.
  CHECK(gdp < services);
  CHECK(gdp < 0.005 * centre(apart, "gdp_nominal", 2027));
}

}  // namespace leontide::cli
