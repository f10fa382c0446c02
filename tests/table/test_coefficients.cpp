#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "support/published.hpp"
#include "table/changes/aggregate.hpp"
#include "table/coefficients.hpp"
#include "table/leontief_system.hpp"
#include "table/multipliers.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

Matrix random_coefficients(std::mt19937_64& bits, std::size_t n) {
  std::uniform_real_distribution<double> uniform(0, 1);
  Matrix a(n, n);
  for (double& cell : a.values)
    cell = uniform(bits) / static_cast<double>(n);
  return a;
}

Reason reason_of_total(const Accounts& accounts) {
  try {
    coefficients(accounts, Requirements::total);
  } catch (const Refusal& refusal) {
    return refusal.reason();
  }
  return Reason::shape;
}

}  // namespace

TEST_CASE("The Leontief inverse times I - A is the identity") {
  std::mt19937_64 bits(4);
  for (const std::size_t n : {1, 2, 7, 40}) {
    const Matrix a = random_coefficients(bits, n);
    const Matrix l = leontief_inverse(a);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        double product = l(i, j);
        for (std::size_t k = 0; k < n; ++k)
          product -= l(i, k) * a(k, j);
        REQUIRE(std::abs(product - (i == j ? 1 : 0)) < 1e-12);
      }
    }
  }
}

TEST_CASE("Output is the inverse times final demand, and value added of a unit is one less leakage") {
  const Accounts table = three_sectors();
  const Matrix l = leontief_inverse(coefficients(table, Requirements::regional).values);
  const std::vector<double> output = multiply(l, row_sums(table.final_demand.values));
  for (std::size_t i = 0; i < 3; ++i)
    CHECK(output[i] == Approx(table.output[i]).epsilon(1e-12));
  // With imports in the coefficients nothing leaks: value-added multipliers are exactly one.
  const LeontiefSystem total(coefficients(table, Requirements::total).values);
  for (const double effect : total.effects(value_added_shares(table)))
    CHECK(effect == Approx(1).epsilon(1e-12));
}

TEST_CASE("Requirements are named: what a table does not know is refused") {
  Accounts local_only = three_sectors();
  local_only.flows_imported = {};
  CHECK(reason_of_total(local_only) == Reason::no_such_origin);
  Accounts all = three_sectors();
  all.origins = Origins::all;
  CHECK_THROWS_AS(coefficients(all, Requirements::regional), Refusal);
  all.regional_supply.add("regional_purchase_share", std::vector<double>{0.5, 0.25, 1});
  const Matrix a = coefficients(all, Requirements::regional).values;
  CHECK(a(1, 1) == 30. / 200 * 0.25);
}

TEST_CASE("The spectral radius and productivity of known matrices") {
  CHECK(spectral_radius(Matrix(2, 2, {0, 0.5, 0.5, 0})) == Approx(0.5).epsilon(1e-14));
  CHECK(spectral_radius(Matrix(2, 2, {0.2, 0.3, 0.4, 0.1})) == Approx(0.5).epsilon(1e-14));
  CHECK(is_productive(Matrix(2, 2, {0.2, 0.3, 0.4, 0.1})));
  // Column sums above one do not make a table unproductive, a spectral radius of one does.
  CHECK(is_productive(Matrix(2, 2, {0.1, 1.5, 0.1, 0.1})));
  CHECK_FALSE(is_productive(Matrix(2, 2, {0.5, 0.5, 0.5, 0.5})));
  CHECK_FALSE(is_productive(Matrix(2, 2, {2, 0, 0, 0.1})));
  // The determinant of I - A is positive here, the output is not: a determinant alone would not do.
  CHECK_FALSE(is_productive(Matrix(2, 2, {2, 0, 0, 3})));
  CHECK_THROWS_AS(leontief_inverse(Matrix(2, 2, {2, 0, 0, 3})), Refusal);
  // Above 200 sectors by iteration: a matrix of equal rows has its row sum as radius.
  CHECK(spectral_radius(Matrix(250, 250, 0.5 / 250)) == Approx(0.5).epsilon(1e-10));
}

TEST_CASE("A sector without output has a column of zeros") {
  const Matrix a = technical_coefficients(Matrix(2, 2, {1, 0, 1, 0}), std::vector<double>{4, 0});
  CHECK(a == Matrix(2, 2, {0.25, 0, 0.25, 0}));
}

TEST_CASE("Aggregation keeps totals, and multipliers too where the sectors of a group are alike") {
  // Two pairs of sectors with equal columns within each pair once rows are added up (Miller & Blair, section
  // 4.9): no bias.
  Accounts fine;
  fine.sectors = {
      {"a1", "", "", "a", {}}, {"b1", "", "", "b", {}}, {"a2", "", "", "a", {}}, {"b2", "", "", "b", {}}};
  fine.output = {100, 200, 50, 400};
  const Matrix a(4, 4,
                 {0.1, 0.05, 0.05, 0.1, 0.1, 0.2, 0.2, 0.05, 0.1, 0.1, 0.15, 0.05, 0.2, 0.1, 0.1, 0.25});
  fine.flows = scale_columns(a, fine.output);
  const std::vector<double> used = row_sums(fine.flows);
  std::vector<double> demand(4);
  for (std::size_t i = 0; i < 4; ++i)
    demand[i] = fine.output[i] - used[i];
  fine.final_demand.add("all", demand);
  const std::vector<double> intermediate_inputs = column_sums(fine.flows);
  for (std::size_t j = 0; j < 4; ++j)
    fine.value_added_total.push_back(fine.output[j] - intermediate_inputs[j]);

  const Grouping grouping = group_by(fine, "cluster");
  const Accounts coarse = aggregate(fine, grouping);
  REQUIRE(coarse.size() == 2);
  CHECK(coarse.output == std::vector<double>{150, 600});
  CHECK(sum(coarse.flows.values) == Approx(sum(fine.flows.values)).epsilon(1e-14));
  const auto fine_multipliers =
      output_multipliers(leontief_inverse(coefficients(fine, Requirements::regional).values));
  const auto coarse_multipliers =
      output_multipliers(leontief_inverse(coefficients(coarse, Requirements::regional).values));
  const auto means = group_means(fine_multipliers, fine.output, grouping);
  for (std::size_t g = 0; g < 2; ++g)
    CHECK(coarse_multipliers[g] == Approx(means[g]).epsilon(1e-12));
  CHECK_THROWS_AS(group_by(fine, "clutser"), Refusal);

  // A further column of the sectors is the group's too where no group mixes it.
  fine.sector_columns = {"broad", "owner"};
  for (std::size_t i = 0; i < 4; ++i)
    fine.sectors[i].other = {i % 2 == 0 ? "goods" : "services", i < 2 ? "public" : "private"};
  const Accounts labelled = aggregate(fine, grouping);
  CHECK(labelled.sector_columns == std::vector<std::string>{"broad"});
  CHECK(labelled.sectors[0].other == std::vector<std::string>{"goods"});
  CHECK(labelled.sectors[1].other == std::vector<std::string>{"services"});
}

TEST_CASE("The spectral radius of a large matrix is found where powers do not settle") {
  // Two circles of sectors, one after the other: eigenvalues of one size all round, by algebra the n-th root
  // of the product of a circle's cells.
  constexpr std::size_t n = 240;
  Matrix a(n, n);
  for (std::size_t k = 0; k < 6; ++k)
    a(k, (k + 1) % 6) = k == 0 ? 0.3 : 0.9;
  for (std::size_t k = 6; k < n; ++k)
    a(k, k == 6 ? n - 1 : k - 1) = 0.5;
  CHECK(spectral_radius(a) == Approx(std::pow(0.3 * std::pow(0.9, 5), 1. / 6)).epsilon(1e-9));
  // A second value close behind the first.
  Matrix close(n, n);
  for (std::size_t k = 0; k < n; ++k)
    close(k, k) = 0.7 - 1e-4 * static_cast<double>(k);
  CHECK(spectral_radius(close) == Approx(0.7).epsilon(1e-9));
}

TEST_CASE("A large matrix is found productive without factorising it, with its condition") {
  constexpr std::size_t n = 240;
  Matrix a(n, n);
  for (std::size_t k = 0; k < a.values.size(); ++k)
    a.values[k] = static_cast<double>(k * 7919 % 1000) / 1000 * 1.6 / n;
  const Productivity found = productivity(a);
  CHECK(found.is_productive);
  // The condition by its definition, from the inverse.
  const std::vector<double> inverse = column_sums(leontief_inverse(a));
  double norm = 0;
  for (std::size_t j = 0; j < n; ++j) {
    double column = 0;
    for (std::size_t i = 0; i < n; ++i)
      column += std::abs((i == j ? 1.0 : 0.0) - a(i, j));
    norm = std::max(norm, column);
  }
  CHECK(found.reciprocal_condition ==
        Approx(1 / (norm * *std::max_element(inverse.begin(), inverse.end()))).epsilon(1e-8));
  for (double& cell : a.values)
    cell *= 1.5;
  CHECK_FALSE(productivity(a).is_productive);
  a(0, 1) = -0.001;
  CHECK_FALSE(productivity(a).is_productive);
}

}  // namespace leontide::table
