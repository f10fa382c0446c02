#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <vector>

#include "lanes/block.hpp"
#include "lanes/check.hpp"
#include "lanes/gemm.hpp"

namespace lanes = leontide::lanes;
using leontide::lanes_test::Numbers;

namespace {

std::vector<double> some_numbers(std::size_t count, unsigned seed) {
  Numbers next(seed);
  std::vector<double> numbers(count);
  for (double& number : numbers)
    number = next.between(-1, 1);
  return numbers;
}

lanes::AlignedVector block(std::size_t rows, unsigned seed) {
  const auto numbers = some_numbers(rows * lanes::width, seed);
  return {numbers.begin(), numbers.end()};
}

bool same_bits(const lanes::AlignedVector& a, const lanes::AlignedVector& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

}  // namespace

// The promise is of bits: one chain of fused multiply-adds from zero in the order of k.
TEST_CASE("multiply is one chain of fused multiply-adds for every number") {
  for (const std::size_t rows : {1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 42, 153}) {
    for (const std::size_t inner : {0, 1, 2, 7, 42, 48, 49, 127, 128, 129, 153, 256, 300}) {
      const auto a = some_numbers(rows * inner + 1, 1);
      const auto x = block(inner + 1, 2);
      lanes::AlignedVector y(rows * lanes::width, 7.0), expected(rows * lanes::width);
      for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t lane = 0; lane < lanes::width; ++lane) {
          double sum = 0;
          for (std::size_t k = 0; k < inner; ++k)
            sum = std::fma(a[i * inner + k], x[k * lanes::width + lane], sum);
          expected[i * lanes::width + lane] = sum;
        }
      }
      lanes::multiply(a.data(), rows, inner, x.data(), y.data());
      INFO(rows << " x " << inner);
      REQUIRE(same_bits(y, expected));
    }
  }
}

TEST_CASE("multiply_transposed gives the bits of multiplying by the transposed matrix") {
  for (const std::size_t rows : {1, 5, 42, 153}) {
    for (const std::size_t columns : {1, 2, 3, 42, 130}) {
      const auto a = some_numbers(rows * columns, 3);
      std::vector<double> transposed(rows * columns);
      for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t j = 0; j < columns; ++j)
          transposed[j * rows + i] = a[i * columns + j];
      }
      const auto x = block(rows, 4);
      lanes::AlignedVector y(columns * lanes::width), expected(columns * lanes::width);
      lanes::multiply(transposed.data(), columns, rows, x.data(), expected.data());
      lanes::multiply_transposed(a.data(), rows, columns, x.data(), y.data());
      INFO(rows << " x " << columns);
      REQUIRE(same_bits(y, expected));
    }
  }
}

TEST_CASE("a lane of a product does not depend on its neighbours, even when they are not numbers") {
  const std::size_t n = 42;
  const auto a = some_numbers(n * n, 5);
  const auto x = block(n, 6);
  auto spoilt = x;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t lane = 0; lane < lanes::width; ++lane) {
      if (lane != 17) spoilt[i * lanes::width + lane] = lane % 2 == 0 ? std::nan("") : HUGE_VAL;
    }
  }
  lanes::AlignedVector y(n * lanes::width), y_spoilt(n * lanes::width);
  lanes::multiply(a.data(), n, n, x.data(), y.data());
  lanes::multiply(a.data(), n, n, spoilt.data(), y_spoilt.data());
  for (std::size_t i = 0; i < n; ++i)
    CHECK(y[i * lanes::width + 17] == y_spoilt[i * lanes::width + 17]);
}
