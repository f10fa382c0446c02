#include "kernel/emit.hpp"

#include <algorithm>

namespace leontide::kernel {

namespace {

constexpr std::size_t never = 0;

}  // namespace

Emitter::Emitter(const language::Model& model, const ValueGraph& graph, const std::vector<bool>& live,
                 const std::vector<ValueId>& blocks)
    : model_(model),
      graph_(graph),
      live_(live),
      blocks_(blocks),
      homes_(graph.values.size()),
      kept_(graph.values.size(), false),
      read_later_(graph.values.size(), false),
      last_use_(graph.values.size(), never),
      defined_at_(graph.values.size(), never) {}

Program Emitter::run() {
  program_.steps = static_cast<std::uint32_t>(model_.time.steps());
  program_.maps = graph_.maps;
  program_.systems = graph_.systems;
  program_.drawn_matrices = graph_.drawn_matrices;
  place_data();
  place_leaves();
  count_uses();
  find_later_reads();
  emit_setup();
  program_.trial = emit(schedule(graph_, items_of(Level::trial, no_region)), true);
  emit_blocks();
  program_.base_year = emit(schedule(graph_, items_of(Level::base_year, no_region)), true);
  free_before_later_years();
  program_.later_years = emit(schedule(graph_, items_of(Level::later_years, no_region)), true);
  emit_stores();
  emit_outputs();
  return std::move(program_);
}

std::uint32_t Emitter::new_slot(std::uint32_t rows) {
  auto& free = free_slots_[rows];
  if (!free.empty()) {
    const std::uint32_t slot = free.back();
    free.pop_back();
    return slot;
  }
  program_.slot_rows.push_back(rows);
  return static_cast<std::uint32_t>(program_.slot_rows.size() - 1);
}

void Emitter::place_data() {
  std::uint32_t at = 0;
  for (const auto& datum : model_.data) {
    program_.datum_at.push_back(at);
    at += static_cast<std::uint32_t>(datum.values.size());
  }
  program_.pool_size = at;
}

void Emitter::place_leaves() {
  const auto fixed_slot = [&](std::uint32_t rows) {
    program_.slot_rows.push_back(rows);
    return static_cast<std::uint32_t>(program_.slot_rows.size() - 1);
  };
  for (const auto& driver : model_.drivers) {
    program_.driver_slots.push_back(fixed_slot(static_cast<std::uint32_t>(model_.rows(driver.shape))));
  }
  for (std::size_t i = 0; i < model_.levers.size(); ++i) {
    program_.lever_slots.push_back(fixed_slot(1));
    program_.ramp_slots.push_back(fixed_slot(1));
  }
  for (std::size_t i = 0; i < model_.events.size(); ++i)
    program_.event_slots.push_back(fixed_slot(1));
  program_.year_slot = fixed_slot(1);
  std::vector<std::uint32_t> state_slots;
  for (const State& state : graph_.states) {
    state_slots.push_back(
        fixed_slot(static_cast<std::uint32_t>(model_.rows(model_.variables[state.variable].shape))));
  }
  const auto slot = [](std::uint32_t rows, std::uint32_t index) {
    return Operand{Operand::Kind::slot, rows, index};
  };
  for (ValueId id = 0; id < graph_.values.size(); ++id) {
    const Value& value = graph_.values[id];
    Home& home = homes_[id];
    home.placed = true;
    switch (value.leaf) {
      case Leaf::literal:
        home.operand = {Operand::Kind::constant, 1, program_.pool_size};
        program_.literals.emplace_back(program_.pool_size++, value.number);
        break;
      case Leaf::datum:
        home.operand = {Operand::Kind::constant, value.rows, program_.datum_at[value.index]};
        break;
      case Leaf::series: home.operand = slot(value.rows, series_slot(value.index, value.rows)); break;
      case Leaf::driver: home.operand = slot(value.rows, program_.driver_slots[value.index]); break;
      case Leaf::lever: home.operand = slot(1, program_.lever_slots[value.index]); break;
      case Leaf::ramp: home.operand = slot(1, program_.ramp_slots[value.index]); break;
      case Leaf::event: home.operand = slot(1, program_.event_slots[value.index]); break;
      case Leaf::year: home.operand = slot(1, program_.year_slot); break;
      case Leaf::state: home.operand = slot(value.rows, state_slots[value.index]); break;
      case Leaf::guess: home.operand = slot(value.rows, fixed_slot(value.rows)); break;
      case Leaf::block_result:
      case Leaf::none: home.placed = false; break;
    }
  }
}

/// Both years' programs read a datum by year in the same place.
std::uint32_t Emitter::series_slot(std::uint32_t datum, std::uint32_t rows) {
  const std::uint32_t first = program_.datum_at[datum];
  for (const Program::Series& series : program_.series) {
    if (series.first == first) return series.slot;
  }
  program_.slot_rows.push_back(rows);
  const auto slot = static_cast<std::uint32_t>(program_.slot_rows.size() - 1);
  program_.series.push_back({slot, first});
  return slot;
}

std::vector<ValueId> Emitter::items_of(Level level, std::uint32_t region) const {
  std::vector<ValueId> items;
  for (ValueId id = 0; id < live_.size(); ++id) {
    const Value& value = graph_.values[id];
    if (live_[id] && value.leaf == Leaf::none && value.level == level && value.region == region)
      items.push_back(id);
  }
  for (const ValueId block : blocks_) {
    const Value& value = graph_.values[block];
    const bool used =
        std::any_of(graph_.regions[value.index].guesses.begin(), graph_.regions[value.index].guesses.end(),
                    [&](ValueId guess) { return live_[guess]; });
    if (region == no_region && value.level == level && used) items.push_back(block);
  }
  return items;
}

void Emitter::count_uses() {
  const auto keep = [&](ValueId id) {
    if (graph_.values[id].leaf == Leaf::block_result) id = graph_.values[id].operands.front();
    kept_[id] = true;
  };
  for (const auto* list : {&graph_.base_year_outputs, &graph_.later_year_outputs, &graph_.base_year_checks,
                           &graph_.later_year_checks}) {
    for (const ValueId id : *list)
      keep(id);
  }
  for (const State& state : graph_.states) {
    for (const auto* list : {&graph_.base_year_of, &graph_.later_years_of})
      keep((*list)[state.variable]);
  }
  for (ValueId id = 0; id < graph_.values.size(); ++id) {
    const Value& value = graph_.values[id];
    const bool read_by_block = value.code == OpCode::simultaneous && value.leaf == Leaf::none;
    for (const ValueId operand : value.operands) {
      const Value& from = graph_.values[operand];
      if (from.level < value.level || read_by_block || from.leaf == Leaf::block_result ||
          from.region != no_region)
        keep(operand);
    }
  }
}

void Emitter::find_later_reads() {
  const auto mark = [&](const std::vector<ValueId>& ids) {
    for (const ValueId id : ids) {
      read_later_[id] = true;
      if (graph_.values[id].leaf == Leaf::block_result)
        read_later_[graph_.values[id].operands.front()] = true;
    }
  };
  mark(graph_.later_year_outputs);
  mark(graph_.later_year_checks);
  mark(graph_.later_years_of);
  for (const Value& value : graph_.values) {
    if (value.level == Level::later_years || value.region != no_region) mark(value.operands);
  }
  for (const Region& region : graph_.regions) {
    mark(region.computed);
    mark(region.first_guesses);
  }
}

/// The slots of what no later year reads are free for them: the base year has been stored by then.
void Emitter::free_before_later_years() {
  for (ValueId id = 0; id < graph_.values.size(); ++id) {
    const Value& value = graph_.values[id];
    const bool ends = kept_[id] && !read_later_[id] && value.leaf == Leaf::none &&
                      value.region == no_region &&
                      (value.level == Level::trial || value.level == Level::base_year);
    const Operand& home = homes_[id].operand;
    if (ends && homes_[id].placed && home.kind == Operand::Kind::slot)
      free_slots_[home.rows].push_back(home.index);
  }
}

void Emitter::emit_setup() {
  const auto items = items_of(Level::constant, no_region);
  program_.setup = emit(schedule(graph_, items), false);
  for (const ValueId id : items) {
    Home& home = homes_[id];
    if (!home.placed || home.operand.kind != Operand::Kind::slot) continue;
    program_.setup_results.push_back({home.operand, program_.pool_size});
    free_slots_[home.operand.rows].push_back(home.operand.index);
    home.operand = {Operand::Kind::constant, graph_.values[id].rows, program_.pool_size};
    program_.pool_size += graph_.values[id].rows;
  }
}

void Emitter::emit_blocks() {
  for (std::uint32_t number = 0; number < graph_.regions.size(); ++number) {
    const Region& region = graph_.regions[number];
    const auto& declared = model_.blocks[region.block];
    BlockProgram block;
    block.name = declared.name;
    block.tolerance = declared.tolerance;
    block.iterations = declared.iterations;
    block.damping = declared.damping;
    program_.blocks.push_back(std::move(block));
  }
}

void Emitter::find_last_uses(const std::vector<ScheduledStep>& steps) {
  for (std::size_t position = 0; position < steps.size(); ++position) {
    for (const ValueId id : steps[position]) {
      defined_at_[id] = position + 1;
      for (const ValueId operand : graph_.values[id].operands)
        last_use_[operand] = position + 1;
    }
  }
}

Section Emitter::emit(const std::vector<ScheduledStep>& steps, bool reuses_slots) {
  Section section;
  find_last_uses(steps);
  std::vector<std::vector<ValueId>> ends(steps.size() + 2);
  for (std::size_t position = 0; position < steps.size(); ++position) {
    const ScheduledStep& step = steps[position];
    if (goes_by_row(graph_.values[step.front()].code)) {
      emit_group(step, position + 1, section);
    } else {
      emit_single(step.front(), section);
    }
    if (!reuses_slots) continue;
    for (const ValueId id : step) {
      const bool in_slot = homes_[id].placed && homes_[id].operand.kind == Operand::Kind::slot;
      if (in_slot && !kept_[id]) ends[std::max(last_use_[id], position + 1)].push_back(id);
    }
    for (const ValueId id : ends[position + 1])
      free_slots_[homes_[id].operand.rows].push_back(homes_[id].operand.index);
  }
  return section;
}

void Emitter::emit_group(const ScheduledStep& group, std::size_t position, Section& section) {
  std::vector<std::size_t> local_last(group.size(), 0);
  std::map<ValueId, std::size_t> member;
  for (std::size_t i = 0; i < group.size(); ++i) {
    member[group[i]] = i;
    for (const ValueId operand : graph_.values[group[i]].operands) {
      const auto found = member.find(operand);
      if (found != member.end()) local_last[found->second] = i;
    }
  }
  InstructionGroup step{static_cast<std::uint32_t>(section.operations.size()),
                        static_cast<std::uint32_t>(group.size()),
                        rows_over(graph_.values, graph_.values[group.front()]), 0};
  std::vector<std::uint32_t> free;
  for (std::size_t i = 0; i < group.size(); ++i) {
    const ValueId id = group[i];
    const Value& value = graph_.values[id];
    const bool leaves = adds_rows(value.code) || kept_[id] || last_use_[id] > position ||
                        value.level == Level::constant || value.region != no_region;
    Instruction operation;
    operation.code = value.code;
    operation.extra = value.index;
    if (!value.operands.empty()) operation.a = operand(value.operands[0]);
    if (value.operands.size() > 1) operation.b = operand(value.operands[1]);
    if (value.operands.size() > 2) operation.c = operand(value.operands[2]);
    if (leaves) {
      homes_[id] = {true, {Operand::Kind::slot, value.rows, new_slot(value.rows)}};
    } else {
      if (free.empty()) free.push_back(step.temporaries++);
      homes_[id] = {true, {Operand::Kind::temporary, value.rows, free.back()}};
      free.pop_back();
    }
    operation.out = homes_[id].operand;
    // A temporary is free after its last reader; not before, or that reader would write over its own operand.
    for (std::size_t j = 0; j < i; ++j) {
      const Operand& home = homes_[group[j]].operand;
      if (home.kind == Operand::Kind::temporary && local_last[j] == i) free.push_back(home.index);
    }
    section.operations.push_back(operation);
  }
  section.steps.push_back(step);
}

void Emitter::emit_single(ValueId id, Section& section) {
  const Value& value = graph_.values[id];
  Instruction operation;
  operation.code = value.code;
  operation.extra = value.index;
  if (value.code == OpCode::simultaneous) {
    const Region& region = graph_.regions[value.index];
    BlockProgram& block = program_.blocks[value.index];
    block.body = emit(schedule(graph_, items_of(value.level, value.index)), false);
    for (std::size_t i = 0; i < region.torn.size(); ++i) {
      block.torn.push_back({operand(region.computed[i]), homes_[region.guesses[i]].operand.index});
      block.first_guess.push_back(operand(region.first_guesses[i]));
      const std::size_t before = block.part_ends.empty() ? 0 : block.part_ends.back();
      block.part_ends.push_back(before + program_.slot_rows[block.torn.back().slot]);
    }
  } else {
    operation.a = operand(value.operands[0]);
    if (value.operands.size() > 1) operation.b = operand(value.operands[1]);
    if (value.operands.size() > 2) operation.c = operand(value.operands[2]);
    homes_[id] = {true, {Operand::Kind::slot, value.rows, new_slot(value.rows)}};
    operation.out = homes_[id].operand;
    if (value.code == OpCode::drawn_leontief)
      program_.most_drawn_sectors = std::max(program_.most_drawn_sectors, value.rows);
  }
  section.steps.push_back({static_cast<std::uint32_t>(section.operations.size()), 1, value.rows, 0});
  section.operations.push_back(operation);
}

Operand Emitter::operand(ValueId id) const {
  if (graph_.values[id].leaf == Leaf::block_result) id = graph_.values[id].operands.front();
  return homes_[id].operand;
}

}  // namespace leontide::kernel
