#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/prepared.hpp"
#include "simulation/simulate.hpp"
#include "simulation/tally.hpp"
#include "statistics/interval.hpp"
#include "statistics/proportion.hpp"

namespace leontide::analysis {

struct RareOptions {
  bool of_miss = false;             ///< the chance to miss, else to meet
  std::uint64_t level_size = 1024;  ///< trials a level of one subset simulation; a multiple of 512
  std::uint64_t trials = 65536;     ///< of importance sampling
  std::size_t threads = 0;
};

/// An input pushed by the tilt.
struct Push {
  std::string label;
  int year = 0;      ///< 0: drawn once a trial
  double shift = 0;  ///< standard deviations of its normal score
};

struct RareChance {
  Question question;
  bool of_miss = false;
  std::string reading;
  statistics::Estimate subset;        ///< subset simulation: mean of eight runs, Student over them
  std::uint64_t subset_trials = 0;    ///< of all of them
  std::size_t levels = 0;             ///< of the run with most
  statistics::Proportion importance;  ///< importance sampling
  std::uint64_t importance_trials = 0;
  double effective = 0;      ///< effective sample size among the hits
  std::vector<Push> pushes;  ///< what the event takes, the largest first
  bool agree = false;        ///< the two intervals overlap
  simulation::Tally tally;   ///< of both methods
  bool is_reached = true;    ///< false: no run came down to the event
};

/// A chance too small to be counted, by two methods that share nothing but the model:
///
/// - subset simulation (Au & Beck 2001, Probabilistic Engineering Mechanics 16, 263-277) over the normal
/// scores of
///   every coordinate, levels at the best eighth, Markov chains by conditional sampling (Papaioannou, Betz,
///   Zwirglmaier & Straub 2015, the same journal 41, 89-103) with the step adapted to an acceptance of 0.44;
/// - importance sampling with the mean of the scores in the event as tilt (the cross-entropy choice:
/// Rubinstein &
///   Kroese 2004, section 3.4), kept where it stands out of the noise by four standard errors.
///
/// Where the event has several separate ways to come about, one tilt misses some: the intervals then
/// disagree, and subset simulation is the one to believe. The margin of the joint question is the least of
/// its targets', each in standard deviations of its value. Failed trials count as not meeting the event.
RareChance rare_chance(const Prepared& prepared, std::size_t reading, const Question& question,
                       const RareOptions& options, const simulation::Observer& observer);

}  // namespace leontide::analysis
