#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "kernel/emit.hpp"

namespace leontide::kernel {

/// Marks the stores of values that nobody reads after and that stand in slots of their own. `values`:
/// [stores].
void Emitter::find_exchanges(std::vector<Store>& stores, const std::vector<ValueId>& values) const {
  for (std::size_t i = 0; i < stores.size(); ++i) {
    const Value& value = graph_.values[values[i]];
    const bool ends =
        value.level >= Level::base_year || (value.level == Level::trial && !read_later_[values[i]]);
    const bool computed = value.leaf == Leaf::none && ends && value.region == no_region;
    const bool alone = std::count(values.begin(), values.end(), values[i]) == 1;
    stores[i].exchanges = computed && alone && stores[i].from.kind == Operand::Kind::slot;
  }
}

void Emitter::emit_stores() {
  std::vector<ValueId> base_values, later_values;
  for (std::size_t i = 0; i < graph_.states.size(); ++i) {
    const State& state = graph_.states[i];
    std::uint32_t slot = 0;
    bool read = false;
    for (ValueId id = 0; id < live_.size(); ++id) {
      if (live_[id] && graph_.values[id].leaf == Leaf::state && graph_.values[id].index == i) {
        slot = homes_[id].operand.index;
        read = true;
      }
    }
    if (!read) continue;
    const Store base{operand(graph_.base_year_of[state.variable]), slot};
    const Store later{operand(graph_.later_years_of[state.variable]), slot};
    if (state.at_step) {
      program_.step_stores.push_back({state.step, base, later});
    } else {
      program_.base_year_stores.push_back(base);
      program_.later_year_stores.push_back(later);
      base_values.push_back(graph_.base_year_of[state.variable]);
      later_values.push_back(graph_.later_years_of[state.variable]);
    }
  }
  find_exchanges(program_.base_year_stores, base_values);
  find_exchanges(program_.later_year_stores, later_values);
}

void Emitter::emit_outputs() {
  program_.outputs = graph_.outputs;
  for (std::size_t i = 0; i < program_.outputs.size(); ++i) {
    program_.outputs[i].base_year = operand(graph_.base_year_outputs[i]);
    program_.outputs[i].later_years = operand(graph_.later_year_outputs[i]);
    program_.outputs[i].moves = graph_.base_year_outputs[i] != graph_.later_year_outputs[i];
  }
  for (std::size_t i = 0; i < model_.checks.size(); ++i) {
    const auto& check = model_.checks[i];
    program_.checks.push_back({.name = check.name,
                               .base_year = operand(graph_.base_year_checks[i]),
                               .later_years = operand(graph_.later_year_checks[i]),
                               .begins = check.begins,
                               .low = -check.within,
                               .high = check.within,
                               .base_year_only = check.base_year_only});
  }
  for (const Output& output : program_.outputs) {
    const auto& bounds = model_.indicators[output.indicator].bounds;
    if (!bounds) continue;
    // Rounding alone takes no value out of its bounds.
    const double slack = 1e-9 * std::max(std::fabs(bounds->low), std::fabs(bounds->high));
    program_.checks.push_back(
        {.name = fmt::format("{} within [{}, {}]", output.name, bounds->low, bounds->high),
         .base_year = output.base_year,
         .later_years = output.later_years,
         .begins = output.begins,
         .low = bounds->low - slack,
         .high = bounds->high + slack,
         .element = output.element});
  }
}

}  // namespace leontide::kernel
