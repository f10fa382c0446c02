#pragma once

#include <string>
#include <vector>

#include "analysis/prepared.hpp"
#include "simulation/simulate.hpp"
#include "simulation/tally.hpp"
#include "statistics/paired.hpp"
#include "statistics/quantile_sketch.hpp"

namespace leontide::analysis {

/// One question answered by two scenarios on the same draws.
struct PairedAnswer {
  Question question;
  statistics::Proportion first, second;  ///< of the trials that completed under both
  statistics::FourCells cells;           ///< `only_first`: met under the first scenario alone
  statistics::Estimate difference;       ///< second less first, by the design of the sample
  statistics::McNemar test;              ///< of `cells`
  double variance_saved = 0;             ///< of the difference of chances, against separate draws
  // of the value compared; nothing of the joint question
  statistics::Moments value_difference;      ///< second less first, trial by trial
  double value_error = 0;                    ///< standard error of its mean, by the design of the sample
  std::vector<double> quantile_differences;  ///< of P10, P50, P90
};

/// One reading under several scenarios.
struct ReadingComparison {
  std::string reading;
  Title title;
  std::vector<std::vector<PairedAnswer>> answers;  ///< [scenarios - 1][questions], each against the first
  std::uint64_t trials = 0;                ///< asked for; those that completed under both may be fewer
  std::vector<simulation::Tally> tallies;  ///< [scenarios]
};

/// Runs scenarios on common random numbers and compares each with the first: every reading that all of them
/// have, every target that two of them share. The first scenario's sampling rules, its `trials` and not its
/// `until`. A trial counts where it completed under both.
///
/// Intervals of a difference: Newcombe's method 10 for independent trials; Student over blocks of 64 trials
/// for antithetic pairs, over replicates for Latin hypercubes and Sobol points, with an error of no
/// less than the rounding to whole hits; Newcombe's again where no trial differs.
///
/// Reports scenarios without a common reading or target, and Sobol points over models whose draws differ.
std::vector<ReadingComparison> compare(const std::vector<Prepared>& scenarios, std::size_t threads,
                                       const simulation::Observer& observer, Diagnostics& diagnostics);

}  // namespace leontide::analysis
