#include "simulation/fold.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <set>

#include "simulation/first_failures.hpp"
#include "simulation/record.hpp"

namespace leontide::simulation {

namespace {

using lanes::width;

std::uint64_t count(std::uint64_t mask) {
  return static_cast<std::uint64_t>(std::popcount(mask));
}

/// Where an output stands that does not move: in the year in which it begins.
std::size_t row_of(const kernel::Program& program, std::size_t output, std::size_t step) {
  const kernel::Output& which = program.outputs[output];
  return output * program.steps + (which.moves ? step : which.begins);
}

std::vector<std::size_t> rows_of(const Run& run, const std::optional<std::vector<std::size_t>>& outputs) {
  const kernel::Program& program = run.program;
  std::set<std::size_t> rows;
  const auto add = [&](std::size_t output, std::size_t step) {
    if (step >= program.outputs[output].begins) rows.insert(row_of(program, output, step));
  };
  if (outputs) {
    for (const std::size_t at : *outputs)
      add(at / program.steps, at % program.steps);
    for (const Condition& condition : run.conditions)
      add(condition.output, condition.steps.front());
  } else {
    for (std::size_t at = 0; at < program.outputs.size() * program.steps; ++at)
      add(at / program.steps, at % program.steps);
  }
  return {rows.begin(), rows.end()};
}

}  // namespace

std::uint64_t FailureCounts::total() const {
  std::uint64_t sum = unproductive + unsolved + not_converged + not_finite;
  for (const std::uint64_t check : checks)
    sum += check;
  return sum;
}

statistics::Proportion RunResult::at_least(std::size_t k, double level) const {
  if (k == 0) return statistics::proportion(completed(), completed(), level);
  return questions.chance(condition_values.size() + k - 1, level);
}

double RunResult::error_of_mean(std::size_t output_step) const {
  const double by_design = output_errors[output_step].error();
  return std::isnan(by_design) ? outputs[output_step].error_of_mean() : by_design;
}

Counter::Counter(const Run& run, const Design& design, const std::optional<std::vector<std::size_t>>& outputs)
    : run_(run),
      design_(design),
      rows_(rows_of(run, outputs)),
      counts_(empty_counts(run, design)),
      first_failed_(failure_causes(run).size(), ~std::uint64_t{0}),
      met_(run.conditions.size()),
      joint_met_(run.joint.size()),
      at_least_(run.joint.size() + 1),
      values_(run.conditions.size() * width) {}

void Counter::begin_sketches(const std::vector<statistics::SketchScale>& scales) {
  sketches_.clear();
  for (const statistics::SketchScale& scale : scales)
    sketches_.emplace_back(scale);
}

std::uint64_t Counter::count_failures(const kernel::Failures& failures, std::uint64_t first_trial,
                                      std::uint64_t valid) {
  std::uint64_t left = valid;
  std::size_t cause = 0;
  const auto take = [&](std::uint64_t mask) {
    const std::uint64_t failed = mask & left;
    left &= ~failed;
    std::uint64_t& first = first_failed_[cause++];
    if (failed != 0)
      first = std::min(first, first_trial + static_cast<std::uint64_t>(std::countr_zero(failed)));
    return count(failed);
  };
  counts_.failures.unproductive += take(failures.unproductive);
  counts_.failures.unsolved += take(failures.unsolved);
  counts_.failures.not_converged += take(failures.not_converged);
  for (std::size_t i = 0; i < failures.checks.size(); ++i)
    counts_.failures.checks[i] += take(failures.checks[i]);
  counts_.failures.not_finite += take(failures.not_finite);
  return left;
}

void Counter::count_targets() {
  for (std::size_t i = 0; i < joint_met_.size(); ++i)
    joint_met_[i] = met_[run_.joint[i]];
  counts_.joint.add(joint_met_, good_);
  std::uint64_t missed_once = 0;
  std::uint64_t missed_more = 0;
  for (const std::uint64_t met : joint_met_) {
    missed_more |= missed_once & ~met;
    missed_once |= ~met;
  }
  const std::uint64_t alone = missed_once & ~missed_more & good_;
  for (std::size_t i = 0; i < joint_met_.size(); ++i)
    counts_.only_miss[i] += count(alone & ~joint_met_[i]);

  std::fill(at_least_.begin(), at_least_.end(), 0);
  at_least_[0] = good_;
  for (const std::uint64_t met : joint_met_) {
    for (std::size_t k = at_least_.size() - 1; k > 0; --k)
      at_least_[k] |= at_least_[k - 1] & met;
  }
  for (std::size_t k = 1; k < at_least_.size(); ++k)
    counts_.questions.add(met_.size() + k - 1, at_least_[k], good_);
}

void Counter::fold(const kernel::Workspace& workspace, std::uint64_t first_trial, std::uint64_t valid,
                   Sums& sums) {
  counts_.trials += count(valid);
  good_ = count_failures(workspace.failures(), first_trial, valid);
  counts_.questions.add_completed(good_);
  fold_outputs(workspace, sums);
  fold_conditions(workspace, sums);
  count_targets();
}

void Counter::fold_conditions(const kernel::Workspace& workspace, Sums& sums) {
  sums.condition_values.resize(run_.conditions.size());
  for (std::size_t i = 0; i < run_.conditions.size(); ++i) {
    const Condition& condition = run_.conditions[i];
    const std::span<double> value(values_.data() + i * width, width);
    const LanesMet verdict = evaluate(condition, workspace, value);
    met_[i] = verdict.met & good_;
    counts_.on_bound[i] += count(verdict.on_bound & good_);
    counts_.questions.add(i, met_[i], good_);
    const kernel::Output& output = run_.program.outputs[condition.output];
    const std::size_t step = output.moves ? condition.steps.front() : output.begins;
    const bool is_output = condition.steps.size() == 1 && condition.scale == 1 && step >= output.begins;
    sums.condition_values[i] = is_output ? sums.outputs[row_of(run_.program, condition.output, step)]
                                         : statistics::moments_of(value, good_);
  }
}

void Counter::fold_outputs(const kernel::Workspace& workspace, Sums& sums) {
  const std::size_t steps = run_.program.steps;
  sums.outputs.resize(run_.program.outputs.size() * steps);
  sums.output_errors.resize(run_.program.outputs.size() * steps);
  for (const std::size_t at : rows_) {
    const std::span<const double> value(workspace.output(at / steps, at % steps), width);
    sums.outputs[at] = statistics::moments_of(value, good_);
    sums.output_errors[at].add(design_, value, good_);
    if (!sketches_.empty()) sketches_[at].add(value, good_);
  }
}

}  // namespace leontide::simulation
