#pragma once

#include <string>
#include <vector>

#include "analysis/prepared.hpp"
#include "simulation/simulate.hpp"
#include "simulation/tally.hpp"
#include "statistics/interval.hpp"

namespace leontide::analysis {

/// Levers up to which every subset is run; above it orders of arrival are sampled.
inline constexpr std::size_t most_exact_levers = 12;

struct AttributionOptions {
  std::uint64_t trials = 1024;  ///< a subset or order
  std::size_t orders = 64;      ///< sampled, where levers are too many for all subsets
  std::size_t threads = 0;
};

/// What each lever adds to one question: to its chance, and to the mean of the value compared.
struct LeverShares {
  Question question;
  double without = 0, with_all = 0;          ///< chance without any and with all levers
  std::vector<statistics::Estimate> chance;  ///< [levers] sums to with_all - without
  std::vector<statistics::Estimate> value;   ///< [levers] in the target's unit; empty for the joint question
  std::vector<double> alone, last;  ///< [levers] change of the chance as the first or the last to come
};

struct Attribution {
  std::string reading;
  Title title;
  std::vector<std::string> levers;  ///< those that are on, in the model's order
  bool is_exact = true;             ///< all subsets, else sampled orders
  std::uint64_t trials = 0;
  std::vector<LeverShares> questions;
  simulation::Tally tally;  ///< of all subsets together
};

/// Splits the change from no lever to all that the scenario turns on by Shapley's value
/// (statistics/shapley.hpp), on common random numbers. Intervals are Student's over blocks of 64 trials, each
/// split by itself; with sampled orders, over orders. `reading` is its number.
Attribution attribute(const Prepared& prepared, std::size_t reading, const AttributionOptions& options,
                      const simulation::Observer& observer);

}  // namespace leontide::analysis
