#include "analysis/optimise.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

#include "base/nearest_name.hpp"
#include "lanes/normal.hpp"
#include "simulation/members.hpp"
#include "statistics/replicated.hpp"
#include "statistics/resample.hpp"

namespace leontide::analysis {

namespace {

using lanes::width;
using scenario::LeverBudget;

constexpr std::size_t candidates = 64;
constexpr std::size_t elite = 8;
constexpr std::size_t rounds = 16;
constexpr double smoothing = 0.7;

/// The largest spending below each lever's cap whose sum is the total, in the proportions of `wishes`: what a
/// capped lever cannot take goes to the others.
std::vector<double> spread(const std::vector<double>& wishes, const scenario::Budget& budget) {
  std::vector<double> spent(wishes.size(), 0.0);
  std::vector<bool> is_full(wishes.size(), false);
  double left = budget.total;
  for (std::size_t turn = 0; turn <= wishes.size() && left > 0; ++turn) {
    double open = 0;
    for (std::size_t i = 0; i < wishes.size(); ++i)
      open += is_full[i] ? 0 : wishes[i];
    if (open <= 0) break;
    bool has_filled = false;
    for (std::size_t i = 0; i < wishes.size(); ++i) {
      if (is_full[i] || wishes[i] * left / open < budget.levers[i].at_most) continue;
      spent[i] = budget.levers[i].at_most;
      is_full[i] = has_filled = true;
    }
    left = budget.total;
    for (std::size_t i = 0; i < wishes.size(); ++i)
      left -= is_full[i] ? spent[i] : 0;
    if (has_filled) continue;
    for (std::size_t i = 0; i < wishes.size(); ++i) {
      if (!is_full[i]) spent[i] = wishes[i] * left / open;
    }
    break;
  }
  return spent;
}

double strength_of(const LeverBudget& lever, double spent) {
  return std::pow(spent / lever.cost, lever.exponent);
}

/// One scenario's run with the levers of the budget.
struct Arena {
  const Prepared* prepared;
  std::size_t reading;
  Question question;

  simulation::Tally tally = {};

  const simulation::Run& run() const { return prepared->runs[reading]; }
};

class Optimiser {
 public:
  Optimiser(std::vector<Arena>& arenas, const OptimiseOptions& options, const simulation::Observer& observer)
      : arenas_(arenas),
        options_(options),
        observer_(observer),
        budget_(*arenas.front().prepared->scenario.budget),
        seed_(arenas.front().prepared->scenario.sampling.seed) {}

  Optimum run() {
    Optimum optimum;
    optimum.question = arenas_.front().question;
    optimum.is_mean_met = options_.target == "mean-met";
    optimum.reading = arenas_.front().prepared->scenario.readings[arenas_.front().reading].name;
    optimum.trials = options_.check_trials;
    for (const LeverBudget& lever : budget_.levers)
      optimum.levers.push_back(lever.lever);
    std::vector<double> costs;
    for (const LeverBudget& lever : budget_.levers)
      costs.push_back(lever.cost);
    optimum.plans.push_back({"as costed", spread(costs, budget_), {}, {}, {}, 0});
    for (Arena& arena : arenas_) {
      optimum.scenarios.push_back(arena.prepared->scenario.name);
      optimum.plans.push_back({"best under " + arena.prepared->scenario.name, search(arena), {}, {}, {}, 0});
      if (is_cancelled()) return optimum;
    }
    judge(optimum);
    for (const Arena& arena : arenas_)
      optimum.tallies.push_back(arena.tally);
    return optimum;
  }

 private:
  bool is_cancelled() const { return observer_.cancel != nullptr && observer_.cancel->requested(); }

  simulation::InputOrigins origins_of(const Arena& arena, const std::vector<double>& spent) const {
    const auto& reading = arena.prepared->scenario.readings[arena.reading];
    simulation::InputOrigins origins;
    origins.lever_scales.assign(reading.levers.size(), 1.0);
    for (std::size_t i = 0; i < spent.size(); ++i) {
      for (std::size_t l = 0; l < reading.levers.size(); ++l) {
        if (reading.levers[l].name == budget_.levers[i].lever)
          origins.lever_scales[l] = strength_of(budget_.levers[i], spent[i]);
      }
    }
    return origins;
  }

  /// Worth of every plan in every block, [plans][blocks].
  std::vector<std::vector<double>> worths(Arena& arena, const std::vector<std::vector<double>>& plans,
                                          std::uint64_t trials, std::uint64_t seed) const {
    simulation::Ensemble group{&arena.run(), random::Independent{seed}, {}};
    for (const auto& spent : plans)
      group.members.push_back(origins_of(arena, spent));
    const std::uint64_t whole = (trials + width - 1) / width * width;
    const auto table = simulation::run_members(std::span(&group, 1), {whole, options_.threads}, observer_);
    arena.tally.add(table.tally());
    std::vector<std::vector<double>> all(plans.size());
    for (std::size_t p = 0; p < plans.size(); ++p) {
      for (std::size_t block = 0; block < table.blocks(); ++block)
        all[p].push_back(worth(arena, table, p, block));
    }
    return all;
  }

  double worth(const Arena& arena, const simulation::MemberTable& table, std::size_t member,
               std::size_t block) const {
    const std::uint64_t good = table.completed(member, block);
    const auto met = [&](std::uint32_t condition) { return table.met(member, condition, block); };
    const double draws = std::max(1, std::popcount(good));
    if (options_.target != "mean-met")
      return std::popcount(answer_of(arena.question, arena.run(), good, met)) / draws;
    double sum = 0;
    for (const std::uint32_t condition : arena.run().joint)
      sum += std::popcount(met(condition));
    return sum / draws;
  }

  static double mean(const std::vector<double>& blocks) {
    return std::accumulate(blocks.begin(), blocks.end(), 0.0) / static_cast<double>(blocks.size());
  }

  /// Wishes are exp of normals around a centre that moves towards the elite.
  std::vector<double> search(Arena& arena) const {
    const std::size_t k = budget_.levers.size();
    std::vector<double> centre(k, 0.0);
    std::vector<double> spreads(k, 1.5);
    for (std::size_t i = 0; i < k; ++i)
      centre[i] = std::log(budget_.levers[i].cost);
    std::vector<double> best;
    double best_worth = -1;
    for (std::uint32_t round = 0; round < rounds && !is_cancelled(); ++round) {
      std::vector<double> scores = statistics::resampling_uniforms(seed_, round, candidates * k);
      scores.resize((scores.size() + 7) / 8 * 8, 0.5);
      lanes::normal_quantile(scores.data(), scores.data(), scores.size());
      std::vector<std::vector<double>> logs(candidates, centre);
      std::vector<std::vector<double>> plans;
      for (std::size_t c = 0; c < candidates; ++c) {
        std::vector<double> wishes(k);
        for (std::size_t i = 0; i < k; ++i) {
          if (c > 0) logs[c][i] += spreads[i] * scores[c * k + i];  // the first is the centre itself
          wishes[i] = std::exp(logs[c][i]);
        }
        plans.push_back(spread(wishes, budget_));
      }
      const auto found = worths(arena, plans, options_.trials, seed_);
      std::vector<std::size_t> order(candidates);
      std::iota(order.begin(), order.end(), std::size_t{0});
      std::stable_sort(order.begin(), order.end(),
                       [&](std::size_t a, std::size_t b) { return mean(found[a]) > mean(found[b]); });
      if (mean(found[order[0]]) > best_worth) {
        best_worth = mean(found[order[0]]);
        best = plans[order[0]];
      }
      for (std::size_t i = 0; i < k; ++i) {
        double sum = 0;
        for (std::size_t e = 0; e < elite; ++e)
          sum += logs[order[e]][i];
        const double its_mean = sum / elite;
        double squares = 0;
        for (std::size_t e = 0; e < elite; ++e)
          squares += std::pow(logs[order[e]][i] - its_mean, 2);
        centre[i] += smoothing * (its_mean - centre[i]);
        spreads[i] += smoothing * (std::sqrt(squares / elite) - spreads[i]);
      }
    }
    return best;
  }

  void judge(Optimum& optimum) const {
    std::vector<std::vector<double>> plans;
    for (const Spending& plan : optimum.plans)
      plans.push_back(plan.spent);
    for (Arena& arena : arenas_) {
      const auto found = worths(arena, plans, options_.check_trials, seed_ + 1);
      double best = 0;
      for (std::size_t p = 0; p < plans.size(); ++p) {
        optimum.plans[p].worth.push_back(mean(found[p]));
        optimum.plans[p].error.push_back(statistics::mean_over_replicates(found[p]).error);
        best = std::max(best, mean(found[p]));
      }
      for (Spending& plan : optimum.plans) {
        plan.regret.push_back(best - plan.worth.back());
        plan.most_regret = std::max(plan.most_regret, plan.regret.back());
      }
    }
    std::stable_sort(optimum.plans.begin(), optimum.plans.end(),
                     [](const auto& a, const auto& b) { return a.most_regret < b.most_regret; });
  }

  std::vector<Arena>& arenas_;
  const OptimiseOptions& options_;
  const simulation::Observer& observer_;
  const scenario::Budget& budget_;
  std::uint64_t seed_;
};

}  // namespace

std::optional<Optimum> optimise(const std::vector<Prepared>& scenarios, const OptimiseOptions& options,
                                const simulation::Observer& observer, Diagnostics& diagnostics) {
  const scenario::Scenario& first = scenarios.front().scenario;
  if (!first.budget) {
    diagnostics.error("budget", {first.name, 0, 0, 0}, "this scenario has no budget to spread",
                      "add `budget: {total: …, levers: {NAME: {cost: …}}}`");
    return std::nullopt;
  }
  std::vector<Arena> arenas;
  for (const Prepared& prepared : scenarios) {
    const int reading = prepared.find_reading(options.reading);
    if (reading < 0) {
      diagnostics.error("unknown-name", {"--reading", 0, 0, 0},
                        fmt::format("\"{}\" has no reading \"{}\"", prepared.scenario.name, options.reading));
      return std::nullopt;
    }
    const auto number = static_cast<std::size_t>(reading);
    const auto& its_reading = prepared.scenario.readings[number];
    for (const LeverBudget& lever : first.budget->levers) {
      const auto at = std::find_if(its_reading.levers.begin(), its_reading.levers.end(),
                                   [&](const auto& known) { return known.name == lever.lever; });
      const bool is_on = at != its_reading.levers.end() &&
                         its_reading.levers_on[static_cast<std::size_t>(at - its_reading.levers.begin())];
      if (is_on) continue;
      diagnostics.error("budget", first.budget->place,
                        fmt::format("the budget pays for \"{}\", which \"{}\" does not turn on", lever.lever,
                                    prepared.scenario.name),
                        "add it to that scenario's `levers:`");
    }
    const std::string asked = options.target == "mean-met" ? "joint" : options.target;
    auto question = find_question(prepared.scenario, prepared.runs[number], asked, "--target", diagnostics);
    if (question) arenas.push_back({&prepared, number, std::move(*question), {}});
  }
  if (diagnostics.has_errors()) return std::nullopt;
  return Optimiser(arenas, options, observer).run();
}

}  // namespace leontide::analysis
