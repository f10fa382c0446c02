#include "simulation/path_sizes.hpp"

#include <algorithm>
#include <cmath>

#include "lanes/width.hpp"
#include "simulation/sized.hpp"

namespace leontide::simulation {

namespace {

using language::Expression;
using language::Model;
using language::Node;
using language::Operation;
using language::SetId;

/// Sweeps over a simultaneous block: sizes need no more digits than these give.
constexpr int block_sweeps = 40;
/// Beside the deterministic one.
constexpr std::size_t drawn_paths = 3;

/// The equations on one path of the inputs, year by year.
class PathWalk {
 public:
  /// On the path of one lane of the inputs.
  PathWalk(const Model& model, const kernel::Constants& constants, const random::SamplerPlan& plan,
           const random::InputBlock& inputs, std::size_t lane)
      : model_(model), constants_(constants), plan_(plan), inputs_(inputs), lane_(lane) {}

  void run(std::size_t step, const std::vector<graph::Component>& components) {
    years_.emplace_back();
    for (std::size_t v = 0; v < model_.variables.size(); ++v)
      years_[step].push_back(step == 0 ? SizedRows(rows_in(model_.variables[v].shape), plain(1))
                                       : years_[step - 1][v]);
    for (const graph::Component& component : components) {
      for (int sweep = 0; sweep < (component.block ? block_sweeps : 1); ++sweep) {
        for (const std::uint32_t variable : component.variables)
          years_[step][variable] = value_of(equation(variable, step), step, rows_in(shape_of(variable)));
      }
    }
  }

  SizedRows value_of(const Expression& expression, std::size_t step, std::size_t rows) const {
    std::vector<SizedRows> made;
    made.reserve(expression.nodes.size());
    for (const Node& node : expression.nodes)
      made.push_back(of(expression, node, made, step));
    if (made.back().size() < rows) made.back().assign(rows, made.back().front());
    return std::move(made.back());
  }

 private:
  using Made = std::vector<SizedRows>;

  const language::Shape& shape_of(std::uint32_t variable) const { return model_.variables[variable].shape; }
  std::size_t rows_in(const language::Shape& shape) const { return model_.rows(shape); }
  const Expression& equation(std::uint32_t variable, std::size_t step) const {
    const language::Variable& v = model_.variables[variable];
    return step == 0 && !v.start.empty() ? v.start : v.equation;
  }

  SizedRows input(const random::Rows& where, std::size_t step) const {
    const double* first = where.per_step ? inputs_.step_rows(step) : inputs_.trial_rows();
    SizedRows rows;
    for (std::size_t row = where.first; row < where.first + where.count; ++row)
      rows.push_back(plain(first[row * lanes::width + lane_]));
    return rows;
  }

  SizedRows lever(std::uint32_t index, std::size_t step) const {
    const std::size_t steps = constants_.ramps.size() / std::max<std::size_t>(1, model_.levers.size());
    SizedRows strength = input(plan_.levers[index], step);
    return {apply(Operation::multiply, strength[0], plain(constants_.ramps[index * steps + step]), {})};
  }

  SizedRows datum(std::uint32_t index, std::size_t step) const {
    const language::Datum& datum = model_.data[index];
    const std::size_t count = rows_in(datum.shape);
    const std::size_t first = datum.by_year ? step * count : 0;
    SizedRows rows;
    for (std::size_t row = 0; row < count; ++row)
      rows.push_back(plain(datum.values[first + row]));
    return rows;
  }

  std::vector<double> cells_of(const Node& matrix) const {
    if (matrix.operation == Operation::datum) return model_.data[matrix.index].values;
    const random::Rows& where = plan_.drivers[matrix.index];
    std::vector<double> cells;
    for (std::size_t row = where.first; row < where.first + where.count; ++row)
      cells.push_back(inputs_.trial_rows()[row * lanes::width + lane_]);
    return cells;
  }

  SizedRows of(const Expression& expression, const Node& node, const Made& made, std::size_t step) const {
    switch (node.operation) {
      case Operation::literal: return {plain(node.number)};
      case Operation::datum: return node.shape.rank() == 2 ? SizedRows{{}} : datum(node.index, step);
      case Operation::driver:
        return node.shape.rank() == 2 ? SizedRows{{}} : input(plan_.drivers[node.index], step);
      case Operation::event: return input(plan_.events[node.index], step);
      case Operation::lever: return lever(node.index, step);
      case Operation::year: return {plain(static_cast<double>(model_.time.base) + static_cast<double>(step))};
      case Operation::variable: return years_[step][node.index];
      case Operation::previous: return years_[step == 0 ? 0 : step - 1][node.index];
      case Operation::at_step: return years_[std::min<std::size_t>(step, node.extra)][node.index];
      default: return combined(expression, node, made);
    }
  }

  SizedRows combined(const Expression& expression, const Node& node, const Made& made) const {
    const auto operand = [&](std::size_t i) -> const SizedRows& { return made[node.operands[i]]; };
    const auto spread = [&](std::size_t i) { return whole(expression, node, made, i); };
    switch (node.operation) {
      case Operation::sum: return {sum(spread(0))};
      case Operation::mean: {
        const SizedRows rows = spread(0);
        const Sized total = sum(rows);
        return {{total.value / static_cast<double>(rows.size()), total.size}};
      }
      case Operation::dot: return {sum(element_by_element(Operation::multiply, {spread(0), spread(1)}))};
      case Operation::group_sum:
      case Operation::spread:
      case Operation::restrict:
      case Operation::expand: return moved(expression, node, spread(0));
      case Operation::matrix_vector:
      case Operation::transposed_vector: {
        const Node& matrix = expression.nodes[node.operands[0]];
        const std::vector<double> cells = cells_of(matrix);
        const std::size_t columns = model_.sets[matrix.shape.sets[1]].codes.size();
        return product(cells, cells.size() / columns, columns, operand(1),
                       node.operation == Operation::transposed_vector);
      }
      case Operation::leontief: {
        std::size_t next = 2;
        const SizedRows ones{plain(1)};
        const SizedRows& row = (node.extra & 1U) != 0 ? operand(next++) : ones;
        const SizedRows& column = (node.extra & 2U) != 0 ? operand(next) : ones;
        return leontief(cells_of(expression.nodes[node.operands[0]]), operand(1), row, column);
      }
      default: {
        std::vector<SizedRows> operands;
        for (std::size_t i = 0; i < node.operands.size(); ++i)
          operands.push_back(operand(i));
        return element_by_element(node.operation, operands);
      }
    }
  }

  /// An operand with all its rows written out.
  SizedRows whole(const Expression& expression, const Node& node, const Made& made, std::size_t i) const {
    SizedRows rows = made[node.operands[i]];
    const std::size_t count = rows_in(expression.nodes[node.operands[i]].shape);
    if (rows.size() < count) rows.assign(count, rows.front());
    return rows;
  }

  static SizedRows element_by_element(Operation operation, const std::vector<SizedRows>& operands) {
    std::size_t rows = 1;
    for (const SizedRows& one : operands)
      rows = std::max(rows, one.size());
    const auto at = [&](std::size_t i, std::size_t row) {
      if (i >= operands.size()) return Sized{};
      return operands[i].size() == 1 ? operands[i][0] : operands[i][row];
    };
    SizedRows out(rows);
    for (std::size_t row = 0; row < rows; ++row)
      out[row] = apply(operation, at(0, row), at(1, row), at(2, row));
    return out;
  }

  /// From the members of a set to those of another: groups, parts, or the whole.
  SizedRows moved(const Expression& expression, const Node& node, const SizedRows& from) const {
    const SetId set = expression.nodes[node.operands[0]].shape.sets[0];
    SizedRows to(rows_in(node.shape));
    switch (node.operation) {
      case Operation::group_sum: {
        std::vector<SizedRows> parts(to.size());
        const std::vector<std::uint32_t> group = group_of_members(set, node.index);
        for (std::size_t i = 0; i < from.size(); ++i)
          parts[group[i]].push_back(from[i]);
        std::transform(parts.begin(), parts.end(), to.begin(), [](const SizedRows& p) { return sum(p); });
        break;
      }
      case Operation::spread: {
        const std::vector<std::uint32_t> group = group_of_members(node.index, set);
        for (std::size_t i = 0; i < to.size(); ++i)
          to[i] = from[group[i]];
        break;
      }
      case Operation::restrict: {
        const auto rows = *language::rows_in(model_.sets, node.index, set);
        for (std::size_t i = 0; i < to.size(); ++i)
          to[i] = from[rows[i]];
        break;
      }
      default: {
        const auto rows = *language::rows_in(model_.sets, set, node.index);
        for (std::size_t i = 0; i < from.size(); ++i)
          to[rows[i]] = from[i];
        break;
      }
    }
    return to;
  }

  std::vector<std::uint32_t> group_of_members(SetId set, SetId groups) const {
    std::vector<std::uint32_t> map = *language::rows_in(model_.sets, set, model_.sets[groups].parent);
    for (std::uint32_t& row : map)
      row = model_.sets[groups].map[row];
    return map;
  }

  const Model& model_;
  const kernel::Constants& constants_;
  const random::SamplerPlan& plan_;
  const random::InputBlock& inputs_;
  std::size_t lane_;
  std::vector<std::vector<SizedRows>> years_;  ///< [steps][variables]
};

/// Those of one path, the larger ones kept.
void add_sizes(const Model& model, const graph::Order& order, const kernel::Program& program, PathWalk walk,
               std::vector<double>& sizes) {
  for (std::size_t step = 0; step < program.steps; ++step) {
    walk.run(step, step == 0 ? order.base_year : order.later_years);
    std::vector<SizedRows> indicators;
    for (const language::Indicator& indicator : model.indicators)
      indicators.push_back(walk.value_of(indicator.value, step, model.rows(indicator.shape)));
    for (std::size_t o = 0; o < program.outputs.size(); ++o) {
      const kernel::Output& output = program.outputs[o];
      if (step < output.begins) continue;
      double& size = sizes[o * program.steps + step];
      const double found = indicators[output.indicator][output.element].size;
      if (std::isfinite(found)) size = std::max(size, found);
    }
  }
}

}  // namespace

std::vector<double> path_sizes(const Model& model, const graph::Order& order, const kernel::Program& program,
                               const kernel::Constants& constants, const random::SamplerPlan& plan) {
  std::vector<double> sizes(program.outputs.size() * program.steps, 0);
  random::InputBlock centre(plan);
  random::fill(plan, random::Centre{}, 0, centre);
  add_sizes(model, order, program, PathWalk(model, constants, plan, centre, 0), sizes);
  // What is 0 at the centre of its drivers has a size only off it. Which draws are taken is no matter of the
  // scenario's seed.
  random::InputBlock drawn(plan);
  random::fill(plan, random::Independent{1}, 0, drawn);
  for (std::size_t lane = 0; lane < drawn_paths; ++lane)
    add_sizes(model, order, program, PathWalk(model, constants, plan, drawn, lane), sizes);
  return sizes;
}

}  // namespace leontide::simulation
