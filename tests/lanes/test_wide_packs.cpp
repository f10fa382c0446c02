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

TEST_CASE("wide kernels sweep to the same bits") {
  for (const std::size_t n : {1, 5, 12, 25, 42}) {
    for (const bool of_product : {false, true}) {
      Numbers next(34);
      lanes::AlignedVector matrix(n * n), gain(n * 8), push(n * 8), weight(n * 8),
          history(lanes::sweep_history * n * 8);
      for (double& v : matrix)
        v = next.between(0, 1.1) / static_cast<double>(n);
      for (lanes::AlignedVector* each : {&gain, &push, &weight}) {
        for (double& v : *each)
          v = next.between(0.6, 1.3);
      }
      const lanes::FixedPointIn<double> problem{n, matrix.data(), gain.data(), push.data()};
      const lanes::Measure measure{weight.data(), gain.data(), of_product, 1e-11};
      lanes::AlignedVector v = push, v_wide = push, product(n * 8), product_wide(n * 8);
      const lanes::Rest rest =
          lanes::kernels_v3.sweep(problem, measure, 60, v.data(), product.data(), history.data());
      const lanes::Rest rest_wide =
          wide.sweep(problem, measure, 60, v_wide.data(), product_wide.data(), history.data());
      INFO(n << " rows, product " << of_product);
      CHECK(rest.sweeps == rest_wide.sweeps);
      CHECK(rest.at_rest == rest_wide.at_rest);
      CHECK(same(v, v_wide));
      if (of_product) CHECK(same(product, product_wide));
    }
  }
}

TEST_CASE("wide kernels sweep floats to the same bits") {
  for (const std::size_t n : {1, 5, 12, 25, 42}) {
    Numbers next(35);
    std::vector<float, lanes::AlignedAllocator<float>> matrix(n * n), gain(n * 16), push(n * 16),
        history(lanes::sweep_history * n * 16);
    for (float& v : matrix)
      v = static_cast<float>(next.between(0, 1.1) / static_cast<double>(n));
    for (auto* each : {&gain, &push}) {
      for (float& v : *each)
        v = static_cast<float>(next.between(0.6, 1.3));
    }
    const lanes::FixedPointIn<float> problem{n, matrix.data(), gain.data(), push.data()};
    auto v = push, v_wide = push;
    const lanes::Rest rest = lanes::kernels_v3.approach(problem, 1e-5, 12, v.data(), history.data());
    const lanes::Rest rest_wide = wide.approach(problem, 1e-5, 12, v_wide.data(), history.data());
    INFO(n << " rows");
    CHECK(rest.sweeps == rest_wide.sweeps);
    CHECK(rest.at_rest == rest_wide.at_rest);
    CHECK(std::equal(v.begin(), v.end(), v_wide.begin(), [](float a, float b) {
      return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
    }));
  }
}

TEST_CASE("wide kernels draw the same bits") {
  lanes::AlignedVector a(width), b(width);
  wide.uniforms(0x123456789abcdef0, 77, 3, 2, a.data());
  lanes::kernels_v3.uniforms(0x123456789abcdef0, 77, 3, 2, b.data());
  CHECK(same(a, b));
}
