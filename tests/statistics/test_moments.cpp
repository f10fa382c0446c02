#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "statistics/moments.hpp"

using namespace leontide::statistics;

TEST_CASE("moments of small samples by algebra") {
  const std::vector<double> x = {2, 4, 4, 4, 5, 5, 7, 9};  // mean 5, squared deviations 32
  const Moments m = moments_of(x);
  CHECK(m.count == 8);
  CHECK(m.mean == 5);
  CHECK(m.squares == 32);
  CHECK(m.variance() == Approx(32.0 / 7));
  CHECK(m.error_of_mean() == Approx(std::sqrt(32.0 / 7 / 8)));
  CHECK(std::isnan(moments_of(std::vector<double>{1}).variance()));
  CHECK(moments_of(std::vector<double>{}).count == 0);
}

TEST_CASE("lanes outside the mask do not count, whatever they hold") {
  const std::vector<double> x = {1, NAN, 3, HUGE_VAL, 5};
  const Moments m = moments_of(x, 0b10101);
  CHECK(m.count == 3);
  CHECK(m.mean == 3);
  CHECK(m.squares == 8);
}

TEST_CASE("merging gives the moments of the whole, without loss far from zero") {
  // NIST StRD, univariate, NumAcc4: 10000000.2, then 10000000.1 and 10000000.3 in turn, 1001 numbers:
  // mean 10000000.2, standard deviation 0.1.
  Moments all;
  std::vector<double> block = {10000000.2};
  for (int i = 0; i < 1000; ++i) {
    block.push_back(i % 2 == 0 ? 10000000.1 : 10000000.3);
    if (block.size() < 64 && i < 999) continue;
    all = merge(all, moments_of(block));
    block.clear();
  }
  CHECK(all.count == 1001);
  CHECK(all.mean == Approx(10000000.2).epsilon(1e-15));
  CHECK(all.sd() == Approx(0.1).epsilon(1e-7));
}

TEST_CASE("merging with nothing changes nothing") {
  const Moments m = moments_of(std::vector<double>{1, 2, 4});
  const Moments left = merge(Moments{}, m), right = merge(m, Moments{});
  CHECK((left.count == 3 && left.mean == m.mean && left.squares == m.squares));
  CHECK((right.count == 3 && right.mean == m.mean && right.squares == m.squares));
}
