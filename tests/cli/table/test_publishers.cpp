// Published supply, use and inter-provincial tables through the command, on small files of ours with the
// publishers' codes, labels and corners.
#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>

#include "cli/refusal.hpp"

namespace leontide::cli {

namespace {

// Tables 1500 and 1600 of ESA 2010 with two products; uses at basic prices.
const std::string supply_at_basic_prices =
    "naio_10_cp15,,,,,,\n,,A,C,TOTAL,P7,TS_BP\nAgriculture,CPA_A,90,10,100,20,120\n"
    "Manufactures,CPA_C10-C12,0,200,200,30,230\nTotal,TOTAL,90,210,300,50,350\n";
const std::string use_at_basic_prices =
    "naio_10_cp1610,,,,,,,,,\n,,A,C,TOTAL,P3_S14,P51G,P6,TFU,TU\n"
    "Agriculture,CPA_A,20,30,50,60,0,10,70,120\nManufactures,CPA_C10-12,10,60,70,130,20,10,160,230\n"
    "Total,TOTAL,30,90,120,190,20,20,230,350\nTaxes less subsidies on products,D21X31,2,4,6,,,,,\n"
    "Compensation of employees,D1,40,80,120,,,,,\nGross operating surplus,B2A3G,18,36,54,,,,,\n"
    "Value added,B1G,58,116,174,,,,,\nOutput,P1,90,210,300,,,,,\n";
// With trade, which is bought as a margin; uses at purchasers' prices.
const std::string supply_with_margins =
    ",A,C,G,TOTAL,P7,TS_BP,OTTM,D21X31,TS_PP\nCPA_A,100,0,0,100,20,120,10,5,135\n"
    "CPA_C,10,190,0,200,50,250,30,20,300\nCPA_G,0,0,100,100,0,100,-40,0,60\nTOTAL,110,190,100,400,70,470,0,"
    "25,495\n";
const std::string use_at_purchasers_prices =
    ",A,C,G,TOTAL,P3_S14,P51G,P6,TFU,TU\nCPA_A,20,60,5,85,40,0,10,50,135\nCPA_C,15,60,15,90,130,50,30,210,"
    "300\n"
    "CPA_G,5,10,10,25,25,0,10,35,60\nTOTAL,40,130,30,200,195,50,50,295,495\nD1,30,40,50,120,,,,,\n"
    "D29X39,0,5,5,10,,,,,\nB2A3G,40,15,15,70,,,,,\nB1G,70,60,70,200,,,,,\nP1,110,190,100,400,,,,,\n";

std::vector<std::string> pair_import(const std::string& model) {
  return {"table", "import", "use.csv", "--supply", "supply.csv", "--model", model, "--into", "table"};
}

/// A matrix as Eurostat's flat form has it.
std::string flat(const std::string& matrix, const std::string& down, const std::string& across) {
  std::istringstream lines(matrix);
  std::string out = "DATAFLOW,LAST UPDATE,freq,unit,stk_flow," + across + "," + down +
                    ",geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n";
  std::vector<std::string> heads;
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, ',');)
      cells.push_back(cell);
    if (heads.empty()) {
      heads = cells;
      continue;
    }
    for (std::size_t k = 1; k < cells.size(); ++k) {
      if (cells[k].empty()) continue;
      out += "ESTAT:NAIO_10(1.0),01/02/24 23:00:00,A,MIO_EUR,TOTAL," + heads[k] + "," + cells[0] +
             ",AT,2020," + cells[k] + ",\n";
    }
  }
  return out;
}

}  // namespace

TEST_CASE("`table import --supply` makes one table of a supply and a use sheet by Eurostat's models") {
  const Scratch scratch;
  scratch.write("supply.csv", supply_at_basic_prices);
  scratch.write("use.csv", use_at_basic_prices);
  const Ended ended = scratch.leontide(pair_import("D"));
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  CHECK(has(ended.out, "uses are of all origins"));
  // By hand: S' diag(q)^-1 U with q = (100, 200).
  CHECK(scratch.read("table/flows.csv") == "code,A,C\nA,18,27\nC,12,63\n");
  CHECK(scratch.read("table/output.csv") == "code,output\nA,90\nC,210\n");
  CHECK(scratch.read("table/final_demand.csv") ==
        "code,household,gfcf,export,import\nA,54,0,9,-18\nC,136,20,11,-32\n");
  CHECK(scratch.read("table/other_inputs.csv") == "code,product_taxes\nA,2\nC,4\n");
  CHECK(scratch.leontide({"table", "check", "table"}).code == 0);
  for (const char* model : {"A", "B", "C"}) {
    INFO(model);
    CHECK(scratch.leontide(pair_import(model)).code == 0);
    CHECK(scratch.leontide({"table", "check", "table"}).code == 0);
  }
  CHECK(scratch.read("table/output.csv") == "code,output\nA,90\nC,210\n");
}

TEST_CASE("Uses at purchasers' prices are brought to basic prices, and it is said how") {
  const Scratch scratch;
  scratch.write("supply.csv", supply_with_margins);
  scratch.write("use.csv", use_at_purchasers_prices);
  const Ended ended = scratch.leontide(pair_import("B"));
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  CHECK(has(ended.out, "purchasers' prices were brought to basic prices"));
  CHECK(scratch.read("table/output.csv") == "code,output\nCPA_A,100\nCPA_C,200\nCPA_G,100\n");
  // Industry A makes 100 of CPA_A and 10 of CPA_C; it pays 5 of 135 and 20 of 300 of its purchases in taxes.
  const std::string taxes = scratch.read("table/other_inputs.csv");
  const double paid = 20 * 5 / 135.0 + 15 * 20 / 300.0;
  CHECK(std::stod(taxes.substr(taxes.find("CPA_A,") + 6)) == Approx(paid * 100 / 110));
  CHECK(scratch.leontide({"table", "check", "table"}).code == 0);
}

TEST_CASE("Eurostat's flat form is read as the matrix it is, supply, use and symmetric tables") {
  const Scratch scratch;
  scratch.write("supply.csv", flat(supply_with_margins, "prd_amo", "ind_impv"));
  scratch.write("use.csv", flat(use_at_purchasers_prices, "prd_ava", "ind_use"));
  REQUIRE(scratch.leontide(pair_import("D")).code == 0);
  const std::string flows = scratch.read("table/flows.csv");
  scratch.write("supply.csv", supply_with_margins);
  scratch.write("use.csv", use_at_purchasers_prices);
  REQUIRE(scratch.leontide(pair_import("D")).code == 0);
  CHECK(scratch.read("table/flows.csv") == flows);

  const std::string symmetric =
      ",CPA_A,CPA_C,TOTAL,P3_S14,P51G,P6,TFU,TU\nCPA_A,20,30,50,60,0,10,70,120\nCPA_C,10,60,70,130,20,10,160,"
      "230\n"
      "TOTAL,30,90,120,,,,,\nD21X31,2,4,6,,,,,\nD1,50,70,120,,,,,\nB2A3G,18,36,54,,,,,\nB1G,68,106,174,,,,,\n"
      "P1,100,200,300,,,,,\nP7,20,30,50,,,,,\nTS_BP,120,230,350,,,,,\n";
  for (const std::string& text : {symmetric, flat(symmetric, "prd_ava", "prd_use")}) {
    scratch.write("siot_AT_2020.csv", text);
    const Ended ended = scratch.leontide({"table", "import", "siot_AT_2020.csv", "--into", "siot"});
    INFO(ended.err);
    REQUIRE(ended.code == 0);
    CHECK(has(ended.out, "layout eurostat"));
    CHECK(scratch.read("siot/flows.csv") == "code,CPA_A,CPA_C\nCPA_A,20,30\nCPA_C,10,60\n");
    CHECK(scratch.read("siot/final_demand.csv") ==
          "code,household,gfcf,export,import\nCPA_A,60,0,10,-20\nCPA_C,130,20,10,-30\n");
    CHECK(scratch.leontide({"table", "check", "siot"}).code == 0);
  }
  // The domestic table: imports are what each product's makers use of them.
  scratch.write(
      "siot.csv",
      ",CPA_A,CPA_C,TOTAL,P3_S14,P6,TFU,TU\nCPA_A,18,25,43,47,10,57,100\nCPA_C,8,50,58,132,10,142,200\n"
      "D21X31,2,4,6,,,,\nP7,4,15,19,,,,\nD1,50,70,120,,,,\nB2A3G,18,36,54,,,,\nB1G,68,106,174,,,,\n"
      "P1,100,200,300,,,,\n");
  REQUIRE(scratch.leontide({"table", "import", "siot.csv", "--into", "siot"}).code == 0);
  CHECK(has(scratch.read("siot/value_added.csv"), "imported_inputs"));
  CHECK(scratch.leontide({"table", "check", "siot"}).code == 0);
}

TEST_CASE("A mapping file says where supply and use stand in sheets of any layout") {
  const Scratch scratch;
  scratch.write("sut.csv",
                "Supply,i1,i2,Imports,,Use,i1,i2,Households,Exports\np1,90,10,20,,,20,30,60,10\n"
                "p2,0,200,30,,,10,60,130,30\np3,0,50,0,,,5,10,35,0\nTaxes,,,,,,2,4,,\nWages,,,,,,53,156,,\n");
  scratch.write("map.yaml",
                "leontide: mapping/1\ntitle: Pair\nunit: 1e6 EUR\norigins: all\ncodes: {row: 1, column: A}\n"
                "sectors: {rows: 2-4, columns: G-H}\nfinal_demand: {household: I, export: J}\n"
                "other_inputs: {product_taxes: 5}\nvalue_added: {wages: 6}\n"
                "supply: {rows: 2-4, columns: B-C, import: D}\n");
  const std::vector<std::string> import{"table",   "import", "sut.csv", "--mapping", "map.yaml",
                                        "--model", "B",      "--into",  "table"};
  const Ended ended = scratch.leontide(import);
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  CHECK(scratch.read("table/output.csv") == "code,output\np1,100\np2,200\np3,50\n");
  CHECK(scratch.read("table/final_demand.csv") ==
        "code,household,export,import\np1,60,10,-20\np2,130,30,-30\np3,35,0,0\n");
  CHECK(scratch.leontide({"table", "check", "table"}).code == 0);
  scratch.edit("map.yaml", "columns: B-C", "columns: B-D");
  refused(scratch,
          {"map.yaml:10:30: error: 3 columns of industries of the supply table and 2 of the use table"},
          import);
  scratch.edit("map.yaml", "supply: {rows: 2-4, columns: B-D, import: D}\n", "");
  std::vector<std::string> apart = import;
  apart.insert(apart.end(), {"--supply", "sut.csv"});
  refused(scratch, {"map.yaml: error: this mapping does not say where supply stands"}, apart);
}

TEST_CASE("A supply and a use sheet that do not fit are refused by what they lack") {
  const Scratch scratch;
  scratch.write("supply.csv", supply_at_basic_prices);
  scratch.write("use.csv", use_at_basic_prices);
  scratch.edit("supply.csv", "CPA_A,90", "CPA_B,90");
  refused(
      scratch,
      {"supply.csv: error: there is no product \"CPA_A\"", "use.csv: error: there is no product \"CPA_B\""},
      pair_import("D"));
  scratch.write("supply.csv", supply_at_basic_prices);
  scratch.edit("use.csv", "CPA_A,20", "CPA_A,80");
  CHECK(scratch.leontide(pair_import("D")).code == 2);
  scratch.write("use.csv", use_at_basic_prices);
  scratch.edit("use.csv", "CPA_A,20", "CPA_A,many");
  refused(scratch, {"use.csv:3:19: error: the cell C3 holds \"many\""}, pair_import("D"));
  scratch.write("supply.csv", "a,b\n1,2\n");
  scratch.write("use.csv", use_at_basic_prices);
  refused(scratch, {"supply.csv: error: no row holds codes like P7, OTTM and TS_BP"}, pair_import("D"));
  scratch.write("supply.csv", flat(supply_with_margins, "prd_amo", "ind_impv") +
                                  "x,y,A,MIO_EUR,TOTAL,A,CPA_A,BE,2020,1,\n");
  CHECK(has(scratch.leontide(pair_import("D")).err, "several tables: geo is AT and BE"));
}

TEST_CASE("The provinces of CEADs are read with their names above and before the codes") {
  // Structure after table 5 of Mi et al. (2018), Scientific Data 5: imports in one row, final use by
  // province.
  const Scratch scratch;
  const std::string numbers[] = {"10,20,1,2,33,50,5,7,0,5,67,0,100", "15,50,3,12,80,80,15,10,5,10,120,0,200",
                                 "2,3,8,12,25,5,0,30,5,5,45,0,70", "3,17,8,30,58,10,2,40,10,10,72,0,130"};
  const std::string below =
      ",,{0},5,10,2,4,,,,,,,,\n,,TII,35,100,22,60,,,,,,,,\n,,VA001,40,60,30,40,,,,,,,,\n"
      ",,VA004,25,40,18,30,,,,,,,,\n,,TVA,65,100,48,70,,,,,,,,\n,,TI,100,200,70,130,,,,,,,,\n";
  const auto sheet = [&](bool merged, const std::string& imports) {
    const std::string repeat = merged ? "" : "Beijing";
    const std::string again = merged ? "" : "Hebei";
    std::string lines = below;
    lines.replace(lines.find("{0}"), 3, imports);
    return ",,,Beijing," + repeat + ",Hebei," + again + ",,Beijing," + repeat + ",Hebei," + again +
           ",,,,\n,,Code,01,02,01,02,TIU,FU101,FU201,FU101,FU201,EX,TFU,ERR,GO\nBeijing,Agriculture,01," +
           numbers[0] + "\n" + repeat + ",Industry,02," + numbers[1] + "\nHebei,Agriculture,01," +
           numbers[2] + "\n" + again + ",Industry,02," + numbers[3] + "\n" + lines;
  };
  for (const bool merged : {false, true}) {
    scratch.write("MRIO2015.csv", sheet(merged, merged ? "IM" : "Imports"));
    const Ended ended = scratch.leontide({"table", "import", "MRIO2015.csv", "--into", "provinces"});
    INFO(ended.err);
    REQUIRE(ended.code == 0);
    CHECK(has(ended.out, "layout ceads"));
    CHECK(
        scratch.read("provinces/sectors.csv") ==
        "code,name_en,name_zh,cluster,region,sector\nBeijing_01,Agriculture,,,Beijing,01\n"
        "Beijing_02,Industry,,,Beijing,02\nHebei_01,Agriculture,,,Hebei,01\nHebei_02,Industry,,,Hebei,02\n");
    CHECK(scratch.read("provinces/final_demand.csv")
              .starts_with("code,Beijing_hh_rural,Beijing_gfcf,Hebei_hh_rural,Hebei_gfcf,export,error\n"
                           "Beijing_01,50,5,7,0,5,0\n"));
    CHECK(has(scratch.read("provinces/value_added.csv"), "Hebei_02,40,30,4,70\n"));
    CHECK(scratch.leontide({"table", "check", "provinces"}).code == 0);
    CHECK(scratch.leontide({"table", "regions", "provinces"}).code == 0);
  }
}

TEST_CASE("`table import` adds a publisher's folder up while it is read") {
  const Scratch scratch;
  std::filesystem::create_directories(scratch.path("eora"));
  scratch.write(
      "eora/labels_T.txt",
      "Austria\tAUT\tIndustries\tAgriculture\t\nAustria\tAUT\tIndustries\tTrade\t\nZambia\tZMB\tIndustries\t"
      "Agriculture\t\nZambia\tZMB\tIndustries\tTrade\t\n");
  scratch.write("eora/labels_FD.txt",
                "Austria\tAUT\tFinal demand\tHousehold final consumption P.3h\t\nZambia\tZMB\tFinal "
                "demand\tHousehold final consumption P.3h\t\n");
  scratch.write("eora/labels_VA.txt", "Primary Inputs\tCompensation of employees D.1\t\n");
  scratch.write("eora/Eora26_2016_bp_T.txt", "10\t5\t1\t0\n20\t30\t0\t1\n1\t0\t4\t2\n0\t2\t3\t6\n");
  scratch.write("eora/Eora26_2016_bp_FD.txt", "60\t4\n40\t9\n3\t20\n1\t18\n");
  scratch.write("eora/Eora26_2016_bp_VA.txt", "49\t63\t22\t21\n");
  std::vector<std::string> import{"table", "import", "eora", "--into", "new"};
  import.insert(import.end(), {"--aggregate-by", "region"});
  const Ended by_region = scratch.leontide(import);
  INFO(by_region.err);
  REQUIRE(by_region.code == 0);
  CHECK(scratch.read("new/flows.csv") == "code,AUT,ZMB\nAUT,65,2\nZMB,3,15\n");
  CHECK(has(by_region.out, "4 sectors were added up to 2 as they were read"));
  CHECK(scratch.leontide({"table", "check", "new"}).code == 0);
  scratch.write("regions.csv", "code,group\nAUT,EU\n*,rest\n");
  import.resize(5);
  import.insert(import.end(), {"--region-groups", "regions.csv"});
  REQUIRE(scratch.leontide(import).code == 0);
  CHECK(scratch.read("new/output.csv") ==
        "code,output\nEU_Agriculture,80\nEU_Trade,100\nrest_Agriculture,30\nrest_Trade,30\n");
  scratch.write("regions.csv", "code,group\nAUS,EU\nAUT,\n");
  refused(scratch, {"regions.csv:3:5: error: this row names no group"}, import);
  scratch.write("regions.csv", "code,group\nAUS,EU\nAUT,EU\n");
  CHECK_THAT(refused(scratch,
                     {"eora: error: the table has no region \"AUS\"",
                      "eora: error: no group is given for the region \"ZMB\""},
                     import),
             Catch::Contains("did you mean \"AUT\""));
  scratch.write("sheet.csv", "a,b\n1,2\n");
  refused(scratch, {"sheet.csv: error: regions and sectors are added up while a publisher's folder is read"},
          {"table", "import", "sheet.csv", "--aggregate-by", "region", "--into", "other"});
}

TEST_CASE("`table ras` balances a bare matrix to sums of its rows and columns") {
  // The sums define the matrix, with its form r a s.
  const Scratch scratch;
  scratch.write("matrix.csv", "code,1,2,3\n1,98,72,75\n2,65,8,63\n3,88,27,44\n");
  scratch.write("rows.csv", "code,total\n3,208\n1,245\n2,136\n");
  scratch.write("columns.csv", "code,total\n1,305\n2,125\n3,159\n");
  const std::vector<std::string> ras{"table",    "ras",       "matrix.csv",  "--rows",
                                     "rows.csv", "--columns", "columns.csv", "--method",
                                     "ras",      "--out",     "new.csv"};
  const Ended ended = scratch.leontide(ras);
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  std::istringstream lines(scratch.read("new.csv"));
  std::string line;
  std::getline(lines, line);
  double columns[3] = {0, 0, 0};
  for (const double target : {245.0, 136.0, 208.0}) {
    std::getline(lines, line);
    std::istringstream row(line);
    std::string cell;
    std::getline(row, cell, ',');
    double sum = 0;
    for (double& column : columns) {
      std::getline(row, cell, ',');
      sum += std::stod(cell);
      column += std::stod(cell);
    }
    CHECK(sum == Approx(target).epsilon(1e-9));
  }
  CHECK(columns[0] == Approx(305).epsilon(1e-9));
  CHECK(columns[2] == Approx(159).epsilon(1e-9));
  CHECK(scratch.read("new.csv").starts_with("Code,1,2,3\n"));
  // Printed to nine digits the sums are apart.
  scratch.write("columns.csv", "code,total\n1,305\n2,125\n3,159.0000003\n");
  const Ended apart = scratch.leontide(
      {"table", "ras", "matrix.csv", "--rows", "rows.csv", "--columns", "columns.csv", "--method", "ras"});
  CHECK(apart.code == 0);
  CHECK(has(apart.out, "The sums of rows were -3e-07 apart from those of columns"));
  scratch.write("columns.csv", "code,total\n1,305\n2,125\n3,160\n");
  refused(scratch, {"matrix.csv: error: the row targets sum to 589 and the column targets to 590"}, ras);
  scratch.write("columns.csv", "code,total\n1,305\n2,many\n4,159\n");
  refused(scratch,
          {"columns.csv:3:3: error: \"many\" is not a finite number",
           "columns.csv:4:1: error: ", "columns.csv: error: there is no row \"3\""},
          ras);
  // GRAS keeps signs; a zero that leaves no solution is named.
  scratch.write("matrix.csv", "code,1,2\n1,10,-2\n2,5,8\n");
  scratch.write("rows.csv", "code,total\n1,9\n2,12\n");
  scratch.write("columns.csv", "code,total\n1,14\n2,7\n");
  CHECK(scratch.leontide({"table", "ras", "matrix.csv", "--rows", "rows.csv", "--columns", "columns.csv"})
            .code == 0);
  scratch.write("matrix.csv", "code,1,2\n1,10,0\n2,0,8\n");
  CHECK(has(refused(scratch, {"matrix.csv: error: "},
                    {"table", "ras", "matrix.csv", "--rows", "rows.csv", "--columns", "columns.csv"}),
            "row"));
}

}  // namespace leontide::cli
