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

kernel::InputPointers point_at(const Run& run, const random::InputBlock& block, const Frozen& frozen) {
  const auto rows = [&](bool is_frozen, const random::Rows& where, std::size_t step) {
    const random::InputBlock& from = is_frozen && frozen.centre != nullptr ? *frozen.centre : block;
    const double* first = where.per_step ? from.step_rows(step) : from.trial_rows();
    return first + where.first * lanes::width;
  };
  kernel::InputPointers pointers;
  for (std::size_t step = 0; step < run.program.steps; ++step) {
    for (std::size_t d = 0; d < run.plan.drivers.size(); ++d) {
      pointers.drivers.push_back(
          rows(frozen.centre != nullptr && frozen.drivers[d], run.plan.drivers[d], step));
    }
    for (const random::Rows& event : run.plan.events)
      pointers.events.push_back(rows(frozen.switches, event, step));
  }
  for (const random::Rows& lever : run.plan.levers)
    pointers.levers.push_back(rows(frozen.switches, lever, 0));
  return pointers;
}

}  // namespace leontide::simulation
