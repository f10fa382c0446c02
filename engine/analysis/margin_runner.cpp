#include "analysis/margin_runner.hpp"

#include <algorithm>
#include <limits>

#include "simulation/lockstep.hpp"

namespace leontide::analysis {

using lanes::width;

MarginRunner::MarginRunner(const simulation::Run& run, const Question& question,
                           const std::vector<double>& scales, bool of_miss)
    : run_(run),
      conditions_(question.condition ? std::vector{*question.condition} : run.joint),
      scales_(scales),
      of_miss_(of_miss),
      inputs_(run.plan),
      pointers_(simulation::point_at(run, inputs_)),
      workspace_(run.program, run.constants) {}

void MarginRunner::evaluate(std::size_t count, double* margin) {
  kernel::run_block(run_.program, run_.constants, pointers_, workspace_);
  alignas(lanes::alignment) double one[width];
  std::fill_n(margin, width, std::numeric_limits<double>::infinity());
  for (const std::uint32_t condition : conditions_) {
    simulation::margins(run_.conditions[condition], workspace_, one);
    for (std::size_t lane = 0; lane < width; ++lane)
      margin[lane] = std::min(margin[lane], one[lane] / scales_[condition]);
  }
  const std::uint64_t valid = count >= width ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
  tally_.add(workspace_.failures(), valid);
  const std::uint64_t failed = workspace_.failures().any();
  for (std::size_t lane = 0; lane < width; ++lane) {
    if (of_miss_) margin[lane] = -margin[lane];
    // A margin of exactly zero meets the target, so it does not miss it.
    if (of_miss_ && margin[lane] == 0) margin[lane] = -std::numeric_limits<double>::min();
    if (((failed >> lane) & 1U) != 0) margin[lane] = -std::numeric_limits<double>::infinity();
  }
}

void MarginRunner::at_scores(const double* scores, std::size_t count, double* margin) {
  random::fill(run_.plan, random::GivenScores{scores}, 0, inputs_);
  evaluate(count, margin);
}

}  // namespace leontide::analysis
