#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <span>
#include <vector>

#include "statistics/scores/chance_score.hpp"
#include "statistics/scores/comparison.hpp"
#include "statistics/scores/crps.hpp"

using namespace leontide::statistics;

namespace {
constexpr double exactly = 1e-12;
}

TEST_CASE("the score of a normal law is the closed form of Gneiting and Raftery") {
  // 2007, section 4.2: at its mean sd (2 φ(0) - 1/√π) = 0.2337 sd; far away |z| - 1/√π.
  const double at_mean = std::sqrt(2 / std::numbers::pi) - std::numbers::inv_sqrtpi;
  CHECK(crps_normal(0, 1, 0) == Approx(at_mean).margin(exactly));
  CHECK(crps_normal(5, 3, 5) == Approx(3 * at_mean).margin(exactly));
  CHECK(crps_normal(0, 1, 40) == Approx(40 - std::numbers::inv_sqrtpi).margin(exactly));
  CHECK(crps_normal(0, 1, 1.5) == Approx(crps_normal(0, 1, -1.5)).margin(exactly));
}

TEST_CASE("a law without spread scores its distance, of what lies above the threshold alone") {
  CHECK(crps_normal(3, 0, 5) == 2);
  CHECK(crps_normal(3, 0, 3) == 0);
  CHECK(crps_normal_above(3, 0, 5, 4) == 1);
  CHECK(crps_normal_above(3, 0, 2, 4) == 0);
}

TEST_CASE("above a threshold half of a normal law is half of its score") {
  CHECK(crps_normal_above(0, 1, 0, 0) == Approx(crps_normal(0, 1, 0) / 2).margin(exactly));
  CHECK(crps_normal_above(2, 3, 4, -200) == Approx(crps_normal(2, 3, 4)).margin(exactly));
  // The sides below and above a threshold add up to the whole; the side below is the one above of the mirror.
  for (const double outcome : {-1.0, 0.5, 2.0}) {
    const double both =
        crps_normal_above(0.2, 1.3, outcome, 0.4) + crps_normal_above(-0.2, 1.3, -outcome, -0.4);
    CHECK(both == Approx(crps_normal(0.2, 1.3, outcome)).margin(exactly));
  }
}

TEST_CASE("the fair score of draws takes pairs without themselves") {
  const std::vector<double> draws{4, 1, 2};
  // Distances 1, 2, 1 from 3; pairs 3, 2, 1 over 3 · 2.
  CHECK(crps_fair(draws, 3) == Approx(4.0 / 3 - 1).margin(exactly));
  // As 4, 2, 2: distances 1, 1, 1; pairs 2, 2, 0.
  CHECK(crps_fair_above(draws, 3, 2) == Approx(1 - 4.0 / 6).margin(exactly));
  CHECK(crps_fair_above(draws, 3, -100) == Approx(crps_fair(draws, 3)).margin(exactly));
  CHECK(crps_fair(std::vector<double>{7}, 3) == 4);
  CHECK(std::isnan(crps_fair({}, 3)));
}

TEST_CASE("the fair score does not depend on the number of draws in expectation") {
  // Over all ordered pairs of {0, 1} the mean of the fair score at 0 is that of the law itself, 1/2 - 1/4.
  double sum = 0;
  for (const double one : {0.0, 1.0}) {
    for (const double other : {0.0, 1.0})
      sum += crps_fair(std::vector<double>{one, other}, 0);
  }
  CHECK(sum / 4 == Approx(0.25).margin(exactly));
}

TEST_CASE("the Brier score is reliability less resolution plus uncertainty") {
  const std::vector<double> chances{0.1, 0.8, 0.1, 0.8}, happened{0, 1, 1, 1};
  const BrierParts parts = brier_parts(chances, happened);
  CHECK(parts.reliability == Approx(0.1).margin(exactly));
  CHECK(parts.resolution == Approx(0.0625).margin(exactly));
  CHECK(parts.uncertainty == Approx(0.1875).margin(exactly));
  CHECK(brier_score(chances, happened) == Approx(0.225).margin(exactly));
  CHECK(std::isnan(brier_score({}, {})));
}

TEST_CASE("the log score is infinite only where what happened had no chance") {
  CHECK(log_score(std::vector{0.25}, std::vector{1.0}) == Approx(std::log(4)).margin(exactly));
  CHECK(log_score(std::vector{1.0, 0.0}, std::vector{1.0, 0.0}) == 0);
  CHECK(log_score(std::vector{0.0}, std::vector{1.0}) == std::numeric_limits<double>::infinity());
  CHECK(log_score(std::vector{0.5}, std::vector{0.3}) == Approx(std::log(2)).margin(exactly));
}

TEST_CASE(
    "A skill's jackknife is the standard error of its mean score where the reference is the same in every "
    "case") {
  // Skill is 1 - mean / 0.5; the scores' standard error is sqrt(1/60 / 4); Student's t of three degrees at 90
  // % is 2.353363 (tables).
  const std::vector<double> scores{0.1, 0.2, 0.3, 0.4}, reference{0.5, 0.5, 0.5, 0.5};
  const Estimate skill = skill_over_cases(scores, reference);
  CHECK(skill.value == Approx(0.5));
  CHECK(skill.error == Approx(std::sqrt(1.0 / 60 / 4) / 0.5));
  CHECK(skill.high - skill.value == Approx(2.353363 * skill.error).epsilon(1e-6));
}

TEST_CASE("A skill that every case agrees on has no error, and two cases give no interval") {
  const std::vector<double> scores{0.1, 0.2, 0.4}, reference{0.2, 0.4, 0.8};
  const Estimate agreed = skill_over_cases(scores, reference);
  CHECK(agreed.value == Approx(0.5));
  CHECK(agreed.error == Approx(0).margin(exactly));
  const Estimate few = skill_over_cases(std::span(scores).first(2), std::span(reference).first(2));
  CHECK(few.value == Approx(0.5));
  CHECK(std::isinf(few.low));
  CHECK(std::isinf(few.high));
}
