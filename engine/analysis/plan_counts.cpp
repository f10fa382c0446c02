#include "analysis/plan_counts.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "statistics/paired.hpp"
#include "statistics/proportion.hpp"
#include "statistics/replicated.hpp"

namespace leontide::analysis {

using lanes::width;

namespace {

constexpr std::uint64_t least_take_back_trials = 16384;
constexpr std::size_t take_back_steps = 8;  // a grid, then a finer one in its first part
constexpr double least_taken_back = 0.01;   // of the budget

}  // namespace

double worth_of(const PlanCounts& counts) {
  return counts.draws == 0 ? -1 : counts.worth();
}

simulation::InputOrigins PlanCounter::origins_of(const Arena& arena, const std::vector<double>& spent) const {
  const auto& reading = arena.prepared->scenario.readings[arena.reading];
  simulation::InputOrigins origins;
  origins.lever_scales.assign(reading.levers.size(), 1.0);
  for (std::size_t i = 0; i < spent.size(); ++i) {
    for (std::size_t l = 0; l < reading.levers.size(); ++l) {
      if (reading.levers[l].name == budget_.levers[i].lever)
        origins.lever_scales[l] = scenario::strength_of(budget_.levers[i], spent[i]);
    }
  }
  return origins;
}

std::vector<PlanCounts> PlanCounter::count(Arena& arena, const std::vector<std::vector<double>>& plans,
                                           std::uint64_t trials, std::uint64_t seed) const {
  simulation::Ensemble group{&arena.run(), random::Independent{seed}, {}};
  for (const auto& spent : plans)
    group.members.push_back(origins_of(arena, spent));
  const std::uint64_t whole = (trials + width - 1) / width * width;
  const auto table = simulation::run_members(std::span(&group, 1), {whole, threads_}, observer_);
  arena.tally.add(table.tally());
  std::vector<PlanCounts> all(plans.size());
  for (std::size_t p = 0; p < plans.size(); ++p) {
    for (std::size_t block = 0; block < table.blocks(); ++block)
      count_block(arena, table, p, block, all[p]);
  }
  return all;
}

void PlanCounter::count_block(const Arena& arena, const simulation::MemberTable& table, std::size_t member,
                              std::size_t block, PlanCounts& counts) const {
  const std::uint64_t good = table.completed(member, block);
  const auto met = [&](std::uint32_t condition) { return table.met(member, condition, block); };
  std::uint64_t hits = 0, mask = 0;
  if (is_mean_met_) {
    for (const std::uint32_t condition : arena.run().joint)
      hits += static_cast<std::uint64_t>(std::popcount(met(condition)));
    mask = hits;
  } else {
    mask = answer_of(arena.question, arena.run(), good, met);
    hits = static_cast<std::uint64_t>(std::popcount(mask));
  }
  counts.met.push_back(mask);
  counts.completed.push_back(good);
  counts.hits += hits;
  counts.draws += static_cast<std::uint64_t>(std::popcount(good));
}

statistics::Estimate PlanCounter::gain_over(const PlanCounts& first, const PlanCounts& plan) const {
  if (!is_mean_met_) {
    statistics::FourCells cells;
    const auto number = [](std::uint64_t mask) { return static_cast<std::uint64_t>(std::popcount(mask)); };
    for (std::size_t block = 0; block < plan.met.size(); ++block) {
      const std::uint64_t good = first.completed[block] & plan.completed[block];
      cells.both += number(plan.met[block] & first.met[block] & good);
      cells.only_first += number(plan.met[block] & ~first.met[block] & good);
      cells.only_second += number(~plan.met[block] & first.met[block] & good);
      cells.neither += number(~plan.met[block] & ~first.met[block] & good);
    }
    return statistics::difference_of_paired(cells);
  }
  std::vector<double> differences;
  for (std::size_t block = 0; block < plan.met.size(); ++block) {
    const int of_plan = std::popcount(plan.completed[block]),
              of_first = std::popcount(first.completed[block]);
    if (of_plan == 0 || of_first == 0) continue;
    differences.push_back(static_cast<double>(plan.met[block]) / of_plan -
                          static_cast<double>(first.met[block]) / of_first);
  }
  return statistics::mean_over_replicates(differences);
}

double PlanCounter::error_of(const PlanCounts& counts) const {
  if (!is_mean_met_) {
    const auto share = statistics::proportion(counts.hits, counts.draws);
    return (share.high - share.low) / 2 / statistics::normal_reach(share.level);
  }
  std::vector<double> means;
  for (std::size_t block = 0; block < counts.met.size(); ++block) {
    if (counts.completed[block] != 0)
      means.push_back(static_cast<double>(counts.met[block]) / std::popcount(counts.completed[block]));
  }
  return statistics::mean_over_replicates(means).error;
}

std::vector<double> PlanCounter::take_back(Arena& arena, std::vector<double> spent,
                                           std::uint64_t least_trials, std::uint64_t seed) const {
  const std::uint64_t trials = std::max(least_trials, least_take_back_trials);
  const double worth = worth_of(count(arena, {spent}, trials, seed).front());
  for (std::size_t i = 0; i < spent.size(); ++i) {
    double low = 0, high = spent[i];
    for (int turn = 0; turn < 2 && high > 0 && (turn == 0 || high - low >= least_taken_back * budget_.total);
         ++turn) {
      std::vector<std::vector<double>> less(take_back_steps, spent);
      for (std::size_t step = 0; step < take_back_steps; ++step)
        less[step][i] = low + (high - low) * static_cast<double>(step) / take_back_steps;
      const auto found = count(arena, less, trials, seed);
      if (is_cancelled()) return spent;
      std::size_t enough = 0;
      while (enough < take_back_steps && worth_of(found[enough]) < worth)
        ++enough;
      const double size = (high - low) / take_back_steps;
      high = enough < take_back_steps ? less[enough][i] : high;
      low = std::max(0.0, high - size);
    }
    if (high == 0 || spent[i] - high >= least_taken_back * budget_.total) spent[i] = high;
  }
  return spent;
}

std::vector<double> PlanCounter::spend_rest(Arena& arena, std::vector<double> spent,
                                            std::uint64_t least_trials, std::uint64_t seed) const {
  const std::uint64_t trials = std::max(least_trials, least_take_back_trials);
  double worth = worth_of(count(arena, {spent}, trials, seed).front());
  for (std::size_t turn = 0; turn < 2 * spent.size() && !is_cancelled(); ++turn) {
    const double left = budget_.total - std::accumulate(spent.begin(), spent.end(), 0.0);
    std::vector<std::vector<double>> more;
    for (std::size_t i = 0; i < spent.size(); ++i) {
      const double most = std::min(left, budget_.levers[i].at_most - spent[i]);
      for (const double share : {1.0, 0.5, 0.25}) {
        if (!(most > 1e-9 * budget_.total)) continue;
        more.push_back(spent);
        more.back()[i] += share * most;
      }
    }
    if (more.empty()) break;
    const auto found = count(arena, more, trials, seed);
    const auto best = std::max_element(
        found.begin(), found.end(), [](const auto& a, const auto& b) { return worth_of(a) < worth_of(b); });
    if (is_cancelled() || !(worth_of(*best) > worth)) break;
    worth = worth_of(*best);
    spent = more[static_cast<std::size_t>(best - found.begin())];
  }
  return spent;
}

}  // namespace leontide::analysis
