#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sweep/ledger.hpp"
#include "sweep/table.hpp"

namespace leontide::sweep {

/// What one target comes to over the cells that are done.
struct TargetRange {
  std::string reading;                          ///< by name
  std::string target;                           ///< id, or `joint`
  std::size_t cells = 0;                        ///< that are done
  TableValue least, most;                       ///< of the cells, with intervals
  std::uint64_t least_cell = 0, most_cell = 0;  ///< numbers
};

/// What one scenario of the sweep was run with.
struct ScenarioTrials {
  std::string scenario;                            ///< by name
  std::uint64_t trials = 0, failed = 0;            ///< of the cells that are done
  std::vector<simulation::FailedTrials> failures;  ///< by cause, where the ledger has them
};

/// What a sweep's numbers rest on.
struct SweepBasis {
  std::vector<ScenarioTrials> scenarios;                    ///< in their order
  std::vector<std::pair<std::string, std::string>> inputs;  ///< path, SHA-256, each once
};

/// Of the cells that have numbers.
SweepBasis basis_of(const Ledger& ledger);

/// How far the chances of the cells that have numbers reach: readings and targets in their order, the plan as
/// a whole first.
std::vector<TargetRange> ranges_of(const Ledger& ledger);

}  // namespace leontide::sweep
