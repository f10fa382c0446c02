#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "leontide/scenario.hpp"

namespace leontide {
inline namespace v1 {

/// What may be said of a run beside its scenario.
struct RunSettings {
  std::optional<std::uint64_t> trials;  ///< default: the scenario's own sampling, with its stop rule
  std::optional<std::uint64_t> seed;    ///< default: the scenario's own
  std::size_t threads = 0;  ///< 0: all that the machine offers; the result is the same for any number
};

/// The share of completed trials that say yes, with the 95 % interval of the sampling method.
struct Chance {
  std::uint64_t hits = 0, trials = 0;  ///< that say yes, and that completed
  /// hits / trials, or as the method weighs them; the ends of the interval
  double estimate = 0, low = 0, high = 1;
};

/// What the trials show of one assessed target.
struct TargetResult {
  std::string id;
  Chance chance;    ///< that it is met
  double mean = 0;  ///< of what is compared, in the target's unit
};

/// What the trials show of one indicator in one year, in its unit.
struct IndicatorResult {
  std::string name;  ///< `indicator`, or `indicator.member`
  int year = 0;
  /// over completed trials; p10 is exceeded by nine in ten
  double mean = 0, sd = 0, p10 = 0, p50 = 0, p90 = 0;
};

/// What the trials of one reading show.
struct ReadingResult {
  std::string reading;                                        ///< by name; empty where the scenario has none
  std::uint64_t trials = 0, completed = 0;                    ///< run, and of them without failure
  std::vector<std::pair<std::string, std::uint64_t>> failed;  ///< cause, trials; of those that occurred
  Chance joint;                             ///< that all targets that count together are met
  std::vector<TargetResult> targets;        ///< those that are assessed, in the file's order
  std::vector<IndicatorResult> indicators;  ///< each year of each indicator
};

/// Runs every reading of a scenario. A chance conditions on completed trials: look at `failed`. Throws
/// std::invalid_argument where the settings do not fit the sampling method.
std::vector<ReadingResult> run(const Scenario& scenario, const RunSettings& settings = {});

}  // namespace v1
}  // namespace leontide
