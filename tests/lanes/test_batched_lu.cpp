#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <vector>

#include "lanes/batched_lu.hpp"
#include "lanes/block.hpp"
#include "lanes/check.hpp"

namespace lanes = leontide::lanes;
using lanes::width;
using leontide::lanes_test::Numbers;

namespace {

// Coefficients with column sums of at most 0.6, multipliers near one, demand near one.
struct Economy {
  std::size_t n;
  std::vector<double> a;
  lanes::AlignedVector r, s, f;
  explicit Economy(std::size_t size) : n(size), a(n * n), r(n * width), s(n * width), f(n * width) {
    Numbers next(static_cast<unsigned>(size) + 10);
    for (double& v : a)
      v = next.between(0, 1.2) / static_cast<double>(n);
    for (double& v : r)
      v = next.between(0.8, 1.2);
    for (double& v : s)
      v = next.between(0.8, 1.2);
    for (double& v : f)
      v = next.between(0.5, 1.5);
  }
  // max over rows of |x - diag(r) A diag(s) x - f| in one lane.
  double residual(const lanes::AlignedVector& x, std::size_t lane) const {
    double worst = 0;
    for (std::size_t i = 0; i < n; ++i) {
      double sum = 0;
      for (std::size_t j = 0; j < n; ++j)
        sum += a[i * n + j] * s[j * width + lane] * x[j * width + lane];
      worst =
          std::fmax(worst, std::fabs(x[i * width + lane] - r[i * width + lane] * sum - f[i * width + lane]));
    }
    return worst;
  }
};

}  // namespace

TEST_CASE("LU in lanes and LU of one lane solve the system, with the same bits") {
  for (const std::size_t n : {1, 2, 5, 12, 20, 42, 63, 64, 65, 130}) {
    const Economy e(n);
    lanes::AlignedVector x(n * width, -1), one(n * width, -1);
    lanes::AlignedVector scratch(lanes::solve_lanes_scratch(n)),
        one_scratch(lanes::solve_multiplied_lane_scratch(n));
    const std::uint64_t wanted = 0xf0f0'0000'ffff'8001;
    const auto solved = lanes::solve_lanes(n, e.a.data(), e.r.data(), e.s.data(), e.f.data(), x.data(),
                                           wanted, scratch.data());
    INFO("n = " << n);
    CHECK(solved == wanted);
    for (std::size_t lane = 0; lane < width; ++lane) {
      if ((wanted >> lane & 1) == 0) {
        CHECK(x[lane] == -1);
        continue;
      }
      CHECK(e.residual(x, lane) < 1e-13);
      REQUIRE(lanes::solve_multiplied_lane(n, e.a.data(), e.r.data(), e.s.data(), e.f.data(), one.data(),
                                           lane, one_scratch.data()));
    }
    CHECK(std::memcmp(x.data(), one.data(), x.size() * sizeof(double)) == 0);
  }
}

TEST_CASE("missing multipliers stand for ones") {
  const std::size_t n = 7;
  const Economy e(n);
  const lanes::AlignedVector ones(n * width, 1.0);
  lanes::AlignedVector with(n * width), without(n * width), scratch(lanes::solve_lanes_scratch(n));
  const std::uint64_t all = ~std::uint64_t{0};
  CHECK(lanes::solve_lanes(n, e.a.data(), ones.data(), ones.data(), e.f.data(), with.data(), all,
                           scratch.data()) == all);
  CHECK(lanes::solve_lanes(n, e.a.data(), nullptr, nullptr, e.f.data(), without.data(), all,
                           scratch.data()) == all);
  CHECK(with == without);
}

TEST_CASE("the textbook economy of two sectors") {
  // Miller & Blair (2009), Input-Output Analysis, section 2.3: A = [.15 .25; .20 .05], f = (600, 1500) gives
  // x = (1247.5, 1841.6).
  const double a[] = {0.15, 0.25, 0.20, 0.05};
  lanes::AlignedVector x(2 * width);
  std::fill_n(x.begin(), width, 600.0);
  std::fill_n(x.begin() + width, width, 1500.0);
  lanes::AlignedVector scratch(lanes::solve_multiplied_lane_scratch(2));
  REQUIRE(lanes::solve_multiplied_lane(2, a, nullptr, nullptr, x.data(), x.data(), 9, scratch.data()));
  CHECK(x[9] == Approx(1247.5).margin(0.05));
  CHECK(x[width + 9] == Approx(1841.6).margin(0.05));
}

TEST_CASE("a lane that needs more than it makes is unproductive, and spoils no other") {
  for (const std::size_t n : {3, 20, 70}) {
    Economy e(n);
    for (std::size_t j = 0; j < n; ++j)
      e.s[j * width + 5] = 40;  // column sums near 24
    e.s[0 * width + 6] = std::nan("");
    lanes::AlignedVector x(n * width), scratch(lanes::solve_lanes_scratch(n)),
        one(lanes::solve_multiplied_lane_scratch(n));
    const std::uint64_t all = ~std::uint64_t{0};
    const auto solved =
        lanes::solve_lanes(n, e.a.data(), e.r.data(), e.s.data(), e.f.data(), x.data(), all, scratch.data());
    CHECK(solved == (all & ~(std::uint64_t{3} << 5)));
    CHECK(std::isnan(x[5]));
    CHECK(e.residual(x, 4) < 1e-13);
    CHECK_FALSE(lanes::solve_multiplied_lane(n, e.a.data(), e.r.data(), e.s.data(), e.f.data(), x.data(), 5,
                                             one.data()));
    CHECK_FALSE(lanes::solve_multiplied_lane(n, e.a.data(), e.r.data(), e.s.data(), e.f.data(), x.data(), 6,
                                             one.data()));
    CHECK(std::isnan(x[(n - 1) * width + 5]));
  }
}
