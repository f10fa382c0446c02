#pragma once

// Internal to the kernel layer: rows of products that nobody reads.

#include <vector>

#include "kernel/value_graph.hpp"

namespace leontide::kernel {

/// A product of a matrix and a vector whose every row ends in sums with the same constant weights gets these
/// weights as its second operand: where one is 0 the sums leave the row out, and so may the product. `live`:
/// [values].
void find_wanted_rows(ValueGraph& graph, const std::vector<bool>& live);

}  // namespace leontide::kernel
