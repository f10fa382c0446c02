// The small inputs of ../shared/faults that are tables: each comes out as its expect.md says.
#include <catch2/catch.hpp>

#include "cli/refusal.hpp"
#include "support/shared.hpp"

namespace leontide::cli {

namespace {

namespace fs = std::filesystem;

/// Copies a case's files into the scratch folder; nothing where they do not stand beside the repository.
bool have_fault(const Scratch& scratch, const std::string& name) {
  if (!table::have_shared("faults/" + name)) return false;
  fs::copy(table::shared_folder() / "faults" / name, scratch.path(), fs::copy_options::recursive);
  return true;
}

std::vector<std::string> import_mapped(const std::string& sheet) {
  return {"table", "import", sheet, "--mapping", "map.yaml", "--into", "o"};
}

/// Runs a command that must end well, and leave a table that `check` passes.
Ended made_sound(const Scratch& scratch, const std::vector<std::string>& arguments,
                 const std::string& folder = "o") {
  const Ended ended = scratch.leontide(arguments);
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  CHECK(scratch.leontide({"table", "check", folder}).code == 0);
  return ended;
}

}  // namespace

TEST_CASE("fault balance-zero: a sector that cannot vanish is named, and nothing is written") {
  const Scratch scratch;
  if (!have_fault(scratch, "balance-zero")) return;
  CHECK_THAT(refused(scratch, {"table: error: column \"cpa_a\" is to sum to 0"},
                     {"table", "balance", "table", "--targets", "targets.csv", "--into", "o"}),
             Catch::Contains("cannot vanish"));
}

TEST_CASE("fault codes-number-format: a code is what the sheet shows") {
  const Scratch scratch;
  if (!have_fault(scratch, "codes-number-format")) return;
  made_sound(scratch, import_mapped("table.xlsx"));
  CHECK(scratch.read("o/sectors.csv") == "code,name_en,name_zh,cluster\n01,,,\n02,,,\n");
}

TEST_CASE("fault decimal-comma: named at its cell, and read where it is stated") {
  const Scratch scratch;
  if (!have_fault(scratch, "decimal-comma")) return;
  CHECK_THAT(
      refused(scratch, {"table.csv:2:3: error: the cell B2 holds \"0,500\""}, import_mapped("table.csv")),
      Catch::Contains("decimal: \",\""));
  scratch.write("map.yaml", scratch.read("map.yaml") + "decimal: \",\"\n");
  made_sound(scratch, import_mapped("table.csv"));
  CHECK(scratch.read("o/flows.csv") == "code,A,B\nA,0.5,4.5\nB,19.5,15.5\n");
}

TEST_CASE("fault gbk: read as GB 18030, and said") {
  const Scratch scratch;
  if (!have_fault(scratch, "gbk")) return;
  CHECK(has(made_sound(scratch, import_mapped("table.csv")).err, "read as GB 18030"));
  CHECK(scratch.read("o/flows.csv") == "code,农业,工业\n农业,10500,4500\n工业,9500,15500\n");
  scratch.write("map.yaml", scratch.read("map.yaml") + "encoding: gb18030\n");
  made_sound(scratch, import_mapped("table.csv"));
}

TEST_CASE("fault header-newline: rows count as spreadsheets number them") {
  const Scratch scratch;
  if (!have_fault(scratch, "header-newline")) return;
  made_sound(scratch, import_mapped("table.csv"));
  CHECK(scratch.read("o/flows.csv") == "code,A,B\nA,10500,4500\nB,9500,15500\n");
}

TEST_CASE("fault imports-rounding: what check passed as rounding, imports takes") {
  const Scratch scratch;
  if (!have_fault(scratch, "imports-rounding")) return;
  made_sound(scratch, {"table", "import", "oecd.csv", "--into", "o"});
  CHECK(has(made_sound(scratch, {"table", "imports", "o", "--as", "non-competitive", "--into", "n"}, "n").out,
            "05 by 0.2"));
}

TEST_CASE("fault no-output-figaro: the row sums are the output") {
  const Scratch scratch;
  if (!have_fault(scratch, "no-output-figaro")) return;
  made_sound(scratch, import_mapped("table.csv"));
  CHECK(scratch.read("o/output.csv") == "code,output\nAT_A,44\nAT_C,88\nDE_A,78\nDE_C,202\n");
}

TEST_CASE("fault oecd-taxes: taxes on products are no value added") {
  const Scratch scratch;
  if (!have_fault(scratch, "oecd-taxes")) return;
  made_sound(scratch, {"table", "import", "oecd.csv", "--into", "o"});
  CHECK(scratch.read("o/value_added.csv") == "code,value_added,total\n01,70,70\n02,120,120\n");
  const Ended ended = scratch.leontide({"table", "multipliers", "o", "--sheet", "value_added"});
  CHECK(has(ended.out, "0.7000"));
  CHECK(has(ended.out, "0.6000"));
}

TEST_CASE("fault regionalise-destocking: a nation onto itself keeps its flows, by each method") {
  const Scratch scratch;
  if (!have_fault(scratch, "regionalise-destocking")) return;
  made_sound(scratch, {"table", "import", "oecd.csv", "--into", "all"}, "all");
  made_sound(scratch, {"table", "imports", "all", "--as", "non-competitive", "--into", "n"}, "n");
  for (const char* method : {"slq", "cilq", "flq", "aflq"}) {
    INFO(method);
    made_sound(scratch,
               {"table", "regionalise", "n", "--output", "output.csv", "--region", "R", "--method", method,
                "--into", method},
               method);
    CHECK(scratch.read(std::string(method) + "/flows.csv") == scratch.read("n/flows.csv"));
    CHECK(has(scratch.read(std::string(method) + "/final_demand.csv"), "03,0,-7.5"));
  }
}

TEST_CASE("fault semicolon: separator and decimal comma are found and said") {
  const Scratch scratch;
  if (!have_fault(scratch, "semicolon")) return;
  const Ended ended = made_sound(scratch, import_mapped("table.csv"));
  CHECK(has(ended.err, "separated by semicolons"));
  CHECK(has(ended.err, "decimal comma"));
  CHECK(scratch.read("o/flows.csv") == "code,A,B\nA,10.5,4.5\nB,9.5,15.5\n");
}

TEST_CASE("fault two-level-labels: the message says where the region stands, and levels are joined") {
  const Scratch scratch;
  if (!have_fault(scratch, "two-level-labels")) return;
  CHECK_THAT(refused(scratch, {"table.csv:5:7: error: the label \"Farming\" stands in B3 and in B5"},
                     import_mapped("table.csv")),
             Catch::Contains("the region stands in column A"));
  scratch.edit("map.yaml", "{row: 2, column: B}", "{rows: 1-2, columns: A-B}");
  made_sound(scratch, import_mapped("table.csv"));
  CHECK(scratch.read("o/output.csv") ==
        "code,output\nLiaoning_Farming,100\nLiaoning_Industry,200\nJilin_Farming,70\nJilin_Industry,130\n");
  CHECK(has(scratch.read("o/sectors.csv"), "Jilin_Farming,Farming,,,Jilin,Farming\n"));
}

TEST_CASE("faults wiod-npish and wiod-taxes: WIOD's labels and primary inputs are told apart") {
  for (const char* name : {"wiod-npish", "wiod-taxes"}) {
    const Scratch scratch;
    if (!have_fault(scratch, name)) return;
    made_sound(scratch, {"table", "import", "wiot.xlsx", "--into", "o"});
    CHECK(scratch.read("o/output.csv") == "code,output\nAUS_c1,66\nAUS_c2,53\nRoW_c1,186\nRoW_c2,180\n");
    CHECK(has(scratch.read("o/value_added.csv"),
              "AUS_c1,47.5,47.5\nAUS_c2,22.5,22.5\nRoW_c1,138.75,138.75\nRoW_c2,120.75,120.75\n"));
    CHECK(scratch.read("o/final_demand.csv")
              .starts_with("code,AUS_household,AUS_npish,AUS_government,AUS_gfcf,AUS_inventories,"));
  }
}

TEST_CASE("faults xlsx-formula and xlsx-formula-all: a formula without a value is no number") {
  for (const auto& [name, cell] : {std::pair{"xlsx-formula", "D2"}, {"xlsx-formula-all", "B2"}}) {
    const Scratch scratch;
    if (!have_fault(scratch, name)) return;
    const Ended ended = scratch.leontide(import_mapped("table.xlsx"));
    CHECK(ended.code == 2);
    CHECK(has(ended.err, std::string("the cell ") + cell +
                             " holds a formula without a value; open and save the workbook in a spreadsheet "
                             "program"));
    CHECK_FALSE(fs::exists(scratch.path("o")));
  }
}

}  // namespace leontide::cli
