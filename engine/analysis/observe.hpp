#pragma once

#include <limits>
#include <string>
#include <vector>

#include "analysis/prepared.hpp"
#include "simulation/simulate.hpp"
#include "simulation/tally.hpp"
#include "statistics/interval.hpp"

namespace leontide::analysis {

/// A figure beside what the model had expected of it. Not a number where no trial completed.
struct FigureCheck {
  scenario::Observed figure;         ///< as the scenario states it
  Title title;                       ///< of its indicator; may be empty
  std::string unit;                  ///< of the indicator
  double p10 = 0, p50 = 0, p90 = 0;  ///< of the indicator before any figure was known
  double share_below = 0;            ///< of trials, before
  /// The chance that the model and the figure's own error together give a value at least as far out, on
  /// either side: before any figure, and given those that stand above it. Not a number: not looked at.
  double tail = std::numeric_limits<double>::quiet_NaN();
  double tail_given = std::numeric_limits<double>::quiet_NaN();
  /// The chance of a value as unlikely, before any figure: small in a gap, too (latent/density_tail.hpp).
  double tail_of_density = std::numeric_limits<double>::quiet_NaN();
  /// Of all trials after the figures, the least distance from this one, in its errors. Not a number: not
  /// looked at.
  double nearest = std::numeric_limits<double>::quiet_NaN();
  bool contradicts = false;  ///< a chance is below `least_tail`; where none is, `nearest` is too large
};

/// A chance before and after the figures.
struct RevisedQuestion {
  Question question;
  statistics::Estimate before, after;  ///< the chance
};

/// An indicator in one year before and after the figures.
struct RevisedIndicator {
  std::string name;
  Title title;
  std::string unit;
  int year = 0;                          ///< the last one
  double before[3] = {}, after[3] = {};  ///< P10, P50, P90
};

/// How a revision ended; only `revised` gives chances after the figures.
enum class RevisionEnd {
  revised,
  contradicted,    ///< by a figure, see FigureCheck::contradicts
  not_reached,     ///< the figures one by one are possible, but no trials were found that agree with them all
  none_completed,  ///< no trial did, or none of those that an island begins with
};

/// What the figures of a scenario leave of one reading's chances.
struct Revision {
  std::string reading;
  Title title;
  std::uint64_t trials = 0;       ///< before the figures, and after
  std::uint64_t evaluations = 0;  ///< trials run in all
  double effective = 0;           ///< effective sample size after all figures
  RevisionEnd end = RevisionEnd::revised;
  std::vector<FigureCheck> figures;          ///< in the order of their years
  std::vector<RevisedQuestion> questions;    ///< the joint chance, then each target that counts
  std::vector<RevisedIndicator> indicators;  ///< in the last year
  simulation::Tally tally;                   ///< of the trials before the figures
};

inline constexpr double least_tail = 1e-3;  ///< below it a figure contradicts the model
/// Errors of a figure beyond which no trial may lie for the model to give it: a normal error is as far out
/// with a chance of `least_tail`.
double farthest_nearest();
inline constexpr std::uint64_t observe_trials = 65536;  ///< unless another number is asked for
inline constexpr std::size_t island_count = 16;         ///< equal and independent

/// The effective sample below which revised chances are not to be relied on: 1000 of the usual trials or
/// more, in proportion of fewer, 100 at least.
double least_effective(std::uint64_t trials);

/// Revises the chances by the scenario's observed figures, normal around the trial's own value, by sequential
/// Monte Carlo on 16 independent islands (latent/island.hpp) that follow a journey laid by a seventeenth
/// (latent/pilot.hpp). Chances are means over islands by their evidence (island_weights.hpp); the jackknife's
/// variance over islands, no less than that of as many independent trials, gives an effective number of
/// draws, and that Wilson's interval with Student's reach; where no trial or every trial meets the target,
/// Clopper & Pearson's of the effective sample. The effective sample is (posterior standard deviation /
/// standard error of the mean)², the standard error from the islands, for the target whose value has the
/// least. Trials are rounded up to whole blocks an island. Takes some 10 to 40 times as long a figure as its
/// trials do once, up to 400 times where figures are sharp and the model far from linear, and 8 bytes a trial
/// for each indicator, target and figure, and for each random number of the islands at work, one a thread.
Revision observe(const Prepared& prepared, std::size_t reading, std::uint64_t trials, std::size_t threads,
                 const simulation::Observer& observer);

}  // namespace leontide::analysis
