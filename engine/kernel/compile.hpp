#pragma once

#include "graph/order.hpp"
#include "kernel/program.hpp"
#include "language/model.hpp"

namespace leontide::kernel {

/// Compiles a checked and ordered model: common subexpressions once, what depends on data only into `setup`,
/// what does not move in time into `trial`, dead values dropped, elementwise runs of equal rows fused. Cannot
/// fail.
Program compile(const language::Model& model, const graph::Order& order);

}  // namespace leontide::kernel
