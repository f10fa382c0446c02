#pragma once

#include <string>
#include <vector>

#include "analysis/prepared.hpp"
#include "simulation/simulate.hpp"
#include "simulation/tally.hpp"
#include "statistics/proportion.hpp"

namespace leontide::analysis {

struct OptimiseOptions {
  std::string target = "joint";  ///< a question, or `mean-met`: the expected number of targets met
  std::string reading;
  std::uint64_t trials = 4096;         ///< a spending plan tried
  std::uint64_t check_trials = 65536;  ///< of the plans compared at the end
  std::size_t threads = 0;
};

/// How a budget is spread, and what it gives under each scenario.
struct Spending {
  std::string name;            ///< `as costed`, `best under SCENARIO`
  std::vector<double> spent;   ///< [levers of the budget]
  std::vector<double> worth;   ///< [scenarios] chance, or expected number of targets met
  std::vector<double> error;   ///< [scenarios] standard error of worth
  std::vector<double> regret;  ///< [scenarios] what the best for that scenario gives more
  double most_regret = 0;
};

struct Optimum {
  Question question;
  bool is_mean_met = false;
  std::string reading;
  std::vector<std::string> scenarios;
  std::vector<std::string> levers;
  std::vector<Spending> plans;  ///< the least most_regret first
  std::uint64_t trials = 0;
  std::vector<simulation::Tally> tallies;  ///< [scenarios] of all plans together
};

/// Spreads the first scenario's budget over its levers for the highest worth, under each scenario by itself,
/// by the cross-entropy method (Rubinstein & Kroese 2004, chapter 5: normal candidates, elite tenth,
/// smoothed) on common random numbers, since a chance estimated by counting has no slope. Then every plan is
/// judged under every scenario on fresh draws, with its regret; the plan of least greatest regret comes first
/// (Savage 1951). Levers outside the budget keep what the scenario says. Reports a scenario without budget
/// and scenarios of other levers.
std::optional<Optimum> optimise(const std::vector<Prepared>& scenarios, const OptimiseOptions& options,
                                const simulation::Observer& observer, Diagnostics& diagnostics);

}  // namespace leontide::analysis
