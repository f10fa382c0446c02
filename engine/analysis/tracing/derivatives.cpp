#include "analysis/tracing/derivatives.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/tracing/cut_model.hpp"
#include "simulation/lockstep.hpp"
#include "simulation/simulate.hpp"

namespace leontide::analysis {

namespace {

using lanes::width;
using language::Operation;

/// Of the size of what is moved: rounding and curvature are both far below.
constexpr double relative_step = 1e-5;

struct Reads {
  bool same_year = false, year_before = false;
};

Reads reads_of(const language::Variable& reader, std::uint32_t read) {
  Reads reads;
  for (const language::Node& node : reader.equation.nodes) {
    if (node.index != read) continue;
    reads.same_year = reads.same_year || node.operation == Operation::variable;
    reads.year_before = reads.year_before || node.operation == Operation::previous;
  }
  return reads;
}

/// All variables on the deterministic path; empty after a failure.
std::vector<std::vector<std::vector<double>>> path_of(const scenario::Reading& reading,
                                                      const simulation::Run& run) {
  const std::vector<double> centre = simulation::simulate_centre(run);
  const std::size_t steps = run.program.steps;
  std::vector<std::vector<std::vector<double>>> path;
  for (std::size_t o = 0; o < run.program.outputs.size() && !centre.empty(); ++o) {
    const std::uint32_t variable = run.program.outputs[o].indicator;
    path.resize(std::max<std::size_t>(path.size(), variable + 1), std::vector<std::vector<double>>(steps));
    for (std::size_t step = 0; step < steps; ++step)
      path[variable][step].push_back(centre[o * steps + step]);
  }
  return path.size() == reading.model.variables.size() ? path
                                                       : std::vector<std::vector<std::vector<double>>>{};
}

/// One worker that moves what equations read, lane by lane.
class Mover {
 public:
  Mover(const simulation::Run& run, std::size_t drivers_of_model)
      : run_(run),
        inputs_(run.plan),
        pointers_(simulation::point_at(run, inputs_)),
        workspace_(run.program, run.constants),
        drivers_(run.plan.drivers.size()) {
    random::fill(run.plan, random::Centre{}, 0, inputs_);
    std::size_t rows = 1;
    for (const random::Rows& driver : run.plan.drivers)
      rows = std::max(rows, driver.count);
    zeros_.assign(rows * width, 0);
    moved_.assign(rows * width, 0);
    for (std::size_t step = 0; step < run.program.steps; ++step) {
      for (std::size_t d = drivers_of_model; d < drivers_; ++d)
        pointers_.drivers[step * drivers_ + d] = zeros_.data();
    }
    for (std::size_t o = 0; o < run.program.outputs.size(); ++o) {
      const std::uint32_t indicator = run.program.outputs[o].indicator;
      if (indicator >= first_.size()) first_.resize(indicator + 1, o);
    }
  }

  /// Row first + lane of a driver moved by as much in each lane, in every year.
  void run(std::uint32_t driver, std::size_t first, std::size_t count, double by) {
    for (std::size_t lane = 0; lane < count; ++lane)
      moved_[(first + lane) * width + lane] = by;
    for (std::size_t step = 0; step < run_.program.steps; ++step)
      pointers_.drivers[step * drivers_ + driver] = moved_.data();
    kernel::run_block(run_.program, run_.constants, pointers_, workspace_);
    for (std::size_t step = 0; step < run_.program.steps; ++step)
      pointers_.drivers[step * drivers_ + driver] = zeros_.data();
    for (std::size_t lane = 0; lane < count; ++lane)
      moved_[(first + lane) * width + lane] = 0;
  }

  /// [64] a row of an indicator.
  const double* output(std::uint32_t indicator, std::size_t row, std::size_t step) const {
    return workspace_.output(first_[indicator] + row, step);
  }

 private:
  const simulation::Run& run_;
  random::InputBlock inputs_;
  kernel::InputPointers pointers_;
  kernel::Workspace workspace_;
  std::size_t drivers_;
  lanes::AlignedVector zeros_, moved_;
  std::vector<std::size_t> first_;  ///< [indicators] its first output
};

/// What of the outputs is a derivative by the variable that is moved.
struct Slot {
  std::uint32_t indicator;
  std::size_t rows;
  StepMatrices* into;
};

class Differences {
 public:
  Differences(Mover& mover, const Derivatives& derivatives) : mover_(mover), derivatives_(derivatives) {}

  void take(std::uint32_t variable, std::uint32_t driver, const std::vector<Slot>& slots) {
    const std::size_t rows = derivatives_.path[variable].front().size();
    double size = 0;
    for (const auto& step : derivatives_.path[variable]) {
      for (const double value : step)
        size = std::max(size, std::fabs(value));
    }
    const double by = relative_step * (size > 0 ? size : 1);
    for (const Slot& slot : slots)
      slot.into->assign(derivatives_.steps, std::vector<double>(slot.rows * rows, 0.0));
    for (std::size_t first = 0; first < rows; first += width) {
      const std::size_t count = std::min(width, rows - first);
      for (const double sign : {1.0, -1.0}) {
        mover_.run(driver, first, count, sign * by);
        for (const Slot& slot : slots)
          add(slot, rows, first, count, sign / (2 * by));
      }
    }
  }

 private:
  void add(const Slot& slot, std::size_t columns, std::size_t first, std::size_t count, double weight) {
    for (std::size_t step = 1; step < derivatives_.steps; ++step) {
      for (std::size_t row = 0; row < slot.rows; ++row) {
        const double* values = mover_.output(slot.indicator, row, step);
        for (std::size_t lane = 0; lane < count; ++lane)
          (*slot.into)[step][row * columns + first + lane] += weight * values[lane];
      }
    }
  }

  Mover& mover_;
  const Derivatives& derivatives_;
};

}  // namespace

std::vector<bool> between(const language::Model& model, std::uint32_t from, std::uint32_t to) {
  const std::size_t n = model.variables.size();
  const auto spread = [&](std::uint32_t start, bool forward) {
    std::vector<bool> reached(n, false);
    reached[start] = true;
    for (bool grows = true; grows;) {
      grows = false;
      for (std::uint32_t v = 0; v < n; ++v) {
        for (const language::Node& node : model.variables[v].equation.nodes) {
          if (node.operation != Operation::variable && node.operation != Operation::previous) continue;
          const std::uint32_t known = forward ? node.index : v, other = forward ? v : node.index;
          if (!reached[known] || reached[other]) continue;
          reached[other] = grows = true;
        }
      }
    }
    return reached;
  };
  const std::vector<bool> after = spread(from, true), before = spread(to, false);
  std::vector<bool> both(n);
  for (std::size_t v = 0; v < n; ++v)
    both[v] = after[v] && before[v];
  return both;
}

std::optional<Derivatives> derivatives_of(const scenario::Reading& reading, const std::vector<bool>& wanted) {
  const scenario::Scenario plain;
  Diagnostics told_by_run;
  scenario::Reading all = scenario::with_variables_shown(reading);
  all.model.checks.clear();
  all.model.decompositions.clear();
  const auto shown = simulation::compile_run(plain, all, told_by_run);
  if (!shown) return std::nullopt;
  Derivatives out;
  out.steps = shown->program.steps;
  out.path = path_of(reading, *shown);
  if (out.path.empty()) return std::nullopt;
  for (const graph::Component& component : shown->order.later_years)
    out.components.push_back(component.variables);
  const CutModel cut = cut_model(reading, out.path);
  const auto run = simulation::compile_run(plain, cut.reading, told_by_run);
  if (!run) return std::nullopt;
  Mover mover(*run, reading.drivers.size());
  Differences differences(mover, out);
  const auto& variables = reading.model.variables;
  const auto rows_of = [&](std::uint32_t v) { return out.path[v].front().size(); };
  for (std::uint32_t read = 0; read < variables.size(); ++read) {
    if (!wanted[read]) continue;
    std::vector<DirectAnswer> answers;
    Purchases intermediate_inputs{read, {}};
    for (std::uint32_t reader = 0; reader < variables.size(); ++reader) {
      const Reads reads = reads_of(variables[reader], read);
      if (wanted[reader] && (reads.same_year || reads.year_before)) answers.push_back({reader, read, {}, {}});
    }
    std::vector<Slot> same_year, year_before;
    for (DirectAnswer& answer : answers) {
      const Reads reads = reads_of(variables[answer.reader], read);
      if (reads.same_year) same_year.push_back({answer.reader, rows_of(answer.reader), &answer.same_year});
      if (reads.year_before)
        year_before.push_back({answer.reader, rows_of(answer.reader), &answer.year_before});
    }
    for (const auto& [variable, indicator] : cut.purchases) {
      if (variable == read) same_year.push_back({indicator, rows_of(read), &intermediate_inputs.shares});
    }
    if (!same_year.empty()) differences.take(read, cut.same_year_bumps[read], same_year);
    if (!year_before.empty()) differences.take(read, cut.year_before_bumps[read], year_before);
    if (!intermediate_inputs.shares.empty()) out.purchases.push_back(std::move(intermediate_inputs));
    for (DirectAnswer& answer : answers)
      out.answers.push_back(std::move(answer));
  }
  return out;
}

}  // namespace leontide::analysis
