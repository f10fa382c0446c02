#include <boost/math/distributions/students_t.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "random/blend.hpp"
#include "random/problems.hpp"
#include "random/vine.hpp"
#include "sample.hpp"

using namespace leontide::random;
using leontide::random_test::for_each_block;
using leontide::random_test::plan_of;
using leontide::random_test::scalar;
using leontide::random_test::width;

namespace {

using Kind = Copula::Kind;
using Structure = Copula::Structure;

PairLaw gaussian(double rho) {
  return {Family::gaussian, rho, {}, 0, 0};
}

Copula vine(std::vector<std::string> drivers, Structure structure, std::vector<std::vector<PairLaw>> pairs) {
  Copula copula;
  copula.drivers = std::move(drivers);
  copula.kind = Kind::vine;
  copula.structure = structure;
  copula.pairs = std::move(pairs);
  return copula;
}

Copula student(std::vector<std::string> drivers, double rho, double df) {
  Copula copula;
  copula.drivers = std::move(drivers);
  copula.kind = Kind::student;
  copula.df = df;
  const std::size_t n = copula.drivers.size();
  for (std::size_t i = 0; i < n * n; ++i)
    copula.correlation.push_back(i % (n + 1) == 0 ? 1 : rho);
  return copula;
}

/// Correlation of two conditioned on a third.
double partial(double ab, double ac, double bc) {
  return (ab - ac * bc) / std::sqrt((1 - ac * ac) * (1 - bc * bc));
}

}  // namespace

// The pairs of a Gaussian vine are partial correlations (Kurowicka & Cooke 2006, Uncertainty Analysis with
// High Dimensional Dependence Modelling, section 4.4); both triangular transforms are the Cholesky factor's.
TEST_CASE("a vine of gaussian pairs is the gaussian copula of its partial correlations") {
  const double ab = 0.6, bc = -0.3, cd = 0.5, ac = 0.1, bd = 0.2, ad = -0.15;
  const double correlation[4][4] = {{1, ab, ac, ad}, {ab, 1, bc, bd}, {ac, bc, 1, cd}, {ad, bd, cd, 1}};
  // ad given b and c, from the correlations given b (c as the last condition).
  const double given_bc = partial(partial(ad, ab, bd), partial(ac, ab, bc), partial(cd, bd, bc));
  const double given_ab = partial(partial(cd, ac, ad), partial(bc, ab, ac), partial(bd, ab, ad));
  const std::vector<Copula> vines = {vine({"a", "b", "c", "d"}, Structure::drawable,
                                          {{gaussian(ab), gaussian(bc), gaussian(cd)},
                                           {gaussian(partial(ac, ab, bc)), gaussian(partial(bd, bc, cd))},
                                           {gaussian(given_bc)}}),
                                     vine({"a", "b", "c", "d"}, Structure::canonical,
                                          {{gaussian(ab), gaussian(ac), gaussian(ad)},
                                           {gaussian(partial(bc, ab, ac)), gaussian(partial(bd, ab, ad))},
                                           {gaussian(given_ab)}})};
  for (const Copula& copula : vines) {
    const Vine made = make_vine(copula);
    // Unit scores give the columns of the triangle, since Gaussian pairs are linear in scores.
    double triangle[4][4];
    for (std::size_t k = 0; k < 4; ++k) {
      std::vector<double> rows(4 * width, 0.0), scratch(8 * width);
      std::fill_n(rows.begin() + static_cast<std::ptrdiff_t>(k * width), width, 1.0);
      apply_vine(made, 4, rows.data(), scratch.data());
      for (std::size_t d = 0; d < 4; ++d)
        triangle[d][k] = rows[d * width];
    }
    for (std::size_t i = 0; i < 4; ++i) {
      for (std::size_t j = 0; j < 4; ++j) {
        const double product = std::inner_product(triangle[i], triangle[i] + 4, triangle[j], 0.0);
        CHECK(product == Approx(correlation[i][j]).margin(1e-13));
      }
    }
  }
}

TEST_CASE("trees that are left out of a vine are independent, whatever its structure") {
  const PairLaw none;
  const PairLaw clayton{Family::clayton, 2.0, {}, 0, 90};
  const PairLaw frank{Family::frank, -3.0, {}, 0, 0};
  for (const Structure structure : {Structure::canonical, Structure::drawable}) {
    const Vine cut = make_vine(vine({"a", "b", "c", "d"}, structure, {{clayton, frank, clayton}}));
    const Vine whole =
        make_vine(vine({"a", "b", "c", "d"}, structure, {{clayton, frank, clayton}, {none, none}, {none}}));
    std::vector<double> rows(4 * width), other, scratch(8 * width);
    for (std::size_t i = 0; i < rows.size(); ++i)
      rows[i] = std::sin(static_cast<double>(i)) * 2.5;
    other = rows;
    apply_vine(cut, 4, rows.data(), scratch.data());
    apply_vine(whole, 4, other.data(), scratch.data());
    CHECK(rows == other);
  }
}

// In a D-vine cut after its first tree, tau of successive drivers is that of their pair; in a C-vine, tau of
// the root with each.
TEST_CASE("the first tree of a vine holds between the drivers it names") {
  for (const Structure structure : {Structure::canonical, Structure::drawable}) {
    const std::vector<Driver> drivers = {scalar("a", Uniform{}), scalar("b", Lognormal{}),
                                         scalar("c", Gamma{})};
    const std::vector<Copula> copulas = {
        vine({"a", "b", "c"}, structure,
             {{{Family::gumbel, {}, 0.5, 0, 180}, {Family::frank, {}, -0.3, 0, 0}},
              {{Family::student, 0.4, {}, 3, 0}}})};
    double agree[2] = {0, 0}, pairs = 0;
    for_each_block(plan_of(drivers, 1, copulas), 4000, [&](const InputBlock& block) {
      for (std::size_t i = 0; i < width; i += 2) {
        const auto rise = [&](std::size_t row) {
          return block.trial_row(row)[i + 1] - block.trial_row(row)[i];
        };
        pairs += 1;
        agree[0] += rise(0) * rise(1) > 0 ? 1 : -1;
        agree[1] += rise(structure == Structure::canonical ? 0 : 1) * rise(2) > 0 ? 1 : -1;
      }
    });
    CHECK(std::fabs(agree[0] / pairs - 0.5) < 4 / std::sqrt(pairs));
    CHECK(std::fabs(agree[1] / pairs + 0.3) < 4 / std::sqrt(pairs));
  }
}

// Kendall's tau 2/pi asin(rho) and lambda = 2 t_{df+1}(-sqrt((df + 1)(1 - rho) / (1 + rho))) of McNeil, Frey
// & Embrechts (2015, Quantitative Risk Management, propositions 7.43 and example 7.39). At a finite share q
// the chance that b is below given a is below is the integral of the h function; its limit is lambda.
TEST_CASE("a student copula has the tau and the tail dependence of its correlation and df") {
  namespace bm = boost::math;
  const double rho = 0.5, df = 3, q = 5e-4;
  const std::vector<Driver> drivers = {scalar("a", Uniform{}), scalar("b", Uniform{})};
  const std::vector<Copula> copulas = {student({"a", "b"}, rho, df)};
  double agree = 0, pairs = 0, low = 0, high = 0, both_low = 0, both_high = 0;
  for_each_block(plan_of(drivers, 1, copulas), 40000, [&](const InputBlock& block) {
    const auto a = block.trial_row(0), b = block.trial_row(1);
    for (std::size_t i = 0; i < width; ++i) {
      if (i % 2 == 0) pairs += 1, agree += (a[i + 1] - a[i]) * (b[i + 1] - b[i]) > 0 ? 1 : -1;
      low += a[i] < q, both_low += a[i] < q && b[i] < q;
      high += a[i] > 1 - q, both_high += a[i] > 1 - q && b[i] > 1 - q;
    }
  });
  const double draws = 2 * pairs;
  const double tau = 2 / M_PI * std::asin(rho);
  CHECK(std::fabs(agree / pairs - tau) < 4 * std::sqrt((1 - tau * tau) / pairs));
  CHECK(std::fabs(low / draws - q) < 4 * std::sqrt(q / draws));  // margins stay uniform
  const auto lambda_of = [](double r, double nu) {
    return 2 * bm::cdf(bm::students_t_distribution<double>(nu + 1), -std::sqrt((nu + 1) * (1 - r) / (1 + r)));
  };
  CHECK(lambda_of(0.5, 4) == Approx(0.25).margin(0.005));  // their table 7.1
  CHECK(lambda_of(0.5, 2) == Approx(0.39).margin(0.005));
  const double lambda = lambda_of(rho, df);
  const bm::students_t_distribution<double> above(df + 1);
  // P(B < q | A < q): the mean of the conditional chance over a in (0, q), by the midpoint rule.
  const bm::students_t_distribution<double> law(df);
  const double at = bm::quantile(law, q);
  double exact = 0;
  for (int k = 0; k < 4000; ++k) {
    const double x = bm::quantile(law, q * (k + 0.5) / 4000);
    exact += bm::cdf(above, (at - rho * x) / std::sqrt((df + x * x) * (1 - rho * rho) / (df + 1))) / 4000;
  }
  CHECK(exact == Approx(lambda).epsilon(0.02));
  CHECK(std::fabs(both_low / low - exact) < 4 * std::sqrt(exact * (1 - exact) / low));
  CHECK(std::fabs(both_high / high - exact) < 4 * std::sqrt(exact * (1 - exact) / high));
}

TEST_CASE("a student vine pair and a student copula of two drivers are the same law") {
  const std::vector<Driver> drivers = {scalar("a", Normal{0, 1}), scalar("b", Normal{0, 1})};
  const std::vector<Copula> mixed = {student({"a", "b"}, -0.4, 3)};
  const std::vector<Copula> paired = {
      vine({"a", "b"}, Structure::drawable, {{{Family::student, -0.4, {}, 3, 0}}})};
  const double edges[] = {-2, -0.5, 0.5, 2};
  const auto shares = [&](const std::vector<Copula>& copulas, std::uint64_t seed) {
    std::vector<double> counts(16, 0.0);
    for_each_block(
        plan_of(drivers, 1, copulas), 4000,
        [&](const InputBlock& block) {
          for (std::size_t i = 0; i < width; ++i) {
            for (std::size_t j = 0; j < 16; ++j)
              counts[j] += block.trial_row(0)[i] < edges[j / 4] && block.trial_row(1)[i] < edges[j % 4];
          }
        },
        seed);
    return counts;
  };
  const auto one = shares(mixed, 1), two = shares(paired, 2);
  for (std::size_t j = 0; j < 16; ++j) {
    INFO("corner " << j);
    CHECK(std::fabs(one[j] - two[j]) < 4.5 * std::sqrt(one[j] + two[j] + 1));
  }
}

TEST_CASE("a driver or copula that is added leaves the draws of student and vine copulas as they are") {
  std::vector<Driver> drivers = {scalar("a", Normal{}), scalar("b", RandomWalk{}), scalar("c", Uniform{}),
                                 scalar("d", Normal{}), scalar("e", Normal{})};
  drivers[0].draw = drivers[2].draw = Driver::Draw::step;
  std::vector<Copula> copulas = {student({"a", "b", "c"}, 0.3, 5)};
  const auto plan = plan_of(std::span(drivers).first(3), 4, copulas);
  InputBlock block(plan);
  fill(plan, Independent{7}, 128, block);
  std::vector<Driver> more = {drivers[3], drivers[0], drivers[4], drivers[1], drivers[2]};
  copulas.insert(copulas.begin(), vine({"d", "e"}, Structure::canonical, {{gaussian(0.5)}}));
  const auto wider = plan_of(more, 6, copulas);
  InputBlock other(wider);
  fill(wider, Independent{7}, 128, other);
  for (std::size_t step = 0; step < 4; ++step) {
    for (std::size_t i = 0; i < 3 * width; ++i)
      CHECK(block.step_rows(step)[i] == other.step_rows(step)[i]);
  }
}

// A mean of 1/2 and a variance of 1/12 under every source: a coordinate out of place would break them.
TEST_CASE("student and vine copulas of paths and distributions keep their margins under every source") {
  std::vector<Driver> drivers = {scalar("a", Uniform{}), scalar("b", Ar1{0, 1, 0.3, 0}),
                                 scalar("c", Uniform{}), scalar("d", RandomWalk{}),
                                 scalar("e", RandomWalk{})};
  drivers[0].draw = drivers[2].draw = Driver::Draw::step;
  const std::vector<Copula> copulas = {
      student({"b", "a"}, 0.5, 4),
      vine({"d", "e"}, Structure::drawable, {{{Family::clayton, 2.0, {}, 0, 0}}})};
  const auto plan = plan_of(drivers, 5, copulas);
  const std::vector<Points> sources = {Independent{3}, Antithetic{3}, LatinHypercube{3, 16, 256},
                                       make_sobol(plan, 3, 16)};
  for (const Points& points : sources) {
    leontide::random_test::Summary uniform, walk;
    InputBlock block(plan);
    for (std::size_t b = 0; b < 64; ++b) {
      fill(plan, points, b * width, block);
      for (std::size_t i = 0; i < width; ++i) {
        uniform.add(block.step_rows(0)[i]);
        walk.add(block.step_rows(4)[4 * width + i]);
      }
    }
    INFO("source " << points.index());
    CHECK(std::fabs(uniform.mean() - 0.5) < 4 * std::sqrt(1.0 / 12 / 4096));
    CHECK(std::fabs(uniform.sd() - std::sqrt(1.0 / 12)) < 0.01);
    CHECK(std::fabs(walk.mean()) < 4 * 2 / std::sqrt(4096.0));
    CHECK(std::fabs(walk.sd() - 2) < 4 * 2 / std::sqrt(2 * 4096.0));
  }
}

TEST_CASE("a blend is refused where a student or vine copula ties drivers") {
  const std::vector<Driver> drivers = {scalar("a", Normal{}), scalar("b", Normal{})};
  const std::vector<Copula> gaussian_copula = {leontide::random_test::pair("a", "b", 0.5)};
  CHECK(why_no_blend(plan_of(drivers, 1, gaussian_copula)).empty());
  const std::vector<Copula> copulas = {student({"a", "b"}, 0.5, 4)};
  const auto plan = plan_of(drivers, 1, copulas);
  CHECK(
      why_no_blend(plan) ==
      "a student copula ties 2 drivers, and only those of Gaussian copulas can be redrawn given the others");
  CHECK_THROWS_AS(make_blend(plan, {{true, false}, {}, {}}, 1, 2), std::invalid_argument);
}

TEST_CASE("a copula says what it does not tie and what is missing") {
  std::vector<Driver> drivers = {scalar("a", Normal{}),     scalar("b", Poisson{3}),
                                 scalar("c", Normal{}),     scalar("d", Normal{}, Driver::Draw::step),
                                 scalar("e", RandomWalk{}), scalar("f", Bootstrap{{1, 2, 3}, 2})};
  drivers[3].serial = gaussian(0.5);
  const auto found = [&](const Copula& copula) {
    std::vector<std::string> said;
    for (const Problem& problem : problems(copula, drivers))
      said.push_back(problem.key + ": " + problem.what);
    return said;
  };
  using Said = std::vector<std::string>;
  Copula copula = leontide::random_test::pair("a", "b", 0.5);
  CHECK(found(copula) ==
        Said{"drivers: b follows a poisson: its single values do not settle how it depends on others"});
  copula.discrete_by_uniform = true;
  CHECK(found(copula).empty());
  copula = leontide::random_test::pair("a", "c", 0.5);
  copula.discrete_by_uniform = true;
  CHECK(found(copula) == Said{"discrete: none of these drivers has single values"});
  CHECK(found(leontide::random_test::pair("d", "e", 0.5)) ==
        Said{"drivers: d depends on its own step before"});
  CHECK(found(leontide::random_test::pair("e", "f", 0.5)) ==
        Said{"drivers: f is a bootstrap: it takes its dependence from its history"});
  CHECK(found(student({"a", "c"}, 0.5, 0.1)) == Said{"df: df is 0.1, but must be from 0.5 to 1000000"});
  CHECK(found(vine({"a", "c"}, Structure::canonical, {})) == Said{"pairs: pairs is empty"});
  CHECK(
      found(vine({"a", "c"}, Structure::canonical, {{gaussian(2)}, {}})) ==
      Said{"pairs: pairs has 2 trees, but 2 drivers take 1 at most",
           "pairs.0.0.parameter: tree 1, pair 1: parameter is 2, but must be between -1 and 1 for gaussian"});
  CHECK(found(vine({"a", "c"}, Structure::drawable, {{gaussian(0), gaussian(0)}})) ==
        Said{"pairs.0: tree 1 has 2 pairs, but must have 1"});
}
