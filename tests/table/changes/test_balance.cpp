#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "table/changes/balance.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

Matrix random_matrix(std::mt19937_64& bits, std::size_t rows, std::size_t columns, double zero_chance) {
  std::uniform_real_distribution<double> uniform(0, 1);
  Matrix out(rows, columns);
  for (double& cell : out.values)
    cell = uniform(bits) < zero_chance ? 0 : 0.1 + uniform(bits);
  return out;
}

Matrix scaled(const Matrix& prior, const std::vector<double>& rows, const std::vector<double>& columns) {
  return scale_columns(scale_rows(prior, rows), columns);
}

std::vector<double> random_factors(std::mt19937_64& bits, std::size_t count) {
  std::uniform_real_distribution<double> uniform(0.5, 2);
  std::vector<double> out(count);
  for (double& factor : out)
    factor = uniform(bits);
  return out;
}

void require_equal(const Matrix& a, const Matrix& b, double tolerance) {
  REQUIRE(a.values.size() == b.values.size());
  for (std::size_t k = 0; k < a.values.size(); ++k) {
    INFO("cell " << k);
    REQUIRE(std::abs(a.values[k] - b.values[k]) <= tolerance);
  }
}

template <class Call>
Reason reason_of(Call call) {
  try {
    call();
  } catch (const Refusal& refusal) {
    INFO(refusal.what());
    CHECK(std::string(refusal.what()).size() > 20);
    return refusal.reason();
  }
  FAIL("nothing was refused");
  return Reason::shape;
}

const Matrix square_prior(2, 2, {1, 2, 3, 4});

}  // namespace

TEST_CASE("RAS keeps structural zeros and meets both margins") {
  // Inputs of the RAS demonstration in a public temporal-disaggregation library (Quilis 2012): coefficients
  // of year 0 at the outputs of year 1; answer computed to 1e-9 by an independent program.
  const Matrix prior(3, 3, {50, 400. / 3, 0, 30, 200. / 3, 30, 20, 200. / 3, 45});
  const Margins margins{{160, 150, 120}, {100, 250, 80}, {}, {}};
  const Balanced balanced = ras(prior, margins);
  require_equal(balanced.values,
                Matrix(3, 3,
                       {45.25229213675921, 114.74770786323727, 0, 36.23060604330511, 76.55927102729198,
                        37.210122929403994, 18.517101819935675, 58.69302110947075, 42.78987707059601}),
                1e-9);
  CHECK(balanced.values(0, 2) == 0);
  CHECK(balanced.record.iterations() > 1);
  CHECK(balanced.record.gaps.back() <= 1e-12);
  require_equal(scaled(prior, balanced.record.row_multipliers, balanced.record.column_multipliers),
                balanced.values, 0);
}

TEST_CASE("RAS gives the same for a prior whose rows and columns were scaled") {
  std::mt19937_64 bits(1);
  for (int round = 0; round < 20; ++round) {
    const Matrix prior = random_matrix(bits, 5, 7, 0.2);
    const Matrix target = scaled(prior, random_factors(bits, 5), random_factors(bits, 7));
    const Margins margins{row_sums(target), column_sums(target), {}, {}};
    const Matrix other = scaled(prior, random_factors(bits, 5), random_factors(bits, 7));
    require_equal(ras(prior, margins).values, target, 1e-9);
    require_equal(ras(other, margins).values, target, 1e-9);
  }
}

TEST_CASE("GRAS equals RAS on a non-negative matrix") {
  std::mt19937_64 bits(2);
  for (int round = 0; round < 20; ++round) {
    const Matrix prior = random_matrix(bits, 6, 4, 0.15);
    const Matrix target = scaled(prior, random_factors(bits, 6), random_factors(bits, 4));
    const Margins margins{row_sums(target), column_sums(target), {}, {}};
    require_equal(gras(prior, margins).values, ras(prior, margins).values, 1e-9);
  }
}

TEST_CASE("GRAS keeps signs, meets the margins and satisfies its optimality condition") {
  std::mt19937_64 bits(3);
  std::uniform_real_distribution<double> uniform(0, 1);
  for (int round = 0; round < 20; ++round) {
    Matrix prior = random_matrix(bits, 6, 6, 0.1);
    for (double& cell : prior.values) {
      if (uniform(bits) < 0.15) cell = -0.5 * cell;
    }
    // A target that is reachable by construction: r p s and -n / (r s).
    const std::vector<double> r = random_factors(bits, 6);
    const std::vector<double> s = random_factors(bits, 6);
    Matrix target = prior;
    for (std::size_t i = 0; i < 6; ++i) {
      for (std::size_t j = 0; j < 6; ++j)
        target(i, j) = prior(i, j) > 0 ? prior(i, j) * r[i] * s[j] : prior(i, j) / (r[i] * s[j]);
    }
    const Balanced balanced = gras(prior, {row_sums(target), column_sums(target), {}, {}});
    // The solution is unique up to r c, s / c, so it is the target itself.
    require_equal(balanced.values, target, 1e-8);
    for (std::size_t k = 0; k < prior.values.size(); ++k)
      CHECK(std::signbit(balanced.values.values[k]) == std::signbit(prior.values[k]));
  }
}

TEST_CASE("GRAS gives the closed solution of one row") {
  // One row, two columns, u = 5: by hand with s free, the columns decide: 8 and -3.
  const Balanced balanced = gras(Matrix(1, 2, {4, -2}), {{5}, {8, -3}, {}, {}});
  require_equal(balanced.values, Matrix(1, 2, {8, -3}), 1e-11);
}

TEST_CASE("GRAS takes rows of zeros and rows without positive cells") {
  const Matrix prior(3, 2, {2, 3, 0, 0, -1, -1});
  const Balanced balanced = gras(prior, {{6, 0, -3}, {1.5, 1.5}, {}, {}});
  const std::vector<double> rows = row_sums(balanced.values);
  CHECK(rows[0] == Approx(6).epsilon(1e-11));
  CHECK(rows[1] == 0);
  CHECK(rows[2] == Approx(-3).epsilon(1e-11));
  CHECK(column_sums(balanced.values)[0] == Approx(1.5).epsilon(1e-11));
}

TEST_CASE("Rows and columns that are to be zero vanish under GRAS, whatever their sign") {
  const Balanced found = gras(Matrix(3, 3, {-1, -2, 0, 3, 4, 5, 1, -2, 2}), {{0, 9, 3}, {6, 0, 6}, {}, {}});
  CHECK(row_sums(found.values)[0] == 0);
  CHECK(found.record.row_multipliers[0] == 0);
  CHECK(column_sums(found.values)[1] == Approx(0).margin(1e-11));
  CHECK(found.values(1, 1) == Approx(-found.values(2, 1)));
  CHECK(found.values(1, 1) > 0);
  // An emptied row leaves a column that is to be zero with cells of one sign.
  const Balanced chain = gras(Matrix(2, 2, {-1, 0, 2, 3}), {{0, 4}, {0, 4}, {}, {}});
  require_equal(chain.values, Matrix(2, 2, {0, 0, 0, 4}), 1e-11);
}

TEST_CASE("Margins that printing keeps apart are brought to one sum, and by how much is told") {
  const Margins margins{{3, 7}, {4, 6.000000001}, {}, {}};
  for (const bool signs : {false, true}) {
    const Balanced found = signs ? gras(square_prior, margins) : ras(square_prior, margins);
    CHECK(row_sums(found.values)[1] == Approx(7).epsilon(1e-12));
    CHECK(found.record.apart == Approx(-1e-9).epsilon(1e-5));
  }
  CHECK(ras(square_prior, {{3, 7}, {4, 6}, {}, {}}).record.apart == 0);
}

TEST_CASE("A matrix that is balanced already takes no iteration") {
  const Margins margins{{3, 7}, {4, 6}, {}, {}};
  CHECK(ras(square_prior, margins).record.iterations() == 0);
  CHECK(gras(square_prior, margins).record.iterations() == 0);
}

TEST_CASE("RAS and GRAS refuse by name what they cannot do") {
  CHECK(reason_of([] { ras(square_prior, {{1, 1, 1}, {1, 2}, {}, {}}); }) == Reason::shape);
  CHECK(reason_of([] { ras(square_prior, {{3, 7}, {4, 7}, {}, {}}); }) == Reason::margins_disagree);
  CHECK(reason_of([] { gras(square_prior, {{3, 7}, {4, 7}, {}, {}}); }) == Reason::margins_disagree);
  CHECK(reason_of([] {
          ras(Matrix(2, 2, {1, -2, 3, 4}), {{3, 7}, {4, 6}, {}, {}});
        }) == Reason::negative_cell);
  CHECK(reason_of([] { ras(square_prior, {{-3, 7}, {-2, 6}, {}, {}}); }) == Reason::negative_margin);
  CHECK(reason_of([] {
          ras(Matrix(2, 2, {0, 0, 3, 4}), {{3, 7}, {4, 6}, {}, {}});
        }) == Reason::row_without_cells);
  CHECK(reason_of([] {
          ras(Matrix(2, 2, {0, 1, 0, 4}), {{3, 7}, {4, 6}, {}, {}});
        }) == Reason::column_without_cells);
  CHECK(reason_of([] {
          gras(Matrix(2, 2, {-1, -2, 3, 4}), {{3, 7}, {4, 6}, {}, {}});
        }) == Reason::row_without_cells);
  CHECK(reason_of([] {
          gras(Matrix(2, 2, {1, 2, 3, 4}), {{-3, 7}, {-2, 6}, {}, {}});
        }) == Reason::row_without_cells);
}

TEST_CASE("Zeros that leave no solution are told by the rows and columns that they cut off") {
  // Row a sells to the first column only and must sell more than that column buys.
  const Margins margins{{9, 1}, {4, 6}, {"a", "b"}, {"x", "y"}};
  for (const bool signs : {false, true}) {
    try {
      const Matrix prior(2, 2, {1, 0, 1, 1});
      signs ? gras(prior, margins, {1e-12, 200}) : ras(prior, margins, {1e-12, 200});
      FAIL("nothing was refused");
    } catch (const Refusal& refusal) {
      CHECK(refusal.reason() == Reason::infeasible_zeros);
      CHECK_THAT(refusal.what(), Catch::Contains("row \"a\" is to sum to 9") &&
                                     Catch::Contains("column \"x\", which is to sum to 4"));
    }
  }
  // A negative cell lets more through: row b gives up in x what a sells there.
  const Balanced found = gras(Matrix(2, 2, {1, 0, -1, 1}), margins, {1e-12, 2000});
  CHECK(found.values(0, 0) == Approx(9));
  CHECK(found.values(1, 0) == Approx(-5));
}

TEST_CASE("Balances of random targets end in finite numbers that meet them, or in a refusal") {
  std::mt19937 random(17);
  std::uniform_real_distribution<double> uniform(0, 1);
  std::size_t balanced = 0;
  for (int trial = 0; trial < 2000; ++trial) {
    CAPTURE(trial);
    const std::size_t n = 2 + random() % 4;
    Matrix prior(n, n);
    for (double& cell : prior.values) {
      const double draw = uniform(random);
      cell = draw < 0.3 ? 0 : draw < 0.45 ? -uniform(random) : 10 * uniform(random);
    }
    Margins margins{std::vector<double>(n), std::vector<double>(n), {}, {}};
    for (double& total : margins.rows)
      total = uniform(random) < 0.2 ? 0 : std::exp(6 * uniform(random)) * (uniform(random) < 0.1 ? -1 : 1);
    for (double& total : margins.columns)
      total = uniform(random) < 0.2 ? 0 : std::exp(6 * uniform(random));
    margins.columns.back() += sum(margins.rows) - sum(margins.columns);
    try {
      const Balanced found = gras(prior, margins, {1e-9, 2000});
      ++balanced;
      for (const double cell : found.values.values)
        REQUIRE(std::isfinite(cell));
      const double scale = 1e-8 * (1 + std::abs(margins.columns.back()) + sum(margins.rows));
      const std::vector<double> rows = row_sums(found.values);
      for (std::size_t i = 0; i < n; ++i)
        REQUIRE(std::abs(rows[i] - margins.rows[i]) <= 1e-6 * 403 + scale);
    } catch (const Refusal& refusal) {
      REQUIRE_FALSE(std::string(refusal.what()).empty());
    }
  }
  CHECK(balanced > 100);
}

}  // namespace leontide::table
