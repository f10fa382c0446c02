#include "kernel/shared_start.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "kernel/run.hpp"

namespace leontide::kernel {

namespace {

bool same_bits(const double* one, const double* other, std::size_t count) {
  return std::memcmp(one, other, count * sizeof(double)) == 0;
}

/// Walks the program of later years in its order and notes what is read before it was written.
class LiveSlots {
 public:
  explicit LiveSlots(const Program& program)
      : program_(program), is_known_(program.slot_rows.size()), is_live_(program.slot_rows.size()) {
    for (const auto* inputs :
         {&program.driver_slots, &program.lever_slots, &program.event_slots, &program.ramp_slots})
      for (const std::uint32_t slot : *inputs)
        is_known_[slot] = true;
    is_known_[program.year_slot] = true;
    for (const Program::Series& series : program.series)
      is_known_[series.slot] = true;
  }

  std::vector<std::uint32_t> find() {
    read(program_.later_years);
    for (const Output& output : program_.outputs)
      read(output.later_years);
    for (const CheckOutput& check : program_.checks)
      read(check.later_years);
    for (const auto& store : program_.step_stores) {
      read(store.later_year.from);
      is_live_[store.later_year.slot] = true;  // it stands until its year has come
    }
    for (const Store& store : program_.later_year_stores)
      read(store.from);
    std::vector<std::uint32_t> slots;
    for (std::uint32_t slot = 0; slot < is_live_.size(); ++slot) {
      if (is_live_[slot]) slots.push_back(slot);
    }
    return slots;
  }

 private:
  void read(const Operand& operand) {
    if (operand.kind == Operand::Kind::slot && !is_known_[operand.index]) is_live_[operand.index] = true;
  }

  void read(const Section& section) {
    for (const Operation& operation : section.operations) {
      for (const Operand& operand : {operation.a, operation.b, operation.c})
        read(operand);
      if (operation.code == OpCode::simultaneous) read(program_.blocks[operation.extra]);
      if (operation.out.kind == Operand::Kind::slot) is_known_[operation.out.index] = true;
    }
  }

  void read(const BlockProgram& block) {
    for (const Operand& guess : block.first_guess)
      read(guess);
    for (const Store& store : block.torn)
      is_known_[store.slot] = true;  // it stands at its guess before the body reads it
    read(block.body);
    for (const Store& store : block.torn)
      read(store.from);
  }

  const Program& program_;
  std::vector<bool> is_known_;  ///< written in this year
  std::vector<bool> is_live_;
};

/// Compares every number that the base year reads.
class StartComparison {
 public:
  StartComparison(const Program& program, const Constants& one, const Constants& other)
      : program_(program), one_(one), other_(other) {}

  bool same() const {
    return one_.base_year == other_.base_year && one_.tolerance == other_.tolerance && same_ramps() &&
           same_series() && same(program_.trial) && same(program_.base_year) && same_results();
  }

 private:
  bool same_ramps() const {
    for (std::size_t i = 0; i < program_.ramp_slots.size(); ++i) {
      const std::size_t at = i * program_.steps;
      if (!same_bits(&one_.ramps[at], &other_.ramps[at], 1)) return false;
    }
    return true;
  }

  /// An output that is a number of the model itself: it is written anew for each run.
  bool is_plain(const Operand& operand) const {
    const auto is_finite = [&](const Constants& constants) {
      const double* const first = constants.pool.data() + operand.index;
      return std::all_of(first, first + operand.rows,
                         [](double x) { return std::fabs(x) <= largest_output; });
    };
    return operand.kind == Operand::Kind::constant && is_finite(one_) && is_finite(other_);
  }

  bool same_series() const {
    return std::all_of(program_.series.begin(), program_.series.end(), [this](const Program::Series& series) {
      return same_bits(&one_.pool[series.first], &other_.pool[series.first], program_.slot_rows[series.slot]);
    });
  }

  bool same(const Operand& operand) const {
    return operand.kind != Operand::Kind::constant ||
           same_bits(&one_.pool[operand.index], &other_.pool[operand.index], operand.rows);
  }

  bool same(const Section& section) const {
    return std::all_of(section.operations.begin(), section.operations.end(), [this](const Operation& o) {
      return same(o.a) && same(o.b) && same(o.c) && same_extra(o);
    });
  }

  bool same_extra(const Operation& operation) const {
    switch (operation.code) {
      case OpCode::matrix_vector:
      case OpCode::transposed_vector: {
        const std::uint32_t first = program_.datum_at[operation.extra];
        return same_bits(&one_.pool[first], &other_.pool[first],
                         std::size_t{operation.a.rows} * operation.out.rows);
      }
      case OpCode::leontief: {
        const LeontiefSystem& one = one_.systems[operation.extra];
        const LeontiefSystem& other = other_.systems[operation.extra];
        return one.n == other.n && same_bits(one.a.data(), other.a.data(), one.n * one.n);
      }
      case OpCode::simultaneous: return same(program_.blocks[operation.extra]);
      default: return true;
    }
  }

  bool same(const BlockProgram& block) const {
    return same(block.body) &&
           std::all_of(block.torn.begin(), block.torn.end(),
                       [this](const Store& store) { return same(store.from); }) &&
           std::all_of(block.first_guess.begin(), block.first_guess.end(),
                       [this](const Operand& guess) { return same(guess); });
  }

  bool same_results() const {
    const auto all = [](const auto& list, auto holds) {
      return std::all_of(list.begin(), list.end(), holds);
    };
    return all(program_.outputs,
               [this](const Output& o) { return same(o.base_year) || is_plain(o.base_year); }) &&
           all(program_.checks, [this](const CheckOutput& c) { return same(c.base_year); }) &&
           all(program_.step_stores, [this](const auto& s) { return same(s.base_year.from); }) &&
           all(program_.base_year_stores, [this](const Store& s) { return same(s.from); });
  }

  const Program& program_;
  const Constants& one_;
  const Constants& other_;
};

}  // namespace

std::vector<std::uint32_t> slots_left_by_base_year(const Program& program) {
  return LiveSlots(program).find();
}

bool shares_base_year(const Program& program, const Constants& one, const Constants& other) {
  return StartComparison(program, one, other).same();
}

}  // namespace leontide::kernel
