#pragma once

// Internal to the simulation layer.

#include <vector>

#include "graph/order.hpp"
#include "kernel/constants.hpp"
#include "kernel/program.hpp"
#include "language/model.hpp"
#include "random/sampler.hpp"

namespace leontide::simulation {

/// [outputs × steps] the size (sized.hpp) of every output: what rounding may move it by, over ε. The largest
/// on the deterministic path, every driver at its centre, and on a few drawn ones. A growth of 0 has size 1,
/// a difference that of what is subtracted. 0 where nothing can be said.
std::vector<double> path_sizes(const language::Model& model, const graph::Order& order,
                               const kernel::Program& program, const kernel::Constants& constants,
                               const random::SamplerPlan& plan);

}  // namespace leontide::simulation
