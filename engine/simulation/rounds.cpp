#include "simulation/rounds.hpp"

#include <algorithm>

#include "base/parallel.hpp"
#include "simulation/first_failures.hpp"
#include "simulation/keep.hpp"

namespace leontide::simulation {

using lanes::blocks_per_round;
using lanes::width;

Rounds::Rounds(const Run& run, const SimulateOptions& options)
    : run_(run),
      options_(options),
      design_(design_of(options.sampling)),
      trials_(most_trials(options.sampling)),
      ensembles_{Ensemble{&run, make_points(run.plan, options.sampling, trials_), {options.origins}}},
      lockstep_(ensembles_, worker_count(options.threads, trials_)) {}

Rounds::~Rounds() = default;

std::optional<RoundRecord> Rounds::run(BlockRange range, const std::function<bool(const Counts&)>& go_on,
                                       const Cancel* cancel) {
  counters_.clear();
  for (std::size_t i = 0; i < lockstep_.workers(); ++i)
    counters_.push_back(std::make_unique<Counter>(run_, design_));
  const bool holds_early_blocks =
      range.first == 0 && range.count >= std::min(EarlyLook::most_blocks, blocks_of(trials_));
  if (scales_.empty() && !holds_early_blocks && !look_early(cancel)) return std::nullopt;
  begin_sketches();
  record_ = {};
  record_.digest = options_.digest;
  record_.blocks = {range.first, 0};
  if (options_.keeps_trials && range.first == 0)
    record_.kept =
        empty_kept(run_, options_.factors.size(), std::min<std::uint64_t>(trials_, lanes::trials_per_round));
  for (std::uint64_t first = range.first; first < range.end();) {
    const std::uint64_t next = std::min((first / blocks_per_round + 1) * blocks_per_round, range.end());
    if (!run_round({first, next - first}, cancel)) return std::nullopt;
    first = next;
    record_.blocks.count = first - range.first;
    if (!go_on(counts())) break;
  }
  record_.counts = counts();
  record_.firsts = firsts();
  record_.sketches.resize(run_.program.outputs.size() * run_.program.steps);
  for_each_block(counters_.size(), record_.sketches.size(), [this](std::size_t, std::size_t output_step) {
    for (const auto& counter : counters_)
      record_.sketches[output_step].merge(counter->sketch(output_step));
  });
  return std::move(record_);
}

bool Rounds::run_round(BlockRange blocks, const Cancel* cancel) {
  sums_.resize(blocks.count);
  BlockRange left = blocks;
  if (scales_.empty()) {
    EarlyLook early(run_, blocks_of(trials_));
    left = {early.blocks(), blocks.count - std::min(blocks.count, early.blocks())};
    if (!run_blocks({0, early.blocks()}, 0, &early, cancel)) return false;
    scales_ = early.scales();
    begin_sketches();
    counters_.front()->sketch(early);
  }
  if (left.count > 0 && !run_blocks(left, blocks.first, nullptr, cancel)) return false;
  add_sums(blocks);
  return true;
}

bool Rounds::run_blocks(BlockRange blocks, std::uint64_t round_first, EarlyLook* early,
                        const Cancel* cancel) {
  const std::uint64_t first = blocks.first * width;
  const std::uint64_t trials = std::min(blocks.end() * width, trials_) - first;
  const auto fold = [&](const Visit& visit) {
    Counter& counter = *counters_[visit.worker];
    const std::uint64_t block = blocks.first + visit.block;
    counter.fold(visit.workspace, visit.first_trial, visit.valid, sums_[block - round_first]);
    if (early != nullptr) early->keep(block, visit.workspace, counter.good());
    if (visit.first_trial < record_.kept.trials) keep(run_, visit, counter, options_.factors, record_.kept);
  };
  return lockstep_.run(first, trials, fold, cancel);
}

/// For a record that does not hold the early blocks.
bool Rounds::look_early(const Cancel* cancel) {
  EarlyLook early(run_, blocks_of(trials_));
  const auto look = [&](const Visit& visit) {
    early.keep(visit.block, visit.workspace, visit.valid & ~visit.workspace.failures().any());
  };
  if (!lockstep_.run(0, std::min(early.blocks() * width, trials_), look, cancel)) return false;
  scales_ = early.scales();
  return true;
}

void Rounds::begin_sketches() {
  for (const auto& counter : counters_)
    counter->begin_sketches(scales_);
}

/// One subtotal of a whole round, some of the sums on one worker and some on another; else the blocks as they
/// are.
void Rounds::add_sums(BlockRange blocks) {
  const std::uint64_t round_first = blocks.first / blocks_per_round * blocks_per_round;
  if (blocks.count != std::min<std::uint64_t>(blocks_per_round, blocks_of(trials_) - round_first)) {
    for (std::uint64_t i = 0; i < blocks.count; ++i)
      record_.sums.push_back({{blocks.first + i, 1}, sums_[i]});
    return;
  }
  constexpr std::size_t together = 16;
  Sums round = empty_sums(run_);
  const std::size_t conditions = round.condition_values.size(), all = conditions + round.outputs.size();
  for_each_block(lockstep_.workers(), (all + together - 1) / together, [&](std::size_t, std::size_t part) {
    const std::size_t first = part * together, last = std::min(first + together, all);
    for (const Sums& block : sums_) {
      for (std::size_t i = first; i < std::min(last, conditions); ++i)
        round.condition_values[i] = statistics::merge(round.condition_values[i], block.condition_values[i]);
      for (std::size_t i = std::max(first, conditions); i < last; ++i) {
        const std::size_t output = i - conditions;
        round.outputs[output] = statistics::merge(round.outputs[output], block.outputs[output]);
        round.output_errors[output].merge(block.output_errors[output]);
      }
    }
  });
  record_.sums.push_back({blocks, std::move(round)});
}

Counts Rounds::counts() const {
  Counts all = empty_counts(run_, design_);
  for (const auto& counter : counters_)
    all.add(counter->counts());
  return all;
}

std::vector<FirstFailure> Rounds::firsts() {
  std::vector<std::uint64_t> lowest = counters_.front()->first_failed();
  for (const auto& counter : counters_) {
    for (std::size_t i = 0; i < lowest.size(); ++i)
      lowest[i] = std::min(lowest[i], counter->first_failed()[i]);
  }
  return find_first_failures(run_, lockstep_, lowest);
}

}  // namespace leontide::simulation
