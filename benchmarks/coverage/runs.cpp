#include <cmath>
#include <fmt/format.h>
#include <memory>

#include "coverage/cell.hpp"
#include "simulation/simulate.hpp"

namespace leontide::benchmarks::coverage {

namespace {

constexpr std::uint64_t trials = 2048;

simulation::RunResult run(const analysis::Prepared& prepared, const Design& design, std::uint64_t seed) {
  simulation::SimulateOptions options;
  options.sampling.method = design.method;
  options.sampling.trials = trials;
  options.sampling.seed = seed;
  options.threads = 1;
  return simulation::simulate(prepared.runs[0], options, {});
}

Given given(const statistics::Proportion& chance) {
  return {chance.low, chance.high, statistics::is_conservative(chance.method)};
}

std::string situation(double chance, bool fails) {
  return fmt::format("{:g}{}", chance, fails ? ", a tenth fails" : "");
}

void add_chance(const Design& design, double chance, bool fails, std::vector<Cell>& cells) {
  const auto prepared = std::make_shared<analysis::Prepared>(prepared_of(one_normal(chance, fails)));
  cells.push_back({"run", "chance", design.name, situation(chance, fails), chance, 2000,
                   [=](std::uint64_t seed) { return given(run(*prepared, design, seed).chance(0)); }});
}

/// Two targets on two normals, each with the root of the chance.
void add_joint(const Design& design, double chance, bool fails, std::vector<Cell>& cells) {
  const double each = std::sqrt(chance);
  Text text = one_normal(each, fails);
  text.drivers += "  v: {distribution: normal, mean: 0, sd: 1}\n";
  text.variables += "  x: v\n";
  text.indicators += "  x: {value: x}\n";
  text.targets +=
      fmt::format("  - {{id: u, title: u, status: modelled, indicator: x, at_least: {:.17g}, year: 2025}}\n",
                  bound_of(each));
  const auto prepared = std::make_shared<analysis::Prepared>(prepared_of(text));
  cells.push_back({"run", "joint", design.name, situation(chance, fails), chance, 2000,
                   [=](std::uint64_t seed) { return given(run(*prepared, design, seed).at_least(2)); }});
}

void add_quantile(const Design& design, double share, bool fails, std::vector<Cell>& cells) {
  const auto prepared = std::make_shared<analysis::Prepared>(prepared_of(one_normal(0.3, fails)));
  const bool is_plain = design.method == scenario::Sampling::Method::independent;
  cells.push_back({"run", fmt::format("P{:g}", 100 * share), design.name, fails ? "a tenth fails" : "",
                   bound_of(1 - share), 2000, [=](std::uint64_t seed) {
                     const auto result = run(*prepared, design, seed);
                     const auto& sketch = result.sketches[1];
                     const auto [low, high] = statistics::quantile_ranks(sketch.count(), share);
                     return Given{sketch.at_rank(low), sketch.at_rank(high), !is_plain};
                   }});
}

}  // namespace

void add_runs(std::vector<Cell>& cells) {
  for (const Design& design : designs()) {
    for (const bool fails : {false, true}) {
      for (const double chance : {0.3, 1e-3, 1e-7}) {
        add_chance(design, chance, fails, cells);
        add_joint(design, chance, fails, cells);
      }
      for (const double share : {0.1, 0.5, 0.9})
        add_quantile(design, share, fails, cells);
    }
  }
}

}  // namespace leontide::benchmarks::coverage
