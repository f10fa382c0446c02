#include <catch2/catch.hpp>

#include "language/unit_words.hpp"

using leontide::language::unit_words;

TEST_CASE("a unit is written as readers of either language write it") {
  CHECK(unit_words("1e8 CNY").en == "1e8 CNY");
  CHECK(unit_words("1e8 CNY").zh == "亿元");
  CHECK(unit_words("1e4 tonne").zh == "万吨");
  CHECK(unit_words("1e6 tonne").zh == "百万吨");
  CHECK(unit_words("person").zh == "人");
  CHECK(unit_words("1e4 CNY/person").zh == "万元/人");
  CHECK(unit_words("percent").zh == "%");
  CHECK(unit_words("none").en.empty());
  CHECK(unit_words("none").zh.empty());
}

TEST_CASE("a unit without a word stays as it is, whole") {
  CHECK(unit_words("1e8 sheep").zh == "1e8 sheep");
  CHECK(unit_words("1e5 CNY").zh == "1e5 CNY");
  CHECK(unit_words("CNY/sheep").zh == "CNY/sheep");
}
