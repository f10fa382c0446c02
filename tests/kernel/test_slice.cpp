// Programs cut into what is shared and what is a run's own; random models stand in test_compile.cpp.
#include "kernel/compiled.hpp"

using namespace leontide;
using namespace leontide::test;

namespace {

std::size_t operations(const kernel::Program& program) {
  std::size_t all = program.trial.operations.size() + program.base_year.operations.size() +
                    program.later_years.operations.size();
  for (const auto& block : program.blocks)
    all += block.body.operations.size();
  return all;
}

kernel::OtherInputs no_other(const kernel::Program& program) {
  return {std::vector<bool>(program.driver_slots.size()), std::vector<bool>(program.lever_slots.size()),
          std::vector<bool>(program.event_slots.size())};
}

}  // namespace

TEST_CASE("each operation stands in one of the two parts, and what depends on a driver in the runs' own") {
  Draft draft;
  draft.variable("still", "exp(d) + sum(e)")
      .variable("grown", "lag(grown) * (1 + y / 10)", "still")
      .variable("sold[sector]", "leontief(A, z * grown)")
      .variable("circle", "0.2 * around + sum(z)")
      .variable("around", "0.5 * circle + d");
  draft.block("loop", {"circle", "around"});
  draft->variables[3].unit = language::Unit{};
  draft.indicator("grown", "grown").indicator("sold", "sum(sold)").indicator("around", "around");
  draft.check("still", "still", 1e9).check("grown", "grown", 1e9);
  const Compiled compiled(draft);
  const kernel::Program& program = compiled.program;
  const kernel::Constants* const constants[] = {&compiled.constants};
  kernel::OtherInputs others = no_other(program);
  const kernel::Slices same = kernel::slice(program, constants, others, others);
  CHECK(operations(same.own) == 0);
  CHECK(same.shared.outputs.empty());
  CHECK(same.own.outputs.size() == program.outputs.size());
  const auto number_of = [&](const char* name) {
    for (std::size_t i = 0; i < draft->drivers.size(); ++i)
      if (draft->drivers[i].name == name) return i;
    FAIL(name);
    return std::size_t{0};
  };
  // y moves `grown` and the solution from the first later year on, and nothing in the block.
  others.drivers[number_of("y")] = true;
  const kernel::Slices later = kernel::slice(program, constants, no_other(program), others);
  CHECK(operations(later.shared) + operations(later.own) == operations(program));
  CHECK(later.own.trial.operations.empty());
  CHECK(later.own.blocks.front().body.operations.empty());
  CHECK_FALSE(later.shared.base_year.operations.empty());
  CHECK(later.own.checks[0].begins == kernel::CheckOutput::never);
  CHECK(later.shared.checks[1].begins == kernel::CheckOutput::never);
  // d stands in the block: all of it is a run's own.
  kernel::OtherInputs of_d = no_other(program);
  of_d.drivers[number_of("d")] = true;
  const kernel::Slices block = kernel::slice(program, constants, of_d, of_d);
  CHECK(block.shared.blocks.front().body.operations.empty());
  CHECK(operations(block.shared) + operations(block.own) == operations(program));
  for (std::size_t input = 0; input < 6; ++input)
    hold_slices_against_whole(compiled, made_inputs(compiled.model, 3), input, 4);
}

TEST_CASE("trials that the shared part fails are failed in every run") {
  Draft draft;
  draft.variable("x", "log(y - 0.5) + d").indicator("x", "sum(leontief(A, z, row = 1 + 8 * e)) + y");
  draft.indicator("z", "sum(z)").check("bounded", "sum(z)", 1.2);
  const Compiled compiled(draft);
  const std::size_t drivers = compiled.program.driver_slots.size();
  std::uint64_t failed = 0;
  for (std::size_t input = 0; input < drivers; ++input) {
    hold_slices_against_whole(compiled, made_inputs(compiled.model, 7), input, 8);
    kernel::Workspace whole(compiled.program, compiled.constants);
    kernel::run_block(compiled.program, compiled.constants, compiled.pointers(made_inputs(compiled.model, 7)),
                      whole);
    failed |= whole.failures().any();
  }
  CHECK(failed != 0);
}
