#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "statistics/scores/bands.hpp"
#include "statistics/scores/comparison.hpp"

using namespace leontide::statistics;

namespace {
constexpr double to_digits = 1e-12;

std::vector<std::vector<double>> single_errors(std::size_t vintages) {
  std::vector<std::vector<double>> errors;
  for (std::size_t vintage = 1; vintage <= vintages; ++vintage)
    errors.push_back({vintage % 2 == 0 ? static_cast<double>(vintage) : -static_cast<double>(vintage)});
  return errors;
}
}  // namespace

TEST_CASE("few vintages show no narrow level") {
  // ceil((k + 1) level) <= k.
  CHECK(vintages_needed(0.5) == 1);
  CHECK(vintages_needed(0.8) == 4);
  CHECK(vintages_needed(0.9) == 9);
  CHECK(vintages_needed(0.95) == 19);
  CHECK_FALSE(conformal_half_width(single_errors(3), 0.8));
  CHECK_FALSE(conformal_half_width(single_errors(8), 0.9));
}

TEST_CASE("a conformal band has the rank that its level asks for") {
  CHECK(conformal_half_width(single_errors(4), 0.8) == 4.0);
  CHECK(conformal_half_width(single_errors(9), 0.8) == 8.0);
  CHECK(conformal_half_width(single_errors(19), 0.8) == 16.0);
  // Within a vintage the quantile of its cases: 0.8 of 0, 1, 2, 3, 4, 5 is 4.
  std::vector<std::vector<double>> errors(4, {0, -1, 2, -3, 4, -5});
  CHECK(conformal_half_width(errors, 0.8) == Approx(4).margin(to_digits));
}

TEST_CASE("where a law without spread has its outcome") {
  CHECK(pit_of_normal(3, 0, 2) == 0);
  CHECK(pit_of_normal(3, 0, 3) == 0.5);
  CHECK(pit_of_normal(3, 0, 5) == 1);
}

TEST_CASE("PIT, coverage and spreads by hand") {
  const std::vector<double> draws{1, 2, 3};
  CHECK(pit_of_draws(draws, 2) == 0.5);
  CHECK(pit_of_draws(draws, 0) == 0.125);
  CHECK(pit_of_draws(draws, 9) == 0.875);
  CHECK(pit_of_normal(3, 2, 3) == 0.5);
  const std::vector<Band> bands{{0, 1}, {0, 1}, {0, 1}, {0, 1}};
  CHECK(coverage(bands, std::vector<double>{0, 0.5, 1, 2}) == 0.75);
  // Deciles 1 and 9 of 0 … 10 are 1 and 9; of a standard normal law -1.28155 and 1.28155.
  const std::vector<double> values{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  CHECK(spread_of_deciles(values) == Approx(4 / 1.2815515655446004).margin(to_digits));
  std::vector<double> faulty = values;
  faulty.back() = 1e9;
  CHECK(spread_of_deciles(faulty) == spread_of_deciles(values));
}

TEST_CASE("Diebold and Mariano's test by hand") {
  const std::vector<double> differences{1, 2, 3, 4};
  // Mean 2.5, autocovariances 1.25 and 0.3125. One step ahead: 2.5/√(1.25/4) · √(3/4) = √15, Student's usual
  // t.
  const DieboldMariano one = diebold_mariano(differences, 1);
  CHECK(one.statistic == Approx(std::sqrt(15.0)).margin(to_digits));
  // Student's t of three degrees: 1 - (2/π)(arctan a + a/(1 + a²)), a = t/√3 = √5.
  const double a = std::sqrt(5.0);
  const double chance = 1 - 2 / M_PI * (std::atan(a) + a / (1 + a * a));
  CHECK(one.chance == Approx(chance).margin(to_digits));
  // Two steps: 2.5/√((1.25 + 2 · 0.3125)/4) · √((4 + 1 - 4 + 2/4)/4) = √5.
  CHECK(diebold_mariano(differences, 2).statistic == Approx(std::sqrt(5.0)).margin(to_digits));
  CHECK(diebold_mariano(std::vector<double>{-1, -2, -3, -4}, 2).statistic ==
        Approx(-std::sqrt(5.0)).margin(to_digits));
}

TEST_CASE("without a variance there is no statistic") {
  CHECK(std::isnan(diebold_mariano(std::vector<double>{2, 2, 2}, 1).statistic));
  CHECK(std::isnan(diebold_mariano(std::vector<double>{2}, 1).chance));
  // 1, -1, 1, -1: the autocovariance of one lag outweighs the variance.
  CHECK(std::isnan(diebold_mariano(std::vector<double>{1, -1, 1, -1}, 2).statistic));
}

TEST_CASE("skill over blocks of vintages") {
  const std::vector<double> reference{1, 2, 3, 4, 5}, half{0.5, 1, 1.5, 2, 2.5};
  const Estimate same = skill_over_blocks(half, reference, 3);
  CHECK(same.value == Approx(0.5).margin(to_digits));
  CHECK(same.low == Approx(0.5).margin(to_digits));
  CHECK(same.high == Approx(0.5).margin(to_digits));
  // One block as long as all of them is all of them, wherever it begins.
  const std::vector<double> uneven{0, 4, 1, 3, 1};
  const Estimate whole = skill_over_blocks(uneven, reference, 5);
  CHECK(whole.value == Approx(1 - 9.0 / 15).margin(to_digits));
  CHECK(whole.low == Approx(whole.value).margin(to_digits));
  CHECK(whole.high == Approx(whole.value).margin(to_digits));
  const Estimate blocks = skill_over_blocks(uneven, reference, 2);
  CHECK(blocks.low < whole.value);
  CHECK(blocks.high > whole.value);
  CHECK(std::isnan(skill(1, 0)));
}

TEST_CASE("what has no skill in some samples has one from the others") {
  const std::vector<double> perfect{0, 0, 0}, once{0, 0, 1}, own{0, 0, 0.5};
  const Estimate none = skill_over_blocks(own, perfect, 1);
  CHECK(std::isnan(none.value));
  CHECK(std::isnan(none.low));
  const Estimate some = skill_over_blocks(own, once, 1);
  CHECK(some.low == 0.5);
  CHECK(some.high == 0.5);
}
