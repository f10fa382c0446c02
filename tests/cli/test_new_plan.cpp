// A city's model and a plan's folder from a table: they check and run as they stand.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "cli/command.hpp"
#include "cli/refusal.hpp"
#include "cli/result.hpp"
#include "support/shared.hpp"

namespace leontide::cli {

namespace {

const char* const rows =
    "id,cluster,name_zh,name_en,unit,operator,value,value_high,year,period_start,kind,denominator,hard_"
    "wording,section,"
    "lead_department_zh,note\n"
    "gdp_level,macro,总量,GDP,trillion CNY,>=,1.7,,2025,,level,,yes,1,,\n"
    "gdp_growth,macro,增速,GDP growth,percent per year,>=,5,,2025,2021,annual_growth,,yes,1,,\n"
    "finance_value_added_share_gdp,finance,金融占比,Finance "
    "share,percent,~,6,,2025,,share,GDP,no,1,金融办,\"about, hedged\"\n"
    "logistics_value_added,logistics,物流,\"Logistics, value added\",100 million "
    "CNY,between,700,900,2025,,level,,no,1,,\n"
    "sci_tech_services_revenue_growth,science_tech,科技,Science revenue,percent per "
    "year,increase,,,2025,,annual_growth,,"
    "no,1,,\n"
    "producer_services_revenue_doubling,macro,翻番,Doubling,ratio,>=,2,,2026,,ratio_to_base,base "
    "year,no,1,,\n"
    "foreign_trade_growth_vs_national,trade,外贸,Trade,percent per "
    "year,exceeds_national_growth,,,2025,2023,annual_growth,,"
    "yes,1,,\n"
    "industrial_output_growth,manufacturing,工业,Industry,percent per "
    "year,keeps_pace_with_gdp,,,2025,2023,annual_growth,,"
    "yes,1,,\n"
    "finance_value_added,finance,旧,Too early,100 million CNY,>=,700,,2022,,level,,yes,1,,\n"
    "software_revenue,it,软件收入,\"Software \"\"revenue\"\"\",100 million "
    "CNY,>=,900,,2025,,level,,yes,1,工信局,\n"
    "law_firms,business,律所,Law firms,count,>=,90,,2025,,count,,yes,1,,\n";

std::string city_table() {
  return (source_folder() / "models/changsha/table").string();
}

void runs(const Scratch& scratch, const std::string& scenario) {
  const Ended checked = scratch.leontide({"check", scenario, "--strict"});
  INFO(checked.out << checked.err);
  CHECK(checked.code == 0);
  const Ended ended = scratch.leontide({"run", scenario, "--trials", "512", "--into", "result"});
  INFO(ended.err);
  CHECK(ended.code == 0);
}

}  // namespace

TEST_CASE("a new city is sound without a warning and runs, with what a recipe stored and without") {
  const Scratch scratch;
  REQUIRE(scratch.leontide({"new", "city", city_table(), "--into", "model.yaml"}).code == 0);
  CHECK(scratch.leontide({"check", "model.yaml", "--strict"}).code == 0);
  REQUIRE(scratch.leontide({"new", "scenario", "model.yaml", "--into", "s.yaml"}).code == 0);
  runs(scratch, "s.yaml");
  std::filesystem::copy(city_table(), scratch.path("table"));
  std::filesystem::remove(scratch.path("table/regional_purchase.csv"));
  std::filesystem::remove(scratch.path("table/structure.csv"));
  const std::string parts = (source_folder() / "models/city").string();
  REQUIRE(scratch.leontide({"new", "city", "table", "--parts", parts, "--into", "bare.yaml"}).code == 0);
  CHECK(scratch.leontide({"check", "bare.yaml", "--strict"}).code == 0);
  CHECK(has(scratch.read("bare.yaml"), "REPLACE: location quotients"));
}

TEST_CASE("a new plan maps what a table of sectors can answer, names what it cannot, and runs") {
  const Scratch scratch;
  scratch.write("rows.csv", rows);
  const Ended made = scratch.leontide({"new", "plan", city_table(), "rows.csv", "--into", "town"});
  INFO(made.err);
  REQUIRE(made.code == 0);
  CHECK(has(made.err, "8 of 11 targets modelled"));
  CHECK(has(made.err, "not mapped: law_firms"));
  CHECK(has(made.err, "column not read: cluster"));
  runs(scratch, "town/baseline.yaml");
  runs(scratch, "town/plan.yaml");
  const Json result = Json::parse(scratch.read("result/result.json"));
  const auto& targets = result.at("targets");
  REQUIRE(targets.size() == 11);
  for (const Json& target : targets) {
    INFO(target.dump());
    if (target.at("status") == "not assessable") CHECK_FALSE(target.at("needs").empty());
  }
  CHECK(targets[0].at("unit") == "1e12 CNY");
  CHECK(targets[1].at("years") == Json({2023, 2025}));
  CHECK(targets[2].at("tolerance") == 0.02);
  CHECK(targets[3].at("bound") == Json({700, 900}));
  CHECK(targets[6].at("bound") == "plan_national_trade_growth");
  CHECK(targets[7].at("bound") == "plan_gdp_growth");
  CHECK(has(scratch.read("town/mapping.csv"),
            "software_revenue,\"Software \"\"revenue\"\"\",not assessable,,"));
  const Ended audited = scratch.leontide({"audit", "town/targets.yaml"});
  INFO(audited.err);
  CHECK(audited.code == 0);
}

TEST_CASE("each plan whose targets stand beside the repository becomes a folder that checks and runs") {
  if (!table::have_shared("plans")) return;
  const auto shared = table::shared_folder() / "plans";
  const Scratch scratch;
  const std::pair<const char*, const char*> plans[] = {
      {"dalian_producer_services_2027", "dalian/table_2024"},
      {"dalian_14th_fyp_2025", "dalian/table_2020"},
      {"dalian_strategic_emerging_2020", "dalian/table_2017"},
      {"dongguan_producer_services_2025_2030", "dongguan/table"},
      {"changsha_producer_services_2025", "changsha/table"}};
  std::size_t made = 0;
  for (const auto& [plan, folder_of_table] : plans) {
    INFO(plan);
    const std::string folder = (source_folder() / "models" / folder_of_table).string();
    REQUIRE(
        scratch.leontide({"new", "plan", folder, (shared / plan).string() + ".csv", "--into", plan}).code ==
        0);
    runs(scratch, std::string(plan) + "/plan.yaml");
    CHECK(scratch.leontide({"audit", std::string(plan) + "/targets.yaml"}).code == 0);
    ++made;
  }
  CHECK(made == 5);
}

TEST_CASE("what is wrong with a table of targets is told at its place, all at once") {
  const Scratch scratch;
  scratch.write("rows.csv",
                "id,name_en,unit,operator,value,year,kind,value_high\n"
                "Bad id,A,percent,>=,5,2025,level,\n"
                "b,B,percent,=>,5,2025,level,\n"
                "c,C,percent,>=,five,2025,level,\n"
                "d,D,percent,>=,5,soon,level,\n"
                "e,E,percent,>=,5,2025,levels,\n"
                "f,F,count,between,5,2025,count,\n"
                "f,,count,>=,5,2025,count,\n");
  refused(scratch,
          {"rows.csv:2:1: error: \"Bad id\"", "rows.csv:3:13: error: \"=>\"",
           "rows.csv:4:16: error: ", "rows.csv:5:18: error: \"soon\"", "rows.csv:6:23: error: \"levels\"",
           "rows.csv:7:19: error: \"between\"", "rows.csv:8:3: error: a target needs a name",
           "rows.csv:8:1: error: target \"f\" stands twice"},
          {"new", "plan", city_table(), "rows.csv", "--into", "town"});
  scratch.write("few.csv", "id,name\na,A\n");
  refused(
      scratch,
      {"few.csv:1: error: there is no column \"name_en\"", "few.csv:1: error: there is no column \"unit\"",
       "few.csv:1: error: there is no column \"operator\"", "few.csv:1: error: there is no column \"value\"",
       "few.csv:1: error: there is no column \"year\"", "few.csv:1: error: there is no column \"kind\""},
      {"new", "plan", city_table(), "few.csv", "--into", "town"});
}

TEST_CASE("nothing is replaced, and a table that the parts cannot read is refused") {
  const Scratch scratch;
  scratch.write("model.yaml", "mine\n");
  refused(scratch, {"model.yaml: error: something is there already"}, {"new", "city", city_table()});
  refused(scratch, {"model.yaml: error: something is there already", "none: error: "},
          {"new", "city", "none"});
  refused(scratch, {"model.yaml: error: something is there already", "rows.csv: error: ", "none: error: "},
          {"new", "plan", "none", "rows.csv", "--into", "model.yaml"});
  const std::string clusters = (source_folder() / "models/dalian/table_clusters").string();
  const Ended ended = scratch.leontide({"new", "city", clusters, "--into", "c.yaml"});
  CHECK(ended.code == 2);
  CHECK(has(ended.err, "there is no sector \"01\""));
  refused(scratch, {"none: error: "}, {"new", "city", "none", "--into", "c.yaml"});
  refused(scratch, {"none: error: the parts of cities are not here"},
          {"new", "city", city_table(), "--parts", "none", "--into", "c.yaml"});
  scratch.write("rows.csv", rows);
  std::filesystem::create_directory(scratch.path("town"));
  refused(scratch, {"town: error: something is there already"},
          {"new", "plan", city_table(), "rows.csv", "--into", "town"});
}

}  // namespace leontide::cli
