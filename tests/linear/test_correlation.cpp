#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "linear/correlation.hpp"

using namespace leontide::linear;

TEST_CASE("the nearest correlation matrix is Higham's") {
  // Higham (2002), section 5 and his note "The nearest correlation matrix": this matrix has the nearest one
  // with off-diagonals 0.7607 and 0.1573, at distance 0.5278.
  const std::vector<double> a = {1, 1, 0, 1, 1, 1, 0, 1, 1};
  const auto nearest = nearest_correlation(a, 3);
  CHECK(nearest[1] == Approx(0.7607).margin(5e-5));
  CHECK(nearest[2] == Approx(0.1573).margin(5e-5));
  CHECK(nearest[5] == Approx(0.7607).margin(5e-5));
  double distance = 0;
  for (std::size_t i = 0; i < 9; ++i)
    distance += std::pow(nearest[i] - a[i], 2);
  CHECK(std::sqrt(distance) == Approx(0.5278).margin(5e-5));
  CHECK(nearest[0] == 1);
}

TEST_CASE("a correlation matrix is its own nearest") {
  const std::vector<double> a = {1, 0.3, -0.2, 0.3, 1, 0.5, -0.2, 0.5, 1};
  const auto nearest = nearest_correlation(a, 3);
  for (std::size_t i = 0; i < 9; ++i)
    CHECK(nearest[i] == Approx(a[i]).margin(1e-12));
}

TEST_CASE("lifted eigenvalues make a matrix that factorises") {
  const std::vector<double> a = {1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1};
  CHECK(cholesky(a, 3).empty());
  CHECK_FALSE(cholesky(nearest_correlation(a, 3, 1e-3), 3).empty());
}

TEST_CASE("the factor times its transpose gives the matrix back") {
  const std::vector<double> a = {1, 0.6, 0.3, 0.6, 1, -0.2, 0.3, -0.2, 1};
  const auto l = cholesky(a, 3);
  REQUIRE(l.size() == 9);
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < 3; ++k)
        sum += l[i * 3 + k] * l[j * 3 + k];
      CHECK(sum == Approx(a[i * 3 + j]).margin(1e-15));
    }
  }
  CHECK(cholesky(std::vector<double>{1, 1, 1, 1}, 2).empty());
}
