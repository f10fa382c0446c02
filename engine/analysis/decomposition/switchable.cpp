#include "analysis/decomposition/switchable.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <utility>

namespace leontide::analysis {

namespace {

using language::Expression;
using language::Model;
using language::Node;
using language::Operation;
using language::Quantity;
using language::Variable;

class Switching {
 public:
  explicit Switching(const scenario::Reading& reading) : out_{reading, {}}, model_(out_.reading.model) {}

  Switchable run(const std::string& of, const std::vector<std::vector<std::string>>& held) {
    model_.checks.clear();
    show(of);
    for (std::size_t group = 0; group < held.size(); ++group) {
      out_.switches.push_back(add_switch(group));
      for (const std::string& name : held[group])
        hold(name, out_.switches.back());
    }
    return std::move(out_);
  }

 private:
  /// The one indicator that is asked for.
  void show(const std::string& of) {
    std::vector<language::Indicator> shown;
    for (const language::Indicator& indicator : model_.indicators) {
      if (of == indicator.name || of.starts_with(indicator.name + ".")) shown = {indicator};
    }
    const auto variable = std::find_if(model_.variables.begin(), model_.variables.end(),
                                       [&](const Variable& v) { return v.name == of && !v.hidden; });
    if (shown.empty() && variable != model_.variables.end()) {
      language::Indicator indicator;
      static_cast<Quantity&>(indicator) = *variable;
      const auto index = static_cast<std::uint32_t>(variable - model_.variables.begin());
      indicator.value.nodes = {read(Operation::variable, index, *variable)};
      shown = {indicator};
    }
    model_.indicators = std::move(shown);
  }

  static Node read(Operation operation, std::uint32_t index, const Quantity& like) {
    Node node;
    node.operation = operation;
    node.index = index;
    node.shape = like.shape;
    node.unit = like.unit;
    node.basis = like.basis;
    node.place = like.place;
    return node;
  }

  std::size_t add_switch(std::size_t group) {
    Quantity quantity;
    quantity.name = fmt::format("@hold {}", group);
    language::LeverTiming timing;
    timing.start = model_.time.base + 1;
    random::Lever lever{quantity.name, random::Constant{1}};
    model_.levers.push_back(std::move(quantity));
    model_.lever_timings.push_back(std::move(timing));
    out_.reading.levers.push_back(std::move(lever));
    out_.reading.levers_on.push_back(true);
    return out_.reading.levers.size() - 1;
  }

  void hold(const std::string& name, std::size_t lever) {
    for (std::uint32_t v = 0; v < model_.variables.size(); ++v) {
      if (model_.variables[v].name == name) return hold_variable(v, lever);
    }
    const auto stand_in = [&](const auto& list, Operation operation) {
      const auto found =
          std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.name == name; });
      if (found == list.end()) return false;
      const Node node = read(operation, static_cast<std::uint32_t>(found - list.begin()), *found);
      replace(node, add_variable(node, lever));
      return true;
    };
    if (stand_in(model_.data, Operation::datum) || stand_in(model_.drivers, Operation::driver) ||
        stand_in(model_.levers, Operation::lever))
      return;
    stand_in(model_.events, Operation::event);
  }

  void hold_variable(std::uint32_t index, std::size_t lever) {
    Variable& variable = model_.variables[index];
    if (variable.start.empty()) variable.start = variable.equation;
    switch_to_base(variable, index, lever);
  }

  /// In later years the base year's value where the switch is on, else what the equation gives.
  void switch_to_base(Variable& variable, std::uint32_t index, std::size_t lever) {
    std::vector<Node>& nodes = variable.equation.nodes;
    const auto moving = static_cast<std::uint32_t>(nodes.size() - 1);
    const Quantity scalar;
    nodes.push_back(read(Operation::lever, static_cast<std::uint32_t>(lever), scalar));
    nodes.push_back(read(Operation::at_step, index, variable));
    Node choice = read(Operation::select, 0, variable);
    choice.operands = {moving + 1, moving + 2, moving};
    nodes.push_back(std::move(choice));
  }

  /// A variable that stands for something that is no variable.
  std::uint32_t add_variable(const Node& node, std::size_t lever) {
    const auto index = static_cast<std::uint32_t>(model_.variables.size());
    Variable variable;
    variable.name = fmt::format("@held {}", index);
    variable.shape = node.shape;
    variable.unit = node.unit;
    variable.basis = node.basis;
    variable.place = node.place;
    variable.hidden = true;
    variable.start.nodes = {node};
    variable.equation.nodes = {node};
    switch_to_base(variable, index, lever);
    model_.variables.push_back(std::move(variable));
    return index;
  }

  /// What reads the one reads the other.
  void replace(const Node& node, std::uint32_t variable) {
    const auto in = [&](Expression& expression) {
      for (Node& other : expression.nodes) {
        if (other.operation != node.operation || other.index != node.index) continue;
        other.operation = Operation::variable;
        other.index = variable;
        other.extra = 0;
      }
    };
    for (std::uint32_t v = 0; v < model_.variables.size(); ++v) {
      if (v == variable) continue;
      in(model_.variables[v].start);
      in(model_.variables[v].equation);
    }
    for (language::Indicator& indicator : model_.indicators)
      in(indicator.value);
  }

  Switchable out_;
  Model& model_;
};

}  // namespace

Switchable make_switchable(const scenario::Reading& reading, const std::string& of,
                           const std::vector<std::vector<std::string>>& held) {
  return Switching(reading).run(of, held);
}

}  // namespace leontide::analysis
