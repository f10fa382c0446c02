#pragma once

// Internal to the analysis layer: what plans of spending come to under one scenario.

#include <cstdint>
#include <vector>

#include "analysis/prepared.hpp"
#include "simulation/members.hpp"
#include "simulation/simulate.hpp"
#include "statistics/interval.hpp"

namespace leontide::analysis {

/// One scenario's run with the levers of the budget.
struct Arena {
  const Prepared* prepared;  ///< the scenario
  std::size_t reading;       ///< its number
  Question question;         ///< the chance that is raised

  simulation::Tally tally = {};  ///< of all runs so far

  /// Of the reading, ready to run.
  const simulation::Run& run() const { return prepared->runs[reading]; }
};

/// What one plan came to, block by block: hits of the question, or of all targets.
struct PlanCounts {
  std::vector<std::uint64_t> met, completed;  ///< [blocks] masks; with mean-met, `met` are counts
  std::uint64_t hits = 0, draws = 0;          ///< over all blocks; with mean-met, `hits` are targets met

  /// Not a number where no trial completes.
  double worth() const { return static_cast<double>(hits) / static_cast<double>(draws); }
};

/// A plan under which no trial completes is worse than any.
double worth_of(const PlanCounts& counts);

/// Counts plans of one budget, all on the same draws.
class PlanCounter {
 public:
  /// `budget` and `observer` are kept by reference.
  PlanCounter(const scenario::Budget& budget, bool is_mean_met, std::size_t threads,
              const simulation::Observer& observer)
      : budget_(budget), is_mean_met_(is_mean_met), threads_(threads), observer_(observer) {}

  /// Runs plans [plans][levers of the budget] on the same draws.
  std::vector<PlanCounts> count(Arena& arena, const std::vector<std::vector<double>>& plans,
                                std::uint64_t trials, std::uint64_t seed) const;
  /// Spends on each lever no more than it takes for the same worth. Of this and the next, on the draws of the
  /// search, at least so many of them.
  std::vector<double> take_back(Arena& arena, std::vector<double> spent, std::uint64_t least_trials,
                                std::uint64_t seed) const;
  /// Spends what is left where that helps: on one lever at a time, all of it or a part, while any is the
  /// better for it.
  std::vector<double> spend_rest(Arena& arena, std::vector<double> spent, std::uint64_t least_trials,
                                 std::uint64_t seed) const;
  /// What a plan is worth more than the first, on the same draws.
  statistics::Estimate gain_over(const PlanCounts& first, const PlanCounts& plan) const;
  /// Standard error of a worth; of a chance no less than what the counts allow where none or all hit.
  double error_of(const PlanCounts& counts) const;

 private:
  bool is_cancelled() const { return observer_.cancel != nullptr && observer_.cancel->requested(); }
  simulation::InputOrigins origins_of(const Arena& arena, const std::vector<double>& spent) const;
  void count_block(const Arena& arena, const simulation::MemberTable& table, std::size_t member,
                   std::size_t block, PlanCounts& counts) const;

  const scenario::Budget& budget_;
  bool is_mean_met_;
  std::size_t threads_;
  const simulation::Observer& observer_;
};

}  // namespace leontide::analysis
