#pragma once

// Internal to the kernel layer: the order in which a section's values are computed.

#include <vector>

#include "kernel/value_graph.hpp"

namespace leontide::kernel {

/// Values computed together: several that go by row over equal rows, or a single other one.
using ScheduledStep = std::vector<ValueId>;

/// Orders `items` (values that are computed, not found) so that operands come first, taking as many
/// that go by row over equal rows as are ready: they will run fused. Operands outside `items`
/// count as ready.
std::vector<ScheduledStep> schedule(const ValueGraph& graph, const std::vector<ValueId>& items);

}  // namespace leontide::kernel
