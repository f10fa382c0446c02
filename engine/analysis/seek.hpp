#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/prepared.hpp"
#include "simulation/simulate.hpp"
#include "simulation/tally.hpp"
#include "statistics/proportion.hpp"

namespace leontide::analysis {

/// One value tried and the chance it gave.
struct SeekPoint {
  double value = 0;               ///< of what is varied
  statistics::Proportion chance;  ///< at that value
};

/// What is varied, over which range, and the chance wanted.
struct SeekRequest {
  std::string path;              ///< what is varied, as in `set:`
  double low = 0, high = 1;      ///< the range looked at
  double level = 0.8;            ///< the chance asked for
  std::string target = "joint";  ///< a target's id, or `joint`
  std::string reading;           ///< by name; empty: the first
  std::size_t threads = 0;       ///< 0: all the machine offers
};

/// Neighbours between which the chance crosses the level.
struct SeekCrossing {
  SeekPoint from, to;
};

/// Why there is no value to tell, and what may help.
struct SeekRefusal {
  std::string what, hint;
};

/// Where the chance reaches the level, and all that was tried.
struct SeekAnswer {
  Question question;  ///< whose chance it is
  std::string reading;
  double value = 0;                    ///< at which the chance reaches the level
  std::optional<double> low, high;     ///< of its interval, or of the jump; none where it leaves the range
  std::optional<SeekCrossing> jump;    ///< no value gives the level: the chance jumps over it at `value`
  std::vector<SeekCrossing> others;    ///< where else it crosses the level: the chance is not monotone
  std::vector<SeekPoint> curve;        ///< everything tried, in the order of the values
  std::vector<double> without;         ///< values at which no trial completed, in their order
  std::uint64_t trials = 0;            ///< a value
  std::optional<double> failed_at;     ///< the first value at which a trial failed
  simulation::Tally tally;             ///< of the values at which a trial completed; of all where none did
  std::optional<SeekRefusal> refusal;  ///< there is no value to tell, and why
};

/// A chance in per cent, with four digits of what is left to the nearer end, so that neither 0 nor 100 is
/// shown unless it is meant.
std::string percent(double chance);

/// Reports what keeps the number from being varied: a path that leads nowhere, a value that it refuses.
void check_varied(const SeekRequest& request, const scenario::Draft& draft, Diagnostics& diagnostics);

/// The scenario with the value set, where the draft accepts it.
std::optional<Prepared> set_varied(const SeekRequest& request, double value, const Prepared& prepared,
                                   const scenario::Draft& draft, Diagnostics& diagnostics);

/// The value at which a chance reaches a level, all values on the same draws: a grid of nine values brackets
/// it, then bisection to a 10 000th of the range. The interval is where the bounds of the chance's own
/// interval cross the level; of a jump, the neighbours between which it lies. Values at which no trial
/// completes are passed over. Each value is set in memory, after everything the draft sets. Reports a path or
/// a value that does not fit. A chance that does not move (or that no trial or every trial meets, with what
/// that leaves of it), and a level it does not reach are refusals, with the chances found.
std::optional<SeekAnswer> seek(const SeekRequest& request, const scenario::Draft& draft,
                               const simulation::Observer& observer, Diagnostics& diagnostics);

}  // namespace leontide::analysis
