#include <catch2/catch.hpp>

#include "random/stream.hpp"

using namespace leontide::random;

TEST_CASE("FNV-1a gives its published answers") {
  // draft-eastlake-fnv-17, appendix C, 64 bits.
  CHECK(fnv1a64("") == 0xcbf29ce484222325);
  CHECK(fnv1a64("a") == 0xaf63dc4c8601ec8c);
  CHECK(fnv1a64("foobar") == 0x85944171f73967e8);
}

TEST_CASE("keys mix by SplitMix64") {
  // The first number of SplitMix64 from state 0 is e220a8397b1dcdaf (Vigna's splitmix64.c): it is the mixed
  // seed 0.
  CHECK(mix64(0, 0xe220a8397b1dcdaf) == 0);
  CHECK(mix64(1, 2) != mix64(2, 1));
  CHECK(mix64(1, 2) != mix64(1, 3));
}

TEST_CASE("a stream's name is kind, name and element code") {
  CHECK(driver_stream("demand", "28") == fnv1a64("driver:demand:28"));
  CHECK(driver_stream("demand", "") == fnv1a64("driver:demand:"));
  CHECK(lever_stream("digital") == fnv1a64("lever:digital"));
  CHECK(event_stream("port") == fnv1a64("event:port"));
}
