#include <fmt/format.h>
#include <memory>

#include "analysis/rare.hpp"
#include "coverage/cell.hpp"

namespace leontide::benchmarks::coverage {

namespace {

/// Both methods of rare, on one tail of a normal, on both, and on a sum of whole numbers.
void add_rare(const std::string& what, const Text& text, double truth, std::vector<Cell>& cells) {
  const auto prepared = std::make_shared<analysis::Prepared>(prepared_of(text));
  const auto found = [=](std::uint64_t seed) {
    prepared->scenario.sampling.seed = seed;
    const auto questions = analysis::list_questions(prepared->scenario, prepared->runs[0]);
    analysis::RareOptions options;
    options.trials = 8192;
    options.threads = 1;
    return analysis::rare_chance(*prepared, 0, questions.back(), options, {});
  };
  cells.push_back({"rare", "subset simulation", "independent", what, truth, 400, [=](std::uint64_t seed) {
                     const auto rare = found(seed);
                     return Given{rare.subset.low, rare.subset.high, false};
                   }});
  cells.push_back({"rare", "importance sampling", "independent", what, truth, 400, [=](std::uint64_t seed) {
                     const auto rare = found(seed);
                     return Given{rare.importance.low, rare.importance.high, false};
                   }});
}

}  // namespace

void add_decisions(std::vector<Cell>& cells) {
  for (const bool fails : {false, true}) {
    for (const double chance : {0.3, 1e-3, 1e-5})
      add_rare(fmt::format("{:g}{}", chance, fails ? ", a tenth fails" : ""), one_normal(chance, fails),
               chance, cells);
  }
  add_rare("0.002, in two ways", one_normal(1e-3, false, "abs(z)"), 2e-3, cells);
}

}  // namespace leontide::benchmarks::coverage
