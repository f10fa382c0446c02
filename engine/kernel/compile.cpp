#include "kernel/compile.hpp"

#include <algorithm>

#include "kernel/emit.hpp"
#include "kernel/schedule.hpp"
#include "kernel/value_graph.hpp"
#include "kernel/wanted_rows.hpp"

namespace leontide::kernel {

namespace {

/// Marks what outputs, checks, states and blocks need; the rest is dropped.
class Liveness {
 public:
  explicit Liveness(const ValueGraph& graph)
      : graph_(graph), live_(graph.values.size(), false), states_(graph.states.size(), false) {}

  std::vector<bool> run() {
    for (const auto* roots : {&graph_.base_year_outputs, &graph_.later_year_outputs, &graph_.base_year_checks,
                              &graph_.later_year_checks}) {
      for (const ValueId root : *roots)
        mark(root);
    }
    return std::move(live_);
  }

 private:
  void mark(ValueId id) {
    std::vector<ValueId> waiting{id};
    while (!waiting.empty()) {
      const ValueId next = waiting.back();
      waiting.pop_back();
      if (live_[next]) continue;
      live_[next] = true;
      const Value& value = graph_.values[next];
      waiting.insert(waiting.end(), value.operands.begin(), value.operands.end());
      if (value.leaf == Leaf::state && !states_[value.index]) {
        states_[value.index] = true;
        const std::uint32_t variable = graph_.states[value.index].variable;
        waiting.push_back(graph_.base_year_of[variable]);
        waiting.push_back(graph_.later_years_of[variable]);
      }
      if (value.region != no_region) {
        const Region& region = graph_.regions[value.region];
        for (const auto* list : {&region.guesses, &region.computed, &region.first_guesses}) {
          waiting.insert(waiting.end(), list->begin(), list->end());
        }
      }
    }
  }

  const ValueGraph& graph_;
  std::vector<bool> live_;
  std::vector<bool> states_;
};

/// How often each value is read, by other values or as a result.
std::vector<std::uint32_t> count_uses(const ValueGraph& graph) {
  std::vector<std::uint32_t> uses(graph.values.size(), 0);
  for (const Value& value : graph.values) {
    for (const ValueId operand : value.operands)
      ++uses[operand];
  }
  const auto use_all = [&](const std::vector<ValueId>& list) {
    for (const ValueId id : list)
      ++uses[id];
  };
  for (const auto* list : {&graph.base_year_of, &graph.later_years_of, &graph.base_year_outputs,
                           &graph.later_year_outputs, &graph.base_year_checks, &graph.later_year_checks})
    use_all(*list);
  for (const Region& region : graph.regions) {
    for (const auto* list : {&region.guesses, &region.computed, &region.first_guesses})
      use_all(*list);
  }
  return uses;
}

/// Whether a value is a product that nobody else reads.
bool is_lone_product(const ValueGraph& graph, const std::vector<std::uint32_t>& uses, ValueId id) {
  const Value& value = graph.values[id];
  return value.leaf == Leaf::none && value.code == OpCode::multiply && uses[id] == 1;
}

/// A sum of products that nobody else reads is taken in one go.
void fold_dots(ValueGraph& graph) {
  const std::vector<std::uint32_t> uses = count_uses(graph);
  for (Value& value : graph.values) {
    if (value.leaf != Leaf::none || value.code != OpCode::sum) continue;
    if (!is_lone_product(graph, uses, value.operands[0])) continue;
    const Value& product = graph.values[value.operands[0]];
    std::vector<ValueId> factors = product.operands;
    // The constant one last: its zeros leave rows out.
    if (graph.values[factors[0]].level < graph.values[factors[1]].level) std::swap(factors[0], factors[1]);
    if (std::max(graph.values[factors[0]].rows, graph.values[factors[1]].rows) != product.rows) continue;
    value.code = OpCode::dot;
    value.operands = factors;
  }
}

/// So is a product that is only added, subtracted or multiplied once more.
void fold_products(ValueGraph& graph) {
  const std::vector<std::uint32_t> uses = count_uses(graph);
  for (Value& value : graph.values) {
    const bool commutes = value.code == OpCode::add || value.code == OpCode::multiply;
    if (value.leaf != Leaf::none || !(commutes || value.code == OpCode::subtract)) continue;
    const auto folds = [&](ValueId id) {
      const Value& product = graph.values[id];
      return is_lone_product(graph, uses, id) && product.rows == value.rows && product.level == value.level &&
             product.region == value.region;
    };
    if (commutes && folds(value.operands[0])) std::swap(value.operands[0], value.operands[1]);
    if (!folds(value.operands[1])) continue;
    const ValueId other = value.operands[0];
    const std::vector<ValueId> factors = graph.values[value.operands[1]].operands;
    if (value.code == OpCode::multiply) {
      value.operands = {factors[0], factors[1], other};
      value.code = OpCode::product;
    } else {
      value.operands = {other, factors[0], factors[1]};
      value.code = value.code == OpCode::add ? OpCode::add_product : OpCode::subtract_product;
    }
  }
}

/// Gives whole-vector operations lane arrays to read. A constant operand is copied: in the setup section only
/// literals and data need it, for what setup computes stands in slots; elsewhere once a trial.
void materialise_constants(ValueGraph& graph) {
  const std::size_t count = graph.values.size();
  for (ValueId id = 0; id < count; ++id) {
    if (graph.values[id].leaf != Leaf::none || goes_by_row(graph.values[id].code)) continue;
    const bool in_setup = graph.values[id].level == Level::constant;
    for (std::size_t i = 0; i < graph.values[id].operands.size(); ++i) {
      const Value& from = graph.values[graph.values[id].operands[i]];
      if (from.level != Level::constant || (in_setup && from.leaf == Leaf::none)) continue;
      Value copy;
      copy.operands = {graph.values[id].operands[i]};
      copy.rows = from.rows;
      copy.level = in_setup ? Level::constant : Level::trial;
      const ValueId copied = graph.intern(std::move(copy));
      graph.values[id].operands[i] = copied;
    }
  }
}

/// Turns each block into one value that waits for everything the block reads from outside.
std::vector<ValueId> add_block_values(ValueGraph& graph, const std::vector<bool>& live) {
  std::vector<ValueId> blocks;
  for (std::uint32_t number = 0; number < graph.regions.size(); ++number) {
    Value block;
    block.code = OpCode::simultaneous;
    block.index = number;
    block.level = graph.regions[number].level;
    const auto need = [&](ValueId operand) {
      const Value& value = graph.values[operand];
      if (value.leaf != Leaf::none && value.leaf != Leaf::block_result) return;
      if (value.region != number && value.level == block.level) block.operands.push_back(operand);
    };
    for (ValueId id = 0; id < live.size(); ++id) {
      if (!live[id] || graph.values[id].region != number) continue;
      for (const ValueId operand : graph.values[id].operands)
        need(operand);
    }
    for (const ValueId guess : graph.regions[number].first_guesses)
      need(guess);
    graph.values.push_back(std::move(block));
    blocks.push_back(static_cast<ValueId>(graph.values.size() - 1));
  }
  for (Value& value : graph.values) {
    if (value.leaf == Leaf::block_result) value.operands.push_back(blocks[value.index]);
  }
  return blocks;
}

}  // namespace

Program compile(const language::Model& model, const graph::Order& order) {
  ValueGraph graph = build_values(model, order);
  fold_dots(graph);
  fold_products(graph);
  materialise_constants(graph);
  const std::vector<bool> live = Liveness(graph).run();
  find_wanted_rows(graph, live);
  const std::vector<ValueId> blocks = add_block_values(graph, live);
  return Emitter(model, graph, live, blocks).run();
}

}  // namespace leontide::kernel
