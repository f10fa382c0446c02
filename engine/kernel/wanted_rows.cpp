#include "kernel/wanted_rows.hpp"

#include <optional>

namespace leontide::kernel {

namespace {

class WantedRows {
 public:
  WantedRows(const ValueGraph& graph, const std::vector<bool>& live)
      : graph_(graph),
        readers_(graph.values.size()),
        is_result_(graph.values.size(), false),
        known_(graph.values.size()) {
    for (ValueId id = 0; id < graph.values.size(); ++id) {
      if (!live[id]) continue;
      for (const ValueId operand : graph.values[id].operands)
        readers_[operand].push_back(id);
    }
    for (const auto* list : {&graph.base_year_outputs, &graph.later_year_outputs, &graph.base_year_checks,
                             &graph.later_year_checks})
      add_results(*list);
    for (const State& state : graph.states) {
      is_result_[graph.base_year_of[state.variable]] = true;
      is_result_[graph.later_years_of[state.variable]] = true;
    }
    for (const Region& region : graph.regions) {
      for (const auto* list : {&region.guesses, &region.computed, &region.first_guesses})
        add_results(*list);
    }
  }

  /// The weights of all sums that a value's rows end in; no_value where they differ or a row goes elsewhere.
  ValueId weights_of(ValueId id) {
    if (!known_[id]) known_[id] = find_weights_of(id);
    return *known_[id];
  }

 private:
  ValueId find_weights_of(ValueId id) {
    if (is_result_[id]) return no_value;
    ValueId all = no_value;
    for (const ValueId reader : readers_[id]) {
      const ValueId weights = weights_through(reader, id);
      if (weights == no_value || (all != no_value && all != weights)) return no_value;
      all = weights;
    }
    return all;
  }

  void add_results(const std::vector<ValueId>& list) {
    for (const ValueId id : list)
      is_result_[id] = true;
  }

  ValueId weights_through(ValueId reader, ValueId id) {
    const Value& value = graph_.values[reader];
    const std::uint32_t rows = graph_.values[id].rows;
    if (value.leaf != Leaf::none) return no_value;
    if (value.code == OpCode::dot) {
      const Value& weights = graph_.values[value.operands[1]];
      const bool weighed = value.operands[0] == id && value.operands[1] != id;
      return weighed && weights.level == Level::constant && weights.rows == rows ? value.operands[1]
                                                                                 : no_value;
    }
    const bool row_by_row = goes_by_row(value.code) && !adds_rows(value.code) && value.code != OpCode::gather;
    return row_by_row && value.rows == rows ? weights_of(reader) : no_value;
  }

  const ValueGraph& graph_;
  std::vector<std::vector<ValueId>> readers_;  ///< [values] live ones
  std::vector<bool> is_result_;                ///< [values] read from outside, too
  std::vector<std::optional<ValueId>> known_;  ///< [values]
};

}  // namespace

void find_wanted_rows(ValueGraph& graph, const std::vector<bool>& live) {
  WantedRows wanted(graph, live);
  for (ValueId id = 0; id < live.size(); ++id) {
    Value& value = graph.values[id];
    if (!live[id] || value.leaf != Leaf::none || value.code != OpCode::matrix_vector) continue;
    if (value.rows == 1 || value.level == Level::constant) continue;
    const ValueId weights = wanted.weights_of(id);
    if (weights != no_value) value.operands.push_back(weights);
  }
}

}  // namespace leontide::kernel
