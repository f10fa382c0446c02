#include "simulation/record.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/limits.hpp"

namespace leontide::simulation {

namespace {

using lanes::blocks_per_round;

/// An output that stands still is folded in its first year alone: gives the later ones what that year has.
void repeat_what_stands_still(const Run& run, RunResult& result) {
  const std::size_t steps = run.program.steps;
  for (std::size_t output = 0; output < run.program.outputs.size(); ++output) {
    const kernel::Output& which = run.program.outputs[output];
    const std::size_t from = output * steps + which.begins;
    for (std::size_t at = from + 1; !which.moves && at < (output + 1) * steps; ++at) {
      result.outputs[at] = result.outputs[from];
      result.output_errors[at] = result.output_errors[from];
      result.sketches[at] = result.sketches[from];
    }
  }
}

void keep_lowest(std::vector<FirstFailure>& firsts, const std::vector<FirstFailure>& others) {
  for (const FirstFailure& other : others) {
    const auto same = std::find_if(firsts.begin(), firsts.end(),
                                   [&](const FirstFailure& first) { return first.cause == other.cause; });
    if (same == firsts.end()) {
      firsts.push_back(other);
    } else if (other.trial < same->trial) {
      *same = other;
    }
  }
}

}  // namespace

Counts empty_counts(const Run& run, const Design& design) {
  Counts counts;
  counts.failures.checks.assign(run.program.checks.size(), 0);
  counts.questions = DesignCounts(design, run.conditions.size() + run.joint.size());
  static_assert(statistics::JointCounts::most == limits::most_asserting_targets);
  counts.joint = statistics::JointCounts(run.joint.size());
  counts.only_miss.assign(run.joint.size(), 0);
  counts.on_bound.assign(run.conditions.size(), 0);
  return counts;
}

Sums empty_sums(const Run& run) {
  const std::size_t numbers = run.program.outputs.size() * run.program.steps;
  Sums sums;
  sums.condition_values.resize(run.conditions.size());
  sums.outputs.resize(numbers);
  sums.output_errors.resize(numbers);
  return sums;
}

RunResult empty_result(const Run& run, const Design& design) {
  RunResult result;
  static_cast<Counts&>(result) = empty_counts(run, design);
  static_cast<Sums&>(result) = empty_sums(run);
  result.sketches.resize(result.outputs.size());
  return result;
}

void Counts::add(const Counts& other) {
  const auto add_up = [](std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& from) {
    for (std::size_t i = 0; i < to.size(); ++i)
      to[i] += from[i];
  };
  trials += other.trials;
  failures.unproductive += other.failures.unproductive;
  failures.unsolved += other.failures.unsolved;
  failures.not_converged += other.failures.not_converged;
  failures.not_finite += other.failures.not_finite;
  add_up(failures.checks, other.failures.checks);
  questions.merge(other.questions);
  joint.merge(other.joint);
  add_up(only_miss, other.only_miss);
  add_up(on_bound, other.on_bound);
}

void add_in_order(Sums& sums, const Sums& later) {
  for (std::size_t i = 0; i < sums.condition_values.size(); ++i)
    sums.condition_values[i] = statistics::merge(sums.condition_values[i], later.condition_values[i]);
  for (std::size_t i = 0; i < sums.outputs.size(); ++i) {
    sums.outputs[i] = statistics::merge(sums.outputs[i], later.outputs[i]);
    sums.output_errors[i].merge(later.output_errors[i]);
  }
}

RecordFolder::RecordFolder(const Run& run, const Design& design, std::uint64_t trials)
    : run_(run), blocks_(blocks_of(trials)), result_(empty_result(run, design)) {
  round_ = empty_sums(run);
}

void RecordFolder::add(RoundRecord record) {
  if (record.version != results_version) {
    throw RecordFault(fmt::format("the record is of results version {}, this program gives version {}",
                                  record.version, results_version));
  }
  if (end_ == 0) digest_ = record.digest;
  if (record.digest != digest_) throw RecordFault("the record is of another scenario, reading or input");
  if (record.blocks.first != end_) {
    throw RecordFault(fmt::format("the record begins at block {}, where block {} is the next one",
                                  record.blocks.first, end_));
  }
  if (record.blocks.count == 0 || record.blocks.end() > blocks_) {
    throw RecordFault(
        fmt::format("the record ends at block {} of a run of {}", record.blocks.end(), blocks_));
  }
  for (const RoundSums& part : record.sums)
    add_sums(part);
  result_.add(record.counts);
  keep_lowest(result_.firsts, record.firsts);
  for (std::size_t i = 0; i < result_.sketches.size(); ++i) {
    if (end_ == 0) {
      result_.sketches[i] = std::move(record.sketches[i]);
    } else {
      result_.sketches[i].merge(record.sketches[i]);
    }
  }
  if (end_ == 0) {
    result_.kept = std::move(record.kept);
    result_.marks.questions = record.marks.questions;
  }
  if (record.marks.questions != result_.marks.questions)
    throw RecordFault("the record marks the trials of other questions than those before it");
  result_.marks.lanes.insert(result_.marks.lanes.end(), record.marks.lanes.begin(), record.marks.lanes.end());
  end_ = record.blocks.end();
}

void RecordFolder::add_sums(const RoundSums& part) {
  const std::uint64_t round_first = part.blocks.first / blocks_per_round * blocks_per_round;
  const std::uint64_t in_round = std::min<std::uint64_t>(blocks_per_round, blocks_ - round_first);
  if (part.blocks.count == in_round) return add_in_order(result_, part.sums);
  add_in_order(round_, part.sums);
  round_blocks_ += part.blocks.count;
  if (round_blocks_ < in_round) return;
  add_in_order(result_, round_);
  round_ = empty_sums(run_);
  round_blocks_ = 0;
}

RunResult RecordFolder::finish() {
  if (round_blocks_ != 0) throw RecordFault("the records end within a round");
  repeat_what_stands_still(run_, result_);
  return std::move(result_);
}

}  // namespace leontide::simulation
