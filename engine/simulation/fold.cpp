#include "simulation/fold.hpp"

#include <array>
#include <bit>

namespace leontide::simulation {

namespace {

using lanes::width;

std::uint64_t count(std::uint64_t mask) {
  return static_cast<std::uint64_t>(std::popcount(mask));
}

void add(std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& from) {
  for (std::size_t i = 0; i < to.size(); ++i)
    to[i] += from[i];
}

statistics::Moments moments(const double* value, std::uint64_t lanes_to_take) {
  statistics::Moments sums;
  for (std::size_t lane = 0; lane < width; ++lane) {
    if (((lanes_to_take >> lane) & 1U) != 0) sums.add(value[lane]);
  }
  return sums;
}

}  // namespace

std::uint64_t FailureCounts::total() const {
  std::uint64_t sum = unproductive + unsolved + unsettled + not_finite;
  for (const std::uint64_t check : checks)
    sum += check;
  return sum;
}

RunResult empty_result(const Run& run) {
  RunResult result;
  result.failures.checks.assign(run.program.checks.size(), 0);
  result.hits.assign(run.conditions.size(), 0);
  result.pairs.assign(run.joint.size() * run.joint.size(), 0);
  result.only_miss.assign(run.joint.size(), 0);
  result.met_count.assign(run.joint.size() + 1, 0);
  result.condition_values.resize(run.conditions.size());
  result.outputs.resize(run.program.outputs.size() * run.program.steps);
  result.sketches.resize(run.program.outputs.size() * run.program.steps);
  return result;
}

Counter::Counter(const Run& run)
    : run_(run), counts_(empty_result(run)), met_(run.conditions.size()), value_(width) {}

std::uint64_t Counter::count_failures(const kernel::Failures& failures, std::uint64_t valid) {
  std::uint64_t left = valid;
  const auto take = [&](std::uint64_t mask) {
    const std::uint64_t failed = mask & left;
    left &= ~failed;
    return count(failed);
  };
  counts_.failures.unproductive += take(failures.unproductive);
  counts_.failures.unsolved += take(failures.unsolved);
  counts_.failures.unsettled += take(failures.unsettled);
  for (std::size_t i = 0; i < failures.checks.size(); ++i)
    counts_.failures.checks[i] += take(failures.checks[i]);
  counts_.failures.not_finite += take(failures.not_finite);
  return left;
}

void Counter::count_targets(std::uint64_t good) {
  const std::size_t m = run_.joint.size();
  std::uint64_t all = good;
  std::array<std::uint8_t, width> met_by_lane{};
  for (std::size_t i = 0; i < m; ++i) {
    const std::uint64_t met = met_[run_.joint[i]] & good;
    all &= met;
    for (std::size_t j = 0; j < m; ++j)
      counts_.pairs[i * m + j] += count(met & met_[run_.joint[j]]);
    for (std::size_t lane = 0; lane < width; ++lane)
      met_by_lane[lane] += static_cast<std::uint8_t>((met >> lane) & 1U);
  }
  if (m > 0) counts_.joint_hits += count(all);
  std::uint64_t one_missing = 0;
  for (std::size_t lane = 0; lane < width; ++lane) {
    if (((good >> lane) & 1U) == 0) continue;
    ++counts_.met_count[met_by_lane[lane]];
    if (met_by_lane[lane] + 1U == m) one_missing |= std::uint64_t{1} << lane;
  }
  for (std::size_t i = 0; i < m; ++i)
    counts_.only_miss[i] += count(one_missing & ~met_[run_.joint[i]]);
}

void Counter::fold(const kernel::Workspace& workspace, std::uint64_t valid, BlockSums& sums) {
  counts_.trials += count(valid);
  const std::uint64_t good = count_failures(workspace.failures(), valid);
  sums.condition_values.resize(run_.conditions.size());
  for (std::size_t i = 0; i < run_.conditions.size(); ++i) {
    met_[i] = evaluate(run_.conditions[i], workspace, value_) & good;
    counts_.hits[i] += count(met_[i]);
    sums.condition_values[i] = moments(value_.data(), good);
  }
  count_targets(good);
  const std::size_t steps = run_.program.steps;
  sums.outputs.resize(run_.program.outputs.size() * steps);
  for (std::size_t output = 0; output < run_.program.outputs.size(); ++output) {
    for (std::size_t step = run_.program.outputs[output].begins; step < steps; ++step) {
      const double* value = workspace.output(output, step);
      sums.outputs[output * steps + step] = moments(value, good);
      for (std::size_t lane = 0; lane < width; ++lane) {
        if (((good >> lane) & 1U) != 0) counts_.sketches[output * steps + step].add(value[lane]);
      }
    }
  }
}

void Counter::add_to(RunResult& result) const {
  result.trials += counts_.trials;
  result.failures.unproductive += counts_.failures.unproductive;
  result.failures.unsolved += counts_.failures.unsolved;
  result.failures.unsettled += counts_.failures.unsettled;
  result.failures.not_finite += counts_.failures.not_finite;
  add(result.failures.checks, counts_.failures.checks);
  add(result.hits, counts_.hits);
  add(result.pairs, counts_.pairs);
  add(result.only_miss, counts_.only_miss);
  add(result.met_count, counts_.met_count);
  result.joint_hits += counts_.joint_hits;
  for (std::size_t i = 0; i < result.sketches.size(); ++i)
    result.sketches[i].merge(counts_.sketches[i]);
}

}  // namespace leontide::simulation
