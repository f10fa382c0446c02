#pragma once

#include <functional>
#include <optional>

#include "simulation/record.hpp"
#include "simulation/simulate.hpp"

namespace leontide::simulation {

/// Who runs the blocks of a run: this process, or others whose records it reads. Gives the record of the
/// blocks asked for, or of the first of them, at least a round; `go_on` sees the counts of that record after
/// each of its rounds and may end it there. Nothing when cancelled.
using Transport = std::function<std::optional<RoundRecord>(BlockRange range,
                                                           const std::function<bool(const Counts&)>& go_on)>;

/// The threads of this process. `run` and `options` must outlive it.
Transport this_process(const Run& run, const SimulateOptions& options, const Cancel* cancel);

/// Runs or collects all blocks of a run through a transport; as `simulate` otherwise. Throws RecordFault
/// where the transport gives a record that is of another run or does not follow the last one.
RunResult simulate_through(const Transport& transport, const Run& run, const SimulateOptions& options,
                           const Observer& observer);

}  // namespace leontide::simulation
