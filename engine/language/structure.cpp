#include "language/structure.hpp"

#include <fmt/format.h>
#include <utility>

#include "base/numbers.hpp"
#include "base/sha256.hpp"

namespace leontide::language {

namespace {

class StructureText {
 public:
  std::string of(const Model& model) {
    put("steps", model.time.steps());
    for (const Set& set : model.sets)
      put("set", set.name, static_cast<int>(set.kind), set.parent, fmt::join(set.codes, "\x1f"),
          fmt::join(set.map, ","));
    for (const Datum& datum : model.data)
      quantity(datum.by_year ? "datum by year" : "datum", datum);
    for (std::size_t i = 0; i < model.drivers.size(); ++i) {
      quantity("driver", model.drivers[i]);
      put(model.moving_drivers[i]);
    }
    for (const Quantity& lever : model.levers)
      quantity("lever", lever);
    for (const Quantity& event : model.events)
      quantity("event", event);
    for (const SimultaneousBlock& block : model.blocks)
      put("block", block.name, fmt::join(block.variables, "\x1f"), print_number(block.tolerance),
          block.iterations, print_number(block.damping));
    for (const Variable& variable : model.variables) {
      quantity("variable", variable);
      expression(variable.start);
      expression(variable.equation);
    }
    for (const Indicator& indicator : model.indicators) {
      quantity("indicator", indicator);
      put(indicator.begins);
      if (indicator.bounds) put(print_number(indicator.bounds->low), print_number(indicator.bounds->high));
      expression(indicator.value);
    }
    for (const Check& check : model.checks) {
      quantity("check", check);
      put(check.begins, print_number(check.within), check.base_year_only);
      expression(check.value);
    }
    return sha256(text_);
  }

 private:
  template <class... Parts>
  void put(Parts&&... parts) {
    ((text_ += fmt::format("{}\x1e", std::forward<Parts>(parts))), ...);
    text_ += '\n';
  }

  void quantity(const char* kind, const Quantity& what) {
    put(kind, what.name, fmt::join(what.shape.sets, ","), to_string(what.unit), to_string(what.basis));
  }

  void expression(const Expression& what) {
    for (const Node& node : what.nodes)
      put(static_cast<int>(node.operation), fmt::join(node.operands, ","), print_number(node.number),
          node.index, node.extra, fmt::join(node.shape.sets, ","));
    put("end");
  }

  std::string text_;
};

}  // namespace

std::string structure_of(const Model& model) {
  return StructureText().of(model);
}

}  // namespace leontide::language
