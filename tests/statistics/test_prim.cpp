#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "statistics/prim.hpp"
#include "statistics/resample.hpp"

using namespace leontide::statistics;

namespace {

using Columns = std::vector<std::vector<double>>;
using Bits = std::vector<std::uint8_t>;

Columns uniforms(std::size_t dimensions, std::size_t draws, std::uint64_t seed) {
  Columns columns;
  for (std::uint32_t d = 0; d < dimensions; ++d)
    columns.push_back(resampling_uniforms(seed, d, draws));
  return columns;
}

Cases cases_of(const Columns& columns, const Bits& hits) {
  return {{columns.begin(), columns.end()}, hits};
}

// Hits fill the box x0 > 0.6, x2 < 0.5 (mass 0.2), thinned to `chance`, and no draw outside it.
Bits planted(const Columns& columns, double chance, std::uint64_t seed) {
  const auto u = resampling_uniforms(seed, 1000, columns[0].size());
  Bits hits;
  for (std::size_t i = 0; i < u.size(); ++i)
    hits.push_back(columns[0][i] > 0.6 && columns[2][i] < 0.5 && u[i] < chance ? 1 : 0);
  return hits;
}

}  // namespace

TEST_CASE("a planted box is found, its restrictions significant and reproduced") {
  const Columns columns = uniforms(6, 4096, 17);
  const Bits hits = planted(columns, 0.9, 17);
  const Discovery found = discover(cases_of(columns, hits));
  CHECK(found.box.restricted == 2);
  CHECK(found.box.limits[0].low == Approx(0.6).margin(0.02));
  CHECK(found.box.limits[2].high == Approx(0.5).margin(0.02));
  CHECK(std::isinf(found.box.limits[0].high));
  CHECK(found.box.coverage > 0.95);
  CHECK(found.box.density > 0.85);
  CHECK((found.quasi_p[0] < 1e-12 && found.quasi_p[2] < 1e-12));
  CHECK(found.quasi_p[1] == 1);
  CHECK((found.frequency[0] > 0.99 && found.frequency[2] > 0.99));
  for (const std::size_t other : {1, 3, 4, 5})
    CHECK(found.frequency[other] < 0.5);
}

TEST_CASE("peeling raises density, lowers coverage and mass, and keeps the least mass") {
  const Columns columns = uniforms(4, 2000, 18);
  const Bits hits = planted(columns, 0.6, 18);
  const Cases cases = cases_of(columns, hits);
  const auto trajectory = peel(cases, orders_of(cases));
  REQUIRE(trajectory.size() > 10);
  CHECK(trajectory.front() == measured(cases, std::vector<Limits>(4)));
  CHECK(trajectory.front().coverage == 1);
  for (std::size_t i = 1; i < trajectory.size(); ++i) {
    CHECK(trajectory[i].density > trajectory[i - 1].density);
    CHECK(trajectory[i].coverage <= trajectory[i - 1].coverage);
    CHECK(trajectory[i].mass < trajectory[i - 1].mass);
    CHECK(trajectory[i].mass >= 0.05);
    CHECK(trajectory[i] == measured(cases, trajectory[i].limits));
  }
}

TEST_CASE("a step takes at most the share to peel off values that differ, and whole groups of equal ones") {
  Columns columns{std::vector<double>(100), std::vector<double>(100)};
  Bits hits(100);
  for (std::size_t i = 0; i < 100; ++i) {
    columns[0][i] = static_cast<double>(i);
    columns[1][i] = i % 4 == 0 ? 1 : 0;
    hits[i] = i >= 50 ? 1 : 0;
  }
  const Cases cases = cases_of(columns, hits);
  const auto smooth = peel(cases, orders_of(cases));
  CHECK(smooth[1].limits[0].low == 5);
  CHECK(smooth[1].mass == 0.95);

  // Now the event alone decides: the first step leaves just the draws where it happened.
  for (std::size_t i = 0; i < 100; ++i)
    hits[i] = i % 4 == 0 ? 1 : 0;
  const auto event = peel(cases, orders_of(cases));
  REQUIRE(event.size() == 2);
  CHECK(event[1].limits[1] == Limits{1, Limits{}.high});
  CHECK((event[1].density == 1 && event[1].coverage == 1 && event[1].mass == 0.25));
}

TEST_CASE("pasting gives back what peeling took too much of") {
  const Columns columns = uniforms(2, 2000, 19);
  Bits hits;
  for (const double x : columns[0])
    hits.push_back(x > 0.5 ? 1 : 0);
  const Cases cases = cases_of(columns, hits);
  // Also restricted where it should not be: the empty stretch below 0.45 dilutes nothing any more.
  const Box narrow = measured(cases, {{0.45, 0.8}, {}});
  const Box grown = paste(cases, narrow);
  CHECK(grown.limits[0].low == 0.45);
  CHECK(grown.coverage > narrow.coverage);
  CHECK(grown.density > narrow.density);
}

TEST_CASE("weights count draws as if they were repeated") {
  Columns columns = uniforms(3, 300, 20);
  Bits hits = planted(columns, 0.8, 20);
  const auto weights = bootstrap_counts(4, 0, 300);
  Columns repeated(3);
  Bits repeated_hits;
  for (std::size_t i = 0; i < 300; ++i)
    for (std::uint32_t k = 0; k < weights[i]; ++k) {
      for (std::size_t d = 0; d < 3; ++d)
        repeated[d].push_back(columns[d][i]);
      repeated_hits.push_back(hits[i]);
    }
  const Cases one = cases_of(columns, hits), two = cases_of(repeated, repeated_hits);
  CHECK(peel(one, orders_of(one), {}, weights) == peel(two, orders_of(two)));
}

TEST_CASE("the box chosen is the best of the simplest") {
  const auto box = [](double coverage, double density, std::size_t restricted) {
    Box result;
    result.coverage = coverage;
    result.density = density;
    result.restricted = restricted;
    return result;
  };
  // Scores 0.33, 0.78, 0.80, 0.795: the last two within 2 %, the last with fewer restrictions.
  CHECK(choose({box(1, 0.2, 0), box(0.8, 0.76, 1), box(0.8, 0.8, 3), box(0.75, 0.8458, 2)}) == 3);
  CHECK(choose({box(1, 0.2, 0), box(0.7, 0.71, 2), box(0.8, 0.8, 2)}) == 2);
}

TEST_CASE("the quasi-p-value is the binomial tail") {
  // 8 draws, 4 hits; x <= 3 holds 4 draws with 4 hits: P(Binomial(4, 1/2) >= 4) = 1/16.
  const Columns columns{{0, 1, 2, 3, 4, 5, 6, 7}};
  const Bits hits{1, 1, 1, 1, 0, 0, 0, 0};
  const Cases cases = cases_of(columns, hits);
  CHECK(quasi_p_values(cases, measured(cases, {{Limits{}.low, 3}}))[0] == Approx(1.0 / 16));
}

TEST_CASE("without a hit, or with nothing but hits, the box is the whole space") {
  const Columns columns = uniforms(2, 100, 21);
  for (const std::uint8_t value : {0, 1}) {
    const Bits hits(100, value);
    const Discovery found = discover(cases_of(columns, hits));
    CHECK(found.box.restricted == 0);
    CHECK(found.box.mass == 1);
  }
  const Bits few(3, 1);
  CHECK_THROWS_AS(discover(cases_of(columns, few)), std::invalid_argument);
}
