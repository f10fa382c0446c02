// How workbooks show numbers: examples after ECMA-376 (18.8.30, 18.8.31) and what spreadsheet programs show.
#include <catch2/catch.hpp>

#include "table/sheets/number_format.hpp"

namespace leontide::table {

TEST_CASE("A number is shown as its format shows it") {
  const auto shown = [](const char* code, const char* stored) { return NumberFormat(code).shown(stored); };
  CHECK(shown("00", "1") == "01");
  CHECK(shown("000", "1234") == "1234");
  CHECK(shown("0.00", "1.1000000000000001") == "1.10");
  CHECK(shown("\"S\"00", "7") == "S07");
  CHECK(shown("00\\.00", "101") == "01.01");
  CHECK(shown("00-00", "1203") == "12-03");
  CHECK(shown("00_);[Red]\\(00\\)", "3") == "03");
  CHECK(shown("#00", "5") == "05");
  CHECK(shown("[$-409]000", "5") == "005");
  CHECK(shown("0.0#", "2.5") == "2.5");
}

TEST_CASE("What no code is written by is shown as it is stored, to fifteen digits") {
  for (const char* code : {"General", "#,##0", "0%", "0.0E+00", "@", "# ?/?", ";;;"}) {
    INFO(code);
    CHECK(NumberFormat(code).shown("1001") == "1001");
    CHECK(NumberFormat(code).shown("1.1000000000000001") == "1.1");
    CHECK_FALSE(NumberFormat(code).is_date());
  }
  CHECK(NumberFormat("00").shown("-1") == "-1");
  CHECK(NumberFormat("00").shown("text") == "text");
  CHECK(NumberFormat().shown("1.1000000000000001") == "1.1000000000000001");
}

TEST_CASE("Dates and times are told, also those of hours beyond a day") {
  for (const char* code : {"yyyy-mm-dd", "[h]:mm", "[ss]", "ss.0", "yyyy\"年\"m\"月\"", "[$-804]d"})
    CHECK(NumberFormat(code).is_date());
  for (const char* code : {"[Red]0.0", "0 \"days\"", "0\\d", "[>100]0"})
    CHECK_FALSE(NumberFormat(code).is_date());
}

}  // namespace leontide::table
