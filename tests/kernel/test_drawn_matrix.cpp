#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "kernel/drawn_matrix.hpp"
#include "lanes/batched_lu.hpp"
#include "lanes/block.hpp"

using namespace leontide;
using lanes::width;

namespace {

/// Numbers between 0 and 1 that look drawn.
double number(std::size_t i) {
  const double x = std::sin(static_cast<double>(i) * 12.9898) * 43758.5453;
  return x - std::floor(x);
}

struct Economy {
  explicit Economy(std::size_t sectors)
      : n(sectors), a(n * n), cells(n * n * width), demand(n * width), row(n * width), column(n * width) {
    for (std::size_t i = 0; i < n * n; ++i)
      a[i] = number(i) / static_cast<double>(n);
    for (std::size_t i = 0; i < n * width; ++i) {
      demand[i] = 1 + number(i + 7);
      row[i] = 0.8 + 0.4 * number(i + 11);
      column[i] = 0.8 + 0.4 * number(i + 13);
    }
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        for (std::size_t lane = 0; lane < width; ++lane)
          cells[(i * n + j) * width + lane] = row[i * width + lane] * a[i * n + j] * column[j * width + lane];
      }
    }
  }
  std::size_t n;
  std::vector<double> a;
  lanes::AlignedVector cells, demand, row, column;
};

}  // namespace

TEST_CASE("a matrix a lane is solved as the one that multipliers make of the same cells") {
  for (const std::size_t n : {1, 5, 42}) {
    const Economy economy(n);
    lanes::AlignedVector x(n * width), known(n * width);
    lanes::AlignedVector scratch(std::max(kernel::solve_drawn_scratch(n), lanes::solve_lanes_scratch(n)));
    const auto report =
        kernel::solve_drawn(n, economy.cells.data(), economy.demand.data(), x.data(), 1e-12, scratch.data());
    CHECK(report.unproductive == 0);
    CHECK(report.failed == 0);
    CHECK(lanes::solve_lanes(n, economy.a.data(), economy.row.data(), economy.column.data(),
                             economy.demand.data(), known.data(), ~std::uint64_t{0},
                             scratch.data()) == ~std::uint64_t{0});
    for (std::size_t i = 0; i < n * width; ++i)
      CHECK(x[i] == Approx(known[i]).epsilon(1e-12));
  }
}

TEST_CASE("products with a matrix a lane are transposes of each other") {
  constexpr std::size_t rows = 3, columns = 4;
  lanes::AlignedVector matrix(rows * columns * width), x(columns * width), y(rows * width);
  lanes::AlignedVector intermediate_inputs(rows * width), intermediate_uses(columns * width);
  for (std::size_t i = 0; i < matrix.size(); ++i)
    matrix[i] = number(i);
  for (std::size_t i = 0; i < x.size(); ++i)
    x[i] = number(i + 3);
  for (std::size_t i = 0; i < y.size(); ++i)
    y[i] = number(i + 5);
  kernel::multiply_drawn(matrix.data(), rows, columns, x.data(), intermediate_inputs.data());
  kernel::multiply_drawn_transposed(matrix.data(), rows, columns, y.data(), intermediate_uses.data());
  for (std::size_t lane = 0; lane < width; ++lane) {
    double left = 0, right = 0;
    for (std::size_t i = 0; i < rows; ++i)
      left += y[i * width + lane] * intermediate_inputs[i * width + lane];
    for (std::size_t j = 0; j < columns; ++j)
      right += x[j * width + lane] * intermediate_uses[j * width + lane];
    CHECK(left == Approx(right).epsilon(1e-14));
  }
}

TEST_CASE("a lane whose matrix leaves no value added is unproductive, and the others are solved") {
  Economy economy(3);
  constexpr std::size_t bad = 17;
  for (std::size_t cell = 0; cell < 9; ++cell)
    economy.cells[cell * width + bad] *= 10;
  lanes::AlignedVector x(3 * width), scratch(kernel::solve_drawn_scratch(3));
  const auto report =
      kernel::solve_drawn(3, economy.cells.data(), economy.demand.data(), x.data(), 1e-10, scratch.data());
  CHECK(report.unproductive == std::uint64_t{1} << bad);
  CHECK(report.failed == 0);
  CHECK(std::isnan(x[bad]));
  CHECK(std::isfinite(x[bad + 1]));
}
