#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/prepared.hpp"
#include "lanes/width.hpp"
#include "simulation/simulate.hpp"
#include "simulation/tally.hpp"
#include "statistics/interval.hpp"

namespace leontide::analysis {

/// Levers up to which every trial runs every subset; above it orders of arrival are sampled.
inline constexpr std::size_t most_exact_levers = 5;

/// How far an attribution goes.
struct AttributionOptions {
  std::uint64_t trials = 0;        ///< 0: as many as the width takes
  std::optional<double> width;     ///< of the widest interval of a share of a chance; none: not looked at
  std::uint64_t runs = 4'000'000;  ///< of the model, at most
  std::vector<std::string> asked;  ///< ids of the questions whose width counts; empty: all
  std::size_t threads = 0;         ///< 0: all the machine offers
};

/// What an attribution will take, before it begins.
struct AttributionNeed {
  std::size_t levers = 0;        ///< that are on
  bool is_exact = true;          ///< else orders of arrival are sampled
  std::size_t runs_a_trial = 0;  ///< of the model, at most
  std::uint64_t trials = 0;      ///< at most, whole blocks
  std::uint64_t bytes = 0;       ///< beside the model's own

  /// Of the model, at most.
  std::uint64_t runs() const { return runs_a_trial * trials; }
  /// Two blocks of trials, without which nothing is known of an error.
  std::uint64_t least_runs() const { return runs_a_trial * 2 * lanes::width; }
};

/// Without levers only `levers` is set. Trials are what was asked for, more runs than the bound or not, else
/// what the bound allows, two blocks at least.
AttributionNeed attribution_need(const Prepared& prepared, std::size_t reading,
                                 const AttributionOptions& options);

/// What each lever adds to one question: to its chance, and to the mean of the value compared. Everything is
/// of the trials that complete in all of their runs; not a number where there is none.
struct LeverShares {
  Question question;                         ///< whose chance and value are split
  double without = 0, with_all = 0;          ///< chance without any and with all levers
  std::vector<statistics::Estimate> chance;  ///< [levers] sums to with_all - without
  std::vector<statistics::Estimate> value;   ///< [levers] in the target's unit; empty for the joint question
  std::vector<double> alone, last;  ///< [levers] change of the chance as the first or the last to come
};

/// What the levers of one reading add, question by question.
struct Attribution {
  std::string reading;
  Title title;
  std::vector<std::string> levers;  ///< those that are on, in the model's order
  std::vector<Title> lever_titles;
  AttributionNeed need;                ///< what it was to take
  std::uint64_t trials = 0, runs = 0;  ///< done: trials, and runs of the model for them
  std::uint64_t completed = 0;         ///< trials that did in all of their runs
  bool is_narrow = true;               ///< the width that was asked for is reached
  std::vector<LeverShares> questions;  ///< the joint chance, then each target that counts
  simulation::Tally tally;             ///< of all runs together
};

/// Splits the change from no lever to all that the scenario turns on by Shapley's value
/// (statistics/shapley.hpp). All runs of a trial share its draws. Up to `most_exact_levers` each trial runs
/// every subset; above it each block of 64 trials runs one order of arrival and its reverse, drawn for it,
/// beside each lever alone and each taken from all (Castro, Gomez & Tejada 2009, Computers & Operations
/// Research 36, 1726-1730; pairs: Mitchell, Cooper, Frank & Holmes 2022, Journal of Machine Learning Research
/// 23, 43:1-46). Either way the parts of every block sum to its change. Shares are ratios of sums over
/// blocks, intervals Student's over them, no narrower than what Clopper & Pearson leave of a change that no
/// trial shows. Trials are run until the width is reached, looked at each time they have doubled, or to their
/// number, or to the bound on runs. `reading` is its number.
Attribution attribute(const Prepared& prepared, std::size_t reading, const AttributionOptions& options,
                      const simulation::Observer& observer);

}  // namespace leontide::analysis
