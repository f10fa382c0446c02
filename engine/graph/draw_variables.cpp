#include <algorithm>
#include <map>

#include "graph/draw.hpp"
#include "graph/ways.hpp"

namespace leontide::graph {

namespace {

using language::Expression;
using language::Model;
using language::Operation;

/// Collects boxes as they are first met, so that unused data are left out.
class VariableDrawer {
 public:
  explicit VariableDrawer(const Model& model) : model_(model) {}

  Drawing run() {
    for (const auto& variable : model_.variables) {
      if (variable.hidden) continue;
      const std::size_t to = box(variable, "variable");
      read(variable.start, to);
      read(variable.equation, to);
    }
    for (const auto& indicator : model_.indicators)
      read(indicator.value, box(indicator, "indicator"));
    mark_blocks();
    mark_cycles(drawing_);
    drawing_.title = model_.title;
    drawing_.legend = {"arrows: from what is read to what reads it; dashed: of the year before",
                       "箭头：由被引用量指向引用量；虚线：引用上一年"};
    return std::move(drawing_);
  }

 private:
  std::size_t box(const language::Quantity& quantity, const std::string& kind) {
    const auto [found, added] = numbers_.emplace(kind + ":" + quantity.name, drawing_.boxes.size());
    if (added) drawing_.boxes.push_back({quantity.name, quantity.title, kind, quantity.place.file, {}});
    return found->second;
  }

  void mark_blocks() {
    for (const auto& block : model_.blocks) {
      for (Drawing::Box& box : drawing_.boxes) {
        if (box.kind == "variable" &&
            std::find(block.variables.begin(), block.variables.end(), box.name) != block.variables.end())
          box.is_in_block = true;
      }
    }
  }

  void arrow(std::size_t from, std::size_t to, bool lagged) {
    const auto same = [&](const Drawing::Arrow& a) {
      return a.from == from && a.to == to && a.lagged == lagged;
    };
    if (std::none_of(drawing_.arrows.begin(), drawing_.arrows.end(), same))
      drawing_.arrows.push_back({from, to, 1, lagged});
  }

  void read(const Expression& expression, std::size_t to) {
    for (const auto& node : expression.nodes) {
      switch (node.operation) {
        case Operation::datum: arrow(box(model_.data[node.index], "data"), to, false); break;
        case Operation::driver: arrow(box(model_.drivers[node.index], "driver"), to, false); break;
        case Operation::lever: arrow(box(model_.levers[node.index], "lever"), to, false); break;
        case Operation::event: arrow(box(model_.events[node.index], "event"), to, false); break;
        case Operation::variable:
        case Operation::previous:
        case Operation::at_step: {
          const auto& variable = model_.variables[node.index];
          if (!variable.hidden) {
            arrow(box(variable, "variable"), to, node.operation != Operation::variable);
          } else if (node.operation == Operation::variable || node.operation == Operation::previous) {
            if (depth_ > 8) break;
            ++depth_;
            read(variable.start.empty() ? variable.equation : variable.start, to);
            --depth_;
          }
          break;
        }
        default: break;
      }
    }
  }

  const Model& model_;
  Drawing drawing_;
  std::map<std::string, std::size_t> numbers_;
  int depth_ = 0;
};

}  // namespace

Drawing draw_variables(const Model& model) {
  return VariableDrawer(model).run();
}

}  // namespace leontide::graph
