#pragma once

// Internal to the graph layer.

#include "graph/draw.hpp"

namespace leontide::graph {

/// Marks the boxes from which arrows lead back to themselves.
void mark_cycles(Drawing& drawing);

}  // namespace leontide::graph
