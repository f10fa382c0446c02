// How fast the lane arithmetic and the random inputs run on this machine.
#include <benchmark/benchmark.h>
#include <string>
#include <vector>

#include "lanes/batched_lu.hpp"
#include "lanes/block.hpp"
#include "lanes/elementary.hpp"
#include "lanes/gemm.hpp"
#include "lanes/normal.hpp"
#include "lanes/philox.hpp"
#include "random/sampler.hpp"

namespace lanes = leontide::lanes;
namespace rnd = leontide::random;
using lanes::width;

namespace {

constexpr std::size_t count = 4096;

lanes::AlignedVector uniforms() {
  lanes::AlignedVector all(count);
  for (std::size_t i = 0; i < count; i += width)
    lanes::uniforms(1, i, 0, 0, &all[i]);
  return all;
}

// Twelve chains of fused multiply-adds: what one core can do at most with AVX2.
void peak(benchmark::State& state) {
  using Pack = double __attribute__((vector_size(32)));
  Pack sums[12] = {};
  for (auto _ : state) {
    Pack a = {0.5, 0.5, 0.5, 0.5}, b = {0.25, 0.25, 0.25, 0.25};
    benchmark::DoNotOptimize(a);
    benchmark::DoNotOptimize(b);
    for (int i = 0; i < 1000; ++i) {
#pragma GCC unroll 12
      for (Pack& sum : sums) {
        for (int lane = 0; lane < 4; ++lane)
          sum[lane] = __builtin_fma(sum[lane], a[lane], b[lane]);
      }
    }
    benchmark::DoNotOptimize(sums);
  }
  state.counters["flop"] = benchmark::Counter(12 * 8 * 1000, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(peak);

void multiply(benchmark::State& state) {
  const auto n = static_cast<std::size_t>(state.range(0));
  const std::vector<double> a(n * n, 0.3 / static_cast<double>(n));
  const lanes::AlignedVector x(n * width, 1.0);
  lanes::AlignedVector y(n * width);
  for (auto _ : state) {
    lanes::multiply(a.data(), n, n, x.data(), y.data());
    benchmark::ClobberMemory();
  }
  state.counters["flop"] = benchmark::Counter(2.0 * static_cast<double>(n * n * width),
                                              benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(multiply)->Arg(12)->Arg(42)->Arg(153)->Arg(1302);

// A solve a lane by elimination.
void solve(benchmark::State& state) {
  const auto n = static_cast<std::size_t>(state.range(0));
  const std::vector<double> a(n * n, 0.3 / static_cast<double>(n));
  const lanes::AlignedVector f(n * width, 1.0);
  lanes::AlignedVector x(n * width), scratch(lanes::solve_lanes_scratch(n));
  for (auto _ : state) {
    lanes::solve_lanes(n, a.data(), f.data(), f.data(), f.data(), x.data(), 0xff, scratch.data());
  }
  state.SetItemsProcessed(8 * state.iterations());
}
BENCHMARK(solve)->Arg(12)->Arg(42)->Arg(153);

template <void (*map)(const double*, double*, std::size_t) noexcept>
void elementary(benchmark::State& state) {
  const lanes::AlignedVector in = uniforms();
  lanes::AlignedVector out(count);
  for (auto _ : state) {
    map(in.data(), out.data(), count);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(count) * state.iterations());
}
BENCHMARK_TEMPLATE(elementary, lanes::exponential)->Name("exponential");
BENCHMARK_TEMPLATE(elementary, lanes::logarithm)->Name("logarithm");
BENCHMARK_TEMPLATE(elementary, lanes::normal_quantile)->Name("normal_quantile");
BENCHMARK_TEMPLATE(elementary, lanes::normal_cdf)->Name("normal_cdf");

void draw_uniforms(benchmark::State& state) {
  alignas(lanes::alignment) double out[width];
  std::uint64_t trial = 0;
  for (auto _ : state) {
    lanes::uniforms(1, trial += width, 0, 0, out);
    benchmark::DoNotOptimize(out);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(width) * state.iterations());
}
BENCHMARK(draw_uniforms);

// 42 elements drawn once a trial; items are numbers.
void fill(benchmark::State& state, const rnd::Law& law) {
  rnd::Driver driver;
  driver.name = "row";
  driver.elements.clear();
  for (int i = 0; i < 42; ++i)
    driver.elements.push_back(std::to_string(i));
  driver.laws = {law};
  const rnd::SamplerPlan plan = rnd::make_plan({&driver, 1}, {}, {}, {}, 4);
  rnd::InputBlock block(plan);
  std::uint64_t trial = 0;
  for (auto _ : state)
    rnd::fill(plan, rnd::Independent{1}, trial += width, block);
  const std::size_t numbers = plan.trial_rows + plan.steps * plan.step_rows;
  state.SetItemsProcessed(static_cast<std::int64_t>(numbers * width) * state.iterations());
}
BENCHMARK_CAPTURE(fill, lognormal, rnd::Lognormal{1, 0.03});
BENCHMARK_CAPTURE(fill, beta, rnd::Beta{2, 5, 0, 1});
BENCHMARK_CAPTURE(fill, poisson, rnd::Poisson{3});
BENCHMARK_CAPTURE(fill, ar1, rnd::Ar1{0.04, 0.01, 0.4, 0.05});

// Building the table of a law, once a plan.
void build_table(benchmark::State& state, const rnd::Law& law) {
  rnd::Driver driver;
  driver.name = "row";
  driver.laws = {law};
  for (auto _ : state)
    benchmark::DoNotOptimize(rnd::make_plan({&driver, 1}, {}, {}, {}, 1));
}
BENCHMARK_CAPTURE(build_table, beta, rnd::Beta{2, 5, 0, 1});
BENCHMARK_CAPTURE(build_table, gamma, rnd::Gamma{2, 1});
BENCHMARK_CAPTURE(build_table, student_t, rnd::StudentT{4, 0, 1});

}  // namespace

BENCHMARK_MAIN();
