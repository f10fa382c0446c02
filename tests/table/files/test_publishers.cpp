// Inter-country tables as their publishers print them, on small files of ours with the publishers' labels,
// codes and corners.
#include <catch2/catch.hpp>

#include "support/sheets.hpp"
#include "table/checks/check.hpp"
#include "table/files/layout.hpp"
#include "table/regions.hpp"

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

TEST_CASE("Parts of a country's industries are of the region whose final uses are printed whole") {
  // Editions up to 2021 print China's industries in parts.
  const Accounts table = imported(csv_grid(R"(,AUS_01T02,CN1_01T02,CN2_01T02,AUS_HFCE,CHN_HFCE,TOTAL
AUS_01T02,10,5,1,70,14,100
CN1_01T02,10,20,5,5,40,80
CN2_01T02,1,2,3,30,4,40
TLS,1,1,1,0,0,3
VA,78,52,30,,,
OUTPUT,100,80,40,,,
)",
                                           "2018_SML.csv"),
                                  "oecd");
  CHECK(codes(table) == std::vector<std::string>{"AUS_01T02", "CN1_01T02", "CN2_01T02"});
  CHECK(table.sectors[1].other == std::vector<std::string>{"CHN", "01T02"});
  CHECK(table.sectors[2].other == std::vector<std::string>{"CHN", "01T02"});
  CHECK(table.year == 2018);
  CHECK(table.unit == "million USD");
  const Regions found = regions(table);
  CHECK(found.names == std::vector<std::string>{"AUS", "CHN"});
  CHECK(found.of_use[1] == 1);
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

TEST_CASE("A world table of WIOD's release of 2016 is read by its codes in words") {
  // Headings and corners of WIOT2014_Nov16_ROW.xlsx, two industries and two countries.
  const Accounts table = imported(csv_grid(R"(World Input-Output Table,,,,,,,,,,,,,,,,,,
Intercountry Input-Output Table,,,,,,,,,,,,,,,,,,
,,,,A01,C10-C12,A01,C10-C12,CONS_h,CONS_np,CONS_g,GFCF,INVEN,CONS_h,CONS_np,CONS_g,GFCF,INVEN,GO
,,,,Agriculture,Food,Agriculture,Food,Final consumption expenditure by households,,,,,,,,,,Total output
,,,,AUS,AUS,ROW,ROW,AUS,AUS,AUS,AUS,AUS,ROW,ROW,ROW,ROW,ROW,TOT
,,,,c1,c2,c1,c2,c57,c58,c59,c60,c61,c57,c58,c59,c60,c61,c62
A01,Agriculture,AUS,r1,10,5,2,1,15,1,2,3,1,5,0,0,5,0,50
C10-C12,Food,AUS,r2,3,20,1,4,40,0,5,10,-3,10,0,5,5,0,100
A01,Agriculture,ROW,r1,2,3,40,25,5,0,0,1,0,80,4,10,30,0,200
C10-C12,Food,ROW,r2,1,2,20,60,3,0,0,4,0,100,0,50,60,0,300
II_fob,Total intermediate consumption,TOT,r65,16,30,63,90,,,,,,,,,,,
TXSP,taxes less subsidies on products,TOT,r66,1,2,3,4,2,0,0,0,0,5,0,0,0,0,
EXP_adj,Cif/ fob adjustments on exports,TOT,r67,0,0,0,0,0,0,0,0,0,0,0,0,0,0,
PURR,Direct purchases abroad by residents,TOT,r68,0,0,0,0,1,0,0,0,0,2,0,0,0,0,
PURNR,Purchases on the domestic territory by non-residents,TOT,r69,0,0,0,0,-1,0,0,0,0,-2,0,0,0,0,
VA,Value added at basic prices,TOT,r70,32,67,133,205,,,,,,,,,,,
IntTTM,International Transport Margins,TOT,r71,1,1,1,1,0,0,0,0,0,0,0,0,0,0,
GO,Output at basic prices,TOT,r73,50,100,200,300,,,,,,,,,,,
)",
                                           "WIOT2014_Nov16_ROW.csv"),
                                  "wiod");
  CHECK(codes(table) == std::vector<std::string>{"AUS_A01", "AUS_C10-C12", "ROW_A01", "ROW_C10-C12"});
  CHECK(table.sectors[3].other == std::vector<std::string>{"ROW", "C10-C12"});
  CHECK(table.final_demand.names[0] == "AUS_household");
  CHECK(table.final_demand.names[9] == "ROW_inventories");
  CHECK(table.value_added.column("value_added") == std::vector<double>{32, 67, 133, 205});
  CHECK(table.other_inputs.column("product_taxes") == std::vector<double>{1, 2, 3, 4});
  CHECK(table.year == 2014);
  CHECK(check(table, {1e-12}).passed());
}

TEST_CASE("A national table of WIOD's release of 2016 keeps imports apart, and years are told") {
  const std::string rows =
      "2014,A01,Agriculture,Domestic,10,20,60,10,100\n2014,B,Mining,Domestic,5,10,75,10,100\n"
      "2014,A01,Agriculture,Imports,1,2,3,0,6\n2014,B,Mining,Imports,2,3,4,0,9\n2014,II_fob,Total,TOT,18,35,,"
      ",\n"
      "2014,TXSP,Taxes,TOT,2,0,,,\n2014,VA,Value added,TOT,80,65,,,\n2014,GO,Output,TOT,100,100,,,\n";
  const std::string head = "Year,Code,Description,Origin,A01,B,CONS_h,EXP,GO\n";
  const Accounts table = imported(csv_grid(head + rows, "AUS_NIOT_nov16.csv"), "wiod");
  CHECK(table.flows == Matrix(2, 2, {10, 20, 5, 10}));
  CHECK(table.flows_imported == Matrix(2, 2, {1, 2, 2, 3}));
  CHECK(table.year == 2014);
  CHECK(check(table, {1e-12}).passed());
  Diagnostics diagnostics;
  CHECK_FALSE(
      recognise(csv_grid(head + rows + "2013,A01,Agriculture,Domestic,1,1,1,1,4\n"), "wiod", diagnostics));
  CHECK_THAT(diagnostics.text(), Catch::Contains("the tables of 2 years, from 2013 to 2014"));
}

}  // namespace leontide::table
