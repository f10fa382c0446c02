// The national tables of China of each year, on small sheets of ours with the bureau's headings in levels:
// groups of uses above, their parts and 小计, 合计 below, codes in a row of their own.
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "support/sheets.hpp"
#include "table/checks/check.hpp"

namespace leontide::table {

namespace {

struct YearForm {
  int year;
  const char* title;
  const char* stocks;  ///< heading of changes in inventories
  const char* error;   ///< heading of the last column before output
};

constexpr YearForm years[] = {{2007, "2007年中国投入产出表（42部门）", "存货增加", "其他"},
                              {2012, "2012年中国投入产出表（42部门）", "存货增加", "其他"},
                              {2015, "2015年中国投入产出延长表", "存货增加", "其他"},
                              {2017, "2017年全国投入产出表（42部门）", "存货变动", "误差"},
                              {2018, "2018年全国投入产出表（42部门）", "存货变动", "误差"},
                              {2020, "2020年全国投入产出表（42部门）", "存货变动", "误差"},
                              {2022, "2022年全国投入产出表", "存货变动", "其他"}};

std::string sheet_of(const YearForm& form, bool has_codes) {
  const std::string codes =
      has_codes ? ",,01,02,TIU,FU101,FU102,THC,FU103,TC,FU201,FU202,GCF,EX,TFU,IM,ERR,GO\n" : "";
  const auto row = [&](const char* name, const char* code, const char* numbers) {
    return fmt::format("{},{},{}\n", name, has_codes ? code : "", numbers);
  };
  return fmt::format("{},,,,,,,,,,,,,,,,,\n（按当年生产者价格计算）,,,,,,,,,,,,,,,,单位：万元,\n",
                     form.title) +
         ",,中间使用,,,最终使用,,,,,,,,,,进 口,,\n,,,,,最终消费支出,,,,,资本形成总额,,,出口,,,,\n" +
         fmt::format(
             ",,\"农林牧渔\n产品\",工业产品,\"中间使用\n合计\",\"农村居民\n消费支出\",\"城镇居民\n消费支出\","
             "小计,政府消费支出,合计,\"固定资本\n形成总额\",{},合计,出　口,\"最终使用\n合计\",进口,{},"
             "总产出\n",
             form.stocks, form.error) +
         codes + row("农林牧渔产品", "01", "10,20,30,20,30,50,5,55,5,1,6,14,75,5,0,100") +
         row("工业产品", "02", "30,40,70,40,50,90,10,100,30,5,35,10,145,14,-1,200") +
         row("中间投入合计", "TII", "40,60,,,,,,,,,,,,,,") +
         row("劳动者报酬", "VA001", "40,70,,,,,,,,,,,,,,") +
         row("生产税净额", "VA002", "5,20,,,,,,,,,,,,,,") +
         row("固定资产折旧", "VA003", "5,20,,,,,,,,,,,,,,") +
         row("营业盈余", "VA004", "10,30,,,,,,,,,,,,,,") + row("增加值合计", "TVA", "60,140,,,,,,,,,,,,,,") +
         row("总投入", "TI", "100,200,,,,,,,,,,,,,,");
}

}  // namespace

TEST_CASE("The national tables of each year are read by their codes, and without them by their headings") {
  for (const YearForm& form : years) {
    for (const bool has_codes : {true, false}) {
      INFO(form.year << (has_codes ? " with codes" : " by headings"));
      const Accounts table = imported(csv_grid(sheet_of(form, has_codes)), "nbs");
      CHECK(table.year == form.year);
      CHECK(table.unit == "万元");
      CHECK(table.final_demand.names == std::vector<std::string>{"hh_rural", "hh_urban", "government", "gfcf",
                                                                 "inventories", "export", "import", "error"});
      CHECK(table.final_demand.column("import") == std::vector<double>{-5, -14});
      CHECK(table.value_added.names ==
            std::vector<std::string>{"compensation", "net_taxes", "depreciation", "surplus"});
      CHECK(table.output == std::vector<double>{100, 200});
      CHECK(check(table, {1e-12}).passed());
    }
  }
}

TEST_CASE("A table of the yearbook's English edition is read by its headings") {
  const Accounts table = imported(csv_grid(R"(Input-Output Table of China (2007),,,,,,,,,,,,,
,,,,,,,,,,,,Unit: 10000 yuan,
,Agriculture,Industry,Total Intermediate Use,Rural Household Consumption,Urban Household Consumption,Government Consumption,Gross Fixed Capital Formation,Changes in Inventories,Exports,Total Final Use,Imports,Others,Gross Output
Agriculture,10,20,30,20,30,5,5,1,14,75,5,0,100
Industry,30,40,70,40,50,10,30,5,10,145,14,-1,200
Total Intermediate Inputs,40,60,,,,,,,,,,,
Compensation of Employees,40,70,,,,,,,,,,,
Net Taxes on Production,5,20,,,,,,,,,,,
Depreciation of Fixed Capital,5,20,,,,,,,,,,,
Operating Surplus,10,30,,,,,,,,,,,
Total Value Added,60,140,,,,,,,,,,,
Total Inputs,100,200,,,,,,,,,,,
)"),
                                  "nbs");
  CHECK(table.final_demand.names == std::vector<std::string>{"hh_rural", "hh_urban", "government", "gfcf",
                                                             "inventories", "export", "import", "error"});
  CHECK(table.sectors[0].name_en == "Agriculture");
  CHECK(table.currency == "CNY");
  CHECK(table.year == 2007);
  CHECK(check(table, {1e-12}).passed());
}

}  // namespace leontide::table
