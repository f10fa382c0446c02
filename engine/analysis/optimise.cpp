#include "analysis/optimise.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

#include "analysis/plan_counts.hpp"
#include "lanes/normal.hpp"
#include "statistics/resample.hpp"

namespace leontide::analysis {

namespace {

using scenario::LeverBudget;

constexpr std::size_t candidates = 64;
constexpr std::size_t elite = 8;
constexpr std::size_t rounds = 16;
constexpr double smoothing = 0.7;
constexpr double first_spread = 1.5;  // of the logarithm of a wish

class Optimiser {
 public:
  Optimiser(std::vector<Arena>& arenas, const OptimiseOptions& options, const simulation::Observer& observer)
      : arenas_(arenas),
        options_(options),
        observer_(observer),
        budget_(*arenas.front().prepared->scenario.budget),
        seed_(arenas.front().prepared->scenario.sampling.seed),
        is_mean_met_(options.target == "mean-met"),
        stated_(scenario::as_stated(budget_)),
        counter_(budget_, is_mean_met_, options.threads, observer) {}

  /// Empty after a report.
  std::optional<Optimum> run(Diagnostics& diagnostics) {
    Optimum optimum;
    optimum.question = arenas_.front().question;
    optimum.is_mean_met = is_mean_met_;
    const auto& reading = arenas_.front().prepared->scenario.readings[arenas_.front().reading];
    optimum.reading = reading.name;
    optimum.trials = options_.check_trials;
    for (const LeverBudget& lever : budget_.levers) {
      optimum.levers.push_back(lever.lever);
      const auto known = std::find_if(reading.levers.begin(), reading.levers.end(),
                                      [&](const auto& one) { return one.name == lever.lever; });
      optimum.lever_titles.push_back(
          reading.model.levers[static_cast<std::size_t>(known - reading.levers.begin())].title);
    }
    for (Arena& arena : arenas_) {
      if (!has_enough_hits(arena, optimum, diagnostics)) return std::nullopt;
    }
    add_plan(
        optimum,
        is_affordable() ? Title{"as stated", "按原方案"} : Title{"as stated, in proportion", "按原方案比例"},
        stated_);
    for (Arena& arena : arenas_) {
      optimum.scenarios.push_back(arena.prepared->scenario.name);
      if (optimum.none_completed || is_cancelled()) continue;
      const std::vector<double> best = search(arena);
      if (is_cancelled()) return optimum;
      const std::string name = arena.prepared->scenario.name;
      add_plan(optimum, {"best under " + name, name + "下最优"},
               counter_.spend_rest(arena, counter_.take_back(arena, best, options_.trials, seed_),
                                   options_.trials, seed_));
    }
    judge(optimum);
    for (const Arena& arena : arenas_)
      optimum.tallies.push_back(arena.tally);
    return optimum;
  }

 private:
  bool is_cancelled() const { return observer_.cancel != nullptr && observer_.cancel->requested(); }

  /// Whether the budget pays for what the scenario states.
  bool is_affordable() const {
    double cost = 0;
    for (const LeverBudget& lever : budget_.levers)
      cost += std::min(lever.cost, lever.at_most);
    return cost <= budget_.total * (1 + 1e-9);
  }

  void add_plan(Optimum& optimum, Title name, const std::vector<double>& spent) const {
    const double left = budget_.total - std::accumulate(spent.begin(), spent.end(), 0.0);
    optimum.plans.push_back({std::move(name),
                             spent,
                             left > 1e-9 * budget_.total ? left : 0,
                             {},
                             {},
                             {},
                             {},
                             0,
                             optimum.plans.empty()});
  }

  /// Whether plans can be told apart: the plan as stated hits often enough, or the best of a first round.
  bool has_enough_hits(Arena& arena, Optimum& optimum, Diagnostics& diagnostics) const {
    PlanCounts counts = counter_.count(arena, {stated_}, options_.check_trials, seed_).front();
    if (is_cancelled()) return true;
    if (counts.draws == 0) optimum.none_completed = true;
    if (counts.draws == 0 || counts.hits >= least_hits) return true;
    const std::vector<double> centre = logs_of(stated_);
    const auto plans = candidates_about(centre, std::vector<double>(centre.size(), first_spread), 0).second;
    const auto found = counter_.count(arena, plans, options_.trials, seed_);
    const auto best = std::max_element(found.begin(), found.end(),
                                       [](const auto& a, const auto& b) { return a.hits < b.hits; });
    counts = counter_
                 .count(arena, {plans[static_cast<std::size_t>(best - found.begin())]}, options_.check_trials,
                        seed_)
                 .front();
    if (counts.hits >= least_hits || is_cancelled()) return true;
    report_few(arena, counts, diagnostics);
    return false;
  }

  void report_few(const Arena& arena, const PlanCounts& counts, Diagnostics& diagnostics) const {
    constexpr std::size_t named = 8;  // a hint is read, and longer ones are cut
    std::string others;
    std::size_t count = 0;
    for (const Question& question : list_questions(arena.prepared->scenario, arena.run())) {
      if (question.id == arena.question.id || question.id == "joint") continue;
      if (++count <= named) others += (others.empty() ? "" : ", ") + question.id;
    }
    if (count > named) others += ", …";
    diagnostics.error(
        "few-hits", {"--target", 0, 0, 0},
        fmt::format("{} is met in {} of {} trials under \"{}\", too few to tell spending plans apart: {} are "
                    "needed",
                    is_mean_met_ ? "any target" : "\"" + options_.target + "\"", counts.hits, counts.draws,
                    arena.prepared->scenario.name, least_hits),
        is_mean_met_
            ? "set targets that some trials meet"
            : "ask for `--target mean-met`" + (others.empty() ? "" : ", or for one target: " + others));
  }

  std::vector<double> logs_of(const std::vector<double>& spent) const {
    std::vector<double> logs;
    for (std::size_t i = 0; i < spent.size(); ++i)
      logs.push_back(std::log(std::max(spent[i], 1e-6 * budget_.levers[i].cost)));
    return logs;
  }

  /// Wishes, in logarithms, and the plans that they make; the first is the centre itself.
  std::pair<std::vector<std::vector<double>>, std::vector<std::vector<double>>> candidates_about(
      const std::vector<double>& centre, const std::vector<double>& spreads, std::uint32_t round) const {
    const std::size_t k = centre.size();
    std::vector<double> scores = statistics::resampling_uniforms(seed_, round, candidates * k);
    scores.resize((scores.size() + 7) / 8 * 8, 0.5);
    lanes::normal_quantile(scores.data(), scores.data(), scores.size());
    std::vector<std::vector<double>> logs(candidates, centre), plans;
    for (std::size_t c = 0; c < candidates; ++c) {
      std::vector<double> wishes(k);
      for (std::size_t i = 0; i < k; ++i) {
        if (c > 0) logs[c][i] += spreads[i] * scores[c * k + i];
        wishes[i] = std::exp(logs[c][i]);
      }
      plans.push_back(scenario::spread(wishes, budget_));
    }
    return {std::move(logs), std::move(plans)};
  }

  /// Wishes are exp of normals around a centre that moves towards the elite.
  std::vector<double> search(Arena& arena) const {
    const std::size_t k = budget_.levers.size();
    std::vector<double> centre = logs_of(stated_), spreads(k, first_spread);
    std::vector<double> best = stated_;
    double best_worth = counter_.count(arena, {stated_}, options_.trials, seed_).front().worth();
    for (std::uint32_t round = 0; round < rounds && !is_cancelled(); ++round) {
      const auto [logs, plans] = candidates_about(centre, spreads, round);
      const auto found = counter_.count(arena, plans, options_.trials, seed_);
      std::vector<std::size_t> order(candidates);
      std::iota(order.begin(), order.end(), std::size_t{0});
      std::stable_sort(order.begin(), order.end(),
                       [&](std::size_t a, std::size_t b) { return worth_of(found[a]) > worth_of(found[b]); });
      if (worth_of(found[order[0]]) > best_worth) {
        best_worth = worth_of(found[order[0]]);
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
      const auto found = counter_.count(arena, plans, options_.check_trials, seed_ + 1);
      double best = 0;
      for (std::size_t p = 0; p < plans.size(); ++p) {
        optimum.plans[p].worth.push_back(found[p].worth());
        optimum.plans[p].error.push_back(counter_.error_of(found[p]));
        optimum.plans[p].gain.push_back(counter_.gain_over(found[0], found[p]));
        optimum.has_gain = optimum.has_gain || (plans[p] != stated_ && optimum.plans[p].gain.back().low > 0);
        best = std::max(best, worth_of(found[p]));
      }
      for (Spending& plan : optimum.plans) {
        plan.regret.push_back(best - plan.worth.back());
        plan.most_regret = std::max(plan.most_regret, plan.regret.back());
      }
    }
    if (!optimum.has_gain) return;
    std::stable_sort(optimum.plans.begin(), optimum.plans.end(),
                     [](const auto& a, const auto& b) { return a.most_regret < b.most_regret; });
  }

  std::vector<Arena>& arenas_;
  const OptimiseOptions& options_;
  const simulation::Observer& observer_;
  const scenario::Budget& budget_;
  std::uint64_t seed_;
  bool is_mean_met_;
  std::vector<double> stated_;  ///< [levers of the budget]
  PlanCounter counter_;
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
  return Optimiser(arenas, options, observer).run(diagnostics);
}

}  // namespace leontide::analysis
