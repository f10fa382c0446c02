// Balances that sweeps alone hardly reach or never do: targets that leave some cell little room or none.
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "table/activity.hpp"
#include "table/changes/margins.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

void require_sums(const Matrix& found, const Margins& margins) {
  const double largest = gap_scale(found, margins);
  const std::vector<double> rows = row_sums(found);
  const std::vector<double> columns = column_sums(found);
  for (std::size_t i = 0; i < rows.size(); ++i)
    REQUIRE(std::abs(rows[i] - margins.rows[i]) <= 1e-11 * largest);
  for (std::size_t j = 0; j < columns.size(); ++j)
    REQUIRE(std::abs(columns[j] - margins.columns[j]) <= 1e-11 * largest);
}

std::string refusal_of(const Matrix& prior, const Margins& margins, const BalanceOptions& options = {}) {
  try {
    gras(prior, margins, options);
  } catch (const Refusal& refusal) {
    CHECK(refusal.reason() == Reason::infeasible_zeros);
    return refusal.what();
  }
  return "";
}

}  // namespace

TEST_CASE("A cell with hardly any room is reached, by RAS and by GRAS") {
  // The first cell may hold 0.01 of 1000: sweeps alone take hundreds of thousands.
  const Matrix prior(2, 2, {500, 500, 0, 500});
  const Margins margins{{1000, 999.99}, {999.99, 1000}, {}, {}};
  for (const Balanced& found : {ras(prior, margins), gras(prior, margins)}) {
    require_sums(found.values, margins);
    CHECK(found.values(0, 1) == Approx(0.01).epsilon(1e-6));
    // The form r a s: the cross ratio of a positive 2 by 2 block would stay; here the zero does.
    CHECK(found.values(1, 0) == 0);
    CHECK(found.record.iterations() < 1000);
  }
  CHECK_THAT(current_activity().what, Catch::Contains("of 100 at most by Newton, largest gap"));
  const Matrix with_negative(2, 3, {500, 500, -3, 0, 500, -2});
  const Margins signed_margins{{990, 989.99}, {999.99, 1000, -20}, {}, {}};
  require_sums(gras(with_negative, signed_margins).values, signed_margins);
}

TEST_CASE("Cells that the targets leave no room but zero are named") {
  const Margins margins{{100, 50}, {100, 50}, {"one", "two"}, {"A", "B"}};
  const Matrix triangle(2, 2, {5, 5, 0, 5});
  CHECK_THAT(refusal_of(triangle, margins, {1e-12, 150}),
             Catch::Contains("no room but zero") && Catch::Contains("row \"one\" and column \"B\""));
  // Newton's steps get as near to it as is asked for.
  const Matrix near = gras(triangle, margins).values;
  require_sums(near, margins);
  CHECK((near(0, 1) > 0 && near(0, 1) < 1e-9));
  // Nothing is wrong where another way around is open.
  require_sums(gras(Matrix(2, 2, {5, 5, 1, 5}), margins).values, margins);
}

TEST_CASE("Zeros that leave no solution are named also where multipliers leave all numbers before") {
  const Margins margins{
      {194'000, 447, 3e-6}, {4.22, 194'442.780'000'3, 3e-3}, {"a", "b", "c"}, {"A", "B", "C"}};
  Margins agreed = margins;
  agreed.columns[1] = sum(margins.rows) - margins.columns[0] - margins.columns[2];
  CHECK_THAT(refusal_of(Matrix(3, 3, {0.718, 0, 0.0465, 0, 0.962, 0, 0, 700, 0}), agreed),
             Catch::Contains("the zeros leave no solution"));
}

TEST_CASE(
    "Random targets end in a balance or in a refusal that names why, never in iterations that ran out") {
  std::mt19937_64 random(7);
  const auto uniform = [&] { return std::uniform_real_distribution<double>(0, 1)(random); };
  std::size_t balanced = 0;
  for (int trial = 0; trial < 3000; ++trial) {
    const std::size_t m = 1 + random() % 6;
    const std::size_t n = 1 + random() % 6;
    const double zeros = 0.8 * uniform();
    const bool has_negatives = trial % 3 == 0;
    Matrix prior(m, n);
    for (double& cell : prior.values) {
      if (uniform() < zeros) continue;
      cell = std::pow(10, 6 * uniform() - 3) * (has_negatives && uniform() < 0.25 ? -1 : 1);
    }
    // Half of the targets are sums of some matrix with the same signs.
    Margins margins{std::vector<double>(m), std::vector<double>(n), {}, {}};
    if (trial % 2 == 0) {
      Matrix other = prior;
      for (double& cell : other.values)
        cell *= std::pow(10, 8 * uniform() - 4);
      margins.rows = row_sums(other);
      margins.columns = column_sums(other);
    } else {
      for (double& total : margins.rows)
        total = uniform() < 0.1 ? 0 : std::pow(10, 12 * uniform() - 6);
      for (double& total : margins.columns)
        total = std::pow(10, 12 * uniform() - 6);
      const double factor = sum(margins.rows) / sum(margins.columns);
      for (double& total : margins.columns)
        total *= factor;
    }
    INFO(trial);
    try {
      const Balanced found = gras(prior, margins);
      require_sums(found.values, margins);
      for (std::size_t k = 0; k < prior.values.size(); ++k) {
        INFO(prior.values[k] << " became " << found.values.values[k]);
        REQUIRE((std::isfinite(found.values.values[k]) && found.values.values[k] * prior.values[k] >= 0));
      }
      ++balanced;
    } catch (const Refusal& refusal) {
      INFO(refusal.what());
      REQUIRE(refusal.reason() != Reason::not_converged);
      REQUIRE(trial % 2 != 0);
    }
  }
  CHECK(balanced > 1500);
}

}  // namespace leontide::table
