// The cases of `leontide bench` on Google Benchmark, for its filters, counters and comparisons of two builds.
#include <benchmark/benchmark.h>

#include "measure/cases.hpp"

int main(int argc, char** argv) {
  using namespace leontide::benchmarks;
  for (const auto& entries : {limit_cases(), solve_cases(), draw_cases(), map_cases()}) {
    for (const BenchEntry& entry : entries) {
      benchmark::RegisterBenchmark(entry.id.c_str(), [make = entry.make](benchmark::State& state) {
        const BenchCase one = make();
        for (auto _ : state)
          one.body();
        state.SetLabel(one.note);
        state.counters[one.unit] =
            benchmark::Counter(one.work, benchmark::Counter::kIsIterationInvariantRate);
      });
    }
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
}
