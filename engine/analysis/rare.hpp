#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/latent/subset.hpp"
#include "analysis/prepared.hpp"
#include "simulation/simulate.hpp"
#include "simulation/tally.hpp"
#include "statistics/interval.hpp"
#include "statistics/proportion.hpp"

namespace leontide::analysis {

/// The effective sample among importance sampling's hits below which its chance is not to be relied on.
inline constexpr int least_effective_hits = 3;

/// The ratio of the ends of an interval above which a method says too little to agree with the other.
inline constexpr double widest_interval = 100;

/// How much work each method may do.
struct RareOptions {
  bool of_miss = false;             ///< the chance to miss, else to meet
  std::uint64_t level_size = 1024;  ///< trials a level of one subset simulation; a multiple of 512
  std::uint64_t trials = 65536;     ///< of importance sampling
  std::size_t threads = 0;          ///< 0: all the machine offers
};

/// An input pushed by a tilt.
struct Push {
  std::size_t way = 1;  ///< of those in which the event comes about
  std::string label;    ///< of the input
  int year = 0;         ///< 0: drawn once a trial
  double shift = 0;     ///< standard deviations of its normal score
};

/// One chance by both methods, with what shows whether they agree.
struct RareChance {
  Question question;     ///< whose chance it is
  bool of_miss = false;  ///< the chance to miss, else to meet
  std::string reading;
  statistics::Estimate
      subset;  ///< subset simulation: mean of eight runs; counted where none of them needs a second level
  std::uint64_t subset_trials = 0;      ///< of all of them
  std::size_t levels = 0;               ///< of the run with most
  statistics::Proportion importance;    ///< importance sampling
  std::uint64_t importance_trials = 0;  ///< of the importance sample
  double effective = 0;                 ///< effective sample size among the hits
  std::size_t ways = 0;                 ///< separate ways in which the event comes about
  std::vector<Push> pushes;             ///< what each takes, the largest first
  std::uint64_t subset_completed = 0;   ///< plain trials that the descents begin with
  /// What ways that no plain trial met may add up to: Clopper & Pearson's bound of none among those of both
  /// methods. Either method knows the ways that it met, and no more.
  double unmet = 1;
  bool is_certain = false;                        ///< nothing is random: `subset` is 0 or 1 by one trial
  bool agree = false;                             ///< their difference is within its own 95 % interval
  simulation::Tally tally;                        ///< of all methods
  SubsetEnd end = SubsetEnd::reached;             ///< of the descent; the worst of the runs
  std::optional<statistics::Proportion> counted;  ///< plain trials, where the descent failed
};

/// A chance too small to be counted, by two methods that share nothing but the model:
///
/// - subset simulation (Au & Beck 2001, Probabilistic Engineering Mechanics 16, 263-277) over the normal
///   scores of every coordinate, levels at the best eighth, Markov chains by conditional sampling
///   (Papaioannou, Betz, Zwirglmaier & Straub 2015, the same journal 41, 89-103) with the step adapted to an
///   acceptance of 0.44;
/// - importance sampling from a mixture of tilts by the mean scores of the event's separate ways (the
///   cross-entropy choice: Rubinstein & Kroese 2004, section 3.4), of a tenth untilted trials and of a tenth
///   in which one score, each as likely, is drawn four times as wide: what any single input brings about is
///   met, though the descent went another way.
///
/// The descent's interval is the jackknife's over its eight runs, no narrower than its levels' counts leave
/// it; where the first level of all runs reaches the event, its trials are counted as plain ones are. The
/// methods agree where the difference of their logarithms is within Student's reach of its own error (Welch
/// 1947, Biometrika 34, 28-35) and neither interval spans a factor of 100. Where a level of the descent gains
/// nothing (a step, a discrete input), plain trials are counted instead; where nothing is random, one is. The
/// margin of the joint question is the least of its targets', each in standard deviations of its value. All
/// chances are of trials that complete: one that fails is neither hit nor miss.
RareChance rare_chance(const Prepared& prepared, std::size_t reading, const Question& question,
                       const RareOptions& options, const simulation::Observer& observer);

}  // namespace leontide::analysis
