#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "sobol_problems.hpp"
#include "statistics/resample.hpp"
#include "statistics/shapley.hpp"

using namespace leontide::statistics;

namespace {

// Of a variance, from those of the means given each subset.
std::vector<double> shares_of(const std::vector<double>& closed) {
  std::vector<double> shares = shapley_values(closed);
  for (double& share : shares)
    share /= closed.back();
  return shares;
}

}  // namespace

TEST_CASE("the glove game splits 2/3, 1/6, 1/6") {
  // Player 0 holds a left glove, 1 and 2 a right one each; a pair is worth 1 (Osborne & Rubinstein 1994,
  // A Course in Game Theory, chapter 14).
  const auto values = shapley_values(std::vector<double>{0, 0, 0, 1, 0, 1, 0, 1});
  CHECK(values[0] == Approx(2.0 / 3).margin(1e-15));
  CHECK(values[1] == Approx(1.0 / 6).margin(1e-15));
  CHECK(values[2] == Approx(1.0 / 6).margin(1e-15));
}

TEST_CASE("the airport game charges each player its part of the runway it shares") {
  // Littlechild & Owen (1973), Management Science 20, 370-372: a set costs its longest runway; player i pays
  // the sum of (c_j - c_{j-1}) / (players that need the j-th stretch).
  const std::vector<double> cost{8, 11, 13, 18};
  std::vector<double> worth(16);
  for (std::size_t s = 1; s < worth.size(); ++s)
    for (std::size_t i = 0; i < cost.size(); ++i)
      if ((s >> i & 1) != 0) worth[s] = std::max(worth[s], cost[i]);
  const auto values = shapley_values(worth);
  CHECK(values[0] == Approx(2));
  CHECK(values[1] == Approx(3));
  CHECK(values[2] == Approx(4));
  CHECK(values[3] == Approx(9));
}

TEST_CASE("values sum to the whole, spare the idle, treat equals alike and add over games") {
  constexpr std::size_t players = 9;
  const auto one = resampling_uniforms(3, 0, std::size_t{1} << players);
  auto two = resampling_uniforms(3, 1, std::size_t{1} << players), both = two;
  for (std::size_t s = 0; s < two.size(); ++s) {
    if ((s & 1) != 0) two[s] = two[s - 1];  // player 0 adds nothing
    both[s] = one[s] + two[s];
  }
  const auto first = shapley_values(one), second = shapley_values(two), sum = shapley_values(both);
  CHECK(std::accumulate(first.begin(), first.end(), 0.0) == Approx(one.back() - one.front()).margin(1e-13));
  CHECK(second[0] == 0);
  for (std::size_t i = 0; i < players; ++i)
    CHECK(sum[i] == Approx(first[i] + second[i]).margin(1e-13));
  const auto equals = shapley_values(std::vector<double>{0, 3, 3, 10});
  CHECK(equals[0] == equals[1]);
}

TEST_CASE("Shapley effects of Ishigami share the interaction equally") {
  const auto v = leontide::problems::ishigami_variances();
  const double whole = v.first + v.first_and_third + v.second, pair = v.first + v.first_and_third;
  const auto effects = shares_of({0, v.first, v.second, v.first + v.second, 0, pair, v.second, whole});
  CHECK(effects[0] == Approx((v.first + v.first_and_third / 2) / whole));
  CHECK(effects[1] == Approx(v.second / whole));
  CHECK(effects[2] == Approx(v.first_and_third / 2 / whole));
}

TEST_CASE("Shapley effects of two correlated normal inputs are Owen and Prieur's") {
  // Owen & Prieur (2017), SIAM/ASA J. Uncertainty Quantification 5, 986-1002: for y = b1 x1 + b2 x2 with
  // correlation r, effect 1 is (b1^2 s1^2 (1 - r^2/2) + r b1 b2 s1 s2 + b2^2 s2^2 r^2/2) / variance.
  const double b1 = 1.5, b2 = -0.7, s1 = 2, s2 = 3, r = 0.6;
  const double one = b1 * s1, two = b2 * s2, whole = one * one + 2 * r * one * two + two * two;
  // The mean given x1 has slope b1 s1 + r b2 s2 in units of x1's deviation.
  const std::vector<double> closed{0, (one + r * two) * (one + r * two), (two + r * one) * (two + r * one),
                                   whole};
  const auto effects = shares_of(closed);
  CHECK(effects[0] == Approx((one * one * (1 - r * r / 2) + r * one * two + two * two * r * r / 2) / whole));
  CHECK(effects[0] + effects[1] == Approx(1));
}

TEST_CASE("a number of subsets that is no power of two is refused") {
  CHECK_THROWS_AS(shapley_values(std::vector<double>(3)), std::invalid_argument);
  CHECK_THROWS_AS(shapley_values(std::vector<double>{}), std::invalid_argument);
  CHECK(shapley_values(std::vector<double>{5}).empty());
}
