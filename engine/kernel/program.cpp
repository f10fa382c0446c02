#include "kernel/program.hpp"

#include <algorithm>

namespace leontide::kernel {

namespace {

class Search {
 public:
  explicit Search(std::uint32_t slot) : slot_(slot) {}

  bool is(const Operand& operand) const {
    return operand.kind == Operand::Kind::slot && operand.index == slot_;
  }
  bool in(const Section& section) const {
    return std::any_of(section.operations.begin(), section.operations.end(),
                       [this](const kernel::Instruction& o) { return is(o.a) || is(o.b) || is(o.c); });
  }
  bool in(const std::vector<Store>& stores) const {
    return std::any_of(stores.begin(), stores.end(), [this](const Store& store) { return is(store.from); });
  }
  bool in(const BlockProgram& block) const {
    return in(block.body) || in(block.torn) ||
           std::any_of(block.first_guess.begin(), block.first_guess.end(),
                       [this](const Operand& guess) { return is(guess); });
  }

 private:
  std::uint32_t slot_;
};

}  // namespace

bool moves_in_time(const Program& program) {
  const auto same = [](const Operand& a, const Operand& b) {
    return a.kind == b.kind && a.index == b.index && a.rows == b.rows;
  };
  return !program.later_years.steps.empty() || !program.later_year_stores.empty() ||
         !program.step_stores.empty() ||
         std::any_of(program.outputs.begin(), program.outputs.end(),
                     [](const Output& output) { return output.moves; }) ||
         std::any_of(program.checks.begin(), program.checks.end(), [&](const CheckOutput& check) {
           return check.begins > 0 || !same(check.base_year, check.later_years);
         });
}

bool base_year_reads(const Program& program, std::uint32_t slot) {
  const Search search(slot);
  const auto is_in = [&](const auto& list, auto operand) {
    return std::any_of(list.begin(), list.end(), [&](const auto& item) { return search.is(operand(item)); });
  };
  const bool in_blocks = std::any_of(program.blocks.begin(), program.blocks.end(),
                                     [&](const BlockProgram& block) { return search.in(block); });
  const bool is_kept =
      is_in(program.outputs, [](const Output& o) { return o.base_year; }) ||
      is_in(program.checks, [](const CheckOutput& c) { return c.base_year; }) ||
      is_in(program.step_stores, [](const Program::StepStore& s) { return s.base_year.from; });
  return search.in(program.trial) || search.in(program.base_year) || search.in(program.base_year_stores) ||
         in_blocks || is_kept;
}

}  // namespace leontide::kernel
