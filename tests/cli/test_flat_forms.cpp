// Tables as statistical databases hand them out, an observation a row or a cell: the forms of Eurostat's
// downloads and of FIGARO, on a small table of ours with the publishers' codes.
#include <catch2/catch.hpp>
#include <functional>
#include <sstream>

#include "cli/refusal.hpp"

namespace leontide::cli {

namespace {

/// A symmetric table of two products, uses of all origins, with Eurostat's codes.
const std::string matrix =
    ",CPA_A01,CPA_C10-12,TOTAL,P3_S14,P51G,P6,TFU,TU\nCPA_A01,20,30,50,60,0,10,70,120\n"
    "CPA_C10-12,10,60,70,130,20,10,160,230\nTOTAL,30,90,120,,,,,\nD21X31,2,4,6,,,,,\nD1,50,70,120,,,,,\n"
    "B2A3G,18,36,54,,,,,\nB1G,68,106,174,,,,,\nP1,100,200,300,,,,,\nP7,20,30,50,,,,,\nTS_BP,120,230,350,,,,,"
    "\n";
const std::string flows = "code,CPA_A01,CPA_C10-12\nCPA_A01,20,30\nCPA_C10-12,10,60\n";

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream row(line);
  for (std::string cell; std::getline(row, cell, ',');)
    cells.push_back(cell);
  return cells;
}

/// `said` of each cell of the matrix that holds an amount: its row, its column, the amount.
std::string each(const std::string& table,
                 const std::function<std::string(std::string, std::string, std::string)>& said) {
  std::istringstream lines(table);
  std::string line;
  std::getline(lines, line);
  const std::vector<std::string> heads = cells_of(line);
  std::string out;
  while (std::getline(lines, line)) {
    const std::vector<std::string> cells = cells_of(line);
    for (std::size_t k = 1; k < cells.size(); ++k) {
      if (!cells[k].empty()) out += said(cells[0], heads[k], cells[k]);
    }
  }
  return out;
}

const std::string bulk_head = "freq,unit,stk_flow,prd_use,prd_ava,geo\\TIME_PERIOD\t2019 \t2020 \n";

std::string bulk(const std::string& unit, const std::string& geo, const std::string& earlier) {
  return each(matrix, [&](const auto& row, const auto& column, const auto& amount) {
    return "A," + unit + ",TOTAL," + column + "," + row + "," + geo + "\t" + earlier + "\t" + amount + " p\n";
  });
}

void reads(const Scratch& scratch, const std::string& file, const std::vector<std::string>& more = {}) {
  INFO(file);
  std::vector<std::string> import{"table", "import", file, "--into", "table"};
  import.insert(import.end(), more.begin(), more.end());
  const Ended ended = scratch.leontide(import);
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  CHECK(scratch.read("table/flows.csv") == flows);
  const std::string meta = scratch.read("table/meta.json");
  CHECK_THAT(meta, Catch::Contains("\"year\": 2020") && Catch::Contains("\"region\": \"AT\"") &&
                       Catch::Contains("\"unit\": \"million EUR\""));
  CHECK(scratch.leontide({"table", "check", "table"}).code == 0);
}

}  // namespace

TEST_CASE("Eurostat's TSV files are read, of several years and countries the one that is named") {
  const Scratch scratch;
  scratch.write("estat_naio_10_cp1700.tsv", bulk_head + bulk("MIO_EUR", "AT", ": "));
  reads(scratch, "estat_naio_10_cp1700.tsv");
  // The national currency beside the euro is the same table again.
  scratch.write("two.tsv", bulk_head + bulk("MIO_EUR", "AT", ": c") + bulk("MIO_NAC", "AT", ": c"));
  reads(scratch, "two.tsv");
  scratch.write("many.tsv", bulk_head + bulk("MIO_EUR", "AT", "1 e") + bulk("MIO_EUR", "BE", "1 e"));
  CHECK_THAT(refused(scratch,
                     {"many.tsv:1:1: error: it holds several tables: geo is AT and BE",
                      "many.tsv:1:1: error: it holds several tables: TIME_PERIOD is 2019 and 2020"},
                     {"table", "import", "many.tsv", "--into", "other"}),
             Catch::Contains("--year takes one of them") && Catch::Contains("--region takes one of them"));
  reads(scratch, "many.tsv", {"--year", "2020", "--region", "AT"});
}

TEST_CASE("Eurostat's flat form is read with labels beside the codes or behind them") {
  const Scratch scratch;
  scratch.write("beside.csv",
                "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,freq,Time frequency,unit,Unit of "
                "measure,prd_use,Product - use,prd_ava,Product - "
                "available,geo,Geopolitical entity (reporting),TIME_PERIOD,Time,OBS_VALUE,Observation "
                "value,OBS_FLAG\n" +
                    each(matrix, [](const auto& row, const auto& column, const auto& amount) {
                      return "dataflow,ESTAT:NAIO_10_CP1700(1.0),Symmetric,A,Annual,MIO_EUR,Million euro," +
                             column + ",Use of " + column + "," + row + ",Product " + row +
                             ",AT,Austria,2020,," + amount + ",,p\n";
                    }));
  reads(scratch, "beside.csv");
  scratch.write("behind.csv",
                "DATAFLOW,LAST UPDATE,freq,unit,stk_flow,prd_use,prd_ava,geo,TIME_PERIOD,OBS_VALUE\n" +
                    each(matrix, [](const auto& row, const auto& column, const auto& amount) {
                      return "ESTAT:NAIO_10_CP1700(1.0),15/05/24 23:00:00,A: Annual,MIO_EUR: "
                             "Million euro,TOTAL: Total," +
                             column + ": Use," + row + ": Product,AT: Austria,2020," + amount + "\n";
                    }));
  reads(scratch, "behind.csv");
}

TEST_CASE("FIGARO's flat file is the same table as its matrix") {
  const Scratch scratch;
  const std::string sheet =
      "rowLabels,AT_A01,AT_L,FIGW1_A01,AT_P3_S14,FIGW1_P3_S14\nAT_A01,10,5,1,30,4\nAT_L,4,30,2,60,4\n"
      "FIGW1_A01,1,2,20,10,67\nW2_D21X31,1,1,1,2,3\nW2_D1,20,30,40,0,0\nW2_D29X39,1,2,3,0,0\nW2_B2A3G,13,30,"
      "33,0,0\n";
  scratch.write("matrix_eu-ic-io_ind-by-ind_25ed_2022.csv", sheet);
  const auto area = [](const std::string& label) { return label.substr(0, label.find('_')); };
  const auto code = [](const std::string& label) { return label.substr(label.find('_') + 1); };
  scratch.write("flatfile_eu-ic-io_ind-by-ind_25ed_2022.csv",
                "icioiRow,icioiCol,refArea,rowIi,counterpartArea,colIi,obsValue\n" +
                    each(sheet, [&](const auto& row, const auto& column, const auto& amount) {
                      return row + "," + column + "," + area(row) + "," + code(row) + "," + area(column) +
                             "," + code(column) + "," + amount + "\n";
                    }));
  for (const char* form : {"matrix", "flatfile"}) {
    const Ended ended = scratch.leontide(
        {"table", "import", std::string(form) + "_eu-ic-io_ind-by-ind_25ed_2022.csv", "--into", form});
    INFO(ended.err);
    REQUIRE(ended.code == 0);
    CHECK_THAT(ended.out, Catch::Contains("layout figaro"));
    CHECK_THAT(scratch.read(std::string(form) + "/meta.json"), Catch::Contains("\"year\": 2022"));
  }
  for (const char* part :
       {"flows.csv", "final_demand.csv", "value_added.csv", "other_inputs.csv", "sectors.csv"})
    CHECK(scratch.read(std::string("flatfile/") + part) == scratch.read(std::string("matrix/") + part));
}

}  // namespace leontide::cli
