#include <array>
#include <limits>
#include <vector>

#include "kernel/economies.hpp"
#include "kernel/touched_sectors.hpp"
#include "lanes/batched_lu.hpp"

using namespace leontide;
using namespace leontide::kernel;
using namespace leontide::test;

namespace {

constexpr std::uint64_t every_lane = ~std::uint64_t{0};

/// Drawn row and column multipliers where `touches(sector, lane)`, one elsewhere.
struct Multipliers {
  AlignedVector r, s;

  template <class Touches>
  Multipliers(std::size_t n, double noise, Touches touches)
      : r(random_lanes(n, 1 - noise, 1 + noise, 2)), s(random_lanes(n, 1 - noise, 1 + noise, 3)) {
    for (std::size_t at = 0; at < n * width; ++at) {
      if (!touches(at / width, at % width)) r[at] = s[at] = 1;
    }
  }
};

}  // namespace

TEST_CASE("few sectors are fewer than all") {
  CHECK(few_touched(1) == 0);
  CHECK(few_touched(8) == 3);
  CHECK(few_touched(42) == 12);
  CHECK(few_touched(1302) == 119);
}

TEST_CASE("lanes of few touched sectors are told from the others") {
  const std::size_t n = GENERATE(8, 42, 70);
  const std::size_t few = few_touched(n);
  const Multipliers multipliers(n, 0.3, [&](std::size_t i, std::size_t lane) {
    return lane % 3 == 0 ? i < few : lane % 3 == 1 && i + few + 1 >= n;
  });
  std::uint64_t wanted = 0;
  for (std::size_t lane = 0; lane < width; ++lane)
    wanted |= std::uint64_t{lane % 3 != 1} << lane;
  CHECK(lanes_of_few_touched(n, multipliers.r.data(), multipliers.s.data()) == wanted);
  const Multipliers everywhere(n, 0.3, [](std::size_t, std::size_t) { return true; });
  CHECK(lanes_of_few_touched(n, everywhere.r.data(), everywhere.s.data()) == 0);
}

TEST_CASE("few touched sectors are solved as exactly as by elimination of all") {
  const std::size_t n = GENERATE(5, 20, 42, 153);
  const double noise = GENERATE(0.02, 0.4);
  const LaneLeontiefSystem system = system_of(n, random_matrix(n, 0.6, 1));
  // Every second sector, the same in all lanes; or others in every lane.
  const std::size_t few = few_touched(n);
  const bool the_same = GENERATE(true, false);
  const Multipliers multipliers(n, noise, [&](std::size_t i, std::size_t lane) {
    return the_same ? i % 2 == 1 && i / 2 < few : (i + n - lane * n / width) % n < few;
  });
  const AlignedVector f = random_lanes(n, 1, 100, 4);
  AlignedVector x(n * width), scratch(solve_touched_scratch(n)), wanted(n * width),
      elimination(lanes::solve_lanes_scratch(n));
  SolveReport report;
  solve_touched(system, multipliers.r.data(), multipliers.s.data(), f.data(), every_lane, x.data(),
                scratch.data(), report);
  REQUIRE(lanes::solve_lanes(n, system.a.data(), multipliers.r.data(), multipliers.s.data(), f.data(),
                             wanted.data(), every_lane, elimination.data()) == every_lane);
  for (std::size_t at = 0; at < n * width; ++at)
    REQUIRE(x[at] == Approx(wanted[at]).epsilon(1e-12));
}

TEST_CASE("few touched sectors need no sweep and no other elimination") {
  const std::size_t n = GENERATE(5, 20, 42, 153, 530);  // at 530, few are more than a group can share
  const LaneLeontiefSystem system = system_of(n, random_matrix(n, 0.6, 1));
  const std::size_t few = few_touched(n);
  const Multipliers multipliers(n, 0.3, [&](std::size_t i, std::size_t lane) {
    return lane % 2 == 0 ? i < few : i < 2 * few && i >= few;
  });
  const AlignedVector f = random_lanes(n, 1, 100, 4);
  const Solved x = solved(system, multipliers.r.data(), multipliers.s.data(), f);
  CHECK((x.report.failed | x.report.unproductive) == 0);
  CHECK(x.report.sweeps == 0);
  CHECK(x.report.products == 8 * (n + std::min(n, 2 * few)) / n + 8);
  CHECK(worst_residual(system, multipliers.r, multipliers.s, f, x.output) <= 1e-13);
}

TEST_CASE("lanes of few and of many touched sectors are solved beside one another") {
  const std::size_t n = GENERATE(12, 42, 230);
  const LaneLeontiefSystem system = system_of(n, random_matrix(n, GENERATE(0.3, 0.6), 1));
  const Multipliers multipliers(n, 0.2, [](std::size_t i, std::size_t lane) {
    return lane % 3 == 0 || (lane % 3 == 1 && i == lane % 10);
  });
  const AlignedVector f = random_lanes(n, 1, 100, 4);
  const Solved x = solved(system, multipliers.r.data(), multipliers.s.data(), f);
  CHECK((x.report.failed | x.report.unproductive) == 0);
  CHECK(worst_residual(system, multipliers.r, multipliers.s, f, x.output) <= 1e-10);
}

TEST_CASE("a sector that all but stops buying and selling keeps its digits") {
  const std::size_t n = 42;
  const LaneLeontiefSystem system = system_of(n, random_matrix(n, 0.6, 1));
  Multipliers multipliers(n, 0.3, [](std::size_t i, std::size_t) { return i < 3; });
  AlignedVector f = random_lanes(n, 1, 100, 4);
  for (std::size_t lane = 0; lane < width; ++lane) {
    multipliers.r[width + lane] = std::pow(10.0, -static_cast<double>(lane % 20));
    if (lane % 2 == 0) f[width + lane] = 0;
  }
  const Solved x = solved(system, multipliers.r.data(), multipliers.s.data(), f);
  CHECK((x.report.failed | x.report.unproductive) == 0);
  CHECK(x.report.products == 8 * (n + 3) / n + 8);
  for (std::size_t lane = 0; lane < width; ++lane) {
    double intermediate_inputs = 0;
    for (std::size_t j = 0; j < n; ++j)
      intermediate_inputs += system.a[n + j] * multipliers.s[j * width + lane] * x.output[j * width + lane];
    const double wanted = multipliers.r[width + lane] * intermediate_inputs + f[width + lane];
    CHECK(x.output[width + lane] == Approx(wanted).epsilon(1e-12));
  }
}

TEST_CASE("multipliers that make up for each other touch nothing") {
  const std::size_t n = 42;
  const LaneLeontiefSystem system = system_of(n, random_matrix(n, 0.6, 1));
  AlignedVector r(n * width, 4.0), s(n * width, 0.25);
  const AlignedVector f = random_lanes(n, 1, 100, 4);
  const Solved x = solved(system, r.data(), s.data(), f);
  CHECK(x.report.sweeps == 0);
  CHECK(worst_residual(system, r, s, f, x.output) <= 1e-13);
}

TEST_CASE("a lane has the bits of the fixed table where nothing is touched") {
  const std::size_t n = GENERATE(12, 42);
  const LaneLeontiefSystem system = system_of(n, random_matrix(n, 0.6, 5));
  const Multipliers multipliers(
      n, 0.3, [](std::size_t i, std::size_t lane) { return lane % 4 == 1 ? i < 2 : lane % 4 == 2; });
  const AlignedVector f = random_lanes(n, 1, 10, 6);
  const Solved base = solved(system, nullptr, nullptr, f);
  const Solved x = solved(system, multipliers.r.data(), multipliers.s.data(), f);
  for (std::size_t at = 0; at < n * width; ++at) {
    if (at % 4 == 0 || at % 4 == 3) REQUIRE(x.output[at] == base.output[at]);
  }
}

TEST_CASE("the sectors that its neighbours touch change no bit of a lane") {
  const std::size_t n = GENERATE(12, 42, 300);
  const LaneLeontiefSystem system = system_of(n, random_matrix(n, 0.6, 7));
  const std::size_t few = few_touched(n), watched = 17;
  const auto with_neighbours = [&](auto touches) {
    return Multipliers(n, 0.3, [&](std::size_t i, std::size_t lane) {
      return lane == watched ? i % 3 == 0 && i / 3 < few : touches(i, lane);
    });
  };
  const std::array<Multipliers, 5> problems{
      with_neighbours([](std::size_t, std::size_t) { return false; }),
      with_neighbours([](std::size_t, std::size_t) { return true; }),
      with_neighbours([&](std::size_t i, std::size_t) { return i < few; }),
      with_neighbours([&](std::size_t i, std::size_t lane) { return (i + lane) % n < few; }),
      with_neighbours([](std::size_t i, std::size_t lane) { return lane % 2 == 0 || i == lane; })};
  AlignedVector f = random_lanes(n, 1, 10, 8);
  const Solved alone = solved(system, problems[0].r.data(), problems[0].s.data(), f);
  for (std::size_t lane = 0; lane < width; ++lane) {
    if (lane % 3 == 0) f[lane] = std::numeric_limits<double>::quiet_NaN();
  }
  for (const Multipliers& multipliers : problems) {
    const Solved x = solved(system, multipliers.r.data(), multipliers.s.data(), f);
    for (std::size_t i = 0; i < n; ++i)
      REQUIRE(x.output[i * width + watched] == alone.output[i * width + watched]);
  }
}

// With one touched sector the determinant is 1 - (1 - 1 / m) l, l the inverse's own element: it is zero at m
// = l / (l - 1).
TEST_CASE("one multiplier makes an economy unproductive where the determinant changes its sign") {
  const std::size_t n = GENERATE(8, 42), sector = 3;
  const LaneLeontiefSystem system = system_of(n, random_matrix(n, 0.7, 9));
  const double own = system.inverse[sector * n + sector];
  AlignedVector r(n * width, 1.0);
  const AlignedVector s(n * width, 1.0), f = random_lanes(n, 1, 2, 10);
  std::uint64_t unproductive = 0;
  for (std::size_t lane = 0; lane < width; ++lane) {
    const bool above = lane % 5 == 2;
    r[sector * width + lane] = own / (own - 1) * (above ? 1.01 : 0.99);
    unproductive |= std::uint64_t{above} << lane;
  }
  const Solved x = solved(system, r.data(), s.data(), f);
  CHECK(x.report.unproductive == unproductive);
  CHECK(x.report.failed == 0);
}

TEST_CASE("a lane that one sector alone would make unproductive is solved where another makes up for it") {
  const std::size_t n = 42;
  const LaneLeontiefSystem system = system_of(n, random_matrix(n, 0.7, 9));
  const double own = system.inverse[0];
  AlignedVector r(n * width, 1.0);
  for (std::size_t lane = 0; lane < width; ++lane) {
    r[lane] = own / (own - 1) * 1.01;
    for (std::size_t sector = 1; sector < 12; ++sector)
      r[sector * width + lane] = 0.1;
  }
  const AlignedVector s(n * width, 1.0), f = random_lanes(n, 1, 2, 10);
  const Solved x = solved(system, r.data(), s.data(), f);
  CHECK((x.report.failed | x.report.unproductive) == 0);
  CHECK(worst_residual(system, r, s, f, x.output) <= 1e-10);
}

// They would leave a double's range with a neighbour's columns of the inverse.
TEST_CASE("multipliers near the end of a double's range are not few") {
  const std::size_t n = 42;
  const Multipliers multipliers(n, 0.3, [](std::size_t i, std::size_t) { return i < 3; });
  AlignedVector r = multipliers.r;
  for (std::size_t lane = 0; lane < width; ++lane)
    r[lane] = lane % 4 == 0 ? 1e-308 : lane % 4 == 1 ? 1e300 : lane % 4 == 2 ? std::nan("") : r[lane];
  std::uint64_t wanted = 0;
  for (std::size_t lane = 0; lane < width; ++lane)
    wanted |= std::uint64_t{lane % 4 == 0 || lane % 4 == 3} << lane;
  CHECK(lanes_of_few_touched(n, r.data(), multipliers.s.data()) == wanted);
}

TEST_CASE("a touched lane that is no number fails alone") {
  const std::size_t n = GENERATE(12, 42);
  const LaneLeontiefSystem system = system_of(n, random_matrix(n, 0.6, 1));
  Multipliers multipliers(n, 0.3, [](std::size_t i, std::size_t) { return i < 3; });
  const AlignedVector f = random_lanes(n, 1, 100, 4);
  const Solved sound = solved(system, multipliers.r.data(), multipliers.s.data(), f);
  multipliers.r[2 * width + 21] = std::numeric_limits<double>::quiet_NaN();
  const Solved x = solved(system, multipliers.r.data(), multipliers.s.data(), f);
  CHECK((x.report.failed | x.report.unproductive) == std::uint64_t{1} << 21);
  for (std::size_t at = 0; at < n * width; ++at) {
    if (at % width != 21) REQUIRE(x.output[at] == sound.output[at]);
  }
}
