#include <catch2/catch.hpp>
#include <cmath>

#include "table/changes/location_quotient.hpp"
#include "table/changes/update.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

// Region 30, 20, 50 of 100; nation 200, 400, 400 of 1000: SLQ 1.5, 0.5, 1.25, exact in binary.
const std::vector<double> region{30, 20, 50};
const std::vector<double> nation{200, 400, 400};

}  // namespace

TEST_CASE("Simple location quotients are shares over shares") {
  const auto quotients = simple_location_quotients(region, nation);
  CHECK(quotients[0] == Approx(1.5).epsilon(1e-15));
  CHECK(quotients[1] == Approx(0.5).epsilon(1e-15));
  CHECK(quotients[2] == Approx(1.25).epsilon(1e-15));
  CHECK(simple_location_quotients(std::vector<double>{1, 0}, std::vector<double>{1, 0})[1] == 0);
}

TEST_CASE("Each quotient method follows its definition and its cap") {
  const auto slq = simple_location_quotients(region, nation);
  const double lambda = std::pow(std::log2(1.1), 0.3);
  CHECK(regional_size_factor(0.1, 0.3) == Approx(lambda).epsilon(1e-15));
  CHECK(regional_size_factor(1, 0.3) == 1);  // log2(2) = 1: a region that is the nation loses nothing

  const Matrix simple = local_trade_factors(slq, {LocationMethod::slq, 0.1, 0.3});
  CHECK(simple(1, 0) == Approx(0.5));
  CHECK(simple(0, 1) == 1);  // capped

  const Matrix cross = local_trade_factors(slq, {LocationMethod::cilq, 0.1, 0.3});
  CHECK(cross(1, 0) == Approx(0.5 / 1.5));
  CHECK(cross(0, 1) == 1);
  CHECK(cross(1, 1) == Approx(0.5));  // own sector by SLQ
  CHECK(cross(0, 0) == 1);

  const Matrix flegg = local_trade_factors(slq, {LocationMethod::flq, 0.1, 0.3});
  CHECK(flegg(1, 0) == Approx(lambda * 0.5 / 1.5));
  CHECK(flegg(0, 2) == Approx(lambda * 1.2));
  CHECK(flegg(1, 1) == Approx(lambda * 0.5));

  const Matrix augmented = local_trade_factors(slq, {LocationMethod::aflq, 0.1, 0.3});
  CHECK(augmented(1, 0) == Approx(lambda * 0.5 / 1.5 * std::log2(2.5)));
  CHECK(augmented(0, 1) == flegg(0, 1));  // the buyer is not specialised
}

TEST_CASE("FLQ without size adjustment is CILQ") {
  const auto slq = simple_location_quotients(region, nation);
  CHECK(local_trade_factors(slq, {LocationMethod::flq, 0.1, 0}) ==
        local_trade_factors(slq, {LocationMethod::cilq, 0.1, 0}));
}

TEST_CASE("Location quotients refuse what means nothing") {
  CHECK_THROWS_AS(simple_location_quotients(region, std::vector<double>{1, 2}), Refusal);
  CHECK_THROWS_AS(simple_location_quotients(std::vector<double>{-1, 2}, std::vector<double>{1, 2}), Refusal);
  CHECK_THROWS_AS(simple_location_quotients(std::vector<double>{0, 0}, std::vector<double>{1, 2}), Refusal);
  CHECK_THROWS_AS(regional_size_factor(0, 0.3), Refusal);
  CHECK_THROWS_AS(regional_size_factor(1.2, 0.3), Refusal);
  CHECK_THROWS_AS(regional_size_factor(0.1, 1), Refusal);
}

TEST_CASE("An update takes half the log change and keeps columns consistent with value added") {
  const Technology base{Matrix(2, 2, {0.2, 0.1, 0.3, 0.3}), {0.5, 0.6}};
  const Technology from{Matrix(2, 2, {0.1, 0.2, 0.4, 0.2}), {0.5, 0.6}};
  const Technology to{Matrix(2, 2, {0.4, 0.2, 0.1, 0.2}), {0.5, 0.6}};
  const Updated updated = update(base, from, to, {0.5, 0.2, 5});
  // Ratios 4 and 1/4, half a log step is 2 and 1/2; then the first column is scaled to 1 - 0.5.
  const Matrix& a = updated.technology.coefficients;
  CHECK(a(0, 0) == Approx(0.4 * 0.5 / 0.55).epsilon(1e-14));
  CHECK(a(1, 0) == Approx(0.15 * 0.5 / 0.55).epsilon(1e-14));
  CHECK(a(0, 1) == Approx(0.1).epsilon(1e-14));
  CHECK(updated.clipped == 0);
  CHECK(update(base, from, to, {0.5, 1. / 3, 3}).clipped == 2);
  const Updated none = update(base, from, to, {0, 1. / 3, 3});
  for (std::size_t k = 0; k < 4; ++k)
    CHECK(none.technology.coefficients.values[k] == Approx(base.coefficients.values[k]).epsilon(1e-15));
}

TEST_CASE("An update moves value-added shares and counts cells without a reference") {
  const Technology base{Matrix(1, 1, {0.5}), {0.5}};
  const Updated updated = update(base, {Matrix(1, 1), {0.4}}, {Matrix(1, 1, {0.2}), {0.1}}, {0.5, 0.1, 10});
  CHECK(updated.unmatched == 1);
  CHECK(updated.technology.value_added_shares[0] == Approx(0.25).epsilon(1e-15));  // sqrt(1/4)
  CHECK(updated.technology.coefficients(0, 0) == Approx(0.75).epsilon(1e-15));
  CHECK_THROWS_AS(update(base, {Matrix(1, 1), {0.1}}, {Matrix(1, 1), {0.9}}, {1, 0.1, 10}), Refusal);
  Technology named = base;
  named.codes = {"mill"};
  CHECK_THROWS_WITH(update(named, {Matrix(1, 1), {0.1}}, {Matrix(1, 1), {0.9}}, {1, 0.1, 10}),
                    Catch::Contains("the value-added share of mill would move from 0.5000 to 4.5000"));
  CHECK_THROWS_AS(update(base, {Matrix(1, 1), {0.1}}, {Matrix(1, 1), {0.1}}, {2, 0.1, 10}), Refusal);
  CHECK_THROWS_AS(update(base, {Matrix(2, 2), {0.1, 0.1}}, {Matrix(1, 1), {0.1}}, {1, 0.1, 10}), Refusal);
}

}  // namespace leontide::table
