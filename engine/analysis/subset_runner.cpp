#include "analysis/subset_runner.hpp"

#include <bit>

#include "simulation/lockstep.hpp"
#include "statistics/resample.hpp"

namespace leontide::analysis {

using lanes::width;

BlockPlan subsets_of(std::size_t levers, bool is_exact, std::uint64_t seed, std::uint64_t block) {
  BlockPlan plan;
  const Subset all = (Subset{1} << levers) - 1;
  if (is_exact) {
    for (Subset subset = 0; subset <= all; ++subset)
      plan.subsets.push_back(subset);
    return plan;
  }
  plan.orders.push_back(statistics::permutation(seed, static_cast<std::uint32_t>(block), levers));
  plan.orders.emplace_back(plan.orders[0].rbegin(), plan.orders[0].rend());
  plan.subsets = {0, all};
  for (std::size_t i = 0; i < levers; ++i) {
    plan.subsets.push_back(Subset{1} << i);
    plan.subsets.push_back(all & ~(Subset{1} << i));
  }
  for (const auto& order : plan.orders) {
    Subset subset = 0;
    for (const std::uint32_t lever : order)
      plan.subsets.push_back(subset |= Subset{1} << lever);
  }
  std::sort(plan.subsets.begin(), plan.subsets.end());
  plan.subsets.erase(std::unique(plan.subsets.begin(), plan.subsets.end()), plan.subsets.end());
  return plan;
}

SubsetRunner::SubsetRunner(const simulation::Run& run, const std::vector<std::size_t>& levers,
                           std::size_t most_subsets)
    : run_(run),
      levers_(levers),
      inputs_(run.plan),
      pointers_(simulation::point_at(run, inputs_)),
      drawn_(pointers_.levers),
      zeros_(width),
      workspace_(run.program, run.constants),
      met_(most_subsets * run.conditions.size()),
      values_(met_.size() * width) {}

void SubsetRunner::run(const BlockPlan& plan, std::uint64_t seed, std::uint64_t block) {
  constexpr std::uint64_t valid = ~std::uint64_t{0};
  random::fill(run_.plan, random::Independent{seed}, block * width, inputs_);
  completed_ = valid;
  for (std::size_t s = 0; s < plan.subsets.size(); ++s) {
    std::fill(pointers_.levers.begin(), pointers_.levers.end(), zeros_.data());
    for (std::size_t i = 0; i < levers_.size(); ++i) {
      if (((plan.subsets[s] >> i) & 1U) != 0) pointers_.levers[levers_[i]] = drawn_[levers_[i]];
    }
    kernel::run_block(run_.program, run_.constants, pointers_, workspace_);
    tally_.add(workspace_.failures(), valid);
    completed_ &= ~workspace_.failures().any();
    for (std::size_t c = 0; c < run_.conditions.size(); ++c) {
      const std::size_t cell = s * run_.conditions.size() + c;
      met_[cell] = simulation::evaluate(run_.conditions[c], workspace_,
                                        std::span(values_).subspan(cell * width, width))
                       .met;
    }
  }
}

double SubsetRunner::hits(const Question& question, std::size_t subset) const {
  return std::popcount(answer_of(question, run_, completed_, [&](std::uint32_t condition) {
    return met_[subset * run_.conditions.size() + condition];
  }));
}
double SubsetRunner::value(const Question& question, std::size_t subset) const {
  const double* const values =
      values_.data() + (subset * run_.conditions.size() + *question.condition) * width;
  double sum = 0;
  for (std::size_t lane = 0; lane < width; ++lane)
    sum += ((completed_ >> lane) & 1U) != 0 ? values[lane] : 0;
  return sum;
}

}  // namespace leontide::analysis
