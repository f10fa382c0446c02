// Sizes: what rounding may move a number by, over ε.
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "simulation/sized.hpp"

namespace leontide::simulation {

namespace {

using language::Operation;

Sized of(Operation operation, Sized a, Sized b = {}, Sized c = {}) {
  return apply(operation, a, b, c);
}

}  // namespace

TEST_CASE("a difference is as large as what is subtracted, a growth as large as its quotient") {
  const Sized gap = of(Operation::subtract, plain(1000.5), plain(1000));
  CHECK(gap.value == 0.5);
  CHECK(gap.size == 1000.5);
  const Sized quotient = of(Operation::divide, plain(1e4), plain(1e4));
  CHECK(of(Operation::subtract, quotient, plain(1)).size == 1);
  // A share of a difference: the difference's size over the whole.
  CHECK(of(Operation::divide, gap, plain(500)).size == Approx(2.001));
}

TEST_CASE("sizes pass through every function by its slope, and never fall below the value") {
  const Sized x{2, 10};
  CHECK(of(Operation::negate, x).size == 10);
  CHECK(of(Operation::exponential, x).size == Approx(10 * std::exp(2.0)));
  CHECK(of(Operation::logarithm, x).size == Approx(5));
  CHECK(of(Operation::square_root, x).size == Approx(10 / (2 * std::sqrt(2.0))));
  CHECK(of(Operation::multiply, x, plain(3)).size == 30);
  CHECK(of(Operation::power, x, plain(3)).size == Approx(3 * 4 * 10));
  CHECK(of(Operation::maximum, plain(0), {-1, 7}).size == 7);
  CHECK(of(Operation::select, plain(0), {1, 5}, {2, 3}).value == 2);
  CHECK(of(Operation::clamp, {5, 5}, plain(0), plain(1)).value == 1);
  CHECK(of(Operation::less, plain(1), plain(2)).value == 1);
  CHECK(of(Operation::greater_equal, plain(1), plain(2)).value == 0);
  CHECK(of(Operation::sine, {0, 1e3}).size == 1e3);
  CHECK(of(Operation::cosine, plain(0)).size == 1);
  CHECK(std::isfinite(of(Operation::divide, plain(1), plain(0)).size));
  CHECK(std::isnan(of(Operation::logarithm, plain(-1)).value));
}

TEST_CASE("sums and products take the largest size, a Leontief solution that of all demand") {
  const SizedRows rows{{1, 4}, {-1, 9}};
  CHECK(sum(rows).value == 0);
  CHECK(sum(rows).size == 9);
  const std::vector<double> a{0.1, 0.2, 0.3, 0.4};
  const SizedRows forward = product(a, 2, 2, {plain(10), plain(20)}, false);
  CHECK(forward[0].value == Approx(5));
  CHECK(forward[1].size == Approx(11));
  CHECK(product(a, 2, 2, {plain(10), plain(20)}, true)[0].value == Approx(7));
  // (I - A)^-1 of [.1 .2; .3 .4] is [.6 .2; .3 .9] / .48; the series stops at a part in a thousand.
  const SizedRows output = leontief(a, {plain(48), plain(0)}, {plain(1)}, {plain(1)});
  CHECK(output[0].value == Approx(60).epsilon(0.01));
  CHECK(output[1].value == Approx(30).epsilon(0.01));
}

}  // namespace leontide::simulation
