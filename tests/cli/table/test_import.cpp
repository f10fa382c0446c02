// Importing, exporting and transforming tables as a user meets it: exit codes, one message a fault, nothing
// half-written.
#include <catch2/catch.hpp>

#include "cli/command.hpp"
#include "cli/refusal.hpp"
#include "support/shared.hpp"

namespace leontide::cli {

namespace {

namespace fs = std::filesystem;

const char* nbs_sheet = R"(Two products 2017,,,,,,,
单位：万元,,,,,,,
,,One,Two,Uses,Households,Imports,Output
,,01,02,TIU,THC,IM,GO
One,01,10,20,30,75,5,100
Two,02,30,40,70,140,10,200
,TII,40,60,,,,
,VA001,50,100,,,,
,VA004,10,40,,,,
,TVA,60,140,,,,
,TI,100,200,,,,
)";

const char* mapping = R"(leontide: mapping/1
title: Mapped
unit: 1e4 CNY
origins: all
codes: {row: 4, column: B}
names: {column: A}
sectors: {rows: 5-6, columns: C-D}
final_demand: {household: F, import: -G}
value_added: {wages: 8, surplus: 9}
output: {column: H}
)";

void write_pair(const Scratch& scratch) {
  fs::create_directories(scratch.path("pair"));
  scratch.write("pair/products.csv", "code,name_en,name_zh,cluster\np1,,,\np2,,,\n");
  scratch.write("pair/industries.csv", "code,name_en,name_zh,cluster\ni1,,,\ni2,,,\n");
  scratch.write("pair/supply.csv", "code,i1,i2\np1,90,10\np2,0,200\n");
  scratch.write("pair/use.csv", "code,i1,i2\np1,20,30\np2,10,60\n");
  scratch.write("pair/final_demand.csv", "code,household\np1,50\np2,130\n");
  scratch.write("pair/value_added.csv", "code,wages,total\ni1,60,60\ni2,120,120\n");
  scratch.write("pair/meta.json", R"({"title": "Pair", "unit": "1e6 EUR", "origins": "local"})");
}

}  // namespace

TEST_CASE("`table import` says the layout it found, checks the table and writes a folder") {
  const Scratch scratch;
  scratch.write("sheet.csv", nbs_sheet);
  const Ended ended = scratch.leontide({"table", "import", "sheet.csv", "--into", "table", "--year", "2018"});
  INFO(ended.err << ended.out);
  CHECK(ended.code == 0);
  CHECK(has(ended.out, "layout nbs"));
  CHECK(has(ended.out, "competitive"));
  CHECK(has(ended.out, "Written to table. Check: pass."));
  CHECK(scratch.read("table/final_demand.csv") == "code,household,import\n01,75,-5\n02,140,-10\n");
  CHECK(has(scratch.read("table/meta.json"), "\"year\": 2018"));
  CHECK(has(scratch.read("table/meta.json"), "from sheet.csv"));
  CHECK(scratch.leontide({"table", "check", "table"}).code == 0);
  const Ended chinese = scratch.leontide({"table", "import", "sheet.csv", "--into", "table", "--lang", "zh"});
  CHECK(chinese.code == 0);
  CHECK(has(chinese.out, "版式 nbs"));
  CHECK(has(chinese.out, "已写入 table"));
  const Ended json =
      scratch.leontide({"table", "import", "sheet.csv", "--into", "table", "--format", "json"});
  CHECK(json.code == 0);
  CHECK(has(json.out, "\"layout\": \"nbs\""));
}

TEST_CASE("`table export` and `table import` turn a table through each format and back") {
  const Scratch scratch;
  scratch.write("sheet.csv", nbs_sheet);
  REQUIRE(scratch.leontide({"table", "import", "sheet.csv", "--into", "table"}).code == 0);
  for (const char* layout : {"nbs", "plain"}) {
    for (const char* file : {"out.csv", "out.csv.gz", "out.xlsx"}) {
      INFO(layout << " " << file);
      CHECK(scratch.leontide({"table", "export", "table", "--layout", layout, "--out", file}).code == 0);
      const std::string bytes = scratch.read(file);
      CHECK(scratch.leontide({"table", "export", "table", "--layout", layout, "--out", file}).code == 0);
      CHECK(scratch.read(file) == bytes);
      CHECK(scratch.leontide({"table", "import", file, "--into", "again"}).code == 0);
      for (const char* part :
           {"flows.csv", "final_demand.csv", "value_added.csv", "output.csv", "sectors.csv"})
        CHECK(scratch.read(std::string("again/") + part) == scratch.read(std::string("table/") + part));
    }
  }
  CHECK(scratch.leontide({"table", "export", "table", "--gzip", "--into", "zipped"}).code == 0);
  CHECK(fs::exists(scratch.path("zipped/flows.csv.gz")));
  CHECK(scratch.leontide({"table", "check", "zipped"}).code == 0);
}

TEST_CASE("What a table states of its identities goes with it into a plain sheet, and is said for others") {
  // Printed whole, so that rows miss their outputs by 1; split, the numbers no longer look printed.
  const Scratch scratch;
  scratch.write("sheet.csv", nbs_sheet);
  scratch.edit("sheet.csv", "75,5,100", "76,5,100");
  scratch.edit("sheet.csv", "140,10,200", "140,10,201");
  scratch.edit("sheet.csv", "TI,100,200", "TI,100,201");
  const Ended in =
      scratch.leontide({"table", "import", "sheet.csv", "--into", "table", "--tolerance", "0.02"});
  INFO(in.err);
  REQUIRE(in.code == 0);
  REQUIRE(
      scratch.leontide({"table", "imports", "table", "--as", "non-competitive", "--into", "apart"}).code ==
      0);
  REQUIRE(scratch.leontide({"table", "check", "apart"}).code == 0);
  REQUIRE(scratch.leontide({"table", "export", "apart", "--out", "plain.csv"}).code == 0);
  const Ended back = scratch.leontide({"table", "import", "plain.csv", "--into", "again"});
  INFO(back.err);
  REQUIRE(back.code == 0);
  CHECK(scratch.read("again/flows.csv") == scratch.read("apart/flows.csv"));
  CHECK(scratch.leontide({"table", "check", "again"}).code == 0);
  const Ended out = scratch.leontide({"table", "export", "apart", "--layout", "nbs", "--out", "nbs.csv"});
  CHECK(out.code == 0);
  CHECK_THAT(out.err, Catch::Contains("import the sheet with --tolerance 0.0"));
}

TEST_CASE("`table import` of a bad sheet names the cell, exits with 2 and writes nothing") {
  const Scratch scratch;
  scratch.write("sheet.csv", nbs_sheet);
  const std::vector<std::string> import = {"table", "import", "sheet.csv", "--into", "table"};
  SECTION("a cell that is no number") {
    scratch.edit("sheet.csv", "One,01,10,20", "One,01,10,twenty");
    CHECK(has(refused(scratch, {"sheet.csv:5:11: error: the cell D5 holds \"twenty\""}, import), "dash"));
  }
  SECTION("a sheet of no known layout") {
    scratch.write("sheet.csv", "a,b\n1,2\n");
    CHECK(has(refused(scratch, {"sheet.csv: error: the layout of this sheet was not recognised"}, import),
              "--mapping"));
  }
  SECTION("a file that is not there") {
    refused(scratch, {"none.csv: error: this file cannot be read"},
            {"table", "import", "none.csv", "--into", "table"});
  }
  SECTION("an old workbook, and one that is none") {
    scratch.write("old.xls", "x");
    scratch.write("new.xlsx", "x");
    refused(scratch, {"old.xls: error: this is a workbook of the format before 2007"},
            {"table", "import", "old.xls", "--into", "table"});
    refused(scratch, {"new.xlsx: error: this file is not an .xlsx workbook"},
            {"table", "import", "new.xlsx", "--into", "table"});
  }
  SECTION("an output folder that is no table") {
    fs::create_directories(scratch.path("table"));
    scratch.write("table/letter.txt", "keep me");
    refused(scratch, {"table: error: this folder holds something that is not a table"}, import);
  }
  SECTION("a table that does not balance is told why and not written") {
    scratch.edit("sheet.csv", "75,5,100", "75,-5,100");
    scratch.edit("sheet.csv", "140,10,200", "140,-10,200");
    const Ended ended = scratch.leontide(import);
    CHECK(ended.code == 0);  // printed negative already
    scratch.edit("sheet.csv", "One,01,10,20,30,75", "One,01,10,20,30,175");
    const Ended broken = scratch.leontide({"table", "import", "sheet.csv", "--into", "other"});
    CHECK(broken.code == 2);
    CHECK(has(broken.err, "the row of 01"));
    CHECK_FALSE(fs::exists(scratch.path("other")));
  }
}

TEST_CASE("`table import --mapping` reads a sheet of any layout, and names what is wrong with the mapping") {
  const Scratch scratch;
  scratch.write("sheet.csv", nbs_sheet);
  scratch.write("map.yaml", mapping);
  const std::vector<std::string> import = {"table",    "import", "sheet.csv", "--mapping",
                                           "map.yaml", "--into", "table"};
  SECTION("a good one") {
    const Ended ended = scratch.leontide(import);
    INFO(ended.err);
    CHECK(ended.code == 0);
    CHECK(has(ended.out, "layout mapping"));
    CHECK(scratch.read("table/value_added.csv") == "code,wages,surplus,total\n01,50,10,60\n02,100,40,140\n");
    CHECK(has(scratch.read("table/meta.json"), "map.yaml"));
  }
  SECTION("columns and rows that are none, a misspelt key") {
    scratch.edit("map.yaml", "import: -G", "import: 7");
    scratch.edit("map.yaml", "columns: C-D", "columns: D-C");
    scratch.edit("map.yaml", "title:", "titel:");
    refused(scratch,
            {"map.yaml:2:1: error:", "map.yaml:7:31: error: \"D-C\" is no column or run of them",
             "map.yaml:8:38: error: \"7\" is no column"},
            import);
  }
  SECTION("beyond the sheet's edges, runs of two lengths") {
    scratch.edit("map.yaml", "household: F", "household: ZZ");
    scratch.edit("map.yaml", "wages: 8", "wages: 80");
    scratch.edit("map.yaml", "columns: C-D", "columns: C-E");
    refused(
        scratch,
        {"map.yaml:7:31: error: 3 columns of sectors and 2 rows",
         "map.yaml:8:27: error: the sheet has no column ZZ", "map.yaml:9:22: error: the sheet has no row 80"},
        import);
  }
}

TEST_CASE("`table imports` goes from one treatment to the other and refuses the one that is there") {
  const Scratch scratch;
  scratch.write("sheet.csv", nbs_sheet);
  REQUIRE(scratch.leontide({"table", "import", "sheet.csv", "--into", "table"}).code == 0);
  const Ended apart =
      scratch.leontide({"table", "imports", "table", "--as", "non-competitive", "--into", "apart"});
  INFO(apart.err);
  CHECK(apart.code == 0);
  CHECK(has(apart.out, "import proportionality"));
  CHECK(fs::exists(scratch.path("apart/flows_imported.csv")));
  CHECK(has(scratch.read("apart/meta.json"), "import proportionality"));
  CHECK(scratch.leontide({"table", "imports", "apart", "--as", "competitive", "--into", "back"}).code == 0);
  CHECK(scratch.leontide({"table", "check", "back"}).code == 0);
  refused(scratch, {"table: error: the table is competitive already"},
          {"table", "imports", "table", "--as", "competitive", "--into", "none"});
  CHECK(scratch.leontide({"table", "imports", "table", "--as", "other", "--into", "none"}).code == 2);
}

TEST_CASE(
    "`table symmetric` makes each model's table of a supply-use pair, and refuses a pair that does not "
    "balance") {
  const Scratch scratch;
  write_pair(scratch);
  for (const char* model : {"A", "B", "C", "D"}) {
    INFO(model);
    const Ended ended = scratch.leontide({"table", "symmetric", "pair", "--model", model, "--into", "table"});
    INFO(ended.err);
    CHECK(ended.code == 0);
    CHECK(has(ended.out, std::string("model ") + model));
    CHECK(scratch.leontide({"table", "check", "table"}).code == 0);
  }
  CHECK(scratch.leontide({"table", "symmetric", "pair", "--model", "E", "--into", "none"}).code == 2);
  scratch.edit("pair/use.csv", "p1,20,30", "p1,20,90");
  refused(
      scratch,
      {"pair/use.csv: error: product p1: supply is 100", "pair/use.csv: error: industry i2: supply is 210"},
      {"table", "symmetric", "pair", "--model", "B", "--into", "none"});
}

TEST_CASE("`table check` tells a malformed table apart from a wrong number, and does not flood") {
  const Scratch scratch;
  scratch.write("sheet.csv", nbs_sheet);
  REQUIRE(scratch.leontide({"table", "import", "sheet.csv", "--into", "table"}).code == 0);
  SECTION("transposed flows") {
    scratch.write("table/flows.csv", "code,01,02\n01,10,30\n02,20,40\n");
    const Ended ended = scratch.leontide({"table", "check", "table"});
    CHECK(ended.code == 2);
    CHECK(count(ended.err, "error:") == 1);
    CHECK(has(ended.err, "transposed"));
    CHECK(has(ended.out, "fail:"));
    CHECK(has(ended.out, "do not use it: the flows are transposed"));
    const Ended json = scratch.leontide({"table", "check", "table", "--format", "json"});
    CHECK(json.code == 2);
    CHECK(has(json.out, "\"fault\": \"transposed\""));
    CHECK(has(json.out, "\"advice\": \"do not use it"));
  }
  SECTION("a table that uses more than it makes") {
    scratch.write("table/flows.csv", "code,01,02\n01,10,20\n02,30,400\n");
    scratch.write("table/final_demand.csv", "code,household,import\n01,75,-5\n02,-220,-10\n");
    scratch.write("table/value_added.csv", "code,total\n01,60\n02,-220\n");
    const Ended check = scratch.leontide({"table", "check", "table"});
    CHECK(check.code == 2);
    CHECK(has(check.err, "[unproductive]"));
    CHECK_FALSE(has(check.err, "singular"));
    const Ended multipliers = scratch.leontide({"table", "multipliers", "table", "--inputs", "total"});
    INFO(multipliers.err);
    CHECK(multipliers.code == 2);
    CHECK(has(multipliers.err, "[unproductive]"));
    CHECK_FALSE(has(multipliers.err, "singular"));
  }
  SECTION("a file with its axes swapped") {
    scratch.write("table/final_demand.csv", "code,01,02\nhousehold,75,140\nimport,-5,-10\n");
    const Ended ended = scratch.leontide({"table", "check", "table"});
    CHECK(ended.code == 2);
    CHECK(count(ended.err, "error:") == 1);
    CHECK(has(ended.err, "the axes are swapped"));
  }
  SECTION("many faults of a kind") {
    std::string rows = "code,household,import\n";
    for (int i = 0; i < 40; ++i)
      rows += "x" + std::to_string(i) + ",1,1\n";
    scratch.write("table/final_demand.csv", rows);
    const Ended ended = scratch.leontide({"table", "check", "table"});
    CHECK(ended.code == 2);
    CHECK(count(ended.err, "[unknown-code]\n") == 6);  // five and their number
    CHECK(has(ended.err, "and 35 more [unknown-code]"));
  }
}

TEST_CASE("`table check` judges the two tables of a thousand sectors") {
  if (!table::have_shared("data/io/wiod_2011_1435")) return;
  const fs::path shared = table::shared_folder();
  const Scratch scratch;
  const Ended world = scratch.leontide({"table", "check", (shared / "data/io/wiod_2011_1435").string()});
  CHECK(world.code == 0);
  CHECK(has(world.out, "usable:"));
  CHECK(has(world.err, "by 108 at most"));
  CHECK(has(world.err, "printed as 0"));
  CHECK(has(world.err, "meta.json states as much"));
  CHECK(count(world.err, "\n") < 20);
  const Ended provinces =
      scratch.leontide({"table", "check", (shared / "data/io/china_mrio_2017_1302_est").string()});
  CHECK(provinces.code == 0);
  CHECK(has(provinces.err, "the balancing column \"balance\" holds 17.45 % of output"));
}

TEST_CASE("`table import` reads a publisher's folder, and refuses one it does not know") {
  const Scratch scratch;
  std::filesystem::create_directories(scratch.path("eora"));
  const auto put = [&](const std::string& name, const std::string& text) {
    scratch.write("eora/" + name, text);
  };
  put("labels_T.txt", "Austria\tAUT\tIndustries\tAgriculture\t\nZambia\tZMB\tIndustries\tAgriculture\t\n");
  put("labels_FD.txt",
      "Austria\tAUT\tFinal demand\tHousehold final consumption P.3h\t\nZambia\tZMB\tFinal demand\tHousehold "
      "final "
      "consumption P.3h\t\n");
  put("labels_VA.txt", "Primary Inputs\tCompensation of employees D.1\t\n");
  put("Eora26_2016_bp_T.txt", "10\t5\n20\t30\n");
  put("Eora26_2016_bp_FD.txt", "60\t25\n10\t40\n");
  put("Eora26_2016_bp_VA.txt", "70\t65\n");
  const Ended ended = scratch.leontide({"table", "import", "eora", "--into", "new"});
  INFO(ended.err);
  CHECK(ended.code == 0);
  CHECK_THAT(ended.out, Catch::Contains("layout eora26"));
  CHECK(scratch.leontide({"table", "check", "new"}).code == 0);
  CHECK(scratch.leontide({"table", "regions", "new"}).code == 0);
  std::filesystem::create_directories(scratch.path("empty"));
  refused(scratch, {"empty: error: this folder holds neither"},
          {"table", "import", "empty", "--into", "other"});
}

}  // namespace leontide::cli
