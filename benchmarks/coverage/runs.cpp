#include <cmath>
#include <fmt/format.h>
#include <memory>

#include "coverage/cell.hpp"
#include "simulation/simulate.hpp"
#include "statistics/quantile_interval.hpp"

namespace leontide::benchmarks::coverage {

namespace {

constexpr std::uint64_t trials = 2048;

simulation::RunResult run(const analysis::Prepared& prepared, const Design& design, std::uint64_t seed,
                          std::uint64_t count = trials) {
  simulation::SimulateOptions options;
  options.sampling.method = design.method;
  options.sampling.trials = count;
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

/// Of a sum of two normals, which strata of neither settle alone; so many trials have some eight hits.
void add_sum(const Design& design, double chance, std::vector<Cell>& cells) {
  constexpr std::uint64_t count = 4096;
  Text text = one_normal(chance, false, "(z + w) / sqrt(2)");
  text.drivers += "  w: {distribution: normal, mean: 0, sd: 1}\n";
  const auto prepared = std::make_shared<analysis::Prepared>(prepared_of(text));
  cells.push_back({"run", "chance", design.name, fmt::format("{:g}, of a sum", chance), chance, 2000,
                   [=](std::uint64_t seed) { return given(run(*prepared, design, seed, count).chance(0)); }});
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
                     const auto [low, high] = statistics::quantile_bounds(result.sketches[1], share);
                     return Given{low, high, !is_plain};
                   }});
}

/// Of a law so skewed that its body lies in few buckets, and of whole numbers: intervals as wide as a bucket.
void add_hard_quantiles(std::vector<Cell>& cells) {
  struct Law {
    std::string what, text;
    double quantiles[3];
  };
  const double far = std::exp(2 * 1.2815515655446004);
  const Law laws[] = {
      {"lognormal, sigma 2", "{distribution: lognormal, median: 1, sigma: 2}", {1 / far, 1, far}},
      {"Poisson of mean 3", "{distribution: poisson, mean: 3}", {1, 3, 5}}};
  for (const Law& law : laws) {
    Text text = one_normal(0.3, false);
    text.drivers = "  z: " + law.text + "\n";
    const auto prepared = std::make_shared<analysis::Prepared>(prepared_of(text));
    for (const std::size_t i : {0U, 1U, 2U}) {
      const double share = 0.1 + 0.4 * static_cast<double>(i);
      cells.push_back({"run", fmt::format("P{:g}", 100 * share), "independent", law.what, law.quantiles[i],
                       2000, [=](std::uint64_t seed) {
                         const auto result = run(*prepared, designs().front(), seed);
                         const auto [low, high] = statistics::quantile_bounds(result.sketches[1], share);
                         return Given{low, high, true};
                       }});
    }
  }
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
    for (const double chance : {0.3, 2e-3})
      add_sum(design, chance, cells);
  }
  add_hard_quantiles(cells);
}

}  // namespace leontide::benchmarks::coverage
