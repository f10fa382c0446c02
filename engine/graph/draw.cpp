#include "graph/draw.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

#include "base/numbers.hpp"

namespace leontide::graph {

namespace {

using language::Expression;
using language::Model;
using language::Operation;

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out + "\"";
}

/// Collects boxes as they are first met, so that unused data are left out.
class VariableDrawer {
 public:
  explicit VariableDrawer(const Model& model) : model_(model) {}

  Drawing run() {
    for (const auto& variable : model_.variables) {
      if (variable.hidden) continue;
      const std::size_t to = box(variable.name, "variable");
      read(variable.start, to);
      read(variable.equation, to);
    }
    for (const auto& indicator : model_.indicators)
      read(indicator.value, box("indicator " + indicator.name, "indicator"));
    return std::move(drawing_);
  }

 private:
  std::size_t box(const std::string& name, const std::string& kind) {
    const auto [found, added] = numbers_.emplace(kind + ":" + name, drawing_.boxes.size());
    if (added) drawing_.boxes.push_back({name, name, kind});
    return found->second;
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
        case Operation::datum: arrow(box(model_.data[node.index].name, "data"), to, false); break;
        case Operation::driver: arrow(box(model_.drivers[node.index].name, "driver"), to, false); break;
        case Operation::lever: arrow(box(model_.levers[node.index].name, "lever"), to, false); break;
        case Operation::event: arrow(box(model_.events[node.index].name, "event"), to, false); break;
        case Operation::variable:
        case Operation::previous:
        case Operation::at_step: {
          const auto& variable = model_.variables[node.index];
          if (!variable.hidden) {
            arrow(box(variable.name, "variable"), to, node.operation != Operation::variable);
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

const char* shape_of(const std::string& kind) {
  if (kind == "data") return "cylinder";
  if (kind == "driver") return "diamond";
  if (kind == "lever" || kind == "event") return "hexagon";
  if (kind == "indicator") return "note";
  return "box";
}

}  // namespace

Drawing draw_variables(const Model& model) {
  return VariableDrawer(model).run();
}

Drawing draw_clusters(const Model& model, const language::Datum& matrix, language::SetId groups,
                      double least) {
  const auto& set = model.sets[groups];
  const std::size_t n = set.map.size();
  const std::size_t k = set.codes.size();
  std::vector<double> total(k * k, 0);
  std::vector<double> members(k, 0);
  for (std::size_t j = 0; j < n; ++j) {
    members[set.map[j]] += 1;
    for (std::size_t i = 0; i < n; ++i)
      total[set.map[i] * k + set.map[j]] += matrix.values[i * n + j];
  }
  Drawing drawing;
  for (const std::string& code : set.codes)
    drawing.boxes.push_back({code, code, "cluster"});
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t j = 0; j < k; ++j) {
      const double mean = total[i * k + j] / members[j];
      if (mean >= least) drawing.arrows.push_back({i, j, mean, false});
    }
  }
  return drawing;
}

std::string to_dot(const Drawing& drawing, const std::string& title) {
  std::string text =
      fmt::format("digraph {} {{\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n", quoted(title));
  for (std::size_t i = 0; i < drawing.boxes.size(); ++i) {
    const auto& box = drawing.boxes[i];
    text += fmt::format("  n{} [label={}, shape={}];\n", i, quoted(box.label), shape_of(box.kind));
  }
  for (const auto& arrow : drawing.arrows) {
    std::string style = arrow.lagged ? "style=dashed" : "";
    if (arrow.weight != 1) {
      style = fmt::format("penwidth={}, label=\"{}\"",
                          print_fixed(std::clamp(20 * std::fabs(arrow.weight), 0.5, 12.0), 2),
                          print_fixed(arrow.weight, 3));
    }
    text += fmt::format("  n{} -> n{}{};\n", arrow.from, arrow.to, style.empty() ? "" : " [" + style + "]");
  }
  return text + "}\n";
}

std::string to_json(const Drawing& drawing) {
  std::string text = "{\"nodes\":[";
  for (std::size_t i = 0; i < drawing.boxes.size(); ++i) {
    const auto& box = drawing.boxes[i];
    text +=
        fmt::format("{}{{\"name\":{},\"kind\":{}}}", i == 0 ? "" : ",", quoted(box.name), quoted(box.kind));
  }
  text += "],\"edges\":[";
  for (std::size_t i = 0; i < drawing.arrows.size(); ++i) {
    const auto& arrow = drawing.arrows[i];
    text += fmt::format("{}{{\"from\":{},\"to\":{},\"weight\":{},\"lagged\":{}}}", i == 0 ? "" : ",",
                        arrow.from, arrow.to, print_number(arrow.weight), arrow.lagged);
  }
  return text + "]}\n";
}

}  // namespace leontide::graph
