// What any change writes, check reads and does not fail, and a sheet of it is the same table.
#include <catch2/catch.hpp>

#include "cli/table_folder.hpp"

namespace leontide::cli {

namespace {

using Words = std::vector<std::string>;

const std::vector<std::string> parts = {"sectors", "flows",          "final_demand", "value_added",
                                        "output",  "flows_imported", "other_inputs"};

void check_kept(const Scratch& scratch, const std::string& folder) {
  const Ended checked = scratch.leontide({"table", "check", folder});
  INFO(checked.err);
  CHECK(checked.code == 0);
  for (const char* ending : {"csv", "xlsx"}) {
    CAPTURE(ending);
    const std::string sheet = folder + "." + ending;
    const std::string back = folder + "-" + ending;
    CHECK(scratch.leontide({"table", "export", folder, "--out", sheet}).code == 0);
    const Ended ended = scratch.leontide({"table", "import", sheet, "--into", back});
    INFO(ended.err);
    REQUIRE(ended.code == 0);
    for (const std::string& part : parts) {
      CAPTURE(part);
      const std::string name = "/" + part + ".csv";
      const bool is_there = std::filesystem::exists(scratch.path(folder + name));
      CHECK(std::filesystem::exists(scratch.path(back + name)) == is_there);
      // A workbook holds sixteen digits.
      if (is_there && ending == std::string("csv"))
        CHECK(scratch.read(back + name) == scratch.read(folder + name));
    }
  }
}

void write_files_of_changes(const Scratch& scratch) {
  scratch.write("outputs.csv", "label,total\nfarm,110\nmill,190\nshop,121\n");
  scratch.write("sales-row.csv", "label,total\nsales:farm,57\npurchases:mill,132\n");
  scratch.write("sales-apart.csv", "label,total\nsales:farm,57\npurchases:mill,150\n");
  scratch.write("sales-all.csv", "label,total\nsales:farm,64\npurchases:mill,150\n");
  scratch.write("prices.csv",
                "code,index,imported,imported_inputs\nfarm,1.1,1,1\nmill,0.9,1,1\nshop,1,1,1\n");
  scratch.write("parts.csv", "code,output\nmill_a,0.3\nmill_b,0.7\n");
  scratch.write("region.csv", "code,output\nfarm,30\nmill,20\nshop,40\n");
}

}  // namespace

TEST_CASE("What any change writes, check reads and does not fail, and its sheet is the same table") {
  const Scratch scratch;
  write_small_table(scratch, "row", 2020);
  write_small_table(scratch, "later", 2022, 1.5);
  // The same by product: imports apart, then as a negative use; and taxes on products beside value added.
  write_small_table(scratch, "apart", 2020);
  scratch.write("apart/flows_imported.csv", "code,farm,mill,shop\nfarm,1,5,1\nmill,3,10,3\nshop,0.5,3,0.5\n");
  scratch.write("apart/final_demand_imported.csv", "code,household\nfarm,1\nmill,2\nshop,3\n");
  scratch.write("apart/other_inputs.csv", "code,product_taxes\nfarm,0.5\nmill,2\nshop,0.5\n");
  scratch.write("apart/value_added.csv",
                "code,compensation,surplus,total\nfarm,40,20,60\nmill,30,20,50\nshop,60,25,85\n");
  REQUIRE(scratch.leontide({"table", "check", "apart"}).code == 0);
  REQUIRE(scratch.leontide({"table", "imports", "apart", "--as", "competitive", "--into", "all"}).code == 0);
  check_kept(scratch, "all");
  write_files_of_changes(scratch);
  const std::vector<Words> changes = {
      {"balance", "--targets", "outputs.csv"},
      {"rebase", "--prices", "prices.csv"},
      {"disaggregate", "--sector", "mill", "--shares", "parts.csv"},
      {"aggregate", "--by", "cluster"},
      {"regionalise", "--output", "region.csv", "--region", "Here"},
      {"update", "--from", "row", "--to", "later"},
  };
  for (const std::string table : {"row", "apart", "all"}) {
    std::vector<Words> of_table = changes;
    of_table.push_back({"balance", "--targets", "sales-" + table + ".csv"});
    for (const Words& change : of_table) {
      if (change.front() == "update" && table != "row") continue;
      CAPTURE(table, change.front());
      const std::string into = table + "-" + change.front() + std::to_string(&change - of_table.data());
      Words words{"table", change.front(), table, "--into", into};
      words.insert(words.end(), change.begin() + 1, change.end());
      const Ended ended = scratch.leontide(words);
      INFO(ended.err);
      REQUIRE(ended.code == 0);
      check_kept(scratch, into);
    }
  }
}

}  // namespace leontide::cli
