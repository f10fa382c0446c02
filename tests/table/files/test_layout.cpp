// Published sheets: what is written in a layout reads back as the same accounts, and each layout is known by
// its codes.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fmt/format.h>
#include <unistd.h>
#include <utility>

#include "base/atomic_file.hpp"
#include "support/province.hpp"
#include "support/published.hpp"
#include "support/shared_table.hpp"
#include "support/sheets.hpp"
#include "table/checks/check.hpp"
#include "table/files/layout.hpp"
#include "table/files/read.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

std::vector<std::string> faults(const std::string& text) {
  Diagnostics diagnostics;
  const Grid grid = csv_grid(text);
  const auto layout = recognise(grid, "", diagnostics);
  if (layout) read_accounts(grid, *layout, diagnostics);
  std::vector<std::string> out;
  for (const Diagnostic& one : diagnostics.list())
    out.push_back(one.code);
  return out;
}

Grid workbook_grid(const GridRows& rows) {
  Diagnostics diagnostics;
  auto grid = read_workbook(grid_workbook(rows, "table"), "book.xlsx", "", diagnostics);
  INFO(diagnostics.text());
  REQUIRE(grid);
  return std::move(*grid);
}

/// Amounts, codes and treatment to the last bit; labels and purchase shares are not in every layout.
void check_amounts(const Accounts& a, const Accounts& b) {
  CHECK(codes(a) == codes(b));
  CHECK(a.origins == b.origins);
  CHECK(a.flows == b.flows);
  CHECK(a.flows_imported == b.flows_imported);
  CHECK(a.final_demand == b.final_demand);
  CHECK(a.final_demand_imported == b.final_demand_imported);
  CHECK(a.value_added == b.value_added);
  REQUIRE(a.value_added_total.size() == b.value_added_total.size());
  for (std::size_t j = 0; j < a.size(); ++j)
    CHECK(a.value_added_total[j] == Approx(b.value_added_total[j]).epsilon(1e-15));
  CHECK(a.imported_inputs == b.imported_inputs);
  CHECK(a.other_inputs == b.other_inputs);
  CHECK(a.output == b.output);
}

/// The stored table holds taxes on products among value added; the layout knows them apart.
Accounts taxes_apart(Accounts table) {
  const Categories all = std::exchange(table.value_added, {});
  for (const std::string& name : all.names)
    (name.starts_with("product_taxes") ? table.other_inputs : table.value_added).add(name, all.column(name));
  table.value_added_total = row_sums(table.value_added.values);
  return table;
}

const std::vector<std::string> chinese = {
    "china_2012_139", "china_2015_42", "china_2017_42",     "china_2017_149",   "china_2018_42",
    "china_2018_153", "china_2020_42", "china_2020_153",    "liaoning_2012_42", "liaoning_2017_42",
    "hunan_2012_42",  "hunan_2017_42", "guangdong_2012_42", "guangdong_2017_42"};

// Two products in the layout of a provincial sheet: header rows, labels, codes, blanks for zeros, sums, an
// error column.
const char* provincial = R"(2017年某省投入产出表,,,,,,,,,,,,,,,,,
,单位：万元,,,,,,,,,,,,,,,,
,,,农产品,煤炭,中间使用合计,农村居民,城镇居民,居民消费合计,固定资本形成总额,存货增加,出口,国内省外流出,进口,国内省外流入,其他,总产出
,,,01,02,TIU,FU101,FU102,THC,FU201,FU202,EX,OF,IM,IF,ERR,GO
中间投入,农产品,01,10,20,30,"1,000",50,1050,,-,5,25,7,5,2,1100
,煤炭,02,5,30,35,5,10,15,100,-20,,80,10,2,,198
,中间投入合计,TII,15,50,65,,,,,,,,,,,
增加值,劳动者报酬,VA001,900,100,,,,,,,,,,,,
,生产税净额,VA002,-15,8,,,,,,,,,,,,
,固定资产折旧,VA003,100,20,,,,,,,,,,,,
,营业盈余,VA004,100,20,,,,,,,,,,,,
,增加值合计,TVA,1085,148,,,,,,,,,,,,
,总投入,TI,1100,198,,,,,,,,,,,,
)";

}  // namespace

TEST_CASE("A provincial sheet is read by its codes: labels, blanks, sums, signs and the error column") {
  const Accounts table = imported(csv_grid(provincial), "nbs");
  CHECK(codes(table) == std::vector<std::string>{"01", "02"});
  CHECK(table.sectors[0].name_zh == "农产品");
  CHECK(table.title == "2017年某省投入产出表");
  CHECK(table.year == 2017);
  CHECK(table.unit == "万元");
  CHECK(table.currency == "CNY");
  CHECK(table.origins == Origins::all);
  CHECK(table.flows == Matrix(2, 2, {10, 20, 5, 30}));
  CHECK(table.final_demand.names == std::vector<std::string>{"hh_rural", "hh_urban", "gfcf", "inventories",
                                                             "export", "outflow_domestic", "import",
                                                             "inflow_domestic", "error"});
  CHECK(table.final_demand.column("hh_rural") == std::vector<double>{1000, 5});
  CHECK(table.final_demand.column("import") == std::vector<double>{-7, -10});
  CHECK(table.final_demand.column("error") == std::vector<double>{2, 0});
  CHECK(table.output == std::vector<double>{1100, 198});
  const CheckReport found = check(table);
  INFO(to_json(found));
  CHECK(found.passed());
  const auto balance = std::find_if(found.findings.begin(), found.findings.end(), [](const Finding& one) {
    return one.fault == TableFault::balancing_item;
  });
  REQUIRE(balance != found.findings.end());
  CHECK(balance->found == 2);
  const std::string history = table.history[0] + table.history[1] + table.history[2] + table.history[3];
  CHECK_THAT(history, Catch::Contains("competitive") && Catch::Contains("blank cells were read as 0") &&
                          Catch::Contains("\"import\" is printed positive"));
}

TEST_CASE("Without codes a sheet is read by its Chinese labels") {
  std::string text = provincial;
  const std::size_t begin = text.find(",,,01,02,TIU");
  text.erase(begin, text.find('\n', begin) - begin + 1);
  for (const char* code : {",01,10", ",02,5", ",TII,15", ",VA001,900", ",VA002,-15", ",VA003,100",
                           ",VA004,100", ",TVA,1085", ",TI,1100"}) {
    const std::string cell = code;
    const std::size_t at = text.find(cell);
    REQUIRE(at != std::string::npos);
    text.replace(at, cell.size(), "," + cell.substr(cell.rfind(',')));
  }
  const Accounts table = imported(csv_grid(text), "nbs");
  check_amounts(table, imported(csv_grid(provincial), "nbs"));
}

TEST_CASE("What a sheet has wrong is named at its cell") {
  const auto with = [](const std::string& from, const std::string& to) {
    std::string text = provincial;
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return faults(text.replace(at, from.size(), to));
  };
  using Codes = std::vector<std::string>;
  CHECK(with("10,20,30,\"1,000\"", "10,abc,30,\"1,000\"") == Codes{"not-a-number"});
  CHECK(with("OF,IM,IF", "OF,IMM,IF") == Codes{"unknown-code"});
  CHECK(with(",煤炭,02,5", ",煤炭,01,5") == Codes{"duplicate-sector", "unknown-code"});
  CHECK(with("TI,1100,198", "TI,1200,198") == Codes{"sums-differ"});
  CHECK(with("TII,15,50", "TII,25,50") == Codes{"sums-differ"});
  CHECK(faults("a,b\n1,2\n") == Codes{"unknown-layout"});
}

TEST_CASE("Every Chinese table goes through the sheet of the statistics bureau and back without a bit lost") {
  if (!have_shared("data/io")) return;
  for (const std::string& name : chinese) {
    INFO(name);
    const Accounts table = shared_table(name);
    const GridRows sheet = nbs_sheet(table);
    const Accounts by_csv = imported(csv_grid(grid_csv(sheet)), "nbs");
    check_amounts(by_csv, table);
    CHECK(by_csv.title == table.title);
    CHECK(by_csv.unit == table.unit);
    CHECK(by_csv.year == table.year);
    check_amounts(imported(workbook_grid(sheet), "nbs"), table);
  }
}

TEST_CASE("The OECD's table goes through the OECD's layout and back without a bit lost") {
  if (!have_shared("data/io/oecd_chn_2018_45")) return;
  const Accounts table = taxes_apart(shared_table("oecd_chn_2018_45"));
  const Accounts back = imported(csv_grid(grid_csv(oecd_sheet(table)), "data/CHN2018ttl.csv"), "oecd");
  check_amounts(back, table);
  CHECK(back.region == "CHN");
  CHECK(back.year == 2018);
  check_amounts(imported(workbook_grid(oecd_sheet(table)), "oecd"), table);
  // Local and imported flows are prefixed DOM_ and IMP_.
  Accounts apart = three_sectors();
  apart.value_added = {{"value_added"}, Matrix(3, 1, apart.value_added_total)};
  apart.final_demand_imported = {{"household", "export"}, Matrix(3, 2, {1, 2, 3, 4, 5, 6})};
  check_amounts(imported(csv_grid(grid_csv(oecd_sheet(apart))), "oecd"), apart);
}

namespace {

void check_kept_as_plain(const std::vector<Accounts>& tables) {
  for (const Accounts& table : tables) {
    INFO(table.title);
    Accounts back = imported(csv_grid(grid_csv(plain_sheet(table))), "plain");
    back.history = table.history;
    back.inputs = table.inputs;
    CHECK((back == table));
  }
}

}  // namespace

TEST_CASE("The plain layout keeps everything of a table, labels and purchase shares too") {
  check_kept_as_plain({germany_1995(), province(), three_sectors()});
}

TEST_CASE("The plain layout keeps everything of published tables") {
  if (!have_shared("data/io")) return;
  std::vector<Accounts> tables;
  for (const char* name : {"liaoning_2017_42", "china_2017_42", "oecd_chn_2018_45", "wiod_2011_1435"})
    tables.push_back(shared_table(name));
  check_kept_as_plain(tables);
}

TEST_CASE("A workbook repeats byte for byte and keeps strings, numbers and blanks apart") {
  const GridRows rows = {{"text", 1.5, GridCell(), "x & <y>"}, {}, {GridCell(), -2e-7}};
  CHECK(grid_workbook(rows, "s") == grid_workbook(rows, "s"));
  const Grid grid = workbook_grid(rows);
  REQUIRE(grid.height() == 2);
  CHECK(grid.text(0, 0) == "text");
  CHECK(grid_number(grid.text(0, 1)) == 1.5);
  CHECK(grid.text(0, 2).empty());
  CHECK(grid.text(0, 3) == "x & <y>");
  CHECK(grid_number(grid.text(1, 1)) == -2e-7);
  CHECK(grid.cell_name(1, 1) == "B3");
  Diagnostics diagnostics;
  CHECK_FALSE(read_workbook(grid_workbook(rows, "one"), "book.xlsx", "two", diagnostics));
  CHECK_FALSE(read_workbook("PK\3\4 no workbook", "book.xlsx", "", diagnostics));
  CHECK(diagnostics.list()[0].code == "no-sheet");
  CHECK(diagnostics.list()[1].code == "not-a-workbook");
}

TEST_CASE("A workbook with a part that unpacks to far more than its size is refused, and says which") {
  // Texts alike but for their end: tens of megabytes that pack into a few thousand bytes.
  GridRows rows;
  for (int k = 0; k < 700; ++k)
    rows.push_back({GridCell(std::string(32000, 'x') + std::to_string(k))});
  const std::string bytes = grid_workbook(rows, "T");
  CHECK(bytes.size() < 1'000'000);
  Diagnostics diagnostics;
  CHECK_FALSE(read_workbook(bytes, "bomb.xlsx", "", diagnostics));
  CHECK_THAT(diagnostics.text(),
             Catch::Contains("xl/sharedStrings.xml in this workbook unpacks to more than 16 MiB"));
}

TEST_CASE("Numbers are read as sheets print them") {
  CHECK(grid_number("1,234,567.5") == 1234567.5);
  CHECK(grid_number("-1,234") == -1234);
  CHECK(grid_number("12 345") == 12345);
  CHECK(grid_number("") == 0);
  CHECK(grid_number("—") == 0);
  CHECK(grid_number("1.5E+3") == 1500);
  for (const char* text : {"12,34", "1,2345", "..", "n/a", "1e999", "0x10", ",123", "0,500", "1234,567",
                           "1,234,5", "1,234.5,6"}) {
    INFO(text);
    CHECK_FALSE(grid_number(text));
  }
  CHECK(column_letters(0) == "A");
  CHECK(column_letters(27) == "AB");
  CHECK(column_of_letters("AB") == 27);
  CHECK_FALSE(column_of_letters("a"));
}

TEST_CASE("A world table of WIOD is read by its codes: regions, uses by region, value added by row") {
  const Accounts table = imported(csv_grid(R"(Intercountry Input-Output Table for 2011,,,,,,,,,,
,,,,1,2,1,2,,,
(industry-by-industry),,,,Agriculture,Mining,Agriculture,Mining,Final consumption expenditure by households,Final consumption expenditure by households,Total output
(millions of US$),,,,AUS,AUS,AUT,AUT,AUS,AUT,TOT
,,,,c1,c2,c1,c2,c37,c37,c60
1,Agriculture,AUS,c1,10,20,1,2,60,7,100
2,Mining,AUS,c2,5,10,3,2,70,10,100
1,Agriculture,AUT,c1,4,0,10,6,5,25,50
2,Mining,AUT,c2,1,0,6,10,3,30,50
,Total intermediate consumption,TOT,r60,20,30,20,20,,,
,Taxes less subsidies on products,TOT,r61,2,1,1,1,,,
,Value added at basic prices,TOT,r64,78,69,29,29,,,
,Output at basic prices,TOT,r69,100,100,50,50,,,
)"),
                                  "wiod");
  CHECK(codes(table) == std::vector<std::string>{"AUS_c1", "AUS_c2", "AUT_c1", "AUT_c2"});
  CHECK(table.sectors[2].name_en == "Agriculture");
  CHECK(table.sectors[2].other == std::vector<std::string>{"AUT", "c1"});
  CHECK(table.origins == Origins::local);
  CHECK(table.year == 2011);
  CHECK(table.final_demand.names == std::vector<std::string>{"AUS_household", "AUT_household"});
  CHECK(table.value_added.names == std::vector<std::string>{"value_added_at_basic_prices"});
  CHECK(table.other_inputs.names == std::vector<std::string>{"taxes_less_subsidies_on_products"});
  CHECK(table.flows(2, 3) == 6);
  CHECK(check(table, {1e-12}).passed());
}

TEST_CASE("Output that stands twice is read once, and refused where the two differ") {
  const auto sheet = [](const char* again) {
    return fmt::format(R"(World Input-Output Table for 2011,,,,,,,
(industry-by-industry),,,,Agriculture,Mining,Final consumption expenditure by households,Total output,{}
,,,,AUS,AUS,AUS,TOT,TOT
,,,,c1,c2,c37,c60,c69
1,Agriculture,AUS,c1,10,20,70,100,100
2,Mining,AUS,c2,5,10,85,100,{}
,Value added at basic prices,TOT,r64,85,70,,,
,Output at basic prices,TOT,r69,100,100,,,
)",
                       "Total output", again);
  };
  CHECK(imported(csv_grid(sheet("100")), "wiod").output == std::vector<double>{100, 100});
  CHECK(faults(sheet("90")) == std::vector<std::string>{"duplicate-column"});
}

TEST_CASE("A national table of WIOD keeps imports apart") {
  const Accounts table = imported(csv_grid(R"(National Input-Output Table for 2005,,,,,,,
,,,,Agriculture,Mining,Final consumption expenditure by households,recipes::Exports,Total output
,,,,c1,c2,c37,c43,c60
1,Agriculture,Domestic,c1,10,20,60,10,100
2,Mining,Domestic,c2,5,10,75,10,100
1,Agriculture,Imports,c1,1,2,3,0,6
2,Mining,Imports,c2,2,3,4,0,9
,Value added at basic prices,,r64,82,65,,,
,Output at basic prices,,r69,100,100,,,
)"),
                                  "wiod");
  CHECK(table.flows == Matrix(2, 2, {10, 20, 5, 10}));
  CHECK(table.flows_imported == Matrix(2, 2, {1, 2, 2, 3}));
  CHECK(table.final_demand_imported.column("household") == std::vector<double>{3, 4});
  CHECK(table.output == std::vector<double>{100, 100});
  CHECK(check(table, {1e-12}).passed());
}

TEST_CASE("An inter-country table of the OECD is read by countries and industries") {
  const Accounts table = imported(csv_grid(R"(V1,CHN_01T02,USA_01T02,CHN_HFCE,CHN_GGFC,CHN_GFCF,USA_HFCE,OUT
CHN_01T02,10,20,30,10,20,10,100
USA_01T02,5,15,10,0,0,50,80
TLS,5,5,1,1,1,1,
VA,80,40,,,,,
OUT,100,80,,,,,
)"),
                                  "oecd");
  CHECK(codes(table) == std::vector<std::string>{"CHN_01T02", "USA_01T02"});
  CHECK(table.final_demand.names ==
        std::vector<std::string>{"CHN_household", "CHN_government", "CHN_gfcf", "USA_household"});
  CHECK(table.value_added.names == std::vector<std::string>{"value_added"});
  CHECK(table.value_added_total == std::vector<double>{80, 40});
  CHECK(table.other_inputs.column("product_taxes") == std::vector<double>{5, 5});
  CHECK(table.origins == Origins::local);
  CHECK(check(table, {1e-12}).passed());
}

TEST_CASE("A layout refuses what it has no code for") {
  CHECK_THROWS_AS(nbs_sheet(germany_1995()), Refusal);
  Accounts taxed = province();
  taxed.value_added = {};
  taxed.final_demand = {};
  taxed.other_inputs.add("product_taxes", std::vector<double>(4));
  CHECK_THROWS_WITH(nbs_sheet(taxed), Catch::Contains("\"product_taxes\", which is no value added"));
  Accounts table = province();
  table.final_demand.names[0] = "tourists";
  try {
    nbs_sheet(table);
    FAIL("it was written");
  } catch (const Refusal& refusal) {
    CHECK(refusal.reason() == Reason::unknown_category);
    CHECK_THAT(refusal.what(), Catch::Contains("tourists") && Catch::Contains("hh_rural"));
  }
}

}  // namespace leontide::table
