#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "lanes/check.hpp"
#include "lanes/normal.hpp"

namespace lanes = leontide::lanes;
using leontide::lanes_test::Numbers;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

double quantile(double p) {
  double in[8], out[8];
  std::fill(in, in + 8, p);
  lanes::normal_quantile(in, out, 8);
  return out[2];
}

double cdf(double z) {
  double in[8], out[8];
  std::fill(in, in + 8, z);
  lanes::normal_cdf(in, out, 8);
  return out[2];
}

// Boost.Math in long double (64 bits of mantissa).
long double exact_quantile(double p) {
  const long double root = std::sqrt(2.0L);
  if (p < 0.25) return -root * boost::math::erfc_inv(2 * static_cast<long double>(p));
  if (p > 0.75) return root * boost::math::erfc_inv(2 * (1 - static_cast<long double>(p)));
  return root * boost::math::erf_inv(2 * (static_cast<long double>(p) - 0.5L));
}

long double exact_cdf(double z) {
  return boost::math::erfc(-static_cast<long double>(z) / std::sqrt(2.0L)) / 2;
}

double relative_error(double got, long double exact) {
  return static_cast<double>(std::fabs((static_cast<long double>(got) - exact) / exact));
}

}  // namespace

TEST_CASE("normal quantile errs by less than 1e-15 relative") {
  Numbers next(4);
  std::vector<double> in;
  for (int i = 0; i < 40000; ++i)
    in.push_back(next());
  for (int i = 0; i < 40000; ++i)
    in.push_back(std::exp(next.between(-690.7, -0.7)));  // down to 1e-300
  for (int i = 0; i < 40000; ++i)
    in.push_back(0.5 + next.between(-1e-6, 1e-6));
  for (int i = 0; i < 40000; ++i)
    in.push_back(1 - std::exp(next.between(-36, -0.7)));
  for (int i = 0; i < 4000; ++i)
    in.push_back(next.between(0.0749, 0.0751));  // where the formulas change
  for (int i = 0; i < 4000; ++i)
    in.push_back(next.between(1.38e-11, 1.40e-11));
  lanes::AlignedVector out(in.size());
  lanes::normal_quantile(in.data(), out.data(), in.size());
  double worst = 0, at = 0;
  for (std::size_t i = 0; i < in.size(); ++i) {
    if (in[i] == 0.5) continue;
    const double error = relative_error(out[i], exact_quantile(in[i]));
    if (error > worst) worst = error, at = in[i];
  }
  INFO("worst " << worst << " at " << at);
  CHECK(worst < 1e-15);
}

TEST_CASE("normal quantile at published points") {
  // Wichura (1988), Table of test values for PPND16.
  CHECK(quantile(0.25) == Approx(-0.6744897501960817).epsilon(1e-15));
  CHECK(quantile(0.001) == Approx(-3.090232306167814).epsilon(1e-15));
  CHECK(quantile(1e-20) == Approx(-9.262340089798408).epsilon(1e-15));
}

TEST_CASE("normal quantile of special values") {
  CHECK(quantile(0.5) == 0);
  CHECK(quantile(0) == -inf);
  CHECK(quantile(1) == inf);
  CHECK(std::isnan(quantile(-0.1)));
  CHECK(std::isnan(quantile(1.1)));
  CHECK(std::isnan(quantile(std::numeric_limits<double>::quiet_NaN())));
  CHECK(quantile(0.25) == -quantile(0.75));
}

TEST_CASE("normal distribution function errs by less than 2e-15 relative") {
  Numbers next(5);
  std::vector<double> in;
  for (int i = 0; i < 80000; ++i)
    in.push_back(next.between(-37.5, 10));
  for (int i = 0; i < 80000; ++i)
    in.push_back(next.between(-6, 6));
  for (int i = 0; i < 8000; ++i)
    in.push_back(next.between(-1e-6, 1e-6));
  lanes::AlignedVector out(in.size());
  lanes::normal_cdf(in.data(), out.data(), in.size());
  double worst = 0, at = 0;
  for (std::size_t i = 0; i < in.size(); ++i) {
    const double error = relative_error(out[i], exact_cdf(in[i]));
    if (error > worst) worst = error, at = in[i];
  }
  INFO("worst " << worst << " at " << at);
  CHECK(worst < 2e-15);
}

TEST_CASE("normal distribution function of special values") {
  CHECK(cdf(0) == 0.5);
  CHECK(cdf(-inf) == 0);
  CHECK(cdf(inf) == 1);
  CHECK(cdf(-40) == 0);
  CHECK(cdf(40) == 1);
  CHECK(std::isnan(cdf(std::numeric_limits<double>::quiet_NaN())));
  CHECK(cdf(-38) == Approx(2.885428e-316).epsilon(1e-5));
}
