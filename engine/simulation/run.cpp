#include "simulation/run.hpp"

#include "graph/order.hpp"
#include "kernel/compile.hpp"

namespace leontide::simulation {

std::optional<Run> prepare(const scenario::Scenario& scenario, const scenario::Reading& reading,
                           Diagnostics& diagnostics) {
  const auto order = graph::order(reading.model, diagnostics);
  if (!order) return std::nullopt;
  Run run;
  run.program = kernel::compile(reading.model, *order);
  auto constants = kernel::make_constants(run.program, reading.model, reading.levers_on, diagnostics);
  if (!constants) return std::nullopt;
  run.constants = std::move(*constants);
  run.plan =
      random::make_plan(reading.drivers, reading.levers, reading.events, reading.copulas, run.program.steps);
  run.conditions = make_conditions(scenario, reading.model, run.program);
  for (std::uint32_t i = 0; i < run.conditions.size(); ++i) {
    if (run.conditions[i].is_main && scenario.targets[run.conditions[i].target].asserts)
      run.joint.push_back(i);
  }
  return run;
}

}  // namespace leontide::simulation
