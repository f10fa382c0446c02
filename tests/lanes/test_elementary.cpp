#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "lanes/check.hpp"
#include "lanes/elementary.hpp"

namespace lanes = leontide::lanes;
using leontide::lanes_test::Numbers;
using leontide::lanes_test::ulps;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double least = std::numeric_limits<double>::denorm_min();

// The reference is glibc's long double libm: 64 bits of mantissa, errors of 1 of its ulps (2^-11 of a
// double's).
template <class F, class G>
double worst_error(const std::vector<double>& in, F ours, G exact) {
  lanes::AlignedVector out(in.size());
  ours(in.data(), out.data(), in.size());
  double worst = 0;
  for (std::size_t i = 0; i < in.size(); ++i) {
    const double error = ulps(out[i], exact(static_cast<long double>(in[i])));
    if (error > worst) {
      worst = error;
      INFO("at " << in[i]);
      CHECK(error < 1);
    }
  }
  return worst;
}

double exp_of(double x) {
  double in[8], out[8];
  std::fill(in, in + 8, x);
  lanes::exponential(in, out, 8);
  return out[3];
}

double log_of(double x) {
  double in[8], out[8];
  std::fill(in, in + 8, x);
  lanes::logarithm(in, out, 8);
  return out[5];
}

double pow_of(double x, double y) {
  double a[8], b[8], out[8];
  std::fill(a, a + 8, x);
  std::fill(b, b + 8, y);
  lanes::power(a, b, out, 8);
  return out[6];
}

bool same(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || (a == b && std::signbit(a) == std::signbit(b));
}

}  // namespace

TEST_CASE("exponential errs by less than 0.9 ulp") {
  Numbers next(1);
  std::vector<double> in;
  for (int i = 0; i < 80000; ++i)
    in.push_back(next.between(-745, 709.7));
  for (int i = 0; i < 80000; ++i)
    in.push_back(next.between(-1, 1));
  for (int i = 0; i < 8000; ++i)
    in.push_back(next.between(-1e-8, 1e-8));
  for (int i = 0; i < 80000; ++i)
    in.push_back((std::floor(next.between(-1000, 1000)) + 0.5) * 0.6931471805599453);
  in.erase(std::remove_if(in.begin(), in.end(), [](double x) { return x < -745 || x > 709.7; }), in.end());
  in.resize(in.size() / 8 * 8);
  CHECK(worst_error(in, lanes::exponential, [](long double x) { return std::exp(x); }) < 0.9);
}

TEST_CASE("exponential of special values") {
  CHECK(exp_of(0.0) == 1);
  CHECK(exp_of(-0.0) == 1);
  CHECK(exp_of(inf) == inf);
  CHECK(exp_of(-inf) == 0);
  CHECK(std::isnan(exp_of(not_a_number)));
  CHECK(exp_of(709.782712893384) == Approx(1.797693134862273e308).epsilon(1e-12));
  CHECK(exp_of(709.782712893385) == inf);
  CHECK(exp_of(1e308) == inf);
  CHECK(exp_of(-745.1332191019411) == least);
  CHECK(exp_of(-745.1332191019412) == 0);
  CHECK(exp_of(-1e308) == 0);
  CHECK(exp_of(least) == 1);
}

TEST_CASE("logarithm errs by less than 1 ulp") {
  Numbers next(2);
  std::vector<double> in;
  for (int i = 0; i < 80000; ++i)
    in.push_back(std::exp(next.between(-708, 709)));
  for (int i = 0; i < 80000; ++i)
    in.push_back(next.between(0.5, 2));
  for (int i = 0; i < 80000; ++i)
    in.push_back(1 + next.between(-1e-3, 1e-3));
  for (int i = 0; i < 8000; ++i)
    in.push_back(next() * 0x1p-1022);
  worst_error(in, lanes::logarithm, [](long double x) { return std::log(x); });
}

TEST_CASE("logarithm of special values") {
  CHECK(same(log_of(1), 0.0));
  CHECK(log_of(0.0) == -inf);
  CHECK(log_of(-0.0) == -inf);
  CHECK(log_of(inf) == inf);
  CHECK(std::isnan(log_of(-1)));
  CHECK(std::isnan(log_of(-inf)));
  CHECK(std::isnan(log_of(not_a_number)));
  CHECK(ulps(log_of(least), std::log(static_cast<long double>(least))) < 1);
  CHECK(ulps(log_of(std::numeric_limits<double>::max()),
             std::log(static_cast<long double>(std::numeric_limits<double>::max()))) < 1);
}

TEST_CASE("power errs by less than 1 ulp") {
  Numbers next(3);
  std::vector<double> a, b;
  const auto add = [&](double x, double y) {
    if (std::fabs(y * std::log(x)) < 744) a.push_back(x), b.push_back(y);
  };
  for (int i = 0; i < 80000; ++i)
    add(std::exp(next.between(-700, 700)), next.between(-10, 10));
  for (int i = 0; i < 80000; ++i)
    add(next.between(0.5, 2), next.between(-1000, 1000));
  for (int i = 0; i < 80000; ++i)
    add(1 + next.between(-1e-6, 1e-6), next.between(-7e8, 7e8));
  for (int i = 0; i < 80000; ++i)
    add(next.between(0.8, 1.2), next.between(-4, 4));
  for (int i = 0; i < 8000; ++i)
    add(next() * 0x1p-1022, next.between(-1, 1));
  a.resize(a.size() / 8 * 8), b.resize(a.size());
  lanes::AlignedVector out(a.size());
  lanes::power(a.data(), b.data(), out.data(), a.size());
  double worst = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double error =
        ulps(out[i], std::pow(static_cast<long double>(a[i]), static_cast<long double>(b[i])));
    if (error <= worst) continue;
    worst = error;
    INFO(a[i] << " ^ " << b[i]);
    CHECK(error < 1);
  }
}

TEST_CASE("power of special values is that of C, Annex F.9.4.4, but that NaN stays NaN") {
  const double values[] = {
      0.0,    -0.0,   1,       -1,         0.5,           -0.5,         2,          -2,          3,
      -3,     2.5,    -2.5,    inf,        -inf,          not_a_number, least,      -least,      1e308,
      -1e308, 0x1p52, -0x1p52, 0x1p53 - 1, -(0x1p53 - 1), 0x1p53,       0x1p52 + 1, 0x1p51 + 0.5};
  for (const double a : values) {
    for (const double b : values) {
      INFO(a << " ^ " << b << " is " << pow_of(a, b) << ", but C says " << std::pow(a, b));
      const double expected = std::isnan(a) || std::isnan(b) ? not_a_number : std::pow(a, b);
      const double got = pow_of(a, b);
      CHECK((same(got, expected) || ulps(got, expected) < 2));
      CHECK((std::isnan(got) || std::signbit(got) == std::signbit(expected)));
    }
  }
}

TEST_CASE("sine and cosine err by less than 1 ulp up to 2^45") {
  Numbers next(3);
  std::vector<double> in;
  for (int i = 0; i < 80000; ++i)
    in.push_back(next.between(-10, 10));
  for (int i = 0; i < 80000; ++i)
    in.push_back(std::exp(next.between(-40, 31.1)) * (i % 2 == 0 ? 1 : -1));
  for (int i = 0; i < 80000; ++i)  // the numbers nearest to multiples of a quarter turn
    in.push_back(std::floor(next.between(-1e6, 1e6)) * 1.5707963267948966);
  in.push_back(0x1p45);
  in.resize(in.size() / 8 * 8);
  worst_error(in, lanes::sine, [](long double x) { return std::sin(x); });
  worst_error(in, lanes::cosine, [](long double x) { return std::cos(x); });
}

TEST_CASE("sine and cosine of special values") {
  const double in[8] = {0.0, -0.0, inf, -inf, not_a_number, 0x1.1p45, -1e300, least};
  double sine[8], cosine[8];
  lanes::sine(in, sine, 8);
  lanes::cosine(in, cosine, 8);
  const double sines[8] = {0.0,          -0.0,         not_a_number, not_a_number,
                           not_a_number, not_a_number, not_a_number, least};
  for (int i = 0; i < 8; ++i) {
    INFO(in[i]);
    CHECK(same(sine[i], sines[i]));
    CHECK(same(cosine[i], std::isnan(sines[i]) ? not_a_number : 1.0));
  }
}

TEST_CASE("whole powers of whole numbers are exact") {
  CHECK(pow_of(3, 4) == 81);
  CHECK(pow_of(2, -3) == 0.125);
  CHECK(pow_of(10, 22) == 1e22);
  CHECK(pow_of(-7, 3) == -343);
  CHECK(pow_of(4, 0.5) == 2);
}

TEST_CASE("the lane maps work in place") {
  double values[8] = {0, 1, 2, 3, 4, 5, 6, 7};
  double out[8];
  lanes::exponential(values, out, 8);
  lanes::exponential(values, values, 8);
  CHECK(std::equal(out, out + 8, values));
}
