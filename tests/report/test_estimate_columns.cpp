#include <catch2/catch.hpp>
#include <limits>
#include <set>

#include "report/estimate_columns.hpp"

using namespace leontide::report;
using leontide::statistics::IntervalMethod;

TEST_CASE("every method of an interval has a name of its own in both languages") {
  std::set<std::string> english, chinese;
  constexpr int methods = static_cast<int>(IntervalMethod::asymptotic_normal) + 1;
  for (int method = 0; method < methods; ++method) {
    const leontide::Title title = method_title(static_cast<IntervalMethod>(method));
    english.insert(title.en);
    chinese.insert(title.zh);
  }
  CHECK_FALSE(english.contains(""));
  CHECK_FALSE(chinese.contains(""));
  CHECK(english.size() == methods);
  CHECK(chinese.size() == methods);
}

TEST_CASE(
    "an estimate takes three columns, from below to above, and a number that is none leaves its cell empty") {
  std::vector<SheetColumn> columns;
  add_estimate_columns(columns, "share", "share", "占比", 3);
  add_percent_columns(columns, "chance", "chance", "概率", 1);
  REQUIRE(columns.size() == 6);
  CHECK(columns[0].name == "share");
  CHECK(columns[1].name == "share_low");
  CHECK(columns[2].name == "share_high");
  CHECK(columns[0].unit.empty());
  CHECK(columns[4].unit == "%");
  std::vector<Cell> row;
  leontide::statistics::Estimate estimate;
  estimate.value = 0.5, estimate.low = 0.25, estimate.high = std::numeric_limits<double>::infinity();
  add_estimate(row, estimate);
  add_percent(row, estimate);
  REQUIRE(row.size() == 6);
  CHECK(std::get<double>(row[0]) == 0.5);
  CHECK(std::get<double>(row[1]) == 0.25);
  CHECK(std::holds_alternative<std::monostate>(row[2]));
  CHECK(std::get<double>(row[3]) == 50);
  CHECK(std::get<double>(row[4]) == 25);
  row.clear();
  leontide::statistics::Proportion chance;
  chance.estimate = 0.5, chance.low = 0.125, chance.high = 0.75;
  add_percent(row, chance);
  CHECK(std::get<double>(row[1]) == 12.5);
  CHECK(std::get<double>(row[2]) == 75);
}
