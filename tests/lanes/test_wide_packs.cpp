// The kernels as AVX-512 gets them, eight numbers to a register, emulated: so that their shapes are tested on
// every CPU.
#define LEONTIDE_EMULATED_PACKS

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>
#include <cstring>
#include <vector>

#include "lanes/block.hpp"
#include "lanes/check.hpp"
#include "lanes/kernel_table.hpp"

namespace lanes = leontide::lanes;
using lanes::width;
using leontide::lanes_test::Numbers;

namespace {

constexpr const lanes::Kernels& wide = lanes::table_of_kernels;

struct Numbers1024 {
  lanes::AlignedVector signs = lanes::AlignedVector(1024), shares = lanes::AlignedVector(1024);
  Numbers1024() {
    Numbers next(31);
    for (double& v : signs)
      v = next.between(-40, 40);
    for (double& v : shares)
      v = next();
    signs[3] = 0, signs[4] = -800, signs[5] = 800, shares[6] = 1e-300, shares[7] = 1e-310, shares[8] = 0.5;
  }
};

bool same(const lanes::AlignedVector& a, const lanes::AlignedVector& b) {
  return std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

}  // namespace

TEST_CASE("wide kernels map numbers to the same bits") {
  static_assert(lanes::pack_size == 8);
  const Numbers1024 in;
  lanes::AlignedVector a(1024), b(1024);
  const auto check = [&](lanes::Kernels::Map one, lanes::Kernels::Map other,
                         const lanes::AlignedVector& from) {
    one(from.data(), a.data(), 1024);
    other(from.data(), b.data(), 1024);
    CHECK(same(a, b));
  };
  check(wide.exponential, lanes::kernels_v3.exponential, in.signs);
  check(wide.sine, lanes::kernels_v3.sine, in.signs);
  check(wide.cosine, lanes::kernels_v3.cosine, in.signs);
  check(wide.logarithm, lanes::kernels_v3.logarithm, in.shares);
  check(wide.normal_quantile, lanes::kernels_v3.normal_quantile, in.shares);
  check(wide.normal_cdf, lanes::kernels_v3.normal_cdf, in.signs);
  wide.power(in.shares.data(), in.signs.data(), a.data(), 1024);
  lanes::kernels_v3.power(in.shares.data(), in.signs.data(), b.data(), 1024);
  CHECK(same(a, b));
}

TEST_CASE("wide kernels multiply to the same bits") {
  for (const std::size_t rows : {1, 2, 3, 4, 5, 6, 7, 42}) {
    for (const std::size_t inner : {1, 42, 48, 49, 128, 129, 300}) {
      Numbers next(32);
      lanes::AlignedVector matrix(rows * inner), x(inner * width), y(rows * width), y_wide(rows * width);
      for (double& v : matrix)
        v = next.between(-1, 1);
      for (double& v : x)
        v = next.between(-1, 1);
      wide.multiply(matrix.data(), inner, 1, rows, inner, x.data(), y_wide.data(), false);
      lanes::kernels_v3.multiply(matrix.data(), inner, 1, rows, inner, x.data(), y.data(), false);
      INFO(rows << " x " << inner);
      REQUIRE(same(y, y_wide));
    }
  }
}

TEST_CASE("wide kernels eliminate to the same bits") {
  const std::size_t n = 23;
  Numbers next(33);
  lanes::AlignedVector m(n * (n + 1) * 8), x(n * 8), x_wide(n * 8);
  for (double& v : m)
    v = next.between(-0.04, 0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t lane = 0; lane < 8; ++lane)
      m[(i * (n + 1) + i) * 8 + lane] += lane == 5 ? -1 : 1;
  }
  lanes::AlignedVector copy = m;
  CHECK(wide.eliminate(n, copy.data(), x_wide.data()) == 0xdf);
  CHECK(lanes::kernels_v3.eliminate(n, m.data(), x.data()) == 0xdf);
  CHECK(same(x, x_wide));
}

TEST_CASE("wide kernels converge to the same bits") {
  constexpr std::size_t strip = lanes::strip;
  for (const std::size_t n : {1, 5, 12, 25, 42}) {
    for (const bool of_product : {false, true}) {
      for (const double norm : {1.1, 1e12}) {  // proven by floats, and by doubles alone
        Numbers next(34);
        lanes::AlignedVector matrix(n * n), gain(n * strip), push(n * strip), weight(n * strip);
        for (double& v : matrix)
          v = next.between(0, 1.1) / static_cast<double>(n);
        for (lanes::AlignedVector* each : {&gain, &push, &weight}) {
          for (double& v : *each)
            v = next.between(0.6, 1.3);
        }
        const std::vector<float> singles(matrix.begin(), matrix.end());
        const lanes::FixedPoint problem{.n = n,
                                        .matrix = matrix.data(),
                                        .single_matrix = singles.data(),
                                        .norm = norm,
                                        .gain = gain.data(),
                                        .push = push.data(),
                                        .residual_weight = weight.data(),
                                        .solution_weight = gain.data(),
                                        .solution_is_product = of_product};
        lanes::AlignedVector v = push, v_wide = push, x(n * width), x_wide(n * width),
                             scratch(lanes::fixed_point_scratch(n));
        const lanes::ConvergenceTolerance tolerance{1e-10, 1e-11};
        const lanes::Convergence rest =
            lanes::kernels_v3.solve_fixed_point(problem, tolerance, 60, v.data(), scratch.data(), x.data());
        const lanes::Convergence rest_wide =
            wide.solve_fixed_point(problem, tolerance, 60, v_wide.data(), scratch.data(), x_wide.data());
        INFO(n << " rows, product " << of_product << ", norm " << norm);
        CHECK(rest.sweeps == rest_wide.sweeps);
        CHECK(rest.products == rest_wide.products);
        CHECK(rest.converged == rest_wide.converged);
        CHECK(same(v, v_wide));
        CHECK(same(x, x_wide));
      }
    }
  }
}

TEST_CASE("wide kernels draw the same bits") {
  lanes::AlignedVector a(width), b(width);
  wide.uniforms(0x123456789abcdef0, 77, 3, 2, a.data());
  lanes::kernels_v3.uniforms(0x123456789abcdef0, 77, 3, 2, b.data());
  CHECK(same(a, b));
}
