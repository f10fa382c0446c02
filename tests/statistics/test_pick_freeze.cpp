#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <vector>

#include "sobol_problems.hpp"
#include "statistics/pick_freeze.hpp"
#include "statistics/resample.hpp"

using namespace leontide::statistics;
using namespace leontide::problems;

namespace {

using Row = std::vector<double>;
using Function = std::function<double(const Row&)>;

// Two samples and what mixes of them give: result(u) takes the inputs in bit set u from B.
struct Design {
  std::vector<Row> a, b;
  Function function;

  Design(std::size_t inputs, std::uint32_t rows, std::uint64_t seed, Function f) : function(std::move(f)) {
    for (std::uint32_t r = 0; r < rows; ++r) {
      a.push_back(resampling_uniforms(seed, 2 * r, inputs));
      b.push_back(resampling_uniforms(seed, 2 * r + 1, inputs));
    }
  }
  std::vector<double> result(std::size_t from_b) const {
    std::vector<double> values;
    for (std::size_t r = 0; r < a.size(); ++r) {
      Row row = a[r];
      for (std::size_t i = 0; i < row.size(); ++i)
        if ((from_b >> i & 1) != 0) row[i] = b[r][i];
      values.push_back(function(row));
    }
    return values;
  }
};

void check_within_four_errors(const Estimate& estimate, double truth) {
  CAPTURE(estimate.value, estimate.error, truth);
  CHECK(std::fabs(estimate.value - truth) < 4 * estimate.error);
  CHECK(estimate.error < 0.05);
}

void check_indices(const Design& design, const Indices& truth) {
  const std::size_t inputs = truth.first.size(), all = (std::size_t{1} << inputs) - 1;
  const auto a = design.result(0), b = design.result(all);
  for (std::size_t i = 0; i < inputs; ++i) {
    CAPTURE(i);
    const std::size_t me = std::size_t{1} << i;
    const auto mixed = design.result(me);
    check_within_four_errors(first_order_index(a, b, mixed), truth.first[i]);
    check_within_four_errors(total_index(a, b, mixed), truth.total[i]);
  }
}

}  // namespace

TEST_CASE("Ishigami's first and total indices lie within four standard errors") {
  const IshigamiVariances v = ishigami_variances();
  // The shares as printed in Saltelli et al. (2008), Global Sensitivity Analysis: The Primer, 0.3139, 0.4424,
  // 0.
  CHECK(v.first / v.whole == Approx(0.3139).margin(5e-5));
  CHECK(v.second / v.whole == Approx(0.4424).margin(5e-5));
  const Indices truth{
      {v.first / v.whole, v.second / v.whole, 0},
      {(v.first + v.first_and_third) / v.whole, v.second / v.whole, v.first_and_third / v.whole}};
  check_indices(Design(3, 8192, 21, ishigami), truth);
}

TEST_CASE("Sobol-g's first and total indices lie within four standard errors") {
  const std::vector<double> a{0, 1, 4.5, 9, 99, 99};
  check_indices(Design(6, 8192, 22, [&](const Row& u) { return sobol_g(u, a); }), sobol_g_indices(a));
}

TEST_CASE("an input that does nothing has total index zero, and a constant result no index") {
  const std::vector<double> a{1, 4, 2, 8}, b{5, 7, 1, 3};
  CHECK(total_index(a, b, a).value == 0);
  CHECK(first_order_index(a, b, a).value == 0);
  const std::vector<double> constant(4, 2.0);
  CHECK(std::isnan(first_order_index(constant, constant, constant).value));
  CHECK(std::isinf(first_order_index(constant, constant, constant).high));
}

TEST_CASE("index intervals cover in 92 to 98 % of 400 seeds") {
  // x1 + x2 of equal variance: each explains half, none beside the other.
  int first = 0, total = 0;
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    const Design design(2, 256, 1000 + seed, [](const Row& u) { return u[0] + u[1]; });
    const auto a = design.result(0), b = design.result(3), mixed = design.result(1);
    const auto holds = [](const Estimate& e) { return e.low <= 0.5 && 0.5 <= e.high ? 1 : 0; };
    first += holds(first_order_index(a, b, mixed));
    total += holds(total_index(a, b, mixed));
  }
  for (const int held : {first, total}) {
    CAPTURE(first, total);
    CHECK(held >= 368);
    CHECK(held <= 392);
  }
}

TEST_CASE("Shapley effects of Ishigami and of Sobol-g lie within four standard errors") {
  const auto effects_of = [](const Design& design, std::size_t inputs) {
    std::vector<std::vector<double>> sharing;
    for (std::size_t s = 0; s < std::size_t{1} << inputs; ++s)
      sharing.push_back(design.result(s));
    return shapley_effects_of_rows(design.result((std::size_t{1} << inputs) - 1), sharing);
  };
  const IshigamiVariances v = ishigami_variances();
  const auto ishigamis = effects_of(Design(3, 8192, 24, ishigami), 3);
  check_within_four_errors(ishigamis[0], (v.first + v.first_and_third / 2) / v.whole);
  check_within_four_errors(ishigamis[1], v.second / v.whole);
  check_within_four_errors(ishigamis[2], v.first_and_third / 2 / v.whole);
  CHECK(ishigamis[0].value + ishigamis[1].value + ishigamis[2].value == Approx(1));

  // The variance of a set is the product of its parts, and is shared equally within the set.
  const std::vector<double> a{0, 1, 4.5, 9};
  std::vector<double> exact(4, 0.0);
  double whole = 1;
  for (const double ai : a)
    whole *= 1 + 1 / (3 * (1 + ai) * (1 + ai));
  for (std::size_t s = 1; s < 16; ++s) {
    double product = 1, members = 0;
    for (std::size_t i = 0; i < 4; ++i)
      if ((s >> i & 1) != 0) product /= 3 * (1 + a[i]) * (1 + a[i]), members += 1;
    for (std::size_t i = 0; i < 4; ++i)
      if ((s >> i & 1) != 0) exact[i] += product / members / (whole - 1);
  }
  const auto sobols = effects_of(Design(4, 8192, 25, [&](const Row& u) { return sobol_g(u, a); }), 4);
  for (std::size_t i = 0; i < 4; ++i)
    check_within_four_errors(sobols[i], exact[i]);
}

TEST_CASE("Shapley effects of dependent inputs lie within four standard errors and their intervals cover") {
  // y = 3 x1 - 2 x2, standard normal with correlation 0.6: Owen & Prieur (2017), as in test_shapley.cpp.
  const double r = 0.6, rest = std::sqrt(1 - r * r), one = 3, two = -2;
  const double whole = one * one + 2 * r * one * two + two * two;
  const double exact = (one * one * (1 - r * r / 2) + r * one * two + two * two * r * r / 2) / whole;
  const auto effect = [&](std::uint64_t seed, std::uint32_t rows) {
    std::vector<double> all;
    std::vector<std::vector<double>> sharing(4);
    for (std::uint32_t row = 0; row < rows; ++row) {
      const auto u = resampling_uniforms(seed, row, 4);
      const auto normal = [&](std::size_t i, bool sine) {
        const double angle = 2 * std::acos(-1.0) * u[i + 1];
        return std::sqrt(-2 * std::log(u[i])) * (sine ? std::sin(angle) : std::cos(angle));
      };
      const double x1 = normal(0, false), x2 = r * x1 + rest * normal(0, true);
      all.push_back(one * x1 + two * x2);
      sharing[1].push_back(one * x1 + two * (r * x1 + rest * normal(2, false)));
      sharing[2].push_back(one * (r * x2 + rest * normal(2, true)) + two * x2);
    }
    return shapley_effects_of_rows(all, sharing)[0];
  };
  check_within_four_errors(effect(26, 8192), exact);
  int held = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const Estimate estimate = effect(5000 + seed, 256);
    held += estimate.low <= exact && exact <= estimate.high ? 1 : 0;
  }
  CAPTURE(held);
  CHECK((held >= 368 && held <= 392));
}
