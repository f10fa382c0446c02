#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "statistics/difference.hpp"
#include "statistics/resample.hpp"
#include "statistics/tornado.hpp"

using namespace leontide::statistics;

using Bits = std::vector<std::uint8_t>;

TEST_CASE("the low and the high fifth hold a fifth of the draws each") {
  const std::vector<double> x{9, 3, 7, 1, 5, 2, 8, 4, 10, 6};
  const TornadoBar bar = tornado(x, Bits{1, 0, 1, 0, 0, 1, 0, 0, 1, 0});
  CHECK(bar.low_up_to == 2);
  CHECK(bar.high_from == 9);
  CHECK((bar.low.hits == 1 && bar.low.draws == 2));
  CHECK((bar.high.hits == 2 && bar.high.draws == 2));
  CHECK(bar.difference.value == 0.5);
  CHECK(bar.difference.low == difference_of_independent(bar.high, bar.low).low);
}

TEST_CASE("a chance that is linear in the factor moves by four fifths from end to end") {
  // Chance x of a hit for x uniform: 0.1 in the low fifth, 0.9 in the high one.
  const auto x = resampling_uniforms(91, 0, 10000), u = resampling_uniforms(91, 1, 10000);
  Bits hits;
  for (std::size_t i = 0; i < x.size(); ++i)
    hits.push_back(u[i] < x[i] ? 1 : 0);
  const TornadoBar bar = tornado(x, hits);
  CHECK((bar.low.low < 0.1 && 0.1 < bar.low.high));
  CHECK((bar.high.low < 0.9 && 0.9 < bar.high.high));
  CHECK((bar.difference.low < 0.8 && 0.8 < bar.difference.high));
}

TEST_CASE("a rare event, or a nearly certain one, is compared with and without") {
  std::vector<double> rare(100, 0.0), usual(100, 1.0);
  for (std::size_t i = 0; i < 5; ++i)
    rare[i * 7] = 1, usual[i * 7] = 0;
  const TornadoBar bar = tornado(rare, Bits(100, 1)), mirrored = tornado(usual, Bits(100, 1));
  CHECK((bar.low.draws == 95 && bar.high.draws == 5));
  CHECK((mirrored.low.draws == 5 && mirrored.high.draws == 95));
}

TEST_CASE("a constant factor has no ends") {
  const TornadoBar bar = tornado(std::vector<double>(10, 2.0), Bits(10, 1));
  CHECK((bar.low.draws == 0 && bar.high.draws == 0));
  CHECK(std::isnan(bar.difference.value));
}
