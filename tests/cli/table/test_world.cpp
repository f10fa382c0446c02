// A table of the whole world: flows between its regions, no imports, amounts printed whole, and a sector
// without output whose stocks are a remainder of rounding, as in the published ones.
#include <catch2/catch.hpp>
#include <filesystem>

#include "cli/refusal.hpp"

namespace leontide::cli {

namespace {

void write_world(const Scratch& scratch, const std::string& folder, int year) {
  std::filesystem::create_directories(scratch.path(folder));
  const auto put = [&](const std::string& name, const std::string& text) {
    scratch.write(folder + "/" + name, text);
  };
  put("sectors.csv",
      "code,name_en,name_zh,cluster,region,sector\nA_farm,Farms,,goods,A,farm\nA_shoe,Shoes,,goods,A,shoe\n"
      "B_farm,Farms,,goods,B,farm\nB_shoe,Shoes,,goods,B,shoe\n");
  put("flows.csv",
      "code,A_farm,A_shoe,B_farm,B_shoe\nA_farm,1013,0,311,97\nA_shoe,0,0,0,0\nB_farm,219,0,1517,"
      "613\nB_shoe,53,0,117,1229\n");
  put("final_demand.csv",
      "code,A_household,A_inventories,B_household\nA_farm,1501,13,107\nA_shoe,0,-1,0\n"
      "B_farm,203,7,2111\nB_shoe,409,-3,1907\n");
  put("value_added.csv", "code,total\nA_farm,1757\nA_shoe,0\nB_farm,2725\nB_shoe,1773\n");
  put("output.csv", "code,output\nA_farm,3042\nA_shoe,0\nB_farm,4670\nB_shoe,3712\n");
  put("meta.json",
      R"({"title": "World", "unit": "million USD", "layout": {"flows.csv": "local"}, "origins": "local", "year": )" +
          std::to_string(year) + "}\n");
}

void changes(const Scratch& scratch, std::vector<std::string> change) {
  INFO(change[1]);
  change.insert(change.end(), {"--into", "new"});
  const Ended ended = scratch.leontide(change);
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  CHECK(scratch.leontide({"table", "check", "new"}).code == 0);
}

}  // namespace

TEST_CASE("A world table is balanced, moved, rebased, regionalised and compared by its own flows") {
  const Scratch scratch;
  write_world(scratch, "early", 2010);
  write_world(scratch, "late", 2011);
  scratch.edit("late/flows.csv", "B_farm,219,0", "B_farm,199,0");
  scratch.edit("late/final_demand.csv", "B_farm,203,", "B_farm,223,");
  scratch.edit("late/value_added.csv", "A_farm,1757", "A_farm,1777");
  REQUIRE(scratch.leontide({"table", "check", "early"}).code == 0);
  REQUIRE(scratch.leontide({"table", "check", "late"}).code == 0);
  scratch.write("targets.csv", "label,total\nA_household,2155\nvalue_added,6297\n");
  changes(scratch, {"table", "balance", "early", "--targets", "targets.csv"});
  CHECK(scratch.read("new/output.csv") == scratch.read("early/output.csv"));
  changes(scratch, {"table", "update", "early", "--from", "early", "--to", "late", "--weight", "1"});
  CHECK_THAT(scratch.read("new/flows.csv"), Catch::Contains("B_farm,199"));
  scratch.write("prices.csv", "code,index\nA_farm,1.1\nA_shoe,0.8\nB_farm,1.2\nB_shoe,1\n");
  changes(scratch, {"table", "rebase", "early", "--prices", "prices.csv", "--base", "2009"});
  scratch.write("output.csv", "code,output\nA_farm,300\nA_shoe,0\nB_farm,400\nB_shoe,350\n");
  changes(scratch, {"table", "regionalise", "early", "--output", "output.csv", "--region", "R"});
  const Ended compared = scratch.leontide({"table", "compare", "early", "late"});
  INFO(compared.err);
  CHECK(compared.code == 0);
  CHECK(has(compared.out, "made in the region"));
}

}  // namespace leontide::cli
