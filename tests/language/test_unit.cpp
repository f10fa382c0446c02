#include <catch2/catch.hpp>

#include "language/unit.hpp"

using namespace leontide::language;

namespace {
const BaseSymbols symbols{{"CNY", "currency"}, {"person", "people"}, {"tonne", "mass"}};
}

TEST_CASE("units are read and printed the same") {
  for (const char* text :
       {"none", "percent", "1e8 CNY", "1e4 tonne", "CNY/person", "1e8 CNY/person", "CNY^2"}) {
    const auto unit = parse_unit(text, symbols);
    REQUIRE(unit);
    CHECK(to_string(*unit) == text);
  }
  for (const char* text : {"", "yuan", "1e8 yuan", "2e8 CNY", "CNY /", "CNY^^2", "1e99 CNY"})
    CHECK_FALSE(parse_unit(text, symbols));
}

TEST_CASE("a product's unit is the product of the units") {
  const auto money = *parse_unit("1e8 CNY", symbols);
  const auto people = *parse_unit("1e4 person", symbols);
  CHECK(to_string(divide(money, people)) == "1e4 CNY/person");
  CHECK(divide(money, money) == Unit{});
  CHECK(multiply(divide(money, people), people) == money);
  CHECK(holds_currency(money, symbols));
  CHECK_FALSE(holds_currency(people, symbols));
}
