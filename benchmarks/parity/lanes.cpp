// The lane functions on a lattice that holds every branch of theirs.
#include "lanes/batched_lu.hpp"
#include "lanes/block.hpp"
#include "lanes/elementary.hpp"
#include "lanes/gemm.hpp"
#include "lanes/normal.hpp"
#include "lanes/philox.hpp"
#include "measure/economy.hpp"
#include "parity/sheet.hpp"

namespace leontide::parity {

namespace {

using lanes::width;

constexpr std::size_t points = 4096;

// Signed powers of two with a mantissa that moves, the special values in front.
lanes::AlignedVector lattice() {
  lanes::AlignedVector all = {0.0,      -0.0, 1.0, -1.0, __builtin_inf(), -__builtin_inf(), __builtin_nan(""),
                              0x1p-1074};
  for (int i = 0; all.size() < points; ++i) {
    const int exponent = i % 2 == 0 ? i / 2 % 24 - 12 : i / 2 % 2040 - 1020;
    const double mantissa = 1 + static_cast<double>(i * 2654435761U % 1000003U) / 1000003;
    all.push_back((i % 3 == 0 ? -1 : 1) * __builtin_ldexp(mantissa, exponent));
  }
  return all;
}

lanes::AlignedVector shares() {
  lanes::AlignedVector all(points);
  for (std::size_t i = 0; i < points; i += width)
    lanes::uniforms(5, i, 1, 2, &all[i]);
  all[0] = 0x1p-53, all[1] = 1 - 0x1p-53, all[2] = 1e-300, all[3] = 0.5, all[4] = 0.075, all[5] = 0.925;
  return all;
}

void dump_maps(Sheet& sheet) {
  const lanes::AlignedVector any = lattice(), share = shares();
  lanes::AlignedVector out(points), reversed(any.rbegin(), any.rend());
  const auto map = [&](const char* name, auto function, const lanes::AlignedVector& in) {
    function(in.data(), out.data(), points);
    sheet.numbers(name, out);
  };
  sheet.numbers("lanes.uniforms", share);
  map("lanes.exponential", lanes::exponential, any);
  map("lanes.sine", lanes::sine, any);
  map("lanes.cosine", lanes::cosine, any);
  map("lanes.logarithm", lanes::logarithm, any);
  map("lanes.normal_cdf", lanes::normal_cdf, any);
  map("lanes.normal_quantile", lanes::normal_quantile, share);
  lanes::power(any.data(), reversed.data(), out.data(), points);
  sheet.numbers("lanes.power", out);
  lanes::AlignedVector base = share, exponent = any;
  for (std::size_t i = 0; i < points; ++i) {
    base[i] = 0.2 + 3 * share[i];
    exponent[i] = i % 8 == 0 ? static_cast<double>(i % 7) - 3 : 4 * share[points - 1 - i] - 2;
  }
  lanes::power(base.data(), exponent.data(), out.data(), points);
  sheet.numbers("lanes.power.usual", out);
}

void dump_products(Sheet& sheet) {
  for (const std::size_t rows : {1, 2, 3, 4, 12, 41, 42, 153}) {
    for (const std::size_t inner : {1, 7, 42, 48, 49, 128, 129, 300}) {
      const auto a =
          benchmarks::made_up_multipliers((rows * inner + width - 1) / width, 1, rows * 1000 + inner);
      const auto x = benchmarks::made_up_multipliers(inner, 1, inner);
      lanes::AlignedVector y(rows * width);
      const std::string size = std::to_string(rows) + "x" + std::to_string(inner);
      lanes::multiply(a.data(), rows, inner, x.data(), y.data());
      sheet.numbers("lanes.multiply." + size, y);
      lanes::multiply_transposed(a.data(), inner, rows, x.data(), y.data());
      sheet.numbers("lanes.multiply_transposed." + size, y);
    }
  }
}

void dump_eliminations(Sheet& sheet) {
  for (const std::size_t n : {1, 4, 12, 42, 64, 100}) {
    const auto a = benchmarks::made_up_coefficients(n);
    const auto r = benchmarks::made_up_multipliers(n, 0.3, 21),
               s = benchmarks::made_up_multipliers(n, 0.3, 22);
    const auto f = benchmarks::made_up_multipliers(n, 1, 23);
    lanes::AlignedVector x(n * width), scratch(lanes::solve_lanes_scratch(n));
    sheet.count("lanes.solve.productive." + std::to_string(n),
                lanes::solve_lanes(n, a.data(), r.data(), s.data(), f.data(), x.data(), ~std::uint64_t{0},
                                   scratch.data()));
    sheet.numbers("lanes.solve." + std::to_string(n), x);
  }
}

}  // namespace

void dump_lanes(Sheet& sheet) {
  dump_maps(sheet);
  dump_products(sheet);
  dump_eliminations(sheet);
}

}  // namespace leontide::parity
