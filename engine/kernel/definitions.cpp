#include "kernel/definitions.hpp"

#include <stdexcept>

namespace leontide::kernel {

Definitions::Definitions(Program& program)
    : program_(program), in_slot_(program.slot_rows.size(), no_definition) {
  add_inputs(false);
  for (std::size_t i = 0; i < program.checks.size(); ++i)
    checks_.push_back(add({DataflowNode::Kind::check}));
  for (std::size_t i = 0; i < program.outputs.size(); ++i)
    outputs_.push_back(add({DataflowNode::Kind::output}));
  add_states();
  walk(program.trial, false);
  walk(program.base_year, false);
  take_results(false);
  for (const auto& [slot, state] : states_)
    in_slot_[slot] = state;
  add_inputs(true);
  walk(program.later_years, true);
  take_results(true);
}

DataflowId Definitions::add(DataflowNode node) {
  nodes_.push_back(node);
  return static_cast<DataflowId>(nodes_.size() - 1);
}

void Definitions::add_inputs(bool in_later_years) {
  const auto add_input = [&](std::uint32_t slot) {
    in_slot_[slot] =
        add({DataflowNode::Kind::input, in_later_years, program_.slot_rows[slot], nullptr, slot});
  };
  for (const auto* slots :
       {&program_.driver_slots, &program_.lever_slots, &program_.event_slots, &program_.ramp_slots}) {
    for (const std::uint32_t slot : *slots)
      add_input(slot);
  }
  add_input(program_.year_slot);
  for (const Program::Series& series : program_.series)
    add_input(series.slot);
}

void Definitions::add_states() {
  const auto add_state = [this](std::uint32_t slot) {
    const DataflowId state = add({DataflowNode::Kind::state, true, program_.slot_rows[slot], nullptr, slot});
    states_[slot] = state;
    in_slot_[slot] = state;
  };
  for (const Store& store : program_.base_year_stores)
    add_state(store.slot);
  for (const auto& store : program_.step_stores)
    add_state(store.base_year.slot);
}

void Definitions::walk(Section& section, bool in_later_years) {
  for (const InstructionGroup& step : section.steps) {
    temporary_.clear();
    for (std::uint32_t i = 0; i < step.count; ++i)
      walk(section.operations[step.first + i], in_later_years, no_definition);
  }
}

void Definitions::walk(Instruction& operation, bool in_later_years, DataflowId block) {
  const bool is_block = operation.code == OpCode::simultaneous;
  const DataflowId node = add({is_block ? DataflowNode::Kind::block : DataflowNode::Kind::operation,
                               in_later_years, operation.out.rows, is_block ? nullptr : &operation.out});
  operations_[&operation] = node;
  uses_.push_back({node, &operation});
  if (is_block) return walk(program_.blocks[operation.extra], node, in_later_years);
  for (Operand* operand : {&operation.a, &operation.b, &operation.c})
    take(*operand, node);
  if (block != no_definition) {  // a block is computed as one: what one operation of it takes, all take
    reads_.push_back({nullptr, block, node});
    reads_.push_back({nullptr, node, block});
  }
  if (operation.out.kind == Operand::Kind::slot) in_slot_[operation.out.index] = node;
  if (operation.out.kind == Operand::Kind::temporary) temporary_[operation.out.index] = node;
}

void Definitions::walk(BlockProgram& block, DataflowId node, bool in_later_years) {
  for (Operand& guess : block.first_guess)
    take(guess, node);
  for (const Store& store : block.torn)
    in_slot_[store.slot] = node;
  for (const InstructionGroup& step : block.body.steps) {
    temporary_.clear();
    for (std::uint32_t i = 0; i < step.count; ++i)
      walk(block.body.operations[step.first + i], in_later_years, node);
  }
  for (Store& store : block.torn)
    take(store.from, node);
}

void Definitions::take(Operand& operand, DataflowId reader) {
  switch (operand.kind) {
    case Operand::Kind::none: return;
    case Operand::Kind::constant: return numbers_.push_back({reader, operand});
    case Operand::Kind::slot:
      if (in_slot_[operand.index] == no_definition)
        throw std::logic_error("a slot is read before it is written");
      return reads_.push_back({&operand, in_slot_[operand.index], reader});
    case Operand::Kind::temporary: return reads_.push_back({&operand, temporary_.at(operand.index), reader});
  }
}

void Definitions::take_results(bool in_later_years) {
  for (std::size_t i = 0; i < program_.outputs.size(); ++i) {
    Output& output = program_.outputs[i];
    take(in_later_years ? output.later_years : output.base_year, outputs_[i]);
  }
  for (std::size_t i = 0; i < program_.checks.size(); ++i) {
    CheckOutput& check = program_.checks[i];
    if (!in_later_years || !check.base_year_only)
      take(in_later_years ? check.later_years : check.base_year, checks_[i]);
  }
  for (auto& store : program_.step_stores) {
    Store& one = in_later_years ? store.later_year : store.base_year;
    take(one.from, states_.at(one.slot));
  }
  for (Store& store : in_later_years ? program_.later_year_stores : program_.base_year_stores)
    take(store.from, states_.at(store.slot));
}

}  // namespace leontide::kernel
