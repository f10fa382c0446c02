#include <algorithm>
#include <boost/random/sobol.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <set>

#include "random/blend.hpp"
#include "random/bridge.hpp"
#include "random/sampler.hpp"
#include "random/sobol.hpp"
#include "random/stream.hpp"

using namespace leontide;
using namespace leontide::random;

namespace {

constexpr std::size_t width = lanes::width;

Driver driver(const std::string& name, Law law) {
  Driver made;
  made.name = name;
  made.laws = {std::move(law)};
  return made;
}

SamplerPlan plan_of(const std::vector<Driver>& drivers, std::size_t steps) {
  return make_plan(drivers, {}, {}, {}, steps);
}

/// The numbers of one row over `trials` trials, at a step or of the trial.
std::vector<double> draws(const SamplerPlan& plan, const Points& points, std::size_t trials, std::size_t row,
                          std::size_t step = 0) {
  InputBlock block(plan);
  std::vector<double> all;
  for (std::size_t first = 0; first < trials; first += width) {
    fill(plan, points, first, block);
    const double* at = plan.step_rows > 0 ? block.step_rows(step) + row * width : block.trial_row(row).data();
    all.insert(all.end(), at, at + std::min(width, trials - first));
  }
  return all;
}

double mean(const std::vector<double>& x) {
  return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
}

std::uint32_t sobol_point(std::size_t dimension, std::uint32_t index) {
  const auto directions = sobol_directions(dimension);
  std::uint32_t point = 0;
  for (std::size_t bit = 0; bit < 32; ++bit) {
    if (((index >> bit) & 1U) != 0) point ^= directions[bit];
  }
  return point;
}

}  // namespace

// The first points in Joe and Kuo's own order (Gray code), dimensions 1-3, as their page prints them:
// 0 0 0 / 0.5 0.5 0.5 / 0.75 0.25 0.25 / 0.25 0.75 0.75 / 0.375 0.375 0.625 / 0.875 0.875 0.125.
TEST_CASE("Sobol points are those of Joe and Kuo, the origin kept") {
  const double published[6][3] = {{0, 0, 0},          {0.5, 0.5, 0.5},       {0.75, 0.25, 0.25},
                                  {0.25, 0.75, 0.75}, {0.375, 0.375, 0.625}, {0.875, 0.875, 0.125}};
  for (std::uint32_t i = 0; i < 6; ++i) {
    for (std::size_t d = 0; d < 3; ++d)
      CHECK(sobol_point(d, i ^ (i >> 1)) * 0x1p-32 == published[i][d]);
  }
}

TEST_CASE("direction numbers agree with Boost's engine in every dimension") {
  const std::size_t dimensions = sobol_dimensions();
  CHECK(dimensions == 3667);
  boost::random::sobol_engine<std::uint32_t, 32> engine(dimensions);
  for (std::uint32_t i = 1; i < 40; ++i) {
    for (std::size_t d = 0; d < dimensions; ++d)
      REQUIRE(engine() == sobol_point(d, i ^ (i >> 1)));
  }
}

TEST_CASE("each scramble keeps a Sobol net: every dyadic interval and box holds its share of points") {
  const ScrambledSobol points(2, 16, 9);
  std::vector<std::vector<std::pair<double, double>>> by_scramble(16);
  double x[width];
  double y[width];
  for (std::size_t first = 0; first < 16 * 64; first += width) {
    points.uniforms(0, first, x);
    points.uniforms(1, first, y);
    for (std::size_t i = 0; i < width; ++i)
      by_scramble[i % 16].emplace_back(x[i], y[i]);
  }
  std::set<double> firsts;
  for (const auto& net : by_scramble) {
    REQUIRE(net.size() == 64);
    std::set<int> columns;
    std::set<int> rows;
    std::set<int> boxes;
    for (const auto& [a, b] : net) {
      CHECK(a > 0);
      CHECK(a < 1);
      columns.insert(static_cast<int>(a * 64));
      rows.insert(static_cast<int>(b * 64));
      boxes.insert(static_cast<int>(a * 8) * 8 + static_cast<int>(b * 8));
    }
    CHECK(columns.size() == 64);
    CHECK(rows.size() == 64);
    CHECK(boxes.size() == 64);
    firsts.insert(net.front().first);
  }
  CHECK(firsts.size() == 16);
}

TEST_CASE("a Latin hypercube visits every stratum of every coordinate once in each replicate") {
  const SamplerPlan plan = plan_of({driver("a", Uniform{0, 1}), driver("b", Uniform{0, 1})}, 1);
  constexpr std::size_t strata = 100;
  constexpr std::size_t replicates = 8;
  const Points points = LatinHypercube{5, replicates, strata};
  for (const std::size_t row : {0U, 1U}) {
    const auto u = draws(plan, points, strata * replicates, row);
    std::vector<std::set<int>> seen(replicates);
    for (std::size_t t = 0; t < u.size(); ++t)
      seen[t % replicates].insert(static_cast<int>(u[t] * strata));
    for (const auto& strata_seen : seen)
      CHECK(strata_seen.size() == strata);
  }
  const auto a = draws(plan, points, strata * replicates, 0);
  const auto b = draws(plan, points, strata * replicates, 1);
  double cross = 0;
  for (std::size_t t = 0; t < a.size(); ++t)
    cross += (a[t] - 0.5) * (b[t] - 0.5);
  CHECK(std::fabs(cross / static_cast<double>(a.size()) * 12) < 4 / std::sqrt(static_cast<double>(a.size())));
}

TEST_CASE("antithetic trials mirror each other in every coordinate") {
  const SamplerPlan plan = plan_of({driver("a", Normal{2, 3})}, 1);
  const auto x = draws(plan, Antithetic{3}, 640, 0);
  for (std::size_t t = 0; t < x.size(); t += 2)
    CHECK(x[t] + x[t + 1] == Approx(4).margin(1e-12));
  std::set<double> distinct(x.begin(), x.end());
  CHECK(distinct.size() == 640);
}

TEST_CASE("normals of many numbers at once are those of each by itself") {
  constexpr std::size_t count = 60;  // more than are made together
  Driver many = driver("many", Normal{0, 1});
  many.elements.clear();
  for (std::size_t e = 0; e < count; ++e)
    many.elements.push_back("e" + std::to_string(e));
  Driver walk = many;
  walk.name = "walk";
  walk.laws = {RandomWalk{5, 0.25, 2}};
  const SamplerPlan plan = plan_of({many, walk}, 3);
  for (const Points& points : {Points{Independent{3}}, Points{Antithetic{3}},
                               Points{LatinHypercube{3, 16, 256}}, Points{Centre{}}}) {
    InputBlock block(plan);
    fill(plan, points, 128, block);
    std::vector<double> z(width);
    const auto score = [&](std::string_view name, std::size_t element, std::uint32_t step) {
      const auto coordinate =
          static_cast<std::uint32_t>(std::find_if(plan.coordinates.begin(), plan.coordinates.end(),
                                                  [&](const Coordinate& c) {
                                                    return c.index == (name == "walk" ? 1U : 0U) &&
                                                           c.element == element && c.step == step;
                                                  }) -
                                     plan.coordinates.begin());
      normals(points, {driver_stream(name, many.elements[element]), step, 0, coordinate}, 128, z.data());
    };
    INFO("points " << points.index());
    for (std::size_t e = 0; e < count; ++e) {
      score("many", e, 0);
      for (std::size_t lane = 0; lane < width; ++lane)
        REQUIRE(block.trial_row(e)[lane] == z[lane]);
      std::vector<double> at(width, 5.0);
      for (std::uint32_t step = 1; step < 3; ++step) {
        score("walk", e, step);
        for (std::size_t lane = 0; lane < width; ++lane) {
          at[lane] = at[lane] + 0.25 + 2 * z[lane];
          REQUIRE(block.step_rows(step)[e * width + lane] == Approx(at[lane]).epsilon(1e-14));
        }
      }
    }
  }
}

TEST_CASE("a bridge is orthogonal and its first normal alone settles the end") {
  for (const std::size_t steps : {1U, 2U, 3U, 7U, 16U}) {
    const auto b = brownian_bridge(steps);
    for (std::size_t i = 0; i < steps; ++i) {
      for (std::size_t j = 0; j < steps; ++j) {
        double product = 0;
        for (std::size_t k = 0; k < steps; ++k)
          product += b[i * steps + k] * b[j * steps + k];
        CHECK(product == Approx(i == j ? 1 : 0).margin(1e-14));
      }
    }
    for (std::size_t k = 0; k < steps; ++k) {
      double end = 0;
      for (std::size_t i = 0; i < steps; ++i)
        end += b[i * steps + k];
      CHECK(end == Approx(k == 0 ? std::sqrt(static_cast<double>(steps)) : 0).margin(1e-14));
    }
  }
}

// A walk's end is one normal of variance T; with Sobol points and the bridge it is a function of one
// coordinate.
TEST_CASE("paths from Sobol points have the moments of their process, and ends far evener than chance") {
  const SamplerPlan plan = plan_of({driver("w", RandomWalk{0, 0, 1})}, 5);
  const std::size_t trials = 4096;
  const auto end = draws(plan, make_sobol(plan, 4, 16), trials, 0, 4);
  const auto first = draws(plan, make_sobol(plan, 4, 16), trials, 0, 1);
  double square = 0;
  double cross = 0;
  for (std::size_t t = 0; t < trials; ++t) {
    square += end[t] * end[t];
    cross += end[t] * first[t];
  }
  CHECK(std::fabs(mean(end)) < 0.002);  // by chance: 2 / 64 = 0.03
  CHECK(square / trials == Approx(4).margin(0.05));
  CHECK(cross / trials == Approx(1).margin(0.05));
}

TEST_CASE("given scores are what is drawn from") {
  const SamplerPlan plan = plan_of({driver("a", Normal{10, 2}), driver("u", Uniform{0, 1})}, 1);
  std::vector<double> scores(plan.coordinates.size() * width);
  for (std::size_t i = 0; i < scores.size(); ++i)
    scores[i] = static_cast<double>(i % 7) / 3 - 1;
  InputBlock block(plan);
  fill(plan, GivenScores{scores.data()}, 0, block);
  for (std::size_t i = 0; i < width; ++i) {
    CHECK(block.trial_row(0)[i] == 10 + 2 * scores[i]);
    CHECK(block.trial_row(1)[i] ==
          Approx(0.5 * std::erfc(-scores[width + i] / std::sqrt(2.0))).epsilon(1e-14));
  }
}

// With a kept and b redrawn given a, the two samples' b share what a tells of b: correlation rho^2.
TEST_CASE("a blend redraws what is not kept from its law given what is kept") {
  const std::vector<Driver> drivers{driver("a", Normal{0, 1}), driver("b", Normal{0, 1}),
                                    driver("c", Normal{0, 1})};
  const std::vector<Copula> copulas{{{"a", "b", "c"}, {1, 0.6, 0.3, 0.6, 1, -0.4, 0.3, -0.4, 1}}};
  const SamplerPlan plan = make_plan(drivers, {}, {}, copulas, 1);
  const std::size_t trials = 200'000;
  const Points blend = make_blend(plan, {{true, false, true}, {}, {}}, 1, 2);
  const auto correlation = [&](const std::vector<double>& x, const std::vector<double>& y) {
    double sum = 0;
    for (std::size_t t = 0; t < trials; ++t)
      sum += x[t] * y[t];
    return sum / static_cast<double>(trials);
  };
  const auto a = draws(plan, Independent{1}, trials, 0);
  const auto b = draws(plan, Independent{1}, trials, 1);
  const auto kept = draws(plan, blend, trials, 0);
  const auto redrawn = draws(plan, blend, trials, 1);
  const auto c = draws(plan, blend, trials, 2);
  for (std::size_t t = 0; t < trials; t += 997)
    CHECK(kept[t] == Approx(a[t]).margin(1e-12));
  const double margin = 4 / std::sqrt(static_cast<double>(trials));
  CHECK(correlation(redrawn, redrawn) == Approx(1).margin(2 * margin));
  CHECK(correlation(kept, redrawn) == Approx(0.6).margin(margin));
  CHECK(correlation(c, redrawn) == Approx(-0.4).margin(margin));
  // r' R^-1 r with r the correlations of b with a and c: (0.36 + 0.16 + 2 * 0.6 * 0.4 * 0.3) / 0.91
  CHECK(correlation(b, redrawn) == Approx((0.36 + 0.16 + 0.144) / 0.91).margin(margin));
}
