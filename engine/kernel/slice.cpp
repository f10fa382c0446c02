#include "kernel/slice.hpp"

#include <algorithm>
#include <cstring>
#include <map>

#include "kernel/definitions.hpp"

namespace leontide::kernel {

namespace {

bool same_bits(const double* one, const double* other, std::size_t count) {
  return std::memcmp(one, other, count * sizeof(double)) == 0;
}

/// Tells whether numbers are the same in all runs.
class SameNumbers {
 public:
  SameNumbers(const Program& program, std::span<const Constants* const> constants)
      : program_(program), constants_(constants) {}

  bool pool(std::size_t first, std::size_t count) const {
    return all([&](const Constants& one, const Constants& other) {
      return same_bits(&one.pool[first], &other.pool[first], count);
    });
  }
  bool ramp(std::size_t lever, bool in_later_years) const {
    const std::size_t first = lever * program_.steps;
    return all([&](const Constants& one, const Constants& other) {
      return in_later_years ? same_bits(&one.ramps[first + 1], &other.ramps[first + 1], program_.steps - 1)
                            : same_bits(&one.ramps[first], &other.ramps[first], 1);
    });
  }
  bool series(const Program::Series& series, bool in_later_years) const {
    const std::size_t rows = program_.slot_rows[series.slot];
    return in_later_years ? pool(series.first + rows, rows * (program_.steps - 1)) : pool(series.first, rows);
  }
  bool years() const {
    return all([](const Constants& one, const Constants& other) { return one.base_year == other.base_year; });
  }
  /// What an operation uses beside its operands.
  bool extra(const Instruction& operation) const {
    switch (operation.code) {
      case OpCode::matrix_vector:
      case OpCode::transposed_vector:
        return pool(program_.datum_at[operation.extra], std::size_t{operation.a.rows} * operation.out.rows);
      case OpCode::leontief:
        return all([&](const Constants& one, const Constants& other) {
          const LaneLeontiefSystem& a = one.systems[operation.extra];
          const LaneLeontiefSystem& b = other.systems[operation.extra];
          return one.tolerance == other.tolerance && a.n == b.n &&
                 same_bits(a.a.data(), b.a.data(), a.n * a.n);
        });
      case OpCode::drawn_leontief:
        return all(
            [](const Constants& one, const Constants& other) { return one.tolerance == other.tolerance; });
      default: return true;
    }
  }

 private:
  template <class Same>
  bool all(Same same) const {
    return std::all_of(constants_.begin() + 1, constants_.end(),
                       [&](const Constants* other) { return same(*constants_.front(), *other); });
  }

  const Program& program_;
  std::span<const Constants* const> constants_;
};

class Cut {
 public:
  Cut(const Program& program, std::span<const Constants* const> constants, const OtherInputs& base_year,
      const OtherInputs& later_years)
      : program_(program), definitions_(program_), is_own_(definitions_.nodes().size(), false) {
    mark_inputs(base_year, false);
    mark_inputs(later_years, true);
    mark_numbers(SameNumbers(program_, constants));
    follow();
    hand_over();
  }

  Slices slices() const { return {part(false), part(true)}; }

 private:
  const std::vector<DataflowNode>& nodes() const { return definitions_.nodes(); }

  void mark(std::uint32_t slot, bool in_later_years) {
    for (DataflowId id = 0; id < nodes().size(); ++id) {
      const DataflowNode& node = nodes()[id];
      if (node.kind == DataflowNode::Kind::input && node.slot == slot &&
          node.in_later_years == in_later_years)
        is_own_[id] = true;
    }
  }

  void mark_inputs(const OtherInputs& others, bool in_later_years) {
    const auto mark_all = [&](const std::vector<bool>& is_other, const std::vector<std::uint32_t>& slots) {
      for (std::size_t i = 0; i < is_other.size(); ++i) {
        if (is_other[i]) mark(slots[i], in_later_years);
      }
    };
    mark_all(others.drivers, program_.driver_slots);
    mark_all(others.levers, program_.lever_slots);
    mark_all(others.events, program_.event_slots);
  }

  void mark_numbers(const SameNumbers& same) {
    for (const bool in_later_years : {false, true}) {
      for (std::size_t i = 0; i < program_.ramp_slots.size(); ++i) {
        if (!same.ramp(i, in_later_years)) mark(program_.ramp_slots[i], in_later_years);
      }
      for (const Program::Series& series : program_.series) {
        if (!same.series(series, in_later_years)) mark(series.slot, in_later_years);
      }
      if (!same.years()) mark(program_.year_slot, in_later_years);
    }
    for (const auto& [reader, constant] : definitions_.numbers()) {
      if (!same.pool(constant.index, constant.rows)) is_own_[reader] = true;
    }
    for (const auto& [reader, operation] : definitions_.uses()) {
      if (!same.extra(*operation)) is_own_[reader] = true;
    }
    for (DataflowId id = 0; id < nodes().size(); ++id) {
      if (nodes()[id].kind == DataflowNode::Kind::output) is_own_[id] = true;  // each run shows all of them
    }
  }

  /// What reads a run's own value is its own: until nothing is added, since states go round by years.
  void follow() {
    for (bool grows = true; grows;) {
      grows = false;
      for (const Read& read : definitions_.reads()) {
        if (!is_own_[read.made_by] || is_own_[read.reader]) continue;
        is_own_[read.reader] = true;
        grows = true;
      }
    }
  }

  bool crosses(const Read& read) const {
    return read.operand != nullptr && is_own_[read.reader] && !is_own_[read.made_by] &&
           nodes()[read.made_by].kind != DataflowNode::Kind::input;
  }

  /// Gives each value that crosses the cut a slot of its own, from which all read it.
  void hand_over() {
    std::map<DataflowId, std::uint32_t> slots;
    for (const Read& read : definitions_.reads()) {
      if (crosses(read) && !slots.contains(read.made_by)) slots[read.made_by] = hand_over(read.made_by);
    }
    for (const Read& read : definitions_.reads()) {
      const auto found = read.operand == nullptr ? slots.end() : slots.find(read.made_by);
      if (found == slots.end()) continue;
      // The shared part goes on reading a state where it stands.
      if (nodes()[read.made_by].kind == DataflowNode::Kind::state && !is_own_[read.reader]) continue;
      *read.operand = {Operand::Kind::slot, read.operand->rows, found->second};
    }
    for (auto* stores : {&program_.base_year_stores, &program_.later_year_stores}) {
      for (Store& store : *stores)
        store.exchanges = store.exchanges && store.from.index < first_handed_;
    }
  }

  std::uint32_t hand_over(DataflowId id) {
    const DataflowNode& node = nodes()[id];
    const auto slot = static_cast<std::uint32_t>(program_.slot_rows.size());
    program_.slot_rows.push_back(node.rows);
    std::uint32_t& first = node.in_later_years ? program_.rows_handed_each_year : program_.rows_handed_once;
    program_.handovers.push_back({slot, first, node.in_later_years});
    first += node.rows;
    if (node.kind == DataflowNode::Kind::state)
      program_.handed_states.push_back({{Operand::Kind::slot, node.rows, node.slot}, slot});
    else
      *node.out = {Operand::Kind::slot, node.rows, slot};
    return slot;
  }

  Program part(bool own) const {
    Program part = program_;
    part.setup = {};
    part.setup_results.clear();
    const auto stays = [&](DataflowId node) { return is_own_[node] == own; };
    const auto keep_operations = [&](const Section& from, Section& to) {
      to = {};
      for (const InstructionGroup& step : from.steps) {
        InstructionGroup kept = step;
        kept.first = static_cast<std::uint32_t>(to.operations.size());
        for (std::uint32_t i = 0; i < step.count; ++i) {
          const Instruction& operation = from.operations[step.first + i];
          if (stays(definitions_.of(operation))) to.operations.push_back(operation);
        }
        kept.count = static_cast<std::uint32_t>(to.operations.size()) - kept.first;
        if (kept.count > 0) to.steps.push_back(kept);
      }
    };
    keep_operations(program_.trial, part.trial);
    keep_operations(program_.base_year, part.base_year);
    keep_operations(program_.later_years, part.later_years);
    for (std::size_t b = 0; b < part.blocks.size(); ++b)
      keep_operations(program_.blocks[b].body, part.blocks[b].body);
    const auto leaves = [&](const Store& store) { return !stays(definitions_.of_state(store.slot)); };
    std::erase_if(part.base_year_stores, leaves);
    std::erase_if(part.later_year_stores, leaves);
    std::erase_if(part.step_stores, [&](const auto& store) { return leaves(store.base_year); });
    for (std::size_t i = 0; i < part.checks.size(); ++i) {
      if (!stays(definitions_.checks()[i])) part.checks[i].begins = CheckOutput::never;
    }
    if (own)
      part.handed_states.clear();
    else
      part.outputs.clear();
    return part;
  }

  Program program_;
  Definitions definitions_;
  std::vector<bool> is_own_;  ///< [nodes]
  std::uint32_t first_handed_ = static_cast<std::uint32_t>(program_.slot_rows.size());
};

}  // namespace

Slices slice(const Program& program, std::span<const Constants* const> constants,
             const OtherInputs& base_year, const OtherInputs& later_years) {
  return Cut(program, constants, base_year, later_years).slices();
}

}  // namespace leontide::kernel
