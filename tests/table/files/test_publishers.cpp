// Inter-country tables as their publishers print them, on small files of ours with the publishers' labels,
// codes and corners.
#include <catch2/catch.hpp>

#include "support/sheets.hpp"
#include "table/checks/check.hpp"
#include "table/files/layout.hpp"

namespace leontide::table {

TEST_CASE("A matrix of FIGARO is read by its codes, its output taken from the rows") {
  // Codes of Eurostat's FIGARO tables, industry by industry; FIGW1 is the rest of the world.
  const Accounts table = imported(
      csv_grid(
          R"(rowLabels,AT_A01,AT_C10T12,FIGW1_A01,AT_P3_S13,AT_P3_S14,AT_P3_S15,AT_P51G,AT_P5M,FIGW1_P3_S14
AT_A01,10,5,1,1,20,1,2,1,9
AT_C10T12,4,30,2,0,25,0,10,-1,30
FIGW1_A01,1,2,20,0,10,0,2,0,65
W2_D21X31,1,1,1,0,2,0,0,0,3
W2_OP_RES,0,0,0,0,1,0,0,0,1
W2_OP_NRES,0,0,0,0,-1,0,0,0,-1
W2_D1,20,30,40,0,0,0,0,0,0
W2_D29X39,1,2,3,0,0,0,0,0,0
W2_B2A3G,13,30,33,0,0,0,0,0,0
)",
          "matrix_eu-ic-io_ind-by-ind_23ed_2021.csv"),
      "figaro");
  CHECK(codes(table) == std::vector<std::string>{"AT_A01", "AT_C10T12", "FIGW1_A01"});
  CHECK(table.sectors[2].other == std::vector<std::string>{"FIGW1", "A01"});
  CHECK(table.output == std::vector<double>{50, 100, 100});
  CHECK(table.year == 2021);
  CHECK(table.unit == "million EUR");
  CHECK(table.final_demand.names == std::vector<std::string>{"AT_government", "AT_household", "AT_npish",
                                                             "AT_gfcf", "AT_inventories_and_valuables",
                                                             "FIGW1_household"});
  CHECK(table.value_added.names == std::vector<std::string>{"compensation", "net_taxes", "surplus"});
  CHECK(table.other_inputs.column("product_taxes") == std::vector<double>{1, 1, 1});
  CHECK(check(table, {1e-12}).passed());
  Diagnostics diagnostics;
  CHECK_FALSE(recognise(
      csv_grid("rowLabels,AT_A01,AT_P3_S14,AT_P9\nAT_A01,1,2,3\nW2_D1,1,0,0\nW2_D77,1,0,0\n", "m.csv"),
      "figaro", diagnostics));
  CHECK_THAT(diagnostics.text(), Catch::Contains("\"AT_P9\"") && Catch::Contains("\"W2_D77\""));
}

TEST_CASE("The inter-country table of 2016 joins value added and taxes, and says so") {
  // Labels of the OECD's ICIO tables, edition of 2016.
  const Accounts table = imported(
      csv_grid(
          R"(,AUS_C01T05AGR,CN1_C01T05AGR,AUS_HC,AUS_NPISH,AUS_GGFC,AUS_GFCF,AUS_INVNT,AUS_CONSABR,CHN_HC,DISC,TOTAL
AUS_C01T05AGR,10,5,60,1,3,10,1,0,10,0,100
CN1_C01T05AGR,10,20,5,0,0,5,0,1,40,-1,80
VA.TAXSUB,80,55,,,,,,,,,
OUT,100,80,,,,,,,,,
)",
          "ICIO2016_2011.csv"),
      "oecd");
  CHECK(codes(table) == std::vector<std::string>{"AUS_C01T05AGR", "CN1_C01T05AGR"});
  CHECK(table.value_added.names == std::vector<std::string>{"value_added_with_product_taxes"});
  CHECK(table.final_demand.find("AUS_residents_abroad"));
  CHECK(table.final_demand.find("error"));
  CHECK(table.year == 2011);
  CHECK_THAT(table.history.back(), Catch::Contains("together with taxes less subsidies on products"));
  CHECK(check(table, {1e-12}).passed());
}

TEST_CASE("The inter-country table of 2018 has taxes on products by the country that levies them") {
  const Accounts table = imported(
      csv_grid(R"(,AUS_01T03,CHN_01T03,AUS_HFCE,AUS_NPISH,AUS_GGFC,AUS_GFCF,AUS_INVNT,AUS_P33,CHN_HFCE,TOTAL
AUS_01T03,10,5,60,1,3,10,1,0,10,100
CHN_01T03,10,20,5,0,0,5,0,1,39,80
AUS_TAXSUB,2,1,3,0,0,0,0,0,0,6
CHN_TAXSUB,1,2,0,0,0,0,0,0,3,6
VALU,77,52,,,,,,,,
OUTPUT,100,80,,,,,,,,
)",
               "ICIO2018_2015.CSV"),
      "oecd");
  CHECK(table.other_inputs.names == std::vector<std::string>{"AUS_product_taxes", "CHN_product_taxes"});
  CHECK(table.value_added_total == std::vector<double>{77, 52});
  CHECK(table.year == 2015);
  CHECK(check(table, {1e-12}).passed());
}

}  // namespace leontide::table
