#include "simulation/run.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

#include "graph/order.hpp"
#include "kernel/compile.hpp"
#include "language/structure.hpp"
#include "simulation/path_sizes.hpp"

namespace leontide::simulation {

namespace {

bool fits_points(const scenario::Sampling& sampling, const random::SamplerPlan& plan,
                 Diagnostics& diagnostics) {
  const std::size_t needed = random::leading_coordinates(plan);
  if (sampling.method != scenario::Sampling::Method::sobol || needed <= random::sobol_dimensions())
    return true;
  diagnostics.error(
      "sampling", sampling.place,
      fmt::format("Sobol points need {} dimensions for this model, and there are numbers for {}", needed,
                  random::sobol_dimensions()),
      "take latin-hypercube or independent sampling");
  return false;
}

/// Compound growth has no value where a rate is below -100 %: such a trial fails, as one does whose logarithm
/// has none. The checks stand in the program once, however often it is bound.
void add_growth_checks(const std::vector<Condition>& conditions, int base_year, kernel::Program& program) {
  const auto add = [&](const Condition& condition, std::uint32_t output, double scale) {
    const kernel::Output& of = program.outputs[output];
    const std::uint32_t first = condition.steps.front(), last = condition.steps.back();
    const std::string name =
        fmt::format("{} from -100 % on, for its compound growth {} to {}", of.name,
                    base_year + static_cast<int>(first), base_year + static_cast<int>(last));
    const auto is_same = [&](const kernel::CheckOutput& check) { return check.name == name; };
    if (std::any_of(program.checks.begin(), program.checks.end(), is_same)) return;
    program.checks.push_back({.name = name,
                              .base_year = of.base_year,
                              .later_years = of.later_years,
                              .begins = first,
                              .ends = last,
                              .low = -1 / (scale * condition.ratio),
                              .high = std::numeric_limits<double>::infinity(),
                              .element = of.element});
  };
  for (const Condition& condition : conditions) {
    if (condition.when != scenario::Target::When::mean_growth) continue;
    add(condition, condition.output, condition.scale);
    if (condition.bound_output >= 0)
      add(condition, static_cast<std::uint32_t>(condition.bound_output), condition.bound_scale);
  }
}

/// Everything but the program, which stands in `run` already, and perhaps the tables of laws.
std::optional<Run> bind_numbers(Run run, const scenario::Scenario& scenario, const scenario::Reading& reading,
                                Diagnostics& diagnostics) {
  auto constants = kernel::make_constants(run.program, reading.model, reading.levers_on, diagnostics);
  if (!constants) return std::nullopt;
  run.constants = std::move(*constants);
  run.inputs = {reading.drivers, reading.levers, reading.events, reading.copulas};
  std::vector<random::Driver>& drivers = run.inputs.drivers;
  for (std::size_t i = 0; i < drivers.size(); ++i)
    drivers[i].read_in_base_year = kernel::base_year_reads(run.program, run.program.driver_slots[i]);
  run.plan = random::make_plan(drivers, reading.levers, reading.events, reading.copulas, run.program.steps,
                               run.plan.tables);
  if (!fits_points(scenario.sampling, run.plan, diagnostics)) return std::nullopt;
  std::vector<double> sizes;
  if (has_conditions(scenario))
    sizes = path_sizes(reading.model, run.order, run.program, run.constants, run.plan);
  run.conditions = make_conditions(scenario, reading.model, run.program, sizes);
  add_growth_checks(run.conditions, run.constants.base_year, run.program);
  for (std::uint32_t i = 0; i < run.conditions.size(); ++i) {
    if (run.conditions[i].is_main && scenario.targets[run.conditions[i].target].asserts)
      run.joint.push_back(i);
  }
  return run;
}

}  // namespace

std::optional<Run> compile_run(const scenario::Scenario& scenario, const scenario::Reading& reading,
                               Diagnostics& diagnostics) {
  auto order = graph::order(reading.model, diagnostics);
  if (!order) return std::nullopt;
  Run run;
  run.structure = language::structure_of(reading.model);
  run.program = kernel::compile(reading.model, *order);
  run.order = std::move(*order);
  return bind_numbers(std::move(run), scenario, reading, diagnostics);
}

std::optional<Run> rebind(const Run& known, const scenario::Scenario& scenario,
                          const scenario::Reading& reading, Diagnostics& diagnostics) {
  if (language::structure_of(reading.model) != known.structure)
    return compile_run(scenario, reading, diagnostics);
  Run run;
  run.structure = known.structure;
  run.order = known.order;
  run.program = known.program;
  run.plan.tables = known.plan.tables;
  return bind_numbers(std::move(run), scenario, reading, diagnostics);
}

}  // namespace leontide::simulation
