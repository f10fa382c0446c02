#include "simulation/rounds.hpp"

#include <algorithm>
#include <array>

#include "base/parallel.hpp"
#include "simulation/first_failures.hpp"
#include "simulation/keep.hpp"

namespace leontide::simulation {

using lanes::blocks_per_round;
using lanes::width;

namespace {

std::vector<Ensemble> side_by_side(std::span<const Run* const> runs, const SimulateOptions& options,
                                   std::uint64_t trials) {
  std::vector<Ensemble> ensembles;
  for (const Run* run : runs) {
    Ensemble& ensemble = ensembles.emplace_back(
        Ensemble{run, make_points(run->plan, options.sampling, trials), {options.origins}});
    ensemble.like_first = ensembles.size() > 1;
  }
  return ensembles;
}

}  // namespace

Rounds::Rounds(const Run& run, const SimulateOptions& options) : Rounds(std::array{&run}, options) {}

Rounds::Rounds(std::span<const Run* const> runs, const SimulateOptions& options)
    : options_(options),
      design_(design_of(options.sampling)),
      trials_(most_trials(options.sampling)),
      ensembles_(side_by_side(runs, options, trials_)),
      lockstep_(ensembles_, worker_count(options.threads, trials_)) {
  for (const Run* run : runs)
    parts_.emplace_back().run = run;
}

Rounds::~Rounds() = default;

std::optional<RoundRecord> Rounds::run(BlockRange range, const std::function<bool(const Counts&)>& go_on,
                                       const Cancel* cancel) {
  if (!begin(range, cancel)) return std::nullopt;
  for (std::uint64_t first = range.first; first < range.end();) {
    const std::uint64_t next = std::min((first / blocks_per_round + 1) * blocks_per_round, range.end());
    if (!run_round({first, next - first}, cancel)) return std::nullopt;
    first = next;
    if (!go_on(counts(parts_.front()))) break;
  }
  finish(0);
  return std::move(parts_.front().record);
}

std::vector<RoundRecord> Rounds::run_all(BlockRange range, const Cancel* cancel) {
  if (!begin(range, cancel)) return {};
  for (std::uint64_t first = range.first; first < range.end();) {
    const std::uint64_t next = std::min((first / blocks_per_round + 1) * blocks_per_round, range.end());
    if (!run_round({first, next - first}, cancel)) return {};
    first = next;
  }
  std::vector<RoundRecord> records;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    finish(i);
    records.push_back(std::move(parts_[i].record));
  }
  return records;
}

bool Rounds::begin(BlockRange range, const Cancel* cancel) {
  for (RunPart& part : parts_) {
    part.counters.clear();
    for (std::size_t i = 0; i < lockstep_.workers(); ++i)
      part.counters.push_back(std::make_unique<Counter>(*part.run, design_, options_.outputs));
  }
  const bool holds_early_blocks =
      range.first == 0 && range.count >= std::min(EarlyLook::most_blocks, blocks_of(trials_));
  if (parts_.front().scales.empty() && !holds_early_blocks && !look_early(cancel)) return false;
  for (RunPart& part : parts_) {
    begin_sketches(part);
    part.record = {};
    part.record.digest = options_.digest;
    part.record.blocks = {range.first, 0};
    if (options_.keeps_trials && range.first == 0)
      part.record.kept = empty_kept(*part.run, options_.factors.size(),
                                    std::min<std::uint64_t>(trials_, lanes::trials_per_round));
    part.record.marks.questions = options_.marks.size();
    if (!options_.marks.empty()) part.record.marks.lanes.assign(range.count * (1 + options_.marks.size()), 0);
  }
  return true;
}

bool Rounds::run_round(BlockRange blocks, const Cancel* cancel) {
  for (RunPart& part : parts_)
    part.sums.resize(blocks.count);
  BlockRange left = blocks;
  if (parts_.front().scales.empty()) {
    for (RunPart& part : parts_)
      part.early = std::make_unique<EarlyLook>(*part.run, blocks_of(trials_));
    const std::uint64_t early_blocks = parts_.front().early->blocks();
    left = {early_blocks, blocks.count - std::min(blocks.count, early_blocks)};
    if (!run_blocks({0, early_blocks}, 0, cancel)) return false;
    for (RunPart& part : parts_) {
      part.scales = part.early->scales();
      begin_sketches(part);
      part.counters.front()->sketch(*part.early);
      part.early.reset();
    }
  }
  if (left.count > 0 && !run_blocks(left, blocks.first, cancel)) return false;
  for (RunPart& part : parts_) {
    add_sums(part, blocks);
    part.record.blocks.count += blocks.count;
  }
  return true;
}

bool Rounds::run_blocks(BlockRange blocks, std::uint64_t round_first, const Cancel* cancel) {
  const std::uint64_t first = blocks.first * width;
  const std::uint64_t trials = std::min(blocks.end() * width, trials_) - first;
  const auto fold = [&](const Visit& visit) {
    RunPart& part = parts_[visit.ensemble];
    Counter& counter = *part.counters[visit.worker];
    const std::uint64_t block = blocks.first + visit.block;
    counter.fold(visit.workspace, visit.first_trial, visit.valid, part.sums[block - round_first]);
    if (part.early != nullptr) part.early->keep(block, visit.workspace, counter.good());
    if (visit.first_trial < part.record.kept.trials)
      keep(*part.run, visit, counter, options_.factors, part.record.kept);
    if (!options_.marks.empty()) mark(part, counter, block);
  };
  return lockstep_.run(first, trials, fold, cancel);
}

void Rounds::mark(RunPart& part, const Counter& counter, std::uint64_t block) const {
  TrialMarks& marks = part.record.marks;
  std::uint64_t* lanes = marks.lanes.data() + (block - part.record.blocks.first) * marks.a_block();
  *lanes++ = counter.good();
  for (const std::size_t question : options_.marks) {
    std::uint64_t yes = counter.good();
    if (question < part.run->conditions.size()) {
      yes &= counter.met()[question];
    } else {
      for (const std::uint32_t condition : part.run->joint)
        yes &= counter.met()[condition];
    }
    *lanes++ = yes;
  }
}

/// For records that do not hold the early blocks.
bool Rounds::look_early(const Cancel* cancel) {
  std::vector<EarlyLook> early;
  for (const RunPart& part : parts_)
    early.emplace_back(*part.run, blocks_of(trials_));
  const auto look = [&](const Visit& visit) {
    early[visit.ensemble].keep(visit.block, visit.workspace, visit.valid & ~visit.workspace.failures().any());
  };
  if (!lockstep_.run(0, std::min(early.front().blocks() * width, trials_), look, cancel)) return false;
  for (std::size_t i = 0; i < parts_.size(); ++i)
    parts_[i].scales = early[i].scales();
  return true;
}

void Rounds::begin_sketches(RunPart& part) {
  for (const auto& counter : part.counters)
    counter->begin_sketches(part.scales);
}

/// One subtotal of a whole round, some of the sums on one worker and some on another; else the blocks as they
/// are.
void Rounds::add_sums(RunPart& part, BlockRange blocks) {
  const std::uint64_t round_first = blocks.first / blocks_per_round * blocks_per_round;
  if (blocks.count != std::min<std::uint64_t>(blocks_per_round, blocks_of(trials_) - round_first)) {
    for (std::uint64_t i = 0; i < blocks.count; ++i)
      part.record.sums.push_back({{blocks.first + i, 1}, part.sums[i]});
    return;
  }
  constexpr std::size_t together = 16;
  Sums round = empty_sums(*part.run);
  const std::size_t conditions = round.condition_values.size(), all = conditions + round.outputs.size();
  for_each_block(lockstep_.workers(), (all + together - 1) / together, [&](std::size_t, std::size_t slice) {
    const std::size_t first = slice * together, last = std::min(first + together, all);
    for (const Sums& block : part.sums) {
      for (std::size_t i = first; i < std::min(last, conditions); ++i)
        round.condition_values[i] = statistics::merge(round.condition_values[i], block.condition_values[i]);
      for (std::size_t i = std::max(first, conditions); i < last; ++i) {
        const std::size_t output = i - conditions;
        round.outputs[output] = statistics::merge(round.outputs[output], block.outputs[output]);
        round.output_errors[output].merge(block.output_errors[output]);
      }
    }
  });
  part.record.sums.push_back({blocks, std::move(round)});
}

Counts Rounds::counts(const RunPart& part) const {
  Counts all = empty_counts(*part.run, design_);
  for (const auto& counter : part.counters)
    all.add(counter->counts());
  return all;
}

void Rounds::finish(std::size_t number) {
  RunPart& part = parts_[number];
  part.record.counts = counts(part);
  part.record.firsts = firsts(number);
  if (!options_.marks.empty())
    part.record.marks.lanes.resize(part.record.blocks.count * part.record.marks.a_block());
  part.record.sketches.resize(part.run->program.outputs.size() * part.run->program.steps);
  for_each_block(part.counters.size(), part.record.sketches.size(),
                 [&part](std::size_t, std::size_t output_step) {
                   for (const auto& counter : part.counters)
                     part.record.sketches[output_step].merge(counter->sketch(output_step));
                 });
}

std::vector<FirstFailure> Rounds::firsts(std::size_t number) {
  const RunPart& part = parts_[number];
  std::vector<std::uint64_t> lowest = part.counters.front()->first_failed();
  for (const auto& counter : part.counters) {
    for (std::size_t i = 0; i < lowest.size(); ++i)
      lowest[i] = std::min(lowest[i], counter->first_failed()[i]);
  }
  return find_first_failures(*part.run, lockstep_, number, lowest);
}

}  // namespace leontide::simulation
