#include "analysis/model_check.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

#include "simulation/simulate.hpp"

namespace leontide::analysis {

namespace {

using language::Expression;
using language::Model;
using language::Operation;

/// Calls look(node) for every node of every equation, indicator and check.
template <class Look>
void each_node(const Model& model, const Look& look) {
  const auto walk = [&](const Expression& expression) {
    for (const language::Node& node : expression.nodes)
      look(node);
  };
  for (const language::Variable& variable : model.variables) {
    walk(variable.start);
    walk(variable.equation);
  }
  for (const language::Indicator& indicator : model.indicators)
    walk(indicator.value);
  for (const language::Check& check : model.checks)
    walk(check.value);
}

void warn_of_unread(const scenario::Reading& reading, Diagnostics& diagnostics) {
  const Model& model = reading.model;
  std::set<std::pair<Operation, std::uint32_t>> read;
  each_node(model, [&](const language::Node& node) { read.emplace(node.operation, node.index); });
  const auto warn = [&](Operation operation, std::size_t index, const char* kind,
                        const language::Quantity& what) {
    if (read.contains({operation, static_cast<std::uint32_t>(index)})) return;
    diagnostics.warning("unread", what.place, fmt::format("no equation reads the {} \"{}\"", kind, what.name),
                        "remove it, or read it");
  };
  for (std::size_t i = 0; i < model.data.size(); ++i)
    if (!model.data[i].is_read_by_law)
      warn(Operation::datum, i, model.data[i].is_parameter ? "parameter" : "data", model.data[i]);
  for (std::size_t i = 0; i < model.drivers.size(); ++i)
    if (model.drivers[i].name.find('.') == std::string::npos)
      warn(Operation::driver, i, "driver", model.drivers[i]);
  for (std::size_t i = 0; i < model.events.size(); ++i)
    warn(Operation::event, i, "event", model.events[i]);
  for (std::size_t i = 0; i < model.levers.size(); ++i) {
    if (!reading.levers_on[i]) continue;
    warn(Operation::lever, i, "lever", model.levers[i]);
    const int start = model.lever_timings[i].start;
    if (start <= model.time.end) continue;
    diagnostics.warning("late-lever", model.levers[i].place,
                        fmt::format("the lever \"{}\" is on and starts in {}, after the horizon {}",
                                    model.levers[i].name, start, model.time.end),
                        "it does nothing: start it earlier, or turn it off");
  }
}

/// Which variables something drawn enters, in which year: a driver, a lever or an event that is on.
class DrawnVariables {
 public:
  explicit DrawnVariables(const scenario::Reading& reading)
      : reading_(reading),
        drawn_(static_cast<std::size_t>(reading.model.time.steps()),
               std::vector<bool>(reading.model.variables.size())) {
    for (std::size_t step = 0; step < drawn_.size(); ++step) {
      while (grows(step)) {
      }
    }
  }

  bool at(std::size_t variable, std::size_t step) const { return drawn_[step][variable]; }
  /// Whether something drawn enters any variable by that year.
  bool any(std::size_t step) const {
    return std::any_of(
        drawn_.begin(), drawn_.begin() + static_cast<std::ptrdiff_t>(step) + 1,
        [](const auto& year) { return std::find(year.begin(), year.end(), true) != year.end(); });
  }

  bool enters(const Expression& expression, std::size_t step) const {
    return std::any_of(expression.nodes.begin(), expression.nodes.end(), [&](const language::Node& node) {
      switch (node.operation) {
        case Operation::driver: return true;
        case Operation::lever: return bool{reading_.levers_on[node.index]};
        case Operation::event: return reading_.events[node.index].on;
        case Operation::variable: return bool{drawn_[step][node.index]};
        case Operation::previous: return bool{drawn_[step == 0 ? 0 : step - 1][node.index]};
        case Operation::at_step: return bool{drawn_[node.extra][node.index]};
        default: return false;
      }
    });
  }

 private:
  /// Variables of a year read each other in any order: once more through all of them.
  bool grows(std::size_t step) {
    bool more = false;
    for (std::size_t v = 0; v < drawn_[step].size(); ++v) {
      const language::Variable& variable = reading_.model.variables[v];
      const Expression& equation = step == 0 && !variable.start.empty() ? variable.start : variable.equation;
      if (drawn_[step][v] || !enters(equation, step)) continue;
      drawn_[step][v] = more = true;
    }
    return more;
  }

  const scenario::Reading& reading_;
  std::vector<std::vector<bool>> drawn_;  ///< [steps][variables]
};

/// The deterministic path of one reading, every variable in every year.
class CentreLook {
 public:
  CentreLook(const scenario::Reading& reading, const simulation::Run& run, Diagnostics& diagnostics)
      : model_(reading.model),
        run_(run),
        diagnostics_(diagnostics),
        drawn_(reading),
        centre_(simulation::look_at_centre(run)) {
    for (std::size_t k = 0; k < run.program.outputs.size(); ++k)
      outputs_of_.resize(std::max(outputs_of_.size(), std::size_t{run.program.outputs[k].indicator} + 1));
    for (std::size_t k = 0; k < run.program.outputs.size(); ++k)
      outputs_of_[run.program.outputs[k].indicator].push_back(k);
  }

  /// What fails, each in the first year in which it does, in words. What a fault takes with it is not told: a
  /// variable that reads one that is not finite, nor checks and systems from the first faulty year on.
  void report() {
    bool holds = true;
    for (std::size_t step = 0; step < run_.program.steps; ++step) {
      const bool is_finite = report_not_finite(step);
      if (holds) holds = report_failures(step) && is_finite;
    }
  }

  double base_year_sum(std::size_t variable) const {
    double sum = 0;
    for (const std::size_t output : outputs_of_[variable])
      sum += value(output, 0);
    return sum;
  }

 private:
  double value(std::size_t output, std::size_t step) const {
    return centre_.path[output * run_.program.steps + step];
  }

  bool is_finite(std::size_t variable, std::size_t step) const {
    return std::all_of(outputs_of_[variable].begin(), outputs_of_[variable].end(),
                       [&](std::size_t output) { return std::isfinite(value(output, step)); });
  }

  /// Whether what the variable reads in this year is finite, so that the fault is its own.
  bool reads_finite(std::size_t variable, std::size_t step) const {
    const language::Variable& what = model_.variables[variable];
    const Expression& equation = step == 0 && !what.start.empty() ? what.start : what.equation;
    return std::all_of(equation.nodes.begin(), equation.nodes.end(), [&](const language::Node& node) {
      if (node.operation == Operation::variable) return node.index == variable || is_finite(node.index, step);
      if (node.operation == Operation::at_step) return node.extra > step || is_finite(node.index, node.extra);
      return node.operation != Operation::previous || step == 0 || is_finite(node.index, step - 1);
    });
  }

  void add(bool is_drawn, const char* code, const Place& place, std::string what) {
    diagnostics_.add({is_drawn ? Severity::warning : Severity::error, code, place, std::move(what),
                      is_drawn
                          ? "in the deterministic run: the centre of the draws is no trial, but look at it"
                          : "nothing drawn enters it, so it is so in every trial",
                      std::nullopt});
  }

  bool report_not_finite(std::size_t step) {
    bool all = true;
    for (std::size_t v = 0; v < model_.variables.size(); ++v) {
      if (is_finite(v, step)) continue;
      all = false;
      if (!reads_finite(v, step) || !told_.emplace(v, drawn_.at(v, step)).second) continue;
      const auto first = std::find_if(outputs_of_[v].begin(), outputs_of_[v].end(), [&](std::size_t output) {
        return !std::isfinite(value(output, step));
      });
      add(drawn_.at(v, step), "not-finite", model_.variables[v].place,
          fmt::format(fmt::runtime(std::isnan(value(*first, step)) ? "{} is not a number in {}"
                                                                   : "{} is infinite in {}"),
                      shown_name(v, *first), year(step)));
    }
    return all;
  }

  std::string shown_name(std::size_t variable, std::size_t output) const {
    const language::Variable& what = model_.variables[variable];
    std::string name = what.hidden ? "an expression here" : fmt::format("\"{}\"", what.name);
    if (what.shape.rank() == 0) return name;
    const auto& codes = model_.sets[what.shape.sets[0]].codes;
    return fmt::format("{} of member \"{}\"", name, codes[run_.program.outputs[output].element]);
  }

  bool report_failures(std::size_t step) {
    bool all = true;
    for (const kernel::FailureSite& site : centre_.failures) {
      if (site.step != step || site.cause == kernel::FailureSite::Cause::not_finite) continue;
      all = false;
      report_failure(site);
    }
    return all;
  }

  void report_failure(const kernel::FailureSite& site) {
    using Cause = kernel::FailureSite::Cause;
    const auto named = [&](const auto& list) {
      return std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.name == site.what; });
    };
    if (const auto check = named(model_.checks); site.cause == Cause::check && check != model_.checks.end())
      return add(drawn_.enters(check->value, site.step), "check", check->place,
                 fmt::format("the check \"{}\" does not hold in {}", site.what, year(site.step)));
    if (const auto block = named(model_.blocks);
        site.cause == Cause::not_converged && block != model_.blocks.end())
      return add(drawn_.any(site.step), "block", block->place,
                 fmt::format("the block \"{}\" does not converge in {}", site.what, year(site.step)));
    const auto table = named(model_.data);
    add(drawn_.any(site.step), "leontief", table != model_.data.end() ? table->place : Place{},
        fmt::format(
            fmt::runtime(site.cause == Cause::unproductive ? "the system of \"{}\" is unproductive in {}"
                                                           : "the system of \"{}\" is not solved in {}"),
            site.what, year(site.step)));
  }

  int year(std::size_t step) const { return model_.time.base + static_cast<int>(step); }

  const Model& model_;
  const simulation::Run& run_;
  Diagnostics& diagnostics_;
  DrawnVariables drawn_;
  simulation::CentreRun centre_;
  std::vector<std::vector<std::size_t>> outputs_of_;  ///< [variables]
  std::set<std::pair<std::size_t, bool>> told_;       ///< variables, drawn or not, of which a fault was told
};

std::vector<BaseYearTotal> totals_beside(const scenario::Reading& reading, const CentreLook& look,
                                         Diagnostics& diagnostics) {
  constexpr double most_apart = 0.1;  // a model may scale a table to totals; a wrong unit is ten and more
  std::vector<BaseYearTotal> out;
  const Model& model = reading.model;
  const auto put = [&](const scenario::TableTotals& table, const char* quantity, std::size_t v,
                       double stated) {
    const language::Variable& variable = model.variables[v];
    if (!variable.unit.same_dimension(table.unit)) return;
    const int shift = table.unit.power_of_ten - variable.unit.power_of_ten;
    const double scaled =
        shift >= 0 ? stated * language::power_of_ten(shift) : stated / language::power_of_ten(-shift);
    const double sum = look.base_year_sum(v);
    out.push_back({table.table, quantity, variable.name, to_string(variable.unit), sum, scaled});
    if (table.year != model.time.base || std::fabs(sum - scaled) <= most_apart * std::fabs(scaled)) return;
    diagnostics.warning(
        "base-year", variable.place,
        fmt::format("{} of {} is {:.6g} {} in the model and {:.6g} in the table \"{}\"", quantity,
                    model.time.base, sum, to_string(variable.unit), scaled, table.table),
        "see whether the table's unit is what its meta.json says");
  };
  // Where a variable is called `output`, what else is solved for is another economy's or a step on the way.
  const auto is_called = [](const auto& one) { return one.name == "output"; };
  const bool is_named = std::any_of(model.variables.begin(), model.variables.end(), is_called);
  for (const scenario::TableTotals& table : reading.totals) {
    for (std::size_t v = 0; v < model.variables.size(); ++v) {
      const language::Variable& variable = model.variables[v];
      const bool over_it = variable.shape.sets == std::vector<language::SetId>{table.set};
      const Expression& by = variable.equation;
      const bool solves = !by.empty() && by.root().operation == Operation::leontief;
      if (over_it && (is_named ? is_called(variable) : solves)) put(table, "output", v, table.output);
      if (over_it && variable.name == "value_added") put(table, "value added", v, table.value_added);
      if (variable.shape.rank() == 0 && variable.name == "gdp" && table.gdp) put(table, "GDP", v, *table.gdp);
    }
  }
  return out;
}

}  // namespace

std::vector<BaseYearTotal> check_model(const Prepared& prepared, Diagnostics& diagnostics) {
  std::vector<BaseYearTotal> totals;
  for (const scenario::Reading& reading : prepared.scenario.readings) {
    warn_of_unread(reading, diagnostics);
    scenario::Scenario shown;
    shown.sampling = prepared.scenario.sampling;
    shown.readings.push_back(scenario::with_variables_shown(reading));
    const auto run = simulation::compile_run(shown, shown.readings.front(), diagnostics);
    if (!run) continue;
    CentreLook look(reading, *run, diagnostics);
    look.report();
    if (&reading == &prepared.scenario.readings.front()) totals = totals_beside(reading, look, diagnostics);
  }
  return totals;
}

}  // namespace leontide::analysis
