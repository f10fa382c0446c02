#include <Eigen/Dense>
#include <fmt/format.h>
#include <immintrin.h>
#include <memory>

#include "lanes/dispatch.hpp"
#include "lanes/gemm.hpp"
#include "lanes/philox.hpp"
#include "lanes/width.hpp"
#include "measure/cases.hpp"
#include "measure/economy.hpp"

namespace leontide::benchmarks {

namespace {

using lanes::width;
using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr int turns = 1000;
constexpr int chains = 12;  // more than a core has in flight: two units of four to five steps each

// An asm statement that takes the sum keeps the compiler from working the loop out beforehand.
void fma_v3() {
  __m256d sums[chains];
  const __m256d factor = _mm256_set1_pd(0.5), term = _mm256_set1_pd(0.25);
  for (__m256d& sum : sums)
    sum = term;
  for (int turn = 0; turn < turns; ++turn) {
#pragma GCC unroll 12
    for (__m256d& sum : sums)
      sum = _mm256_fmadd_pd(sum, factor, term);
#pragma GCC unroll 12
    for (__m256d& sum : sums)
      asm volatile("" : "+x"(sum));
  }
}

__attribute__((target("avx512f"))) void fma_v4() {
  __m512d sums[chains];
  const __m512d factor = _mm512_set1_pd(0.5), term = _mm512_set1_pd(0.25);
  for (__m512d& sum : sums)
    sum = term;
  for (int turn = 0; turn < turns; ++turn) {
#pragma GCC unroll 12
    for (__m512d& sum : sums)
      sum = _mm512_fmadd_pd(sum, factor, term);
#pragma GCC unroll 12
    for (__m512d& sum : sums)
      asm volatile("" : "+v"(sum));
  }
}

BenchCase fma_case() {
  const bool wide = lanes::cpu_in_use() == lanes::Cpu::v4;
  return {.id = "limit/fma",
          .unit = "flop",
          .work = 2.0 * chains * turns * (wide ? 8 : 4),
          .body = wide ? fma_v4 : fma_v3,
          .note = {wide ? "AVX-512" : "AVX2", ""}};
}

BenchCase lane_gemm(std::size_t n) {
  struct State {
    lanes::AlignedVector a, x, y;
  };
  const auto state = std::make_shared<State>();
  const std::vector<double> a = made_up_coefficients(n);
  state->a.assign(a.begin(), a.end());
  state->x = made_up_multipliers(n, 0.1, 1);
  state->y.resize(n * width);
  return {.id = fmt::format("limit/dgemm-lanes-{}", n),
          .unit = "flop",
          .work = 2.0 * static_cast<double>(n * n * width),
          .body = [state, n] { lanes::multiply(state->a.data(), n, n, state->x.data(), state->y.data()); },
          .limit = "limit/fma",
          .note = {fmt::format("our [{0} x {0}] times [{0} x 64]", n),
                   fmt::format("本程序 [{0} x {0}] 乘 [{0} x 64]", n)}};
}

BenchCase eigen_gemm(std::size_t n, std::size_t columns) {
  struct State {
    RowMajor a, x, y;
  };
  const auto rows = static_cast<Eigen::Index>(n), across = static_cast<Eigen::Index>(columns);
  const auto state = std::make_shared<State>(State{
      RowMajor::Constant(rows, rows, 0.3), RowMajor::Constant(rows, across, 0.7), RowMajor(rows, across)});
  return {.id = fmt::format("limit/dgemm-eigen-{}x{}", n, columns),
          .unit = "flop",
          .work = 2.0 * static_cast<double>(n * n * columns),
          .body = [state] { state->y.noalias() = state->a * state->x; },
          .limit = "limit/fma",
          .note = {fmt::format("Eigen [{0} x {0}] times [{0} x {1}]", n, columns),
                   fmt::format("Eigen [{0} x {0}] 乘 [{0} x {1}]", n, columns)}};
}

BenchCase triad() {
  constexpr std::size_t count = std::size_t{1} << 23;  // three of them exceed any cache of one core
  struct State {
    lanes::AlignedVector a = lanes::AlignedVector(count), b = lanes::AlignedVector(count, 1.0),
                         c = lanes::AlignedVector(count, 2.0);
  };
  const auto state = std::make_shared<State>();
  return {.id = memory_bandwidth,
          .unit = "byte",
          .work = 3.0 * sizeof(double) * count,
          .body =
              [state] {
                double* __restrict a = state->a.data();
                const double* __restrict b = state->b.data();
                const double* __restrict c = state->c.data();
#pragma GCC ivdep
                for (std::size_t i = 0; i < count; ++i)
                  a[i] = b[i] + 0.5 * c[i];
                asm volatile("" : : "r"(a) : "memory");
              },
          .note = {"a = b + s c over 3 x 64 MiB", "a = b + s c，3 x 64 MiB"}};
}

BenchCase philox() {
  struct State {
    lanes::AlignedVector out = lanes::AlignedVector(width);
    std::uint64_t trial = 0;
  };
  const auto state = std::make_shared<State>();
  return {
      .id = raw_philox,
      .unit = "uniform",
      .work = width,
      .body = [state] { lanes::uniforms(1, state->trial += width, 0, 0, state->out.data()); },
      .note = {"uniforms in lanes, one number each 64-bit draw", "按通道的均匀分布数，每个取自 64 位抽样"}};
}

}  // namespace

std::vector<BenchEntry> limit_cases() {
  std::vector<BenchEntry> entries{{"limit/fma", fma_case}, {memory_bandwidth, triad}, {raw_philox, philox}};
  for (const std::size_t n : {42, 153, 512})
    entries.push_back({fmt::format("limit/dgemm-lanes-{}", n), [n] { return lane_gemm(n); }});
  for (const auto& [n, columns] : {std::pair{42, 64}, std::pair{153, 64}, std::pair{512, 512}}) {
    entries.push_back({fmt::format("limit/dgemm-eigen-{}x{}", n, columns),
                       [n = static_cast<std::size_t>(n), columns = static_cast<std::size_t>(columns)] {
                         return eigen_gemm(n, columns);
                       }});
  }
  return entries;
}

}  // namespace leontide::benchmarks
