#include <algorithm>
#include <limits>

#include "kernel/economies.hpp"

using namespace leontide;
using namespace leontide::kernel;
using namespace leontide::test;

// Miller & Blair, Input-Output Analysis, 2nd ed. (2009), section 2.3: A = [.15 .25; .20 .05], f = (600,
// 1500).
TEST_CASE("the textbook's two sectors come out") {
  const LaneLeontiefSystem system = system_of(2, {0.15, 0.25, 0.20, 0.05});
  CHECK(system.inverse[0] == Approx(1.2541).margin(5e-5));
  CHECK(system.inverse[1] == Approx(0.3300).margin(5e-5));
  CHECK(system.inverse[2] == Approx(0.2640).margin(5e-5));
  CHECK(system.inverse[3] == Approx(1.1221).margin(5e-5));
  AlignedVector demand(2 * width, 600);
  std::fill(demand.begin() + width, demand.end(), 1500);
  const Solved x = solved(system, nullptr, nullptr, demand);
  CHECK(x.report.failed == 0);
  CHECK(x.output[0] == Approx(1247.52).margin(0.01));
  CHECK(x.output[width] == Approx(1841.58).margin(0.01));
}

TEST_CASE("drawn multipliers are solved to the tolerance in every lane, at small and large noise") {
  for (const double column_sum : {0.3, 0.7}) {
    for (const double noise : {0.02, 0.05, 0.3}) {
      const std::size_t n = 42;
      const LaneLeontiefSystem system = system_of(n, random_matrix(n, column_sum, 1));
      const AlignedVector r = random_lanes(n, 1 - noise, 1 + noise, 2);
      const AlignedVector s = random_lanes(n, 1 - noise, 1 + noise, 3);
      const AlignedVector f = random_lanes(n, 1, 100, 4);
      const Solved x = solved(system, r.data(), s.data(), f);
      INFO("column sums " << column_sum << ", noise " << noise << ", sweeps " << x.report.sweeps);
      CHECK(x.report.failed == 0);
      CHECK(x.report.unproductive == 0);
      CHECK(worst_residual(system, r, s, f, x.output) <= 1e-10);
    }
  }
}

// Floats reach neither size.
TEST_CASE("demand of any size is solved to the tolerance, lane by lane") {
  const std::size_t n = 42;
  const LaneLeontiefSystem system = system_of(n, random_matrix(n, GENERATE(0.3, 0.7), 1));
  const AlignedVector r = random_lanes(n, 0.9, 1.1, 2);
  const AlignedVector s = random_lanes(n, 0.9, 1.1, 3);
  const AlignedVector plain = random_lanes(n, 1, 100, 4);
  AlignedVector f = plain;
  const double sizes[] = {1e-200, 1e-45, 1, 1e20, 1e45, 1e200};
  for (std::size_t at = 0; at < n * width; ++at)
    f[at] *= sizes[at % width % 6];
  const Solved x = solved(system, r.data(), s.data(), f);
  CHECK(x.report.failed == 0);
  CHECK(worst_residual(system, r, s, f, x.output) <= 1e-10);
}

TEST_CASE("a lane whose demand is no number fails alone") {
  const std::size_t n = 30;
  const LaneLeontiefSystem system = system_of(n, random_matrix(n, 0.6, 1));
  const AlignedVector r = random_lanes(n, 0.9, 1.1, 2);
  const AlignedVector s = random_lanes(n, 0.9, 1.1, 3);
  AlignedVector f = random_lanes(n, 1, 100, 4);
  const Solved sound = solved(system, r.data(), s.data(), f);
  f[7 * width + 21] = std::numeric_limits<double>::quiet_NaN();
  const Solved x = solved(system, r.data(), s.data(), f);
  CHECK((x.report.failed | x.report.unproductive) == std::uint64_t{1} << 21);
  for (std::size_t at = 0; at < n * width; ++at) {
    if (at % width != 21) REQUIRE(x.output[at] == sound.output[at]);
  }
}

TEST_CASE("multipliers of one give the base solution") {
  const std::size_t n = GENERATE(20, 30);  // eliminated and by sweeps
  const LaneLeontiefSystem system = system_of(n, random_matrix(n, 0.6, 5));
  const AlignedVector ones(n * width, 1.0);
  const AlignedVector f = random_lanes(n, 1, 10, 6);
  const Solved base = solved(system, nullptr, nullptr, f);
  const Solved drawn = solved(system, ones.data(), ones.data(), f);
  for (std::size_t i = 0; i < n * width; ++i)
    REQUIRE(drawn.output[i] == Approx(base.output[i]).epsilon(1e-9));
}

TEST_CASE("a lane's bits do not depend on its neighbours") {
  const std::size_t n = GENERATE(15, 30);  // eliminated and by sweeps
  const LaneLeontiefSystem system = system_of(n, random_matrix(n, 0.6, 7));
  AlignedVector r = random_lanes(n, 0.9, 1.1, 8);
  const AlignedVector s = random_lanes(n, 0.9, 1.1, 9);
  AlignedVector f = random_lanes(n, 1, 10, 10);
  const Solved first = solved(system, r.data(), s.data(), f);
  // Every lane but 17 becomes another problem, some of them hard.
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t lane = 0; lane < width; ++lane) {
      if (lane == 17) continue;
      r[i * width + lane] = lane % 5 == 0 ? 1.9 : 0.5;
      f[i * width + lane] *= 3;
    }
  }
  const Solved second = solved(system, r.data(), s.data(), f);
  for (std::size_t i = 0; i < n; ++i)
    CHECK(first.output[i * width + 17] == second.output[i * width + 17]);
}

TEST_CASE("an unproductive lane is told from the others and leaves them alone") {
  const std::size_t n = GENERATE(6, 26);  // eliminated and by sweeps
  const LaneLeontiefSystem system = system_of(n, random_matrix(n, 0.5, 11));
  AlignedVector r(n * width, 1.0);
  for (std::size_t i = 0; i < n; ++i)
    r[i * width + 3] = 2.5;  // column sums of 1.25
  const AlignedVector s(n * width, 1.0);
  const Solved x = solved(system, r.data(), s.data(), random_lanes(n, 1, 2, 12));
  CHECK(x.report.unproductive == (std::uint64_t{1} << 3));
  CHECK(x.report.failed == 0);
}

TEST_CASE("sectors that nobody demands finally cost no elimination of productive lanes") {
  const std::size_t n = GENERATE(6, 30, 210);  // eliminated, in strips, and all lanes together
  const LaneLeontiefSystem system = system_of(n, random_matrix(n, 0.7, 31));
  AlignedVector r = random_lanes(n, 0.9, 1.1, 32);
  const AlignedVector s = random_lanes(n, 0.9, 1.1, 33);
  AlignedVector f = random_lanes(n, 1, 2, 34);
  for (std::size_t lane = 0; lane < width; ++lane)
    f[2 * width + lane] = f[4 * width + lane] = 0;
  for (std::size_t i = 0; i < n; ++i)
    r[i * width + 9] *= 2;  // column sums above 1.26
  const Solved x = solved(system, r.data(), s.data(), f);
  INFO(n << " sectors, " << x.report.products << " products");
  CHECK(x.report.unproductive == (std::uint64_t{1} << 9));
  CHECK(x.report.failed == 0);
  for (std::size_t i = 0; i < n; ++i)
    r[i * width + 9] = f[i * width + 9] = 1;
  const Solved y = solved(system, r.data(), s.data(), f);
  CHECK((y.report.unproductive | y.report.failed) == 0);
  CHECK(worst_residual(system, r, s, f, y.output) <= 1e-10);
}

TEST_CASE("output is linear in demand") {
  const std::size_t n = GENERATE(12, 30);  // eliminated and by sweeps
  const LaneLeontiefSystem system = system_of(n, random_matrix(n, 0.6, 13));
  const AlignedVector r = random_lanes(n, 0.9, 1.1, 14);
  const AlignedVector s = random_lanes(n, 0.9, 1.1, 15);
  const AlignedVector f = random_lanes(n, 1, 2, 16);
  const AlignedVector g = random_lanes(n, 1, 2, 17);
  AlignedVector both(n * width);
  for (std::size_t i = 0; i < both.size(); ++i)
    both[i] = 2 * f[i] + g[i];
  const Solved x = solved(system, r.data(), s.data(), f);
  const Solved y = solved(system, r.data(), s.data(), g);
  const Solved z = solved(system, r.data(), s.data(), both);
  for (std::size_t i = 0; i < both.size(); ++i)
    REQUIRE(z.output[i] == Approx(2 * x.output[i] + y.output[i]).epsilon(1e-9));
}

TEST_CASE("an unproductive lane fails even where acceleration converges to negative outputs") {
  // Two sectors that buy: acceleration over two earlier points solves any such system exactly, productive or
  // not.
  const std::size_t n = GENERATE(2, 22);  // eliminated and by sweeps
  for (const double share : {0.15, 0.3}) {
    AlignedVector a(n * n);
    a[0] = a[1] = a[n] = a[n + 1] = share;
    SystemFault fault;
    const auto system = make_system(n, a.data(), fault);
    REQUIRE(system);
    AlignedVector r(n * width, 1.0);
    const AlignedVector s(n * width, 1.0);
    AlignedVector demand(n * width, 1.0);
    for (std::size_t lane = 0; lane < width; ++lane) {
      if (lane % 2 == 1) r[lane] = r[width + lane] = 1.1 / (2 * share);  // spectral radius 1.1
      if (lane % 4 >= 2) demand[lane] = -0.5;
    }
    const Solved x = solved(*system, r.data(), s.data(), demand);
    CHECK(x.report.unproductive == 0xAAAA'AAAA'AAAA'AAAAU);
    CHECK(x.report.failed == 0);
  }
}

TEST_CASE("an unproductive or negative matrix is refused with its sector") {
  SystemFault fault;
  const AlignedVector greedy{0.5, 0.6, 0.7, 0.5};
  CHECK_FALSE(make_system(2, greedy.data(), fault));
  CHECK(fault.kind == SystemFault::Kind::unproductive);
  const AlignedVector negative{0.1, 0.2, -0.1, 0.1};
  CHECK_FALSE(make_system(2, negative.data(), fault));
  CHECK(fault.kind == SystemFault::Kind::negative_coefficient);
  CHECK(fault.row == 1);
}
