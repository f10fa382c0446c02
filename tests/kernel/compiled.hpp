// A draft compiled and run for 64 trials.
#pragma once

#include <cstring>

#include "kernel/direct.hpp"
#include "kernel/slice.hpp"

namespace leontide::test {

struct Compiled {
  explicit Compiled(Draft& source, bool lever_on = true) : draft(source), model(source.model()) {
    Diagnostics diagnostics;
    auto order = graph::order(model, diagnostics);
    INFO(diagnostics.text());
    REQUIRE(order);
    program = kernel::compile(model, *order);
    auto made = kernel::make_constants(program, model, {lever_on}, diagnostics);
    INFO(diagnostics.text());
    REQUIRE(made);
    constants = std::move(*made);
  }

  kernel::InputPointers pointers(const Inputs& inputs) const {
    kernel::InputPointers out;
    for (const auto& step : inputs.drivers)
      for (const auto& driver : step)
        out.drivers.push_back(driver.data());
    for (const auto& lever : inputs.levers)
      out.levers.push_back(lever.data());
    for (const auto& step : inputs.events)
      for (const auto& event : step)
        out.events.push_back(event.data());
    return out;
  }

  /// Runs 64 trials; the workspace holds what came out.
  const kernel::Workspace& run(const Inputs& inputs) {
    if (!workspace) workspace = std::make_unique<kernel::Workspace>(program, constants);
    kernel::run_block(program, constants, pointers(inputs), *workspace);
    return *workspace;
  }
  double output(const std::string& name, std::size_t step, std::size_t lane = 0) const {
    for (std::size_t i = 0; i < program.outputs.size(); ++i)
      if (program.outputs[i].name == name) return workspace->output(i, step)[lane];
    FAIL("no output " << name);
    return 0;
  }

  Draft& draft;
  language::Model model;
  kernel::Program program;
  kernel::Constants constants;
  std::unique_ptr<kernel::Workspace> workspace;
};

/// Runs the program whole and cut in two, where one driver, lever or event (`number` among all of them) is
/// not what it was for the shared part: the bits of all indicators and failures are equal. Returns how many
/// operations the shared part has.
inline std::size_t hold_slices_against_whole(const Compiled& compiled, Inputs inputs, std::size_t number,
                                             unsigned other_seed) {
  const kernel::Program& program = compiled.program;
  const Inputs other = made_inputs(compiled.model, other_seed);
  kernel::OtherInputs marks{std::vector<bool>(program.driver_slots.size()),
                            std::vector<bool>(program.lever_slots.size()),
                            std::vector<bool>(program.event_slots.size())};
  const Inputs first = inputs;
  const std::size_t drivers = marks.drivers.size(), levers = marks.levers.size();
  number %= drivers + levers + marks.events.size();
  for (std::size_t step = 0; step < inputs.drivers.size(); ++step) {
    if (number < drivers) inputs.drivers[step][number] = other.drivers[step][number];
    if (number >= drivers + levers)
      inputs.events[step][number - drivers - levers] = other.events[step][number - drivers - levers];
  }
  if (number < drivers) {
    marks.drivers[number] = true;
  } else if (number < drivers + levers) {
    inputs.levers[number - drivers] = other.levers[number - drivers];
    marks.levers[number - drivers] = true;
  } else {
    marks.events[number - drivers - levers] = true;
  }
  const kernel::Constants* const constants[] = {&compiled.constants};
  const kernel::Slices slices = kernel::slice(program, constants, marks, marks);
  kernel::Workspace whole(program, compiled.constants), shared(slices.shared, compiled.constants),
      own(slices.own, compiled.constants);
  const kernel::InputPointers after = compiled.pointers(inputs);
  kernel::run_block(program, compiled.constants, after, whole);
  kernel::run_block(slices.shared, compiled.constants, compiled.pointers(first), shared);
  for (int again = 0; again < 2; ++again) {  // what is handed over outlives a run
    kernel::run_block(slices.own, compiled.constants, after, own, &shared);
    for (std::size_t i = 0; i < program.outputs.size(); ++i) {
      for (std::uint32_t step = 0; step < program.steps; ++step) {
        INFO(program.outputs[i].name << ", step " << step << ", input " << number);
        const bool same =
            std::memcmp(whole.output(i, step), own.output(i, step), lanes::width * sizeof(double)) == 0;
        CHECK(same);
      }
    }
    CHECK(own.failures().any() == whole.failures().any());
    CHECK(own.failures().checks == whole.failures().checks);
  }
  return slices.shared.trial.operations.size() + slices.shared.base_year.operations.size() +
         slices.shared.later_years.operations.size();
}

/// Every indicator in every year and lane is what its definition gives, to `tolerance` of its size; where one
/// is no finite number so is the other. The program cut in two gives what it gives whole. Returns how many
/// numbers were compared.
inline std::size_t hold_against_definition(Draft& draft, unsigned seed, double tolerance = 1e-9) {
  Compiled compiled(draft);
  const Inputs inputs = made_inputs(compiled.model, seed);
  const kernel::Workspace& workspace = compiled.run(inputs);
  hold_slices_against_whole(compiled, inputs, seed, seed + 1);
  std::size_t compared = 0;
  for (std::size_t lane = 0; lane < lanes::width; lane += 21) {
    const Direct direct(*draft, inputs, lane);
    for (std::size_t i = 0; i < compiled.program.outputs.size(); ++i) {
      const kernel::Output& output = compiled.program.outputs[i];
      for (std::uint32_t step = output.begins; step < compiled.program.steps; ++step) {
        const language::IndicatorDraft& written = draft->indicators[output.indicator];
        const Rows rows = direct.value(written.value, static_cast<int>(step));
        const double expected = rows.size() == 1 ? rows[0] : rows.at(output.element);
        const double found = workspace.output(i, step)[lane];
        ++compared;
        if (std::isfinite(expected) &&
            std::fabs(found - expected) <= tolerance * std::max(1.0, std::fabs(expected)))
          continue;
        if (!(std::fabs(expected) <= 1e300) && !(std::fabs(found) <= 1e300)) continue;
        INFO(output.name << " = " << written.value.text << ", step " << step << ", lane " << lane);
        for (const auto& v : draft->variables)
          UNSCOPED_INFO(v.name << " = " << v.equation.text << (v.start ? ", start " + v.start->text : ""));
        CHECK(found == expected);
      }
    }
  }
  return compared;
}

}  // namespace leontide::test
