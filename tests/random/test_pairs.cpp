#include <boost/math/distributions/students_t.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "lanes/normal.hpp"
#include "random/pair_copula.hpp"
#include "random/problems.hpp"
#include "sample.hpp"

using namespace leontide::random;
using leontide::random_test::for_each_block;
using leontide::random_test::plan_of;
using leontide::random_test::scalar;
using leontide::random_test::width;

namespace {

double share(double z) {
  return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

/// h function and its inverse at one point of scores.
double h(const PairCopula& pair, double given, double x, Given which = Given::first) {
  const std::vector<double> v(width, given), in(width, x);
  std::vector<double> out(width);
  conditional(pair, which, v.data(), in.data(), out.data());
  return out[0];
}
double h_inverse(const PairCopula& pair, double given, double p, Given which = Given::first) {
  const std::vector<double> v(width, given), in(width, p);
  std::vector<double> out(width);
  inverse_conditional(pair, which, v.data(), in.data(), out.data());
  return out[0];
}

std::vector<PairLaw> many_pairs() {
  std::vector<PairLaw> pairs = {{Family::independence, {}, {}, 0, 0}};
  for (const int rotation : {0, 90, 180, 270}) {
    for (const double rho : {-0.9, 0.3}) {
      pairs.push_back({Family::gaussian, rho, {}, 0, rotation});
      pairs.push_back({Family::student, rho, {}, 2.5, rotation});
      pairs.push_back({Family::student, rho, {}, 30, rotation});
    }
    for (const double theta : {0.001, 0.4, 3.0, 15.0})
      pairs.push_back({Family::clayton, theta, {}, 0, rotation});
    for (const double theta : {1.0, 1.01, 2.5, 10.0})
      pairs.push_back({Family::gumbel, theta, {}, 0, rotation});
    for (const double theta : {-20.0, -0.001, 3.0, 35.0})
      pairs.push_back({Family::frank, theta, {}, 0, rotation});
  }
  return pairs;
}

/// A sample of a pair as scores of two drivers.
template <class Visit>
void draw_pair(const PairLaw& law, std::size_t blocks, Visit visit) {
  Copula copula;
  copula.drivers = {"a", "b"};
  copula.kind = Copula::Kind::vine;
  copula.pairs = {{law}};
  const std::vector<Driver> drivers = {scalar("a", Normal{0, 1}), scalar("b", Normal{0, 1})};
  const std::vector<Copula> copulas = {copula};
  for_each_block(plan_of(drivers, 1, copulas), blocks, [&](const InputBlock& block) {
    for (std::size_t i = 0; i < width; ++i)
      visit(block.trial_row(0)[i], block.trial_row(1)[i]);
  });
}

/// Kendall's tau of successive pairs of draws, which are independent, with its standard error.
struct Kendall {
  double pairs = 0, agreement = 0, last_a = 0, last_b = 0;
  bool has_last = false;
  void add(double a, double b) {
    if (has_last) {
      pairs += 1;
      agreement += (a - last_a) * (b - last_b) > 0 ? 1 : -1;
    }
    has_last = !has_last;
    last_a = a, last_b = b;
  }
  double tau() const { return agreement / pairs; }
  double error() const { return std::sqrt((1 - tau() * tau()) / pairs); }
};

}  // namespace

TEST_CASE("the inverse h function undoes the h function, for every family, rotation and side") {
  for (const PairLaw& law : many_pairs()) {
    REQUIRE(problems(law).empty());
    const PairCopula pair = make_pair_copula(law);
    INFO(family_names()[static_cast<std::size_t>(law.family)] << " " << law.parameter.value_or(0)
                                                              << " rotated by " << law.rotation);
    for (const Given which : {Given::first, Given::second}) {
      for (double given = -3; given <= 3; given += 0.75) {
        for (double p = -3; p <= 3; p += 0.75) {
          const double x = h_inverse(pair, given, p, which);
          INFO("given " << given << ", share " << p << " at " << x);
          CHECK(std::fabs(h(pair, given, x, which) - p) < 1e-7);
        }
      }
    }
  }
}

// The formulas of Nelsen (2006, An Introduction to Copulas, table 4.1) in plain arithmetic, differentiated
// numerically.
TEST_CASE("the h functions are the derivatives of their copulas") {
  const auto clayton = [](double u, double v) {
    return std::pow(std::pow(u, -2) + std::pow(v, -2) - 1, -0.5);
  };
  const auto gumbel = [](double u, double v) {
    return std::exp(-std::pow(std::pow(-std::log(u), 2.5) + std::pow(-std::log(v), 2.5), 0.4));
  };
  const auto frank = [](double u, double v) {
    return -std::log1p(std::expm1(-4 * u) * std::expm1(-4 * v) / std::expm1(-4.0)) / 4;
  };
  const auto check = [](Family family, double parameter, const auto& copula) {
    for (const int rotation : {0, 90, 180, 270}) {
      const PairCopula pair = make_pair_copula({family, parameter, {}, 0, rotation});
      const auto rotated = [&](double u, double v) {
        switch (rotation) {
          case 90: return v - copula(1 - u, v);
          case 180: return u + v - 1 + copula(1 - u, 1 - v);
          case 270: return u - copula(u, 1 - v);
          default: return copula(u, v);
        }
      };
      for (const double a : {-1.5, -0.2, 0.9}) {
        for (const double b : {-1.1, 0.1, 1.6}) {
          const double u = share(a), v = share(b), e = 1e-5;
          INFO("rotation " << rotation << " at " << u << ", " << v);
          CHECK(share(h(pair, a, b)) ==
                Approx((rotated(u + e, v) - rotated(u - e, v)) / (2 * e)).epsilon(1e-6));
          CHECK(share(h(pair, b, a, Given::second)) ==
                Approx((rotated(u, v + e) - rotated(u, v - e)) / (2 * e)).epsilon(1e-6));
        }
      }
    }
  };
  check(Family::clayton, 2, clayton);
  check(Family::gumbel, 2.5, gumbel);
  check(Family::frank, 4, frank);
}

TEST_CASE("a parameter comes back from its tau, and Frank's tau is that of the Debye function") {
  for (const double tau : {0.05, 0.3, 0.8}) {
    for (const Family family :
         {Family::gaussian, Family::student, Family::clayton, Family::gumbel, Family::frank})
      CHECK(tau_of(family, parameter_of_tau(family, tau).value()) == Approx(tau).epsilon(1e-12));
    CHECK(parameter_of_tau(Family::frank, -tau).value() == -parameter_of_tau(Family::frank, tau).value());
  }
  // Nelsen (2006), exercise 5.9: Frank's theta 5.736 has tau 0.5.
  CHECK(tau_of(Family::frank, 5.736282707) == Approx(0.5).epsilon(1e-9));
  CHECK(tau_of(Family::frank, 0.0100001) == Approx(tau_of(Family::frank, 0.0099999)).epsilon(3e-5));
}

TEST_CASE("a sample has the Kendall's tau stated, for every family and rotation") {
  for (const Family family :
       {Family::gaussian, Family::student, Family::clayton, Family::gumbel, Family::frank}) {
    for (const int rotation : {0, 90, 180, 270}) {
      const double tau = rotation == 90 || rotation == 270 ? -0.4 : 0.4;
      Kendall kendall;
      draw_pair({family, {}, tau, family == Family::student ? 4.0 : 0.0, rotation}, 2000,
                [&](double a, double b) { kendall.add(a, b); });
      INFO(family_names()[static_cast<std::size_t>(family)] << " rotated by " << rotation);
      CHECK(std::fabs(kendall.tau() - tau) < 4 * kendall.error());
    }
  }
}

// At a finite share q the chance C(q, q) / q is exact; q -> 0 gives the coefficients of tail dependence
// 2^(-1/theta) of clayton and, of the survival function, 2 - 2^(1/theta) of gumbel (Nelsen 2006,
// example 5.22).
TEST_CASE("clayton holds together in the lower tail and gumbel in the upper one") {
  constexpr double q = 1e-3, z = -3.090232306167813;  // normal quantile of q
  const double theta = 2;
  double both = 0, one = 0;
  const auto count = [&](double a, double b) {
    one += a < z;
    both += a < z && b < z;
  };
  draw_pair({Family::clayton, theta, {}, 0, 0}, 16000, count);
  double exact = std::pow(2 * std::pow(q, -theta) - 1, -1 / theta) / q;
  CHECK(exact == Approx(std::pow(2, -1 / theta)).epsilon(1e-6));
  CHECK(std::fabs(both / one - exact) < 4 * std::sqrt(exact * (1 - exact) / one));
  both = one = 0;
  draw_pair({Family::gumbel, theta, {}, 0, 0}, 16000, [&](double a, double b) { count(-a, -b); });
  exact = (2 * q - 1 + std::pow(1 - q, std::pow(2, 1 / theta))) / q;
  CHECK(exact == Approx(2 - std::pow(2, 1 / theta)).epsilon(2e-3));
  CHECK(std::fabs(both / one - exact) < 4 * std::sqrt(exact * (1 - exact) / one));
}

TEST_CASE("the score table is the inverse of the t quantile table to the error stated, and rises") {
  namespace bm = boost::math;
  for (const double df : {0.5, 1.0, 3.0, 5.5, 40.0, 1e6}) {
    const ScoreTable table(df);
    const bm::students_t_distribution<double> law(df);
    double last = -1e-300;
    std::vector<double> x(width), z(width);
    for (int k = 0; k < 40; ++k) {
      for (std::size_t i = 0; i < width; ++i) {
        const double score = (k * 64.0 + static_cast<double>(i)) * 8.25 / 2560;
        x[i] = score == 0 ? 0 : bm::quantile(bm::complement(law, share(-score)));
      }
      table(x.data(), z.data());
      INFO("df " << df << ", part " << k);
      for (std::size_t i = 0; i < width; ++i) {
        const double score = (k * 64.0 + static_cast<double>(i)) * 8.25 / 2560;
        REQUIRE(std::fabs(z[i] - score) < 1e-8);
        REQUIRE(z[i] > last);
        last = z[i];
      }
    }
  }
}

TEST_CASE("a pair says what does not fit it") {
  const auto first = [](const PairLaw& pair) {
    const auto found = problems(pair);
    return found.empty() ? std::string() : found[0].key + ": " + found[0].what;
  };
  CHECK(first({Family::clayton, 0.0, {}, 0, 0}) ==
        "parameter: parameter is 0, but must be from 0.001 to 100 for clayton");
  CHECK(first({Family::gaussian, 1.0, {}, 0, 0}) ==
        "parameter: parameter is 1, but must be between -1 and 1 for gaussian");
  CHECK(first({Family::gumbel, {}, -0.3, 0, 0}) ==
        "tau: tau is -0.3, but must be from 0 to 0.99 for gumbel of rotation 0");
  CHECK(first({Family::gumbel, {}, -0.3, 0, 90}).empty());
  CHECK(first({Family::frank, {}, {}, 0, 0}) == "family: frank takes either parameter or tau");
  CHECK(first({Family::student, 0.3, {}, 0, 0}) == "df: df is 0, but must be from 0.5 to 1000000");
  CHECK(first({Family::frank, 3.0, {}, 4, 0}) == "df: frank has no df");
  CHECK(first({Family::frank, 3.0, {}, 0, 45}) == "rotation: rotation is 45, but must be 0, 90, 180 or 270");
  CHECK(first({Family::independence, 0.5, {}, 0, 0}) == "parameter: independence has no parameter");
}
