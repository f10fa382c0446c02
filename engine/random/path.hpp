#pragma once

#include <memory>
#include <variant>
#include <vector>

#include "random/law.hpp"
#include "random/step_table.hpp"

// The processes, ready to be moved by one step in 64 lanes.
namespace leontide::random {

/// What moves with the steps is [steps]; empty: nothing does. The mean of a step, of a drift its sum so far.
using Centres = std::vector<double>;

/// x = mean + keep (x - mean) + drift + sd z
struct AffinePath {
  double start, mean, keep, drift, sd;  ///< sd is that of a step
  Centres centres = {};
};
/// x = x exp(drift + volatility z + jumps)
struct GrowthPath {
  double start, drift, volatility;         ///< volatility is the sd of log x in a step
  std::shared_ptr<const StepTable> jumps;  ///< their number in a step; null for none
  double jump_mean = 0, jump_sd = 0;       ///< of the log of one jump
  Centres centres = {};
};
/// x = means[regime] + sds[regime] z, the regime moved by the chances of the one before.
struct RegimePath {
  std::vector<double> means, sds;  ///< [regimes]
  std::vector<double> cumulative;  ///< [from][to]: chance of a regime up to `to`
  std::size_t start;               ///< counted from 0
};

/// x = mean + sum of keep[k-1] (x k steps ago - mean) + sd z
struct LagPath {
  double mean, sd;                  ///< sd is that of a step
  std::vector<double> keep, start;  ///< start: values of steps 1 - p, …, 0
  Centres centres = {};
};
/// x = history[year], the year drawn by next_year
struct HistoryPath {
  std::vector<double> history;  ///< oldest first
  double block;                 ///< mean length of a run, in years
};

/// A process in the form in which it is moved.
using Path = std::variant<AffinePath, GrowthPath, RegimePath, LagPath, HistoryPath>;

/// The law must be a process other than Constant without problems.
/// `centres` as of Driver, of one element.
Path make_path(const Law& law, const Centres& centres = {});

/// The value at step 0.
double start_of(const Path& path) noexcept;

/// Uniforms a step takes besides the normal score: none, or the first one or two of `more` below.
int extra_draws(const Path& path) noexcept;

/// What one step of a path reads and writes, 64 lanes each; `z` may be `out`.
struct PathStep {
  const double* previous;  ///< [64] the values of the step before
  const double* z;         ///< [64] normal scores of this step
  const double* more[2];   ///< [64] uniforms, as many as `extra_draws`
  double* regime;  ///< kept from step to step; starts as zeros, which stand for the regime of step 0 (else
                   /// number + 1); of a history, the number of this step's year
  double* out;
  std::size_t at;          ///< the step
  std::ptrdiff_t between;  ///< from the values of one step to those of the next
};

/// The years of step `at` >= 1 of a stationary bootstrap, numbers from 0, from one uniform: the part of it
/// below 1 / block chooses the year in which a run begins. year[64] holds those of the step before.
void next_year(const HistoryPath& path, std::size_t at, const double* u, double* year) noexcept;

/// Writes the values of one step from those of the step before.
void advance(const Path& path, const PathStep& step) noexcept;

}  // namespace leontide::random
