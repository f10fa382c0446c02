#include <catch2/catch.hpp>
#include <limits>
#include <nlohmann/json.hpp>

#include "report/sheet.hpp"

using namespace leontide::report;

namespace {

std::vector<Sheet> sheets() {
  const Sheet first{
      "linkages",
      {"Linkages", "产业关联"},
      {{"code", {"Code", "代码"}, std::nullopt, ""},
       {"sector", {"Sector", "部门"}, std::nullopt, ""},
       {"power", {"Power of dispersion", "影响力系数"}, 4, ""},
       {"amount", {"Amount", "总额"}, 1, "1e8 CNY"}},
      {{leontide::Title{"01", ""}, leontide::Title{"Farms, \"mixed\"", "农林牧渔"}, 1.0 / 3, 1234.56},
       {leontide::Title{"02", ""}, leontide::Title{"Mines", "煤炭"}, std::monostate(),
        std::numeric_limits<double>::quiet_NaN()}},
      {{"A note.", "注。"}}};
  return {first, {"means", {"Means", "均值"}, {{"mean", {"Mean", "均值"}, 2, ""}}, {{0.5}}, {}}};
}

}  // namespace

TEST_CASE("A sheet prints its numbers to their digits, in either language, and says where there is none") {
  const std::string en = to_text(sheets(), Language::en);
  CHECK_THAT(en, Catch::Contains("Power of dispersion") && Catch::Contains("0.3333") &&
                     Catch::Contains("1234.6") && Catch::Contains("Amount (1e8 CNY)") &&
                     Catch::Contains("–") && Catch::Contains("A note.") && Catch::Contains("Means"));
  const std::string zh = to_text(sheets(), Language::zh);
  CHECK_THAT(zh, Catch::Contains("影响力系数") && Catch::Contains("农林牧渔") && Catch::Contains("注。"));
}

TEST_CASE("CSV and JSON carry whole numbers, quoted text and nothing where there is no number") {
  CHECK(to_csv(sheets().front(), Language::en) ==
        "Code,Sector,Power of dispersion,Amount (1e8 CNY)\n"
        "01,\"Farms, \"\"mixed\"\"\",0.3333333333333333,1234.56\n"
        "02,Mines,,\n");
  const auto json = nlohmann::json::parse(to_json(sheets(), Language::zh));
  REQUIRE(json["sheets"].size() == 2);
  const auto& row = json["sheets"][0]["rows"][0];
  CHECK(row["power"].get<double>() == 1.0 / 3);
  CHECK(row["sector"] == "农林牧渔");
  CHECK(json["sheets"][0]["rows"][1]["power"].is_null());
  CHECK(json["sheets"][0]["rows"][1]["amount"].is_null());
  CHECK(json["sheets"][0]["columns"][2]["title"] == "影响力系数");
  CHECK(json["sheets"][1]["name"] == "means");
}

TEST_CASE("A workbook of equal sheets has equal bytes") {
  const std::string one = to_xlsx(sheets(), Language::zh);
  CHECK(one.substr(0, 2) == "PK");
  CHECK(one == to_xlsx(sheets(), Language::zh));
  CHECK(one != to_xlsx(sheets(), Language::en));
}

TEST_CASE("A workbook takes sheets whose names it cannot, under other names") {
  std::vector<Sheet> odd = sheets();
  odd.push_back(odd.front());  // a second sheet of the same name
  odd.push_back(odd.front());
  odd.back().name = "CO2 [kt]: all/most";
  odd.push_back(odd.front());
  odd.back().name = "一个名称非常长的卫星账户一个名称非常长的卫星账户";
  const std::string bytes = to_xlsx(odd, Language::en);
  CHECK(bytes.size() > to_xlsx(sheets(), Language::en).size());
}
