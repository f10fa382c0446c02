// What the two economies of the Dalian model must do, through the real command: its numbers meet what they
// say they are fitted to, its past is held, its links act.
#include <catch2/catch.hpp>
#include <cmath>

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

/// Mean growth a year of the path without draws, in percent.
double mean_growth(const Json& result, const char* indicator, int first, int last) {
  double product = 1;
  for (int year = first; year <= last; ++year)
    product *= 1 + centre(result, indicator, year) / 100;
  return 100 * (std::pow(product, 1.0 / (last - first + 1)) - 1);
}

Json centre_of(const Scratch& scratch, const char* scenario, const std::vector<std::string>& settings) {
  std::vector<std::string> arguments = {planned_scenario(scenario), "--trials", "100"};
  for (const std::string& setting : settings)
    arguments.insert(arguments.end(), {"--set", setting});
  return result_of(scratch, arguments);
}

}  // namespace

TEST_CASE("the fitted numbers of the Dalian model meet what they are fitted to, at both bases") {
  const Scratch scratch;
  const Json base_2025 = centre_of(scratch, "baseline.yaml", {});
  CHECK(mean_growth(base_2025, "gdp_real_growth", 2026, 2027) == Approx(5.07).margin(0.01));
  CHECK(mean_growth(base_2025, "primary_real_growth", 2026, 2027) == Approx(3.6).margin(0.02));
  CHECK(mean_growth(base_2025, "national_gdp_real_growth", 2026, 2027) == Approx(4.65).margin(0.01));
  const Json base_2024 = centre_of(scratch, "vintage-2024.yaml", {});
  CHECK(mean_growth(base_2024, "gdp_real_growth", 2025, 2027) == Approx(5.12).margin(0.01));
  CHECK(mean_growth(base_2024, "primary_real_growth", 2025, 2027) == Approx(3.6).margin(0.02));
  CHECK(mean_growth(base_2024, "national_gdp_real_growth", 2025, 2027) == Approx(4.9).margin(0.01));
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
  const auto model = read_bytes(source_folder() / "models/dalian/model.yaml");
  REQUIRE(model);
  for (const char* check : {"  broad_totals: ", "  nation_base: ", "  row_identity: ", "  gdp_both_sides: ",
                            "  nation_row_identity: ", "  nation_gdp_both_sides: "})
    CHECK_THAT(*model, Catch::Contains(check));
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
