#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "linear/eigenvalues.hpp"
#include "linear/lu.hpp"

using leontide::linear::Lu;
using leontide::linear::spectral_radius;
using leontide::linear::symmetric_eigenvalues;

namespace {

/// The Hilbert matrix, 1 / (i + j + 1).
std::vector<double> hilbert(std::size_t n) {
  std::vector<double> out;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j)
      out.push_back(1.0 / static_cast<double>(i + j + 1));
  }
  return out;
}

}  // namespace

TEST_CASE("A factorised matrix solves for rows and for columns") {
  // By hand: A (1, 2, 3)' = (7, 13, 16)', A' (1, 2, 3)' = (13, 10, 16)'.
  const Lu lu(std::vector<double>{2, 1, 1, 4, 0, 3, 1, 3, 3}, 3);
  CHECK(lu.size() == 3);
  const auto x = lu.solve(std::vector<double>{7, 13, 16});
  const auto y = lu.solve_transposed(std::vector<double>{13, 10, 16});
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(x[i] == Approx(static_cast<double>(i + 1)).epsilon(1e-14));
    CHECK(y[i] == Approx(static_cast<double>(i + 1)).epsilon(1e-14));
  }
  const auto both = lu.solve(std::vector<double>{7, 14, 13, 26, 16, 32}, 2);
  CHECK(both[5] == Approx(6).epsilon(1e-14));
}

TEST_CASE("The inverse of the Hilbert matrix has its known integers") {
  // Choi 1983, "Tricks or treats with the Hilbert matrix", n = 4.
  const std::vector<double> known{16,  -120,  240,  -140,  -120, 1200, -2700, 1680,
                                  240, -2700, 6480, -4200, -140, 1680, -4200, 2800};
  const auto inverse = Lu(hilbert(4), 4).inverse();
  for (std::size_t k = 0; k < known.size(); ++k)
    CHECK(inverse[k] == Approx(known[k]).epsilon(1e-10));
}

TEST_CASE("The reciprocal condition is that of the 1-norm") {
  // Of the Hilbert matrix with n = 4: 28375 (Higham, Accuracy and Stability of Numerical Algorithms,
  // table 28.2).
  CHECK(1 / Lu(hilbert(4), 4).reciprocal_condition() == Approx(28375).epsilon(1e-9));
  CHECK(Lu(std::vector<double>{1, 0, 0, 1}, 2).reciprocal_condition() == 1);
  CHECK(Lu(std::vector<double>{1, 2, 2, 4}, 2).reciprocal_condition() == 0);
  CHECK(Lu(std::vector<double>{90, 10, 0, 5, 180, 15, 0, 0, 0}, 3).reciprocal_condition() == 0);
}

TEST_CASE("The spectral radius counts complex and negative eigenvalues by their size") {
  CHECK(spectral_radius(std::vector<double>{0, -3, 3, 0}, 2) == Approx(3).epsilon(1e-14));
  CHECK(spectral_radius(std::vector<double>{0, 1, 0, 0, 0, 1, 1, 0, 0}, 3) == Approx(1).epsilon(1e-14));
  CHECK(spectral_radius(std::vector<double>{1, 0, 0, -5}, 2) == Approx(5).epsilon(1e-14));
}

TEST_CASE("Eigenvalues of the second difference are those of its closed form") {
  // 2 - 2 cos(k pi / (n + 1)), ascending in k.
  constexpr std::size_t n = 5;
  std::vector<double> matrix(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    matrix[i * n + i] = 2;
    if (i + 1 < n) matrix[i * n + i + 1] = matrix[(i + 1) * n + i] = -1;
  }
  const auto found = symmetric_eigenvalues(matrix, n);
  for (std::size_t k = 0; k < n; ++k) {
    const double value = 2 - 2 * std::cos(static_cast<double>(k + 1) * M_PI / static_cast<double>(n + 1));
    CHECK(found.values[k] == Approx(value).epsilon(1e-13));
    for (std::size_t i = 0; i < n; ++i) {
      double image = 0;
      for (std::size_t j = 0; j < n; ++j)
        image += matrix[i * n + j] * found.vectors[k * n + j];
      CHECK(image == Approx(value * found.vectors[k * n + i]).margin(1e-13));
    }
  }
}
