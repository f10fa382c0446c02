#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "statistics/resample.hpp"
#include "statistics/weighted.hpp"

using namespace leontide::statistics;

namespace {

using Bits = std::vector<std::uint8_t>;
constexpr double impossible = -std::numeric_limits<double>::infinity();

Weights of(std::vector<double> plain) {
  for (double& weight : plain)
    weight = std::log(weight);
  return normalise(plain);
}

}  // namespace

TEST_CASE("log-weights of any size are normalised, their effective size is Kong's") {
  const Weights weights =
      normalise(std::vector<double>{5000 + std::log(1.0), 5000 + std::log(3.0), impossible});
  CHECK(weights.shares[0] == Approx(0.25).epsilon(1e-12));
  CHECK(weights.shares[1] == Approx(0.75).epsilon(1e-12));
  CHECK(weights.shares[2] == 0);
  CHECK(weights.effective == Approx(1 / (0.0625 + 0.5625)).epsilon(1e-12));
  CHECK(weights.log_mean == Approx(5000 + std::log(4.0 / 3)).epsilon(1e-12));
  CHECK(of(std::vector<double>(10, 0.3)).effective == Approx(10));
}

TEST_CASE("draws that are all impossible leave nothing to say") {
  const Weights weights = normalise(std::vector<double>{impossible, impossible});
  CHECK(weights.effective == 0);
  CHECK(weights.log_mean == impossible);
  CHECK(std::isnan(weighted_quantiles(weights, std::vector<double>{1, 2}, std::vector<double>{0.5})[0]));
  CHECK(systematic_resample(weights, 4, 0.5).empty());
}

TEST_CASE("importance sampling finds a chance of one in a million from two thousand draws") {
  // X exponential of mean 1, P(X > 6 ln 10) = 1e-6; sampled with mean 15, log ratio log 15 - x (1 - 1/15).
  const std::vector<double> uniforms = resampling_uniforms(5, 0, 2000);
  std::vector<double> ratios;
  Bits hits;
  for (const double u : uniforms) {
    const double x = -15 * std::log(u);
    ratios.push_back(std::log(15.0) - x * (1 - 1.0 / 15));
    hits.push_back(x > 6 * std::log(10.0) ? 1 : 0);
  }
  const Proportion share = importance_share({ratios, hits, Bits(2000, 1)});
  CHECK((share.low < 1e-6 && 1e-6 < share.high));
  // The second moment of ratio * hit is 15 / (2 - 1/15) e^(-(2 - 1/15) 6 ln 10).
  const double rate = 2 - 1.0 / 15, second = 15 / rate * std::pow(1e-6, rate);
  CHECK(share.high - share.low == Approx(2 * 1.96 * std::sqrt((second - 1e-12) / 2000)).epsilon(0.1));
  CHECK(importance_share({ratios, Bits(2000, 0), Bits(2000, 1)}).high == 1);
  CHECK(importance_share({ratios, Bits(2000, 0), Bits(2000, 1), 500}).high == clopper_pearson(0, 500).high);
  CHECK(std::isnan(importance_share({ratios, Bits(2000, 0), Bits(2000, 0)}).estimate));
}

TEST_CASE("weighted quantiles agree with repeating each draw") {
  const Weights weights = of({1, 2, 3, 4});
  const std::vector<double> values{7, 1, 5, 3};  // 1 1 3 3 3 3 5 5 5 7
  const auto q = weighted_quantiles(weights, values, std::vector<double>{0, 0.15, 0.35, 0.65, 0.95, 1});
  CHECK(q == std::vector<double>{1, 1, 3, 5, 7, 7});
}

TEST_CASE("systematic resampling copies each draw as often as its weight, give or take one") {
  const Weights weights = of({1, 0, 2, 5, 0});
  for (const double u : {0.0, 0.3, 0.999}) {
    const auto chosen = systematic_resample(weights, 16, u);
    REQUIRE(chosen.size() == 16);
    int counts[5] = {};
    for (const std::uint32_t index : chosen)
      ++counts[index];
    CHECK(counts[0] == 2);
    CHECK((counts[1] == 0 && counts[4] == 0));
    CHECK(counts[2] == 4);
    CHECK(counts[3] == 10);
  }
  CHECK(systematic_resample(of({1, 1, 1}), 2, 0.5) == std::vector<std::uint32_t>{0, 2});
}
