#include <catch2/catch.hpp>
#include <cmath>

#include "statistics/difference.hpp"

using namespace leontide::statistics;

TEST_CASE("differences of independent shares are those of Newcombe's table") {
  // Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10, four decimals; all digits by
  // the closed form evaluated apart, in Python.
  struct Row {
    std::uint64_t hits, draws, other_hits, other_draws;
    double low, high, digits_low, digits_high;
  };
  const Row table[] = {
      {56, 70, 48, 80, 0.0524, 0.3339, 0.0524314724023649, 0.333872654036906},
      {9, 10, 3, 10, 0.1705, 0.8090, 0.170522723934503, 0.809017973535488},
      {6, 7, 2, 7, 0.0582, 0.8062, 0.0582279274823123, 0.806249637524228},
      {5, 56, 0, 29, -0.0381, 0.1926, -0.0381371479035369, 0.192560013855112},
      {0, 10, 0, 20, -0.1611, 0.2775, -0.161125158052819, 0.277532799862889},
      {10, 10, 0, 20, 0.6791, 1.0000, 0.679086037141915, 1},
  };
  for (const Row& row : table) {
    const Estimate difference =
        difference_of_independent(wilson(row.hits, row.draws), wilson(row.other_hits, row.other_draws));
    CHECK(difference.low == Approx(row.low).margin(5.1e-5));
    CHECK(difference.high == Approx(row.high).margin(5.1e-5));
    CHECK(difference.low == Approx(row.digits_low).margin(1e-10));
    CHECK(difference.high == Approx(row.digits_high).margin(1e-10));
  }
}

TEST_CASE("a side without draws leaves the difference unknown") {
  const Estimate difference = difference_of_independent(wilson(3, 10), wilson(0, 0));
  CHECK(std::isnan(difference.value));
  CHECK((difference.low == -1 && difference.high == 1));
}
