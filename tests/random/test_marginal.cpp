#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "lanes/normal.hpp"
#include "lanes/width.hpp"
#include "random/marginal.hpp"

using namespace leontide::random;
namespace bm = boost::math;
using leontide::lanes::width;

namespace {

// The quantile of u by a law's own way of drawing.
double quantile(const Marginal& marginal, double u) {
  double in[width], out[width];
  std::fill_n(in, width, u);
  if (takes_normals(marginal)) leontide::lanes::normal_quantile(in, in, width);
  draw(marginal, in, out);
  return out[width - 1];
}

double quantile(const Law& law, double u) {
  return quantile(make_marginal(law), u);
}

// The largest relative error of a table, by its residual: (F(x) - u) / (x density(x)), on the side where
// shares are small. `law(x)` gives {F(x), 1 - F(x), density(x)}.
template <class F>
double worst_error(const Marginal& marginal, F law) {
  double worst = 0;
  for (double z = -8.2; z < 8.2; z += 0.0137) {
    if (std::fabs(z) < 0.01) continue;
    double in[width], out[width];
    std::fill_n(in, width, z);
    draw(marginal, in, out);
    const double x = out[0];
    if (std::fabs(x) < 1e-250 || std::fabs(x) > 1e100)
      continue;  // where densities leave the range of a double
    const auto [below, above, density] = law(x);
    const double residual =
        z < 0 ? below - bm::erfc(-z / std::sqrt(2.0)) / 2 : above - bm::erfc(z / std::sqrt(2.0)) / 2;
    worst = std::max(worst, std::fabs(residual / (x * density)));
  }
  return worst;
}

struct Point {
  double below, above, density;
};

}  // namespace

TEST_CASE("quantiles that algebra gives") {
  for (const double u : {1e-12, 1e-4, 0.01, 0.3, 0.5, 0.8, 0.999, 1 - 0x1p-20}) {
    INFO("u = " << u);
    CHECK(quantile(Uniform{2, 5}, u) == Approx(2 + 3 * u).epsilon(1e-15));
    CHECK(quantile(Triangular{0, 0, 1}, u) == Approx(1 - std::sqrt(1 - u)).epsilon(1e-9));
    CHECK(quantile(Triangular{0, 1, 1}, u) == Approx(std::sqrt(u)).epsilon(1e-15));
    CHECK(quantile(Beta{1, 3, 0, 1}, u) == Approx(-std::expm1(std::log1p(-u) / 3)).epsilon(1e-9));
    CHECK(quantile(Beta{3, 1, 0, 1}, u) == Approx(std::cbrt(u)).epsilon(1e-9));
    CHECK(quantile(Beta{0.5, 0.5, 0, 1}, u) == Approx(std::pow(std::sin(M_PI * u / 2), 2)).epsilon(1e-9));
    CHECK(quantile(Gamma{1, 2}, u) == Approx(-2 * std::log1p(-u)).epsilon(1e-9));
    CHECK(quantile(StudentT{1, 0, 1}, u) == Approx(-1 / std::tan(M_PI * u)).epsilon(1e-9).margin(1e-12));
    CHECK(quantile(StudentT{2, 0, 1}, u) ==
          Approx((2 * u - 1) / std::sqrt(2 * u * (1 - u))).epsilon(1e-9).margin(1e-12));
    CHECK(quantile(Pert{0, 0.5, 1, 0}, u) == Approx(u).epsilon(1e-9));
  }
}

TEST_CASE("quantiles from printed tables") {
  // Abramowitz & Stegun (1964), tables 26.8 (chi-square) and 26.10 (Student's t); chi-square with n degrees
  // is gamma(n/2, 2).
  CHECK(quantile(Gamma{5, 2}, 0.95) == Approx(18.3070).margin(5e-5));
  CHECK(quantile(Gamma{0.5, 2}, 0.995) == Approx(7.87944).margin(5e-6));
  CHECK(quantile(Gamma{15, 2}, 0.01) == Approx(14.9535).margin(5e-5));
  CHECK(quantile(StudentT{10, 0, 1}, 0.975) == Approx(2.228).margin(5e-4));
  CHECK(quantile(StudentT{3, 0, 1}, 0.995) == Approx(5.841).margin(5e-4));
  CHECK(quantile(StudentT{30, 100, 2}, 0.95) == Approx(100 + 2 * 1.697).margin(1e-3));
  CHECK(quantile(Normal{10, 2}, 0.975) == Approx(10 + 2 * 1.959964).margin(2e-6));
  CHECK(quantile(Lognormal{3, 0.5}, 0.975) == Approx(3 * std::exp(0.5 * 1.959964)).epsilon(1e-6));
}

TEST_CASE("tables of beta, gamma and Student's t err by no more than they state") {
  for (const double a : {0.05, 0.3, 1.0, 2.0, 5.0, 40.0, 3000.0}) {
    INFO("parameter " << a);
    CHECK(worst_error(make_marginal(Gamma{a, 1}), [a](double x) {
            return Point{bm::gamma_p(a, x), bm::gamma_q(a, x), bm::gamma_p_derivative(a, x)};
          }) < 1e-9);
    const bm::students_t_distribution<double> t(std::max(a, 0.1));
    CHECK(worst_error(make_marginal(StudentT{t.degrees_of_freedom(), 0, 1}), [&t](double x) {
            return Point{bm::cdf(t, x), bm::cdf(bm::complement(t, x)), bm::pdf(t, x)};
          }) < (a < 0.3 ? 1e-7 : 1e-9));
    for (const double b : {0.05, 0.3, 1.0, 5.0, 300.0}) {
      INFO("and " << b);
      const double bound = std::min(a, b) < 0.3 && std::max(a, b) <= 0.3 ? 1e-6 : 1e-9;
      CHECK(worst_error(make_marginal(Beta{a, b, 0, 1}), [&](double x) {
              if (x == 1) return Point{1, 0, HUGE_VAL};
              return Point{bm::ibeta(a, b, x), bm::ibetac(a, b, x), bm::ibeta_derivative(a, b, x)};
            }) < bound);
    }
  }
}

TEST_CASE("tables are monotone and finite") {
  for (const Law& law : {Law(Beta{0.02, 0.02, 0, 1}), Law(Beta{2, 5, 0, 1}), Law(Gamma{0.02, 1}),
                         Law(Gamma{1e6, 1}), Law(StudentT{0.1, 0, 1}), Law(StudentT{5, 0, 1}),
                         Law(StudentT{1e6, 0, 1}), Law(Beta{1e6, 1e6, 0, 1})}) {
    const Marginal marginal = make_marginal(law);
    double before = -HUGE_VAL;
    INFO(name_of(law));
    for (double z = -8.3; z < 8.3; z += 0.001) {
      double in[width], out[width];
      std::fill_n(in, width, z);
      draw(marginal, in, out);
      INFO(z << ": " << out[0]);
      REQUIRE(std::isfinite(out[0]));
      REQUIRE(out[0] >= before);
      before = out[0];
    }
  }
}

TEST_CASE("truncated normals keep their shares, also far in the tail") {
  const auto share = [](double z) { return bm::erfc(-z / std::sqrt(2.0L)) / 2; };
  struct Case {
    double mean, sd, low, high;
  };
  for (const Case c : {Case{0, 1, -1, 2}, Case{5, 2, 6, 7}, Case{0, 1, 8, 9}, Case{0, 1, -30, -29},
                       Case{0, 1, -HUGE_VAL, 0.5}, Case{0, 1, 1, HUGE_VAL}, Case{1, 0.1, -5, 5}}) {
    for (const double u : {1e-6, 0.1, 0.5, 0.9, 1 - 1e-6}) {
      const double x = quantile(TruncatedNormal{c.mean, c.sd, c.low, c.high}, u);
      REQUIRE((x >= c.low && x <= c.high));
      // On the side where shares are small: (share(x) - share(low)) / (share(high) - share(low)) = u.
      const long double sign = c.low > c.mean ? -1 : 1;
      const long double at = share(sign * (x - c.mean) / c.sd), low = share(sign * (c.low - c.mean) / c.sd),
                        high = share(sign * (c.high - c.mean) / c.sd);
      INFO("[" << c.low << ", " << c.high << "] at " << u);
      CHECK(static_cast<double>((at - low) / (high - low)) == Approx(u).epsilon(1e-7));
    }
  }
}

TEST_CASE("counts are the smallest whose share reaches u") {
  for (const double mean : {0.0, 0.1, 3.0, 250.0, 1e6}) {
    const Marginal marginal = make_marginal(Poisson{mean});
    const auto upto = [&](double k) {
      return k < 0 ? 0.0 : mean == 0 ? 1.0 : bm::cdf(bm::poisson_distribution<double>(mean), k);
    };
    for (const double u : {0x1p-53, 1e-9, 0.001, 0.2, 0.5, 0.9, 0.99999, 1 - 0x1p-53}) {
      const double k = quantile(marginal, u);
      INFO("mean " << mean << ", u " << u << ", count " << k);
      CHECK(k == std::floor(k));
      CHECK(upto(k) >= u * (1 - 1e-12));
      CHECK(upto(k - 1) <= u * (1 + 1e-12));
    }
  }
}

TEST_CASE("binomial and negative binomial counts are the smallest whose share reaches u") {
  const auto check = [](const Law& law, const auto& share) {
    const Marginal marginal = make_marginal(law);
    for (const double u : {0x1p-53, 1e-9, 0.001, 0.2, 0.5, 0.9, 0.99999, 1 - 0x1p-53}) {
      const double k = quantile(marginal, u);
      INFO(name_of(law) << ", u " << u << ", count " << k);
      CHECK(k == std::floor(k));
      CHECK(share(k) >= u * (1 - 1e-12));
      CHECK((k == 0 || share(k - 1) <= u * (1 + 1e-12)));
    }
  };
  for (const double trials : {1.0, 20.0, 1e6})
    for (const double chance : {1e-5, 0.3, 0.99})
      check(Binomial{trials, chance},
            [&](double k) { return bm::cdf(bm::binomial_distribution<double>(trials, chance), k); });
  for (const double successes : {0.2, 1.0, 7.5, 1000.0})
    for (const double chance : {0.02, 0.3, 0.99})
      check(NegativeBinomial{successes, chance}, [&](double k) {
        return bm::cdf(bm::negative_binomial_distribution<double>(successes, chance), k);
      });
  CHECK(quantile(Binomial{9, 0}, 0.999) == 0);
  CHECK(quantile(Binomial{9, 1}, 0.001) == 9);
  CHECK(quantile(NegativeBinomial{9, 1}, 0.999) == 0);
  // Binomial(10, 0.5), cumulative 0.6230 at 5 and 0.3770 at 4, as in any printed table.
  CHECK(quantile(Binomial{10, 0.5}, 0.62) == 5);
  CHECK(quantile(Binomial{10, 0.5}, 0.376) == 4);
}

TEST_CASE("Weibull quantiles are their closed form") {
  for (const double shape : {0.5, 1.0, 3.6})
    for (const double u : {1e-9, 0.001, 0.5, 0.632120558828557678, 0.999999})
      CHECK(quantile(Weibull{shape, 2}, u) == Approx(2 * std::pow(-std::log1p(-u), 1 / shape)).epsilon(1e-6));
  // The scale is the quantile of 1 - 1/e whatever the shape; shape 1 is exponential.
  CHECK(quantile(Weibull{7, 3}, 0.632120558828557678) == Approx(3).epsilon(1e-14));
  CHECK(quantile(Weibull{1, 3}, 0.5) == Approx(3 * std::log(2.0)).epsilon(1e-14));
}

TEST_CASE("discrete and empirical laws step through their values in order") {
  const Law discrete = Discrete{{3, -1, 7}, {2, 1, 1}};  // sorted -1, 3, 7 with chances 1/4, 1/2, 1/4
  CHECK(quantile(discrete, 0.2) == -1);
  CHECK(quantile(discrete, 0.25) == -1);
  CHECK(quantile(discrete, 0.26) == 3);
  CHECK(quantile(discrete, 0.74) == 3);
  CHECK(quantile(discrete, 0.76) == 7);
  CHECK(quantile(discrete, 1 - 0x1p-53) == 7);
  const Law empirical = Empirical{{5, 1, 4, 2, 3}};
  for (int i = 0; i < 5; ++i)
    CHECK(quantile(empirical, (i + 0.5) / 5) == i + 1);
  CHECK(quantile(empirical, 0x1p-53) == 1);
}

TEST_CASE("laws of no width are one number") {
  CHECK(quantile(Uniform{2, 2}, 0.3) == 2);
  CHECK(quantile(Normal{2, 0}, 0.3) == 2);
  CHECK(quantile(Triangular{2, 2, 2}, 0.3) == 2);
  CHECK(quantile(Pert{2, 2, 2, 4}, 0.3) == 2);
  CHECK(quantile(Beta{2, 3, 2, 2}, 0.3) == 2);
  CHECK(quantile(Constant{2}, 0.3) == 2);
}
