#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/prepared.hpp"
#include "simulation/simulate.hpp"
#include "simulation/tally.hpp"
#include "statistics/interval.hpp"

namespace leontide::analysis {

/// What is spread for, and how hard the search is.
struct OptimiseOptions {
  std::string target = "joint";        ///< a question, or `mean-met`: the expected number of targets met
  std::string reading;                 ///< by name; empty: the first
  std::uint64_t trials = 4096;         ///< a spending plan tried
  std::uint64_t check_trials = 65536;  ///< of the plans compared at the end
  std::size_t threads = 0;             ///< 0: all the machine offers
};

/// How a budget is spread, and what it gives under each scenario.
struct Spending {
  Title name;                  ///< `as stated`, `best under SCENARIO`
  std::vector<double> spent;   ///< [levers of the budget]
  double left_over = 0;        ///< of the budget
  std::vector<double> worth;   ///< [scenarios] chance, or expected number of targets met; NaN: none completed
  std::vector<double> error;   ///< [scenarios] standard error of worth
  std::vector<double> regret;  ///< [scenarios] what the best for that scenario gives more
  /// [scenarios] worth less that of the plan as stated, on the same draws; Newcombe's interval for paired
  /// shares, Student's over blocks of 64 trials where worth is a number of targets.
  std::vector<statistics::Estimate> gain;
  double most_regret = 0;  ///< [scenarios] the largest of `regret`
  bool is_stated = false;  ///< what the scenario states
};

/// The plans found and how each does under every scenario.
struct Optimum {
  Question question;
  bool is_mean_met = false;  ///< else worth is the chance of `question`
  std::string reading;
  std::vector<std::string> scenarios;  ///< by name, the one with the budget first
  std::vector<std::string> levers;     ///< of the budget
  std::vector<Title> lever_titles;     ///< [levers]
  /// The least most_regret first; the plan as stated first where no other gains under any scenario.
  std::vector<Spending> plans;
  bool has_gain = false;        ///< a plan whose gain's interval under some scenario lies above zero
  bool none_completed = false;  ///< no trial did: plans have no worth
  std::uint64_t trials = 0;     ///< of the plans compared at the end
  std::vector<simulation::Tally> tallies;  ///< [scenarios] of all plans together
};

/// Fewest hits among the check trials for plans to be told apart.
inline constexpr std::uint64_t least_hits = 1000;

/// Spreads the first scenario's budget over its levers for the highest worth, under each scenario by itself,
/// by the cross-entropy method (Rubinstein & Kroese 2004, chapter 5: normal candidates, elite tenth,
/// smoothed) on common random numbers, since a chance estimated by counting has no slope. The plan that the
/// scenario states (every lever its cost, all in proportion where that is more than the budget) is the first
/// candidate and stays unless another is better. What a lever's worth on those draws does not need is taken
/// back, lever by lever: all of its spending, or parts of a hundredth of the budget or more. Then every plan
/// is judged under every scenario on fresh draws, against the plan as stated and with its regret; the plan of
/// least greatest regret comes first (Savage 1951). Levers outside the budget keep what the scenario says.
/// Reports a scenario without budget, scenarios of other levers, and a question that neither the plan as
/// stated nor the best of a first round meets in `least_hits` of the check trials.
std::optional<Optimum> optimise(const std::vector<Prepared>& scenarios, const OptimiseOptions& options,
                                const simulation::Observer& observer, Diagnostics& diagnostics);

}  // namespace leontide::analysis
