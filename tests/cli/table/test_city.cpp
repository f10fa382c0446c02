// `leontide table city`: a city from its province and three figures, with the error of the route.
#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/refusal.hpp"
#include "cli/table_folder.hpp"
#include "support/shared.hpp"

namespace leontide::cli {

namespace {

std::vector<std::string> district(std::vector<std::string> more) {
  std::vector<std::string> out{"table", "city", "--from", dalian_table(), "--name", "District"};
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

double number_at(const std::string& csv, const std::string& code, std::size_t column) {
  const std::size_t line = csv.find("\n" + code + ",");
  REQUIRE(line != std::string::npos);
  std::size_t at = line + 1;
  for (std::size_t k = 0; k < column; ++k)
    at = csv.find(',', at) + 1;
  return std::stod(csv.substr(at));
}

}  // namespace

TEST_CASE("`table city` makes a table that checks, meets its three figures and says its conventions") {
  const Scratch scratch;
  const Ended ended = scratch.leontide(
      district({"--primary", "20", "--secondary", "400", "--tertiary", "900", "--into", "new"}));
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  CHECK_THAT(ended.out, Catch::Contains("Input-output table of District") &&
                            Catch::Contains("FLQ, delta 0.3") &&
                            Catch::Contains("It is a residual and no datum") &&
                            Catch::Contains("The route's error is not measured"));
  const Ended check = scratch.leontide({"table", "check", "new", "--tolerance", "1e-8"});
  INFO(check.out);
  CHECK(check.code == 0);
  // Primary industry is one sector.
  const std::string paid = scratch.read("new/value_added.csv");
  const std::string head = paid.substr(0, paid.find('\n'));
  const auto columns = static_cast<std::size_t>(std::count(head.begin(), head.end(), ','));
  CHECK(number_at(paid, "01", columns) == Approx(20).epsilon(1e-9));
  CHECK_THAT(scratch.read("new/meta.json"), Catch::Contains("structure: value added = location quotient"));

  // A quotient of a sector moves it against the others of its broad sector.
  scratch.write("lq.csv", "code,quotient,source\n32,3,a financial district\n");
  const Ended other = scratch.leontide(district(
      {"--primary", "20", "--secondary", "400", "--tertiary", "900", "--lq", "lq.csv", "--into", "finance"}));
  REQUIRE(other.code == 0);
  CHECK(number_at(scratch.read("finance/output.csv"), "32", 1) >
        1.5 * number_at(scratch.read("new/output.csv"), "32", 1));
}

TEST_CASE("`table city` says its conventions in Chinese too") {
  const Scratch scratch;
  const Ended ended = scratch.leontide(
      district({"--primary", "20", "--secondary", "400", "--tertiary", "900", "--lang", "zh"}));
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  CHECK_THAT(ended.out, Catch::Contains("技术、产品结构与出口率取自") && Catch::Contains("本地投入") &&
                            Catch::Contains("流出是余项，不是数据"));
  CHECK_FALSE(has(ended.out, "GRAS brings"));
}

TEST_CASE("`table city` refuses figures that are no part of the area, and quotients of no sector") {
  const Scratch scratch;
  CHECK_THAT(
      refused(scratch, {dalian_table() + ": error: the city's value added of"},
              district({"--primary", "2e6", "--secondary", "4e6", "--tertiary", "9e6", "--into", "new"})),
      Catch::Contains("figures are in the table's unit"));
  refused(scratch, {dalian_table() + ": error: the city's primary value added of 700 is more than the"},
          district({"--primary", "700", "--secondary", "400", "--tertiary", "900"}));
  refused(scratch, {dalian_table() + ": error: value added of a city"},
          district({"--primary", "0", "--secondary", "0", "--tertiary", "0"}));
  scratch.write("lq.csv", "code,quotient\n99,3\n32,much\n");
  refused(scratch, {"lq.csv:2:1: error: the table has no sector \"99\"", "lq.csv:3:4: error"},
          district({"--primary", "20", "--secondary", "400", "--tertiary", "900", "--lq", "lq.csv"}));
  scratch.write("lq.csv", "sector,quotient\n32,3\n");
  refused(scratch, {"lq.csv: error"},
          district({"--primary", "20", "--secondary", "400", "--tertiary", "900", "--lq", "lq.csv"}));
  refused(scratch, {"empty: error: it holds no two tables"}, [&] {
    std::filesystem::create_directories(scratch.path("empty"));
    return district({"--primary", "20", "--secondary", "400", "--tertiary", "900", "--tested-on", "empty"});
  }());
}

TEST_CASE("`table city` measures its route on provinces built from the nation, sector by sector") {
  if (!table::have_shared("data/io/liaoning_2017_42")) return;
  const Scratch scratch;
  const Ended ended = scratch.leontide(
      {"table", "city", "--from", (table::shared_folder() / "data/io/liaoning_2017_42").string(), "--primary",
       "4082100", "--secondary", "28314500", "--tertiary", "37501700", "--format", "json"});
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  const auto document = nlohmann::json::parse(ended.out);
  const auto& sheets = document["sheets"];
  REQUIRE(sheets.size() == 2);
  REQUIRE(sheets[0]["rows"].size() == 42);
  for (const auto& row : sheets[0]["rows"]) {
    CHECK(row["multiplier"].get<double>() > 1);
    CHECK(row["error"].get<double>() > 0);
  }
  REQUIRE(sheets[1]["rows"].size() == 3);
  for (const auto& row : sheets[1]["rows"])
    CHECK(row["mean_absolute"].get<double>() >= std::abs(row["bias"].get<double>()));
}

TEST_CASE("`table nest` sets a city in its province and in the nation, and prints the feedback") {
  if (!table::have_shared("data/io/liaoning_2017_42")) return;
  const Scratch scratch;
  const std::string province = (table::shared_folder() / "data/io/liaoning_2017_42").string();
  const std::string nation = (table::shared_folder() / "data/io/china_2017_42").string();
  REQUIRE(scratch
              .leontide({"table", "city", "--from", province, "--primary", "4082100", "--secondary",
                         "28314500", "--tertiary", "37501700", "--name", "Dalian", "--into", "dalian"})
              .code == 0);
  const Ended ended =
      scratch.leontide({"table", "nest", "dalian", "--area", province, "--wider", nation, "--names",
                        "Dalian,Liaoning,China", "--into", "three", "--format", "json"});
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  const auto document = nlohmann::json::parse(ended.out);
  REQUIRE(document["sheets"].size() == 2);
  CHECK(document["sheets"][0]["rows"].size() == 126);
  for (const auto& row : document["sheets"][0]["rows"])
    CHECK(row["feedback"].get<double>() >= 0);
  CHECK(document["sheets"][1]["rows"].size() == 3);
  CHECK(scratch.leontide({"table", "check", "three"}).code == 0);
  CHECK(scratch.leontide({"table", "regions", "three"}).code == 0);
  refused(scratch, {"dalian: error"},
          {"table", "nest", "dalian", "--area", nation, "--wider", province, "--into", "other"});
  refused(scratch, {"dalian: error: three different names"},
          {"table", "nest", "dalian", "--area", province, "--wider", nation, "--names", "a,b", "--into",
           "other"});
}

TEST_CASE("`table nest` refuses tables of other sectors") {
  const Scratch scratch;
  write_small_table(scratch, "town", 2020);
  refused(scratch, {"town: error"},
          {"table", "nest", "town", "--area", dalian_table(), "--wider", dalian_table(), "--into", "other"});
}

}  // namespace leontide::cli
