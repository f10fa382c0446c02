#pragma once

#include <string>
#include <vector>

#include "analysis/prepared.hpp"
#include "simulation/simulate.hpp"
#include "simulation/tally.hpp"
#include "statistics/interval.hpp"

namespace leontide::analysis {

/// A figure beside what the model had expected of it.
struct FigureCheck {
  scenario::Observed figure;
  std::string unit;
  double p10 = 0, p50 = 0, p90 = 0;  ///< of the indicator before any figure was known
  double share_below = 0;            ///< of trials, before: near 0 or 1 is a surprise
  double effective = 0;              ///< effective sample size once this year's figures are in
};

struct RevisedQuestion {
  Question question;
  statistics::Estimate before, after;  ///< the chance
};

struct RevisedIndicator {
  std::string name;
  Title title;
  std::string unit;
  int year = 0;
  double before[3] = {}, after[3] = {};  ///< P10, P50, P90
};

struct Revision {
  std::string reading;
  Title title;
  std::uint64_t trials = 0;
  double effective = 0;        ///< effective sample size after all figures
  bool has_collapsed = false;  ///< too few trials agree with the figures: no chances are given
  std::vector<FigureCheck> figures;
  std::vector<RevisedQuestion> questions;
  std::vector<RevisedIndicator> indicators;  ///< in the last year
  simulation::Tally tally;                   ///< resampled ones included
};

/// Fewest effective trials for revised chances to be given.
inline constexpr double least_effective = 100;

/// Revises the chances by the scenario's observed figures: sequential importance weighting with resampling
/// (Gordon, Salmond & Smith 1993; Doucet & Johansen 2011), figures normal around the trial's own value.
/// Sixteen filters of equal size run side by side; estimates are their means, intervals Student's over them,
/// which carries the error of resampling. A filter resamples (systematic) between two observed years when its
/// effective sample size is below half, and its later years are then drawn anew. Independent sampling; trials
/// are rounded up to whole filters.
Revision observe(const Prepared& prepared, std::size_t reading, std::uint64_t trials, std::size_t threads,
                 const simulation::Observer& observer);

}  // namespace leontide::analysis
