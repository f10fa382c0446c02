#include <catch2/catch.hpp>

#include "base/nearest_name.hpp"
#include "base/numbers.hpp"
#include "base/sha256.hpp"
#include "base/source_text.hpp"

using namespace leontide;

TEST_CASE("columns count characters, not bytes") {
  const SourceText text("f.yaml", "a: 1\n大连: x\n");
  const Place place = text.place(5 + 8);  // the x: 大连 is six bytes
  CHECK(place.line == 2);
  CHECK(place.column == 5);
  CHECK(text.line(2) == "大连: x");
}

TEST_CASE("a CJK character takes two columns of a terminal") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("大连市") == 6);
  CHECK(display_width("é") == 1);
}

TEST_CASE("malformed UTF-8 is told from text") {
  CHECK(is_utf8("大连"));
  CHECK_FALSE(is_utf8("\xff"));
  CHECK_FALSE(is_utf8("\xc0\xaf"));      // overlong
  CHECK_FALSE(is_utf8("\xed\xa0\x80"));  // a surrogate
  CHECK_FALSE(is_utf8("\xe5\xa4"));      // cut off
}

TEST_CASE("numbers are read whole or not at all") {
  CHECK(parse_number(" 3400 ") == 3400.0);
  CHECK(parse_number("1e-3") == 0.001);
  for (const char* text : {"", "nan", "inf", "1,000", "0x10", "3400x", "1e999"})
    CHECK_FALSE(parse_number(text).has_value());
  CHECK_FALSE(parse_integer("1.5").has_value());
}

TEST_CASE("printed numbers read back the same") {
  for (const double value : {0.1, 1.0 / 3, 1e300, -2.5e-8, 5582.2})
    CHECK(parse_number(print_number(value)) == value);
  CHECK(print_fixed(-0.001, 1) == "0.0");
}

TEST_CASE("the nearest known name is offered, and none when none is near") {
  const std::vector<std::string> known{"final_demand", "output", "exports"};
  CHECK(nearest_name("final_demnad", known) == "final_demand");  // a swap is one edit
  CHECK(nearest_name("ouptut", known) == "output");
  CHECK_FALSE(nearest_name("zzz", known).has_value());
}

// FIPS 180-4 examples, published with the standard.
TEST_CASE("SHA-256 gives the standard's digests") {
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}
