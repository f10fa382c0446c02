#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "sample.hpp"

using namespace leontide::random;
using leontide::random_test::for_each_block;
using leontide::random_test::plan_of;
using leontide::random_test::scalar;
using leontide::random_test::width;

namespace {

constexpr std::size_t blocks = 4000;  // 256 000 draws
constexpr double draws = blocks * width;

void check_share(double hits, double share) {
  CHECK(std::fabs(hits / draws - share) < 4 * std::sqrt(share * (1 - share) / draws));
}

double asin_of(double r) {
  return std::asin(r) / (2 * M_PI);
}

}  // namespace

// The chance that two standard normals are both positive is 1/4 + asin(r) / 2 pi (Sheppard 1899); three, 1/8
// + sum asin / 4 pi.
TEST_CASE(
    "two drivers in a copula have the orthant probability of their correlation, whatever their marginals") {
  for (const double r : {-0.7, 0.0, 0.3, 0.9}) {
    const std::vector<Driver> drivers = {scalar("a", Normal{0, 1}), scalar("b", Uniform{-1, 1}),
                                         scalar("c", StudentT{4, 0, 1})};
    const std::vector<Copula> copulas = {leontide::random_test::pair("a", "b", r)};
    double both = 0, other = 0;
    for_each_block(plan_of(drivers, 1, copulas), blocks, [&](const InputBlock& block) {
      for (std::size_t i = 0; i < width; ++i) {
        both += block.trial_row(0)[i] > 0 && block.trial_row(1)[i] > 0;
        other += block.trial_row(0)[i] > 0 && block.trial_row(2)[i] > 0;
      }
    });
    INFO("correlation " << r);
    check_share(both, 0.25 + asin_of(r));
    check_share(other, 0.25);
  }
}

TEST_CASE("three drivers in a copula have the trivariate orthant probability") {
  const double ab = 0.5, ac = -0.3, bc = 0.4;
  const std::vector<Driver> drivers = {scalar("c", Lognormal{1, 1}), scalar("a", Gamma{2, 1}),
                                       scalar("b", Beta{2, 3, 0, 1})};
  const std::vector<Copula> copulas = {{{"a", "b", "c"}, {1, ab, ac, ab, 1, bc, ac, bc, 1}}};
  const double median_a = 1.6783469900166608;   // gamma(2): x with (1 + x) e^-x = 1/2
  const double median_b = 0.38572756813238945;  // beta(2, 3): x with 6x^2 - 8x^3 + 3x^4 = 1/2
  double all = 0;
  for_each_block(plan_of(drivers, 1, copulas), blocks, [&](const InputBlock& block) {
    for (std::size_t i = 0; i < width; ++i) {
      all +=
          block.trial_row(0)[i] > 1 && block.trial_row(1)[i] > median_a && block.trial_row(2)[i] > median_b;
    }
  });
  check_share(all, 0.125 + (std::asin(ab) + std::asin(ac) + std::asin(bc)) / (4 * M_PI));
}

TEST_CASE("common correlates every pair of elements, and a copula ties equal elements of two drivers") {
  Driver a = scalar("a", Normal{0, 1});
  a.elements.assign({"1", "2", "3"});
  a.common = 0.4;
  Driver b = a;
  b.name = std::string("b");
  const std::vector<Driver> drivers = {a, b};
  const std::vector<Copula> copulas = {leontide::random_test::pair("a", "b", 0.6)};
  double within_a = 0, within_b = 0, same = 0, across = 0;
  for_each_block(plan_of(drivers, 1, copulas), blocks, [&](const InputBlock& block) {
    for (std::size_t i = 0; i < width; ++i) {
      const auto up = [&](std::size_t row) { return block.trial_row(row)[i] > 0; };
      within_a += up(0) && up(2);
      within_b += up(3) && up(4);
      same += up(1) && up(4);
      across += up(0) && up(4);
    }
  });
  check_share(within_a, 0.25 + asin_of(0.4));
  check_share(within_b, 0.25 + asin_of(0.4));
  check_share(same, 0.25 + asin_of(0.6));
  check_share(across, 0.25 + asin_of(0.24));  // 0.6 * 0.4
}

TEST_CASE("dependence of processes acts on each step's innovations") {
  const std::vector<Driver> drivers = {scalar("a", RandomWalk{0, 0, 1}), scalar("b", Ar1{0, 1, 0.5, 0})};
  const std::vector<Copula> copulas = {leontide::random_test::pair("a", "b", 0.5)};
  double same = 0, crossed = 0;
  for_each_block(plan_of(drivers, 3, copulas), blocks, [&](const InputBlock& block) {
    for (std::size_t i = 0; i < width; ++i) {
      const double *one = block.step_rows(1), *two = block.step_rows(2);
      const double a = two[i] - one[i], b = two[width + i] - 0.5 * one[width + i];  // innovations of step 2
      same += a > 0 && b > 0;
      crossed += one[i] > 0 && b > 0;
    }
  });
  check_share(same, 0.25 + asin_of(0.5));
  check_share(crossed, 0.25);
}
