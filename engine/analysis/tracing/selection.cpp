#include "analysis/tracing/selection.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

#include "base/nearest_name.hpp"

namespace leontide::analysis {

namespace {

using language::Model;
using language::Node;
using language::Operation;
using language::Quantity;

/// A variable that is nothing but something else, which all that read the other read from now on.
std::uint32_t stand_in(Model& model, Operation operation, std::uint32_t index, const Quantity& like) {
  language::Variable variable;
  static_cast<Quantity&>(variable) = like;
  Node node;
  node.operation = operation;
  node.index = index;
  node.shape = like.shape;
  variable.equation.nodes = {node};
  const auto number = static_cast<std::uint32_t>(model.variables.size());
  for (language::Variable& reader : model.variables) {
    for (language::Expression* expression : {&reader.start, &reader.equation}) {
      for (Node& other : expression->nodes) {
        if (other.operation != operation || other.index != index || other.shape.rank() > 1) continue;
        other.operation = Operation::variable;
        other.index = number;
      }
    }
  }
  model.variables.push_back(std::move(variable));
  return number;
}

std::optional<std::uint32_t> variable_of(Model& model, const std::string& name) {
  for (std::uint32_t v = 0; v < model.variables.size(); ++v) {
    if (model.variables[v].name == name) return v;
  }
  for (std::uint32_t i = 0; i < model.data.size(); ++i) {
    if (model.data[i].name == name && model.data[i].shape.rank() < 2)
      return stand_in(model, Operation::datum, i, Quantity(model.data[i]));
  }
  for (std::uint32_t i = 0; i < model.drivers.size(); ++i) {
    if (model.drivers[i].name == name && model.drivers[i].shape.rank() < 2)
      return stand_in(model, Operation::driver, i, Quantity(model.drivers[i]));
  }
  for (const language::Indicator& indicator : model.indicators) {
    if (indicator.name != name) continue;
    language::Variable variable;
    static_cast<Quantity&>(variable) = indicator;
    variable.equation = indicator.value;
    model.variables.push_back(std::move(variable));
    return static_cast<std::uint32_t>(model.variables.size() - 1);
  }
  return std::nullopt;
}

std::vector<std::string> names_of(const Model& model) {
  std::vector<std::string> names;
  const auto add = [&](const auto& list) {
    for (const auto& one : list)
      names.push_back(one.name);
  };
  add(model.variables);
  add(model.indicators);
  add(model.data);
  add(model.drivers);
  std::erase_if(names, [](const std::string& name) { return name.starts_with('@'); });
  return names;
}

}  // namespace

std::optional<Selection> select(scenario::Reading& reading, const std::string& text, const std::string& what,
                                Diagnostics& diagnostics) {
  Model& model = reading.model;
  const Place place{what, 0, 0, 0};
  const std::size_t open = text.find('[');
  const std::string name = text.substr(0, open);
  const auto variable = variable_of(model, name);
  if (!variable) {
    const std::vector<std::string> known = names_of(model);
    diagnostics.error("unknown-name", place, fmt::format("nothing is called \"{}\"", name),
                      suggestion(name, known));
    return std::nullopt;
  }
  Selection out{*variable, {}, {""}};
  const language::Shape& shape = model.variables[*variable].shape;
  if (shape.rank() == 1) out.codes = model.sets[shape.sets[0]].codes;
  if (open == std::string::npos) {
    out.rows.resize(out.codes.size());
    std::iota(out.rows.begin(), out.rows.end(), std::size_t{0});
    return out;
  }
  std::string inner = text.substr(open + 1, text.ends_with(']') ? text.size() - open - 2 : std::string::npos);
  if (shape.rank() != 1 || !text.ends_with(']')) {
    diagnostics.error("shape", place, fmt::format("\"{}\" has no members to choose", text),
                      "write name, name[subset] or name[\"code\"]");
    return std::nullopt;
  }
  const bool is_quoted = inner.size() > 1 && (inner.front() == '"' || inner.front() == '\'');
  if (is_quoted) inner = inner.substr(1, inner.size() - 2);
  const auto code = std::find(out.codes.begin(), out.codes.end(), inner);
  if (code != out.codes.end()) {
    out.rows = {static_cast<std::size_t>(code - out.codes.begin())};
    return out;
  }
  std::vector<std::string> known = out.codes;
  for (language::SetId set = 0; set < model.sets.size() && !is_quoted; ++set) {
    const auto rows = language::rows_in(model.sets, set, shape.sets[0]);
    if (!rows) continue;
    known.push_back(model.sets[set].name);
    if (model.sets[set].name != inner) continue;
    out.rows.assign(rows->begin(), rows->end());
    return out;
  }
  diagnostics.error("unknown-code", place, fmt::format("\"{}\" has no member or subset \"{}\"", name, inner),
                    suggestion(inner, known));
  return std::nullopt;
}

}  // namespace leontide::analysis
