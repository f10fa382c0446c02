#include "kernel/value_graph.hpp"

#include <algorithm>
#include <bit>

namespace leontide::kernel {

std::uint32_t rows_over(const std::vector<Value>& values, const Value& value) {
  if (!adds_rows(value.code)) return value.rows;
  std::uint32_t rows = 1;
  for (const ValueId operand : value.operands)
    rows = std::max(rows, values[operand].rows);
  return rows;
}

ValueId ValueGraph::intern(Value value) {
  const Key key{
      value.code, value.leaf, value.operands, value.index, std::bit_cast<std::uint64_t>(value.number),
      value.rows, value.level};
  const auto [found, added] = known_.emplace(key, static_cast<ValueId>(values.size()));
  if (added) values.push_back(std::move(value));
  return found->second;
}

ValueId ValueGraph::operation(OpCode code, std::vector<ValueId> operands, std::uint32_t rows,
                              std::uint32_t index) {
  Value value;
  value.code = code;
  value.rows = rows;
  value.index = index;
  for (const ValueId operand : operands) {
    const Value& from = values[operand];
    value.level = std::max(value.level, from.level);
    if (from.region != no_region) value.region = from.region;
  }
  value.operands = std::move(operands);
  return intern(std::move(value));
}

ValueId ValueGraph::leaf(Leaf kind, std::uint32_t index, std::uint32_t rows, Level level) {
  Value value;
  value.leaf = kind;
  value.index = index;
  value.rows = rows;
  value.level = level;
  return intern(std::move(value));
}

ValueId ValueGraph::filled(double number, std::uint32_t rows) {
  Value value;
  value.leaf = Leaf::literal;
  value.number = number;
  value.rows = rows;
  return intern(std::move(value));
}

ValueId ValueGraph::state(State wanted, std::uint32_t rows, Level level) {
  const auto same = [&](const State& s) {
    return s.variable == wanted.variable && s.at_step == wanted.at_step && s.step == wanted.step;
  };
  auto found = std::find_if(states.begin(), states.end(), same);
  if (found == states.end()) found = states.insert(states.end(), wanted);
  return leaf(Leaf::state, static_cast<std::uint32_t>(found - states.begin()), rows, level);
}

std::uint32_t ValueGraph::map(std::vector<std::uint32_t> rows) {
  const auto found = std::find(maps.begin(), maps.end(), rows);
  if (found != maps.end()) return static_cast<std::uint32_t>(found - maps.begin());
  maps.push_back(std::move(rows));
  return static_cast<std::uint32_t>(maps.size() - 1);
}

std::uint32_t ValueGraph::drawn_matrix(const std::string& name) {
  const auto found = std::find(drawn_matrices.begin(), drawn_matrices.end(), name);
  if (found != drawn_matrices.end()) return static_cast<std::uint32_t>(found - drawn_matrices.begin());
  drawn_matrices.push_back(name);
  return static_cast<std::uint32_t>(drawn_matrices.size() - 1);
}

std::uint32_t ValueGraph::system(std::uint32_t datum, const std::string& name, bool multiplied) {
  for (std::uint32_t i = 0; i < systems.size(); ++i) {
    if (systems[i].datum == datum && systems[i].multiplied == multiplied) return i;
  }
  systems.push_back({name, datum, multiplied});
  return static_cast<std::uint32_t>(systems.size() - 1);
}

}  // namespace leontide::kernel
