#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "base/parallel.hpp"
#include "simulation/record.hpp"
#include "simulation/result.hpp"
#include "simulation/run.hpp"
#include "simulation/simulate.hpp"

namespace leontide::sweep {

/// A run of a group, and the records of it that a stopped process has left.
struct GroupRun {
  const simulation::Run* run = nullptr;          ///< must outlive the call
  std::vector<simulation::RoundRecord> records;  ///< from block 0 on, without a gap
};

/// Callbacks of a group, where its records go, and how it is cancelled.
struct GroupObserver {
  /// After each call: rounds of all runs done so far by it.
  std::function<void(std::uint64_t rounds)> on_rounds;
  /// A record of a run that is not at its end. May be empty: nothing is kept.
  std::function<void(std::size_t run, const simulation::RoundRecord& record)> keep;
  const Cancel* cancel = nullptr;  ///< may be null
};

/// How long a group runs between records that it keeps.
inline constexpr double seconds_between_records = 5;

/// Runs of one program and one sampling side by side, each until its trials or its stop rule end it; what is
/// the same in them is drawn and computed once. A run that has records goes on behind them. The results are
/// those of each run alone; nothing when cancelled.
std::optional<std::vector<simulation::RunResult>> run_group(std::vector<GroupRun> group,
                                                            const simulation::SimulateOptions& options,
                                                            const GroupObserver& observer);

}  // namespace leontide::sweep
