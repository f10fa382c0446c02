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
  std::string scenario;                  ///< by name
  std::uint64_t trials = 0, failed = 0;  ///< of the cells that are done
};

/// What a sweep's numbers rest on, and how far they reach.
struct SweepSummary {
  std::vector<TargetRange> ranges;        ///< readings and targets in their order; the plan as a whole first
  std::vector<ScenarioTrials> scenarios;  ///< in their order
  std::vector<std::pair<std::string, std::string>> inputs;  ///< path, SHA-256, each once
};

/// Of cells that are done; stale ones are left out.
SweepSummary summarise(const Ledger& ledger);

}  // namespace leontide::sweep
