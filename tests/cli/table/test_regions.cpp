// `leontide table` on a table with regions: multipliers between them, trade, footprints, aggregation.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/refusal.hpp"
#include "cli/table_folder.hpp"

namespace leontide::cli {

namespace {

/// Two regions of two sectors, balanced by hand.
void write_two_regions(const Scratch& scratch) {
  std::filesystem::create_directories(scratch.path("two"));
  const auto put = [&](const std::string& name, const std::string& text) {
    scratch.write("two/" + name, text);
  };
  put("sectors.csv",
      "code,name_en,name_zh,cluster,region,sector\nn_farm,Farms,,goods,n,farm\nn_shop,Shops,,services,n,"
      "shop\n"
      "s_farm,Farms,,goods,s,farm\ns_shop,Shops,,services,s,shop\n");
  put("flows.csv",
      "code,n_farm,n_shop,s_farm,s_shop\nn_farm,20,10,10,0\nn_shop,10,30,0,10\ns_farm,5,0,15,5\n"
      "s_shop,0,10,5,25\n");
  put("final_demand.csv",
      "code,n_household,s_household,export\nn_farm,40,10,10\nn_shop,80,15,5\ns_farm,10,35,10\ns_shop,10,60,"
      "0\n");
  put("value_added.csv", "code,total\nn_farm,65\nn_shop,100\ns_farm,50\ns_shop,70\n");
  put("output.csv", "code,output\nn_farm,100\nn_shop,150\ns_farm,80\ns_shop,110\n");
  put("meta.json", R"({"title": "North and south", "unit": "1e8 CNY", "year": 2020})");
}

nlohmann::json answer(const Scratch& scratch, std::vector<std::string> arguments, const std::string& name) {
  arguments.insert(arguments.begin(), "table");
  arguments.insert(arguments.end(), {"--format", "json"});
  const Ended ended = scratch.leontide(arguments);
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  const auto document = nlohmann::json::parse(ended.out);
  for (const auto& one : document["sheets"]) {
    if (one["name"] == name) return one;
  }
  FAIL("no sheet " << name);
  return {};
}

}  // namespace

TEST_CASE("`table regions` tells what is made in the region, in others, and what comes back") {
  const Scratch scratch;
  write_two_regions(scratch);
  const auto sheet = answer(scratch, {"regions", "two"}, "regions");
  for (const auto& row : sheet["rows"]) {
    CHECK(row["total"].get<double>() ==
          Approx(row["own"].get<double>() + row["other"].get<double>()).epsilon(1e-12));
    CHECK(row["own"].get<double>() ==
          Approx(row["alone"].get<double>() + row["feedback"].get<double>()).epsilon(1e-12));
  }
  CHECK(answer(scratch, {"regions", "two"}, "spillovers")["rows"].size() == 2);
  CHECK_THAT(scratch.leontide({"table", "regions", "two", "--lang", "zh"}).out,
             Catch::Contains("地区间反馈"));
  CHECK_THAT(refused(scratch, {dalian_table() + ": error: "}, {"table", "regions", dalian_table()}),
             Catch::Contains("no column \"region\""));
}

TEST_CASE("`table trade` lists sales from region to region, and each product apart") {
  const Scratch scratch;
  write_two_regions(scratch);
  const auto all = answer(scratch, {"trade", "two"}, "trade");
  REQUIRE(all["rows"].size() == 2);
  CHECK(all["rows"][0]["intermediate"] == 20);
  CHECK(all["rows"][0]["final"] == 25);
  CHECK(all["rows"][1]["total"] == 35);
  const auto farms = answer(scratch, {"trade", "two", "--by-sector"}, "trade");
  REQUIRE(farms["rows"].size() == 4);
  CHECK(farms["rows"][0]["sector"] == "farm");
  CHECK(farms["rows"][0]["intermediate"] == 10);
  CHECK(answer(scratch, {"trade", "two"}, "regions")["rows"][0]["no_region"] == 15);
  refused(scratch, {dalian_table() + ": error: "}, {"table", "trade", dalian_table()});
}

TEST_CASE("`table footprints` gives both sides of an account, with final users' own and factors") {
  const Scratch scratch;
  write_two_regions(scratch);
  scratch.write("gases.csv", "code,co2,ch4\nn_farm,10,4\nn_shop,30,0\ns_farm,20,6\ns_shop,10,0\n");
  scratch.write("homes.csv", "code,co2,ch4\nn_household,5,0\ns_household,7,0\nexport,0,0\n");
  scratch.write("factors.csv", "code,warming\nco2,1\nch4,28\n");
  const auto sheet = answer(
      scratch,
      {"footprints", "two", "--satellite", "gases.csv", "--final", "homes.csv", "--factors", "factors.csv"},
      "accounts");
  REQUIRE(sheet["rows"].size() == 2);
  CHECK(sheet["rows"][0]["account"] == "warming");
  CHECK(sheet["rows"][0]["producer"] == 10 + 30 + 5 + 28 * 4);
  double consumed = 0;
  double elsewhere = 0;
  for (const auto& row : sheet["rows"]) {
    consumed += row["consumer"].get<double>();
    elsewhere += row["no_region"].get<double>();
  }
  CHECK(consumed + elsewhere == Approx(10 + 30 + 20 + 10 + 12 + 28 * 10).epsilon(1e-12));
  CHECK(answer(scratch, {"footprints", "two", "--satellite", "gases.csv"}, "sectors")["rows"].size() == 12);

  scratch.write("homes.csv", "code,co2,ch4\nn_household,5,0\ns_household,7,0\nexport,1,0\n");
  refused(scratch, {"two: error: the final use \"export\" is of no region"},
          {"table", "footprints", "two", "--satellite", "gases.csv", "--final", "homes.csv"});
  scratch.write("homes.csv", "code,co2\nn_household,5\ns_household,7\nexport,0\n");
  refused(scratch, {"homes.csv: error: its columns are not those of gases.csv"},
          {"table", "footprints", "two", "--satellite", "gases.csv", "--final", "homes.csv"});
  refused(scratch, {"none.csv"}, {"table", "footprints", "two", "--satellite", "none.csv"});
}

TEST_CASE("`table aggregate` adds up by region, by sector and by both") {
  const Scratch scratch;
  write_two_regions(scratch);
  const std::vector<std::pair<std::string, std::string>> ways{
      {"sector", "farm,180\nshop,260\n"}, {"region", "n,250\ns,190\n"}, {"region,cluster", "n_goods,100\n"}};
  for (const auto& [by, outputs] : ways) {
    CAPTURE(by);
    const Ended ended = scratch.leontide({"table", "aggregate", "two", "--by", by, "--into", "new"});
    INFO(ended.err);
    CHECK(ended.code == 0);
    CHECK_THAT(scratch.read("new/output.csv"), Catch::Contains(outputs));
    CHECK(scratch.leontide({"table", "check", "new"}).code == 0);
  }
  CHECK_THAT(scratch.read("new/sectors.csv"), Catch::Contains("region"));
}

}  // namespace leontide::cli
