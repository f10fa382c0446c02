#include <catch2/catch.hpp>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/source_text.hpp"
#include "report/write/write.hpp"

using namespace leontide::report;
using leontide::Language;

namespace {

Document sheets() {
  const Sheet first{
      "linkages",
      {"Linkages", "产业关联"},
      {{"code", {"Code", "代码"}, Shown::text, 0, ""},
       {"sector", {"Sector", "部门"}, Shown::text, 0, ""},
       {"power", {"Power of dispersion", "影响力系数"}, Shown::fixed, 4, ""},
       {"amount", {"Amount", "总额"}, Shown::fixed, 1, "1e8 CNY"}},
      {{leontide::Title{"01", ""}, leontide::Title{"Farms, \"mixed\"", "农林牧渔"}, 1.0 / 3, 1234.56},
       {leontide::Title{"02", ""}, leontide::Title{"Mines", "煤炭"}, std::monostate(),
        std::numeric_limits<double>::quiet_NaN()}},
      {{"A note.", "注。"}}};
  const Sheet second{
      "means", {"Means", "均值"}, {{"mean", {"Mean", "均值"}, Shown::fixed, 2, ""}}, {{0.5}}, {}};
  Document document;
  document.name = "linkages";
  document.sections = {first, second};
  return document;
}

}  // namespace

TEST_CASE("A sheet prints its numbers to their digits, in either language, and says where there is none") {
  const std::string en = to_text(sheets(), Language::en);
  CHECK_THAT(en, Catch::Contains("Power of dispersion") && Catch::Contains("0.3333") &&
                     Catch::Contains("1234.6") && Catch::Contains("Amount (1e8 CNY)") &&
                     Catch::Contains("–") && Catch::Contains("A note.") && Catch::Contains("Means"));
  const std::string zh = to_text(sheets(), Language::zh);
  CHECK_THAT(zh, Catch::Contains("影响力系数") && Catch::Contains("总额 (亿元)") &&
                     Catch::Contains("农林牧渔") && Catch::Contains("注。"));
}

TEST_CASE("CSV and JSON carry whole numbers, quoted text and nothing where there is no number") {
  CHECK(to_csv(sheets(), Language::en) ==
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
  Document odd = sheets();
  Sheet copy = std::get<Sheet>(odd.sections.front());
  odd.sections.emplace_back(copy);  // a second sheet of the same name
  for (const char* name : {"CO2 [kt]: all/most", "一个名称非常长的卫星账户一个名称非常长的卫星账户"}) {
    copy.name = name;
    odd.sections.emplace_back(copy);
  }
  const std::string bytes = to_xlsx(odd, Language::en);
  CHECK(bytes.size() > to_xlsx(sheets(), Language::en).size());
}

TEST_CASE("columns line up for Chinese text") {
  const std::string text =
      align({{"target", "%"}, {"生产性服务业增加值", "85.2"}, {"GDP", "7.0"}}, {false, true});
  std::vector<std::size_t> widths;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = text.find('\n', begin);
    widths.push_back(leontide::display_width(std::string_view(text).substr(begin, end - begin)));
    begin = end + 1;
  }
  REQUIRE(widths.size() == 4);
  CHECK(widths[0] == widths[1]);
  CHECK(widths[2] == widths[3]);
  CHECK(widths[0] == widths[2]);
}

TEST_CASE("An interval is read in one column, and has three where a machine reads") {
  Document document;
  document.sections = {
      Sheet{"chances",
            {},
            {interval_column("chance", {"Chance", "概率"}, Shown::share, 1)},
            {{Interval{84.26, 84.11, 84.49}}, {std::monostate()}, {Interval{0.02, 0.01, 0.06}}},
            {}}};
  const std::string text = to_text(document, Language::en);
  CHECK_THAT(text, Catch::Contains("84.3 [84.1, 84.5]"));
  CHECK_THAT(text, Catch::Contains("0.020 [0.010, 0.060]"));  // never rounded to none, in one precision
  CHECK(to_csv(document, Language::en) ==
        "Chance,\"Chance, from\",\"Chance, to\"\n84.26,84.11,84.49\n,,\n0.02,0.01,0.06\n");
  const auto rows = nlohmann::json::parse(to_json(document, Language::en))["sheets"][0]["rows"];
  CHECK(rows[0]["chance_low"] == 84.11);
  CHECK(rows[1]["chance"].is_null());
}

TEST_CASE("What a document rests on stands in every format") {
  Document document;
  document.sections = {Sheet{"s", {}, {text_column("a", "a", "")}, {{same("x")}, {same("y")}}, {}}};
  document.standing = {{"plan", "as written", 1000, 980, {{"not finite", 20}}}};
  document.settings = {{"seed", {"seed", "种子"}, 7.0},
                       {"levers", {"levers on", "启用的措施"}, leontide::Title{"A push", "推动"}, "push"}};
  document.inputs = {{"model.yaml", "abc"}};
  document.digest = "0123456789abcdef";
  for (const Format format : {Format::text, Format::markdown, Format::html}) {
    const std::string text = write(document, format, Language::en);
    INFO(text);
    CHECK_THAT(text, Catch::Contains("plan, as written: 1000 trials, 980 completed, failed: not finite 20") &&
                         Catch::Contains("seed: 7") && Catch::Contains("levers on: A push") &&
                         Catch::Contains("1 input file, digest 0123456789ab") &&
                         Catch::Contains("do not rely on this answer"));
  }
  CHECK(to_csv(document, Language::en) ==
        "a,run,trials,completed,failures,seed,levers,digest\n"
        "x,\"plan, as written\",1000,980,not finite 20,7,A push,0123456789abcdef\n"
        "y,\"plan, as written\",1000,980,not finite 20,7,A push,0123456789abcdef\n");
  const auto json = nlohmann::json::parse(to_json(document, Language::en));
  CHECK(json["standing"][0]["failures"]["not finite"] == 20);
  CHECK(json["settings"]["seed"] == 7);
  CHECK(json["settings"]["levers"] == "push");
  CHECK(json["inputs"][0]["sha256"] == "abc");
  CHECK(too_many_failed(document.standing));
  document.standing = {{"plan", "", 1000, 999, {{"not finite", 1}}}};
  CHECK_FALSE(too_many_failed(document.standing));
}

TEST_CASE("A number stands before one thing or several") {
  CHECK(counted(1, "lever") == "1 lever");
  CHECK(counted(0, "lever") == "0 levers");
  CHECK(counted(2, "figure is", "figures are") == "2 figures are");
}
