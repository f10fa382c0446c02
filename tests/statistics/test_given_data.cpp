#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <vector>

#include "sobol_problems.hpp"
#include "statistics/class_table.hpp"
#include "statistics/classes.hpp"
#include "statistics/given_data.hpp"
#include "statistics/rank_sobol.hpp"
#include "statistics/resample.hpp"

using namespace leontide::statistics;

namespace {

using Column = std::vector<double>;

// Standard normal draws, two for two uniforms (Box & Muller 1958).
Column normals(std::uint32_t number, std::size_t size) {
  Column values = resampling_uniforms(41, number, size);
  for (std::size_t i = 0; i + 1 < size; i += 2) {
    const double radius = std::sqrt(-2 * std::log(values[i])), angle = 2 * std::numbers::pi * values[i + 1];
    values[i] = radius * std::cos(angle);
    values[i + 1] = radius * std::sin(angle);
  }
  return values;
}

template <class Function>
Column combine(const Column& a, const Column& b, Function f) {
  Column result(a.size());
  for (std::size_t i = 0; i < a.size(); ++i)
    result[i] = f(a[i], b[i]);
  return result;
}

bool within(const Estimate& estimate, double truth, double bias = 0) {
  return std::fabs(estimate.value - truth) < 4 * estimate.error + bias;
}

}  // namespace

TEST_CASE("classes hold equal counts and never part equal values") {
  const Column x{5, 1, 4, 2, 3, 6, 8, 7};
  CHECK(equal_count_classes(x, ascending(x), 4) == std::vector<std::uint16_t>{2, 0, 1, 0, 1, 2, 3, 3});
  const Column tied{1, 1, 1, 1, 1, 2, 3, 4};
  CHECK(equal_count_classes(tied, ascending(tied), 3) == std::vector<std::uint16_t>{0, 0, 0, 0, 0, 1, 2, 2});
  const Column few{0, 9, 9, 0, 9};
  CHECK(equal_count_classes(few, ascending(few), 16) == std::vector<std::uint16_t>{0, 1, 1, 0, 1});
  CHECK(ascending(few) == std::vector<std::uint32_t>{0, 3, 1, 2, 4});
}

TEST_CASE("the rank index by hand: neighbours on a ring") {
  // y in the order of x is 1, 3, 2, 6: mean 3, mean product (3 + 6 + 12 + 6) / 4, mean square 12.5.
  const Column x{3, 1, 4, 2}, y{2, 1, 6, 3};
  CHECK(rank_sobol(ascending(x), y) == Approx((27.0 / 4 - 9) / (12.5 - 9)));
  CHECK(std::isnan(rank_sobol(ascending(x), Column{1, 1, 1, 1})));
}

TEST_CASE("the rank index of Ishigami is its first-order index") {
  Column u[3], y;
  for (std::uint32_t i = 0; i < 3; ++i)
    u[i] = resampling_uniforms(31, i, 16384);
  for (std::size_t r = 0; r < 16384; ++r)
    y.push_back(leontide::problems::ishigami(Column{u[0][r], u[1][r], u[2][r]}));
  const auto v = leontide::problems::ishigami_variances();
  CHECK(within(rank_sobol_estimate(ascending(u[0]), y), v.first / v.whole));
  CHECK(within(rank_sobol_estimate(ascending(u[1]), y), v.second / v.whole));
  CHECK(within(rank_sobol_estimate(ascending(u[2]), y), 0));
  CHECK(rank_sobol_estimate(ascending(u[0]), y).error < 0.03);
}

TEST_CASE("the rank index's interval covers in 92 to 98 % of 400 seeds") {
  int linear = 0, idle = 0;
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    const Column a = resampling_uniforms(51, 2 * seed, 2048), b = resampling_uniforms(51, 2 * seed + 1, 2048);
    const Column y = combine(a, b, [](double p, double q) { return p + q; });
    const Estimate share = rank_sobol_estimate(ascending(a), y), none = rank_sobol_estimate(ascending(a), b);
    linear += share.low <= 0.5 && 0.5 <= share.high ? 1 : 0;
    idle += none.low <= 0 && 0 <= none.high ? 1 : 0;
  }
  CAPTURE(linear, idle);
  CHECK((linear >= 368 && linear <= 392));
  CHECK((idle >= 368 && idle <= 392));
}

TEST_CASE("hits and misses have exact indices where the chance is linear in x") {
  // Hit when u1 + u2 < 1: chance 1 - u1 given u1, so first-order index (1/12) / (1/4); in 16 classes the
  // distances are 1/32, 3/32, … 15/32, each twice: median and mean 1/4.
  const Column a = resampling_uniforms(61, 0, 16384), b = resampling_uniforms(61, 1, 16384);
  const Column y = combine(a, b, [](double p, double q) { return p + q < 1 ? 1.0 : 0.0; });
  const GivenData answer = given_data({a}, {y});
  const GivenDataIndices& indices = answer.indices[0];
  CHECK(indices.advice == SampleAdvice::enough);
  CHECK(within(indices.first_order, 1.0 / 3));
  CHECK(within(indices.pawn_median, 0.25));
  CHECK(within(indices.pawn_maximum, 15.0 / 32));
  CHECK(within(indices.delta, 0.25));
  CHECK(indices.pawn_median.value > 10 * answer.dummies[0].pawn_median);
}

TEST_CASE("a factor of two values splits the draws in two") {
  // A hit has chance 0.2 without and 0.6 with an event of chance 1/4; 0.3 overall. Distances 0.1 and 0.3.
  const Column e = resampling_uniforms(62, 0, 8192), u = resampling_uniforms(62, 1, 8192);
  const Column event = combine(e, u, [](double p, double) { return p < 0.25 ? 1.0 : 0.0; });
  const Column hit =
      combine(event, u, [](double on, double p) { return p < (on > 0 ? 0.6 : 0.2) ? 1.0 : 0.0; });
  const GivenDataIndices indices = given_data({event}, {hit}).indices[0];
  CHECK(within(indices.pawn_median, 0.2));
  CHECK(within(indices.pawn_maximum, 0.3));
  CHECK(within(indices.delta, 0.15));
  CHECK(within(indices.first_order, 0.1875 * 0.16 / 0.21));
}

TEST_CASE("a sum of two normal inputs has the delta and PAWN of its densities") {
  // y = x1 + x2: delta 0.3060 by quadrature over x1 (scipy); on 16 classes and 32 bins of equal chance
  // 0.3029; PAWN on 16 classes: median 0.2539, maximum 0.5791 (same script).
  const Column a = normals(0, 16384), b = normals(1, 16384);
  const Column y = combine(a, b, [](double p, double q) { return p + q; });
  const GivenDataIndices indices = given_data({a}, {y}).indices[0];
  CHECK(within(indices.delta, 0.3029));
  CHECK(indices.delta.value == Approx(0.3060).margin(0.015));
  CHECK(within(indices.pawn_median, 0.2539, 0.01));
  CHECK(within(indices.pawn_maximum, 0.5791, 0.01));
  CHECK(within(indices.first_order, 0.5));
}

TEST_CASE("monotone changes of a result leave PAWN and delta alone") {
  const Column a = normals(2, 4096), b = normals(3, 4096);
  const Column y = combine(a, b, [](double p, double q) { return p + q; });
  const Column z = combine(y, y, [](double p, double) { return std::exp(p); });
  const GivenData answer = given_data({a}, {y, z});
  CHECK(answer.indices[0].pawn_median.value == answer.indices[1].pawn_median.value);
  CHECK(answer.indices[0].delta.low == answer.indices[1].delta.low);
}

TEST_CASE("factors without influence stay at the dummy level") {
  std::vector<Column> columns;
  for (std::uint32_t i = 0; i < 41; ++i)
    columns.push_back(resampling_uniforms(71, i, 2048));
  const GivenData answer = given_data(Sample(columns.begin() + 1, columns.end()), {columns[0]});
  int above[4] = {};
  for (const GivenDataIndices& indices : answer.indices) {
    const DummyLevels& dummy = answer.dummies[0];
    above[0] += indices.first_order.value > dummy.first_order ? 1 : 0;
    above[1] += indices.pawn_median.value > dummy.pawn_median ? 1 : 0;
    above[2] += indices.pawn_maximum.value > dummy.pawn_maximum ? 1 : 0;
    above[3] += indices.delta.value > dummy.delta ? 1 : 0;
  }
  // One in twenty of 40 is expected above; ten or more would have a chance below one in a hundred even for
  // the spread of a level found from 19 permutations.
  for (const int count : above)
    CHECK(count < 10);
}

TEST_CASE("advice says when the sample cannot answer") {
  const Column a = resampling_uniforms(81, 0, 2048);
  Column rare(2048, 0.0), constant(2048, 3.0);
  rare[7] = rare[9] = 1;
  const GivenData answer = given_data({a, constant}, {a, rare, constant});
  CHECK(answer.indices[0].advice == SampleAdvice::enough);
  CHECK(answer.indices[1].advice == SampleAdvice::too_few_events);
  CHECK(answer.indices[2].advice == SampleAdvice::constant_result);
  CHECK(answer.indices[3].advice == SampleAdvice::constant_factor);
  CHECK(std::isnan(answer.indices[3].delta.value));
  const Column few(a.begin(), a.begin() + 500);
  CHECK(given_data({few}, {few}).indices[0].advice == SampleAdvice::too_few_draws);
  CHECK_THROWS_AS(given_data({few}, {a}), std::invalid_argument);
}

// x at the odd 256ths … of a van der Corput sequence (equal parts, as a point set has them), y = 1 from one
// half on: the index is 1, and n neighbours that part once show 1 - 1 / (n p (1 - p)) = 1 - 4 / n, in every
// group.
TEST_CASE("the interval of a rank index holds 1 where draws are a point set") {
  for (const std::size_t n : {128U, 1024U}) {
    std::vector<double> x(n), y(n);
    for (std::size_t i = 0; i < n; ++i) {
      double part = 0.5;
      for (std::size_t rest = i; rest > 0; rest /= 2, part /= 2)
        x[i] += rest % 2 == 1 ? part : 0;
      y[i] = x[i] >= 0.5 ? 1 : 0;
    }
    const auto estimate = rank_sobol_estimate(ascending(x), y);
    CHECK(estimate.value == Approx(1 - 4.0 / static_cast<double>(n)));
    CHECK(estimate.low < estimate.value);
    CHECK(estimate.high >= 1);
  }
}
