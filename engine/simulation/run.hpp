#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "graph/order.hpp"
#include "kernel/constants.hpp"
#include "kernel/program.hpp"
#include "kernel/run.hpp"
#include "random/sampler.hpp"
#include "scenario/scenario.hpp"
#include "simulation/condition.hpp"

namespace leontide::simulation {

/// One reading made ready to simulate: structure, numbers, draws and questions. Never changed by a
/// simulation.
struct Run {
  std::string structure;              ///< of the model it was compiled from, see language::structure_of
  graph::Order order;                 ///< of its equations
  kernel::Program program;            ///< what the equations were compiled to
  kernel::Constants constants;        ///< the numbers of the reading
  random::RandomInputs inputs;        ///< what the plan draws
  random::SamplerPlan plan;           ///< how they are drawn
  std::vector<Condition> conditions;  ///< main ones, tolerances and given bases
  std::vector<std::uint32_t> joint;   ///< conditions that must all hold for the plan as a whole
};

/// Compiles a reading. Reports what only numbers can show (an unproductive table).
std::optional<Run> compile_run(const scenario::Scenario& scenario, const scenario::Reading& reading,
                               Diagnostics& diagnostics);

/// The same for a reading that differs from the one of `known` in numbers: its program is taken over where
/// the structure is the same, and only constants, draws and conditions are made anew.
std::optional<Run> rebind(const Run& known, const scenario::Scenario& scenario,
                          const scenario::Reading& reading, Diagnostics& diagnostics);

}  // namespace leontide::simulation
