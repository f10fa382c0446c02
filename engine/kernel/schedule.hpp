#pragma once

// Internal to the kernel layer: the order in which a section's values are computed.

#include <vector>

#include "kernel/value_graph.hpp"

namespace leontide::kernel {

/// Values computed together: several elementwise ones over equal rows, or a single other one.
using ScheduledStep = std::vector<ValueId>;

/// Orders `items` (values that are computed, not found) so that operands come first, taking as many
/// elementwise values of equal rows in a row as are ready: they will run fused. Operands outside `items`
/// count as ready.
std::vector<ScheduledStep> schedule(const ValueGraph& graph, const std::vector<ValueId>& items);

}  // namespace leontide::kernel
