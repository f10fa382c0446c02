#include <fmt/format.h>
#include <memory>

#include "analysis/compare.hpp"
#include "analysis/seek.hpp"
#include "coverage/cell.hpp"

namespace leontide::benchmarks::coverage {

namespace {

/// Against the same model with its value raised by 0.2.
void add_difference(const Design& design, double chance, bool fails, std::vector<Cell>& cells) {
  const auto both = std::make_shared<std::vector<analysis::Prepared>>();
  Text text = one_normal(chance, fails, "z + shift");
  both->push_back(prepared_of(text));
  text.scenario = "set: {parameters.shift: 0.2}\n";
  both->push_back(prepared_of(text));
  const double truth = chance_above(bound_of(chance) - 0.2) - chance;
  cells.push_back(
      {"compare", "difference", design.name, fmt::format("{:g}{}", chance, fails ? ", a tenth fails" : ""),
       truth, 2000, [=](std::uint64_t seed) {
         for (analysis::Prepared& one : *both) {
           one.scenario.sampling.method = design.method;
           one.scenario.sampling.trials = 2048;
           one.scenario.sampling.seed = seed;
         }
         Diagnostics diagnostics;
         const auto found = analysis::compare(*both, 1, {}, diagnostics);
         const statistics::Estimate& difference = found[0].answers[0].back().difference;
         return Given{difference.low, difference.high, statistics::is_conservative(difference.method)};
       }});
}

/// The mean of z at which the chance to be above 0 is what is asked for.
void add_seek(double chance, bool fails, std::vector<Cell>& cells) {
  const auto draft = std::make_shared<scenario::Draft>(draft_of(one_normal(0.5, fails)));
  const double truth = -bound_of(chance);
  cells.push_back({"seek", "value", "independent",
                   fmt::format("{:g}{}", chance, fails ? ", a tenth fails" : ""), truth, 400,
                   [=](std::uint64_t seed) {
                     scenario::Draft mine = *draft;
                     mine.sampling.seed = seed;
                     mine.sampling.trials = 2048;
                     analysis::SeekRequest request;
                     request.path = "drivers.z.mean";
                     request.low = truth - 2;
                     request.high = truth + 2;
                     request.level = chance;
                     request.target = "t";
                     request.threads = 1;
                     Diagnostics diagnostics;
                     const auto answer = analysis::seek(request, mine, {}, diagnostics);
                     if (!answer) return Given{};
                     return Given{answer->low.value_or(-1e9), answer->high.value_or(1e9), false};
                   }});
}

}  // namespace

void add_comparisons(std::vector<Cell>& cells) {
  for (const Design& design : designs()) {
    for (const bool fails : {false, true}) {
      for (const double chance : {0.3, 1e-3, 1e-7})
        add_difference(design, chance, fails, cells);
    }
  }
  for (const bool fails : {false, true}) {
    for (const double chance : {0.3, 0.01})
      add_seek(chance, fails, cells);
  }
}

}  // namespace leontide::benchmarks::coverage
