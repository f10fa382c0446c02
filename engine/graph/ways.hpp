#pragma once

// Internal to the graph layer.

#include "graph/draw.hpp"

namespace leontide::graph {

/// Says of payments what arrows mean, and how many are drawn: the largest of all, or those of a part.
void tell_payments(Drawing& drawing, bool is_whole);

/// Marks the boxes from which arrows lead back to themselves.
void mark_cycles(Drawing& drawing);

}  // namespace leontide::graph
