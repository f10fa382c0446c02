#include <fmt/format.h>
#include <memory>
#include <stdexcept>

#include "analysis/attribution.hpp"
#include "analysis/optimise.hpp"
#include "coverage/cell.hpp"

namespace leontide::benchmarks::coverage {

namespace {

constexpr double push = 0.3, pull = 0.2;

/// A normal that two levers raise.
Text two_levers(double chance, bool fails) {
  Text text = one_normal(chance, fails, "z + lever(push) + lever(pull)");
  text.levers = fmt::format("  push: {{start: 2025, strength: {}}}\n  pull: {{start: 2025, strength: {}}}\n",
                            push, pull);
  text.scenario = "levers: [push, pull]\n";
  return text;
}

std::string situation(double chance, bool fails) {
  return fmt::format("{:g}{}", chance, fails ? ", a tenth fails" : "");
}

/// What the lever `push` adds to the chance, as the mean of both orders of arrival.
void add_attribute(double chance, bool fails, std::vector<Cell>& cells) {
  const auto prepared = std::make_shared<analysis::Prepared>(prepared_of(two_levers(chance, fails)));
  const auto with = [bound = bound_of(chance)](double raised) { return chance_above(bound - raised); };
  const double truth = ((with(push) - with(0)) + (with(push + pull) - with(pull))) / 2;
  cells.push_back({"attribute", "share of a lever", "independent", situation(chance, fails), truth, 400,
                   [=](std::uint64_t seed) {
                     prepared->scenario.sampling.seed = seed;
                     analysis::AttributionOptions options;
                     options.trials = 4096;
                     options.threads = 1;
                     const auto found = analysis::attribute(*prepared, 0, options, {});
                     const statistics::Estimate& share = found.questions.front().chance.front();
                     return Given{share.low, share.high, statistics::is_conservative(share.method)};
                   }});
}

/// What the best spending gains over the stated one, less what it gains in truth.
void add_optimise(double chance, bool fails, std::vector<Cell>& cells) {
  Text text = two_levers(chance, fails);
  text.scenario +=
      "budget: {total: 1, levers: {push: {cost: 1, at_most: 2}, pull: {cost: 1, at_most: 2}}, source: made "
      "up}\n";
  const auto prepared = std::make_shared<std::vector<analysis::Prepared>>();
  prepared->push_back(prepared_of(text));
  const auto chance_of = [bound = bound_of(chance), prepared](const std::vector<double>& spent) {
    const auto& levers = prepared->front().scenario.budget->levers;
    return chance_above(bound - push * scenario::strength_of(levers[0], spent[0]) -
                        pull * scenario::strength_of(levers[1], spent[1]));
  };
  cells.push_back(
      {"optimise", "gain less the true one", "independent", situation(chance, fails), 0, 400,
       [=](std::uint64_t seed) {
         prepared->front().scenario.sampling.seed = seed;
         analysis::OptimiseOptions options;
         options.target = "t";
         options.trials = 1024;
         options.check_trials = 16384;
         options.threads = 1;
         Diagnostics diagnostics;
         const auto found = analysis::optimise(*prepared, options, {}, diagnostics);
         if (!found) throw std::runtime_error(diagnostics.text());
         const analysis::Spending *best = nullptr, *stated = nullptr;
         for (const analysis::Spending& plan : found->plans)
           (plan.is_stated ? stated : best) = &plan;
         if (best == nullptr) return Given{-1, 1, true};
         const double truth = chance_of(best->spent) - chance_of(stated->spent);
         const statistics::Estimate& gain = best->gain.front();
         return Given{gain.low - truth, gain.high - truth, statistics::is_conservative(gain.method)};
       }});
}

}  // namespace

void add_measures(std::vector<Cell>& cells) {
  // These draw independently whatever the scenario says.
  for (const bool fails : {false, true}) {
    for (const double chance : {0.3, 1e-3, 1e-7})
      add_attribute(chance, fails, cells);
    for (const double chance : {0.3, 0.1})  // what fewer than 1000 trials meet is refused
      add_optimise(chance, fails, cells);
  }
}

}  // namespace leontide::benchmarks::coverage
