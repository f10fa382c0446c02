#include "kernel/run.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "kernel/section_runner.hpp"
#include "lanes/mask.hpp"

namespace leontide::kernel {

namespace {

using lanes::width;

std::size_t most_temporary_rows(const Program& program) {
  std::size_t most = 0;
  const auto look = [&](const Section& section) {
    for (const InstructionGroup& step : section.steps) {
      if (step.temporaries > 0) most = std::max<std::size_t>(most, step.temporaries * tile_rows(step));
    }
  };
  for (const Section* section : {&program.setup, &program.trial, &program.base_year, &program.later_years})
    look(*section);
  for (const BlockProgram& block : program.blocks)
    look(block.body);
  return most;
}

/// Lanes whose values are not all within the bound; NaN is never within.
std::uint64_t lanes_beyond(const double* value, double bound) {
  return lanes::lanes_where([=](std::size_t lane) { return !(std::fabs(value[lane]) <= bound); });
}

}  // namespace

std::uint64_t Failures::any() const {
  std::uint64_t mask = unproductive | unsolved | not_converged | not_finite;
  for (const std::uint64_t check : checks)
    mask |= check;
  return mask;
}

std::vector<double*> Workspace::place_slots(const Program& program, lanes::AlignedVector& values) {
  std::size_t rows = 0;
  for (const std::uint32_t count : program.slot_rows)
    rows += count;
  values.resize(rows * width);
  std::vector<double*> slots;
  double* at = values.data();
  for (const std::uint32_t count : program.slot_rows) {
    slots.push_back(at);
    at += count * width;
  }
  return slots;
}

Workspace::Workspace(const Program& program, const Constants& constants)
    : steps_(moves_in_time(program) ? program.steps : std::min(program.steps, 1U)),
      temporaries_(most_temporary_rows(program) * width),
      scratch_(2 * most_tile_rows * width),
      solver_(solver_scratch(program, constants)),
      slots_(place_slots(program, values_)),
      memory_{slots_.data(), constants.pool.data(), temporaries_.data(), scratch_.data(),
              program.maps.data()},
      trial_(program.trial, memory_),
      base_year_(program.base_year, memory_),
      later_years_(program.later_years, memory_) {
  for (const BlockProgram& block : program.blocks)
    blocks_.emplace_back(block.body, memory_);
  std::size_t output_rows = 0;
  for (const Output& output : program.outputs) {
    output_rows_.push_back({output_rows, output.moves});
    output_rows += output.moves ? program.steps : 1;
  }
  outputs_.resize(output_rows * width);
  failures_.checks.resize(program.checks.size());
  const std::size_t years = steps_ - std::min(steps_, 1U);
  handed_.resize((program.rows_handed_once + years * program.rows_handed_each_year) * width);
}

class BlockRun {
 public:
  BlockRun(const Program& program, const Constants& constants, const InputPointers& inputs,
           Workspace& workspace, std::vector<FailureSite>* sites = nullptr)
      : program_(program),
        constants_(constants),
        inputs_(inputs),
        workspace_(workspace),
        runner_{program,
                constants,
                workspace.memory_,
                workspace.blocks_,
                workspace.solver_.data(),
                workspace.failures_,
                sites} {
    workspace.memory_.pool = constants.pool.data();
  }

  void run(const Workspace* shared) noexcept {
    for (std::size_t i = 0; i < program_.lever_slots.size(); ++i)
      attach(program_.lever_slots[i], inputs_.levers[i]);
    handed_ = (shared != nullptr ? *shared : workspace_).handed_.data();
    for (const Program::Handover& handover : program_.handovers) {
      if (!handover.each_year) attach(handover.slot, handed_ + handover.first * width);
    }
    Failures& failures = workspace_.failures_;
    if (shared != nullptr) {
      failures = shared->failures_;
    } else {
      failures.unproductive = failures.unsolved = failures.not_converged = failures.not_finite = 0;
      std::fill(failures.checks.begin(), failures.checks.end(), 0);
    }
    for (std::uint32_t step = 0; step < workspace_.steps_; ++step) {
      const std::size_t before = runner_.sites == nullptr ? 0 : runner_.sites->size();
      run_step(step);
      for (std::size_t i = before; runner_.sites != nullptr && i < runner_.sites->size(); ++i)
        (*runner_.sites)[i].step = step;
    }
  }

 private:
  /// Inputs are read through the slots and never written.
  void attach(std::uint32_t slot, const double* input) {
    workspace_.slots_[slot] = const_cast<double*>(input);
  }

  void fill(std::uint32_t slot, double value) {
    double* lanes_of_slot = workspace_.slots_[slot];
    std::fill(lanes_of_slot, lanes_of_slot + width, value);
  }

  void fill_rows(const Program::Series& series, std::uint32_t step) {
    const std::uint32_t rows = program_.slot_rows[series.slot];
    const double* numbers = constants_.pool.data() + series.first + std::size_t{step} * rows;
    double* out = workspace_.slots_[series.slot];
    for (std::uint32_t row = 0; row < rows; ++row)
      std::fill_n(out + row * width, width, numbers[row]);
  }

  void run_step(std::uint32_t step) noexcept {
    const std::size_t drivers = program_.driver_slots.size();
    const std::size_t events = program_.event_slots.size();
    for (std::size_t i = 0; i < drivers; ++i)
      attach(program_.driver_slots[i], inputs_.drivers[step * drivers + i]);
    for (std::size_t i = 0; i < events; ++i)
      attach(program_.event_slots[i], inputs_.events[step * events + i]);
    for (std::size_t i = 0; i < program_.ramp_slots.size(); ++i) {
      fill(program_.ramp_slots[i], constants_.ramps[i * program_.steps + step]);
    }
    fill(program_.year_slot, constants_.base_year + static_cast<double>(step));
    for (const Program::Series& series : program_.series)
      fill_rows(series, step);
    const bool base = step == 0;
    if (!base) attach_year(step);
    if (base) {
      runner_.run(program_.trial, workspace_.trial_);
      runner_.run(program_.base_year, workspace_.base_year_);
    } else {
      runner_.run(program_.later_years, workspace_.later_years_);
    }
    keep_outputs(step, base);
    for (const auto& store : program_.step_stores) {
      // What is read before its year is a plain number, not what an earlier trial left.
      if (base || store.step == step) keep(base ? store.base_year : store.later_year);
    }
    // Copies before exchanges: they may read what an exchange takes away.
    const auto& stores = base ? program_.base_year_stores : program_.later_year_stores;
    for (const Store& store : stores) {
      if (!store.exchanges) keep(store);
    }
    for (const Store& store : stores) {
      if (store.exchanges) std::swap(workspace_.slots_[store.slot], workspace_.slots_[store.from.index]);
    }
  }

  /// What is handed over stands in memory of its own for each year.
  void attach_year(std::uint32_t step) {
    const double* const year =
        handed_ +
        (program_.rows_handed_once + std::size_t{step - 1} * program_.rows_handed_each_year) * width;
    for (const Program::Handover& handover : program_.handovers) {
      if (handover.each_year) attach(handover.slot, year + handover.first * width);
    }
    for (const Store& state : program_.handed_states)
      keep(state);
  }

  void keep(const Store& store) {
    copy_rows(store.from, program_.slot_rows[store.slot], workspace_.slots_[store.slot], runner_.memory);
  }

  void keep_outputs(std::uint32_t step, bool base) {
    for (std::size_t i = 0; i < program_.outputs.size(); ++i) {
      const Output& output = program_.outputs[i];
      if (!output.moves && !base) continue;
      double* out = workspace_.outputs_.data() + workspace_.row_of(i, step) * width;
      element(base ? output.base_year : output.later_years, output.element, out);
      if (step < output.begins && output.moves) continue;
      const std::uint64_t beyond = lanes_beyond(out, largest_output);
      workspace_.failures_.not_finite |= beyond;
      note(FailureSite::Cause::not_finite, beyond, output.name);
    }
    alignas(lanes::alignment) double value[width];
    for (std::size_t i = 0; i < program_.checks.size(); ++i) {
      const CheckOutput& check = program_.checks[i];
      if (step < check.begins || step > check.ends || (!base && check.base_year_only)) continue;
      element(base ? check.base_year : check.later_years, check.element, value);
      const std::uint64_t beyond = lanes::lanes_where(
          [&](std::size_t lane) { return !(value[lane] >= check.low && value[lane] <= check.high); });
      workspace_.failures_.checks[i] |= beyond;
      note(FailureSite::Cause::check, beyond, check.name);
    }
  }

  void note(FailureSite::Cause cause, std::uint64_t lanes, const std::string& what) {
    if (runner_.sites != nullptr && lanes != 0) runner_.sites->push_back({cause, lanes, 0, what});
  }

  void element(Operand operand, std::uint32_t row, double* out) {
    if (operand.rows > 1 && operand.kind == Operand::Kind::constant) {
      operand.index += row;
    } else if (operand.rows > 1) {
      const double* from = workspace_.slots_[operand.index] + row * width;
      std::copy(from, from + width, out);
      return;
    }
    operand.rows = 1;
    copy_rows(operand, 1, out, runner_.memory);
  }

  const Program& program_;
  const Constants& constants_;
  const InputPointers& inputs_;
  Workspace& workspace_;
  SectionRunner runner_;
  const double* handed_ = nullptr;
};

class SetupRun {
 public:
  static bool run(const Program& program, Constants& constants) {
    Workspace workspace(program, constants);
    SectionRunner runner{program,
                         constants,
                         workspace.memory_,
                         workspace.blocks_,
                         workspace.solver_.data(),
                         workspace.failures_};
    runner.run(program.setup, BoundSection(program.setup, workspace.memory_));
    for (const Store& result : program.setup_results) {
      const double* rows = workspace.slots_[result.from.index];
      for (std::uint32_t row = 0; row < result.from.rows; ++row)
        constants.pool[result.slot + row] = rows[row * width];
    }
    return workspace.failures_.any() == 0;
  }
};

void run_block(const Program& program, const Constants& constants, const InputPointers& inputs,
               Workspace& workspace, const Workspace* shared) noexcept {
  BlockRun(program, constants, inputs, workspace).run(shared);
}

std::vector<FailureSite> find_failures(const Program& program, const Constants& constants,
                                       const InputPointers& inputs, Workspace& workspace) {
  std::vector<FailureSite> sites;
  BlockRun(program, constants, inputs, workspace, &sites).run(nullptr);
  return sites;
}

bool run_setup(const Program& program, Constants& constants) {
  return SetupRun::run(program, constants);
}

}  // namespace leontide::kernel
