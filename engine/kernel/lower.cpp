#include <algorithm>
#include <set>

#include "kernel/value_graph.hpp"

namespace leontide::kernel {

namespace {

using language::Expression;
using language::Model;
using language::Node;
using language::Operation;
using language::SetId;

OpCode elementwise_code(Operation operation) {
  switch (operation) {
    case Operation::negate: return OpCode::negate;
    case Operation::absolute: return OpCode::absolute;
    case Operation::exponential: return OpCode::exponential;
    case Operation::logarithm: return OpCode::logarithm;
    case Operation::square_root: return OpCode::square_root;
    case Operation::sine: return OpCode::sine;
    case Operation::cosine: return OpCode::cosine;
    case Operation::add: return OpCode::add;
    case Operation::subtract: return OpCode::subtract;
    case Operation::multiply: return OpCode::multiply;
    case Operation::divide: return OpCode::divide;
    case Operation::power: return OpCode::power;
    case Operation::minimum: return OpCode::minimum;
    case Operation::maximum: return OpCode::maximum;
    case Operation::less: return OpCode::less;
    case Operation::less_equal: return OpCode::less_equal;
    case Operation::greater: return OpCode::greater;
    case Operation::greater_equal: return OpCode::greater_equal;
    case Operation::equal: return OpCode::equal;
    case Operation::not_equal: return OpCode::not_equal;
    case Operation::select: return OpCode::select;
    case Operation::clamp: return OpCode::clamp;
    default: return OpCode::copy;
  }
}

/// Lowers the equations of one of the two years; what does not move in time meets itself in the graph.
class Lowering {
 public:
  Lowering(const Model& model, ValueGraph& graph, Level phase)
      : model_(model),
        graph_(graph),
        phase_(phase),
        current_(phase == Level::base_year ? graph.base_year_of : graph.later_years_of) {
    current_.assign(model.variables.size(), no_value);
  }

  void lower_groups(const std::vector<graph::Component>& groups) {
    for (const graph::Component& group : groups) {
      if (group.block) {
        lower_block(group);
      } else {
        const std::uint32_t variable = group.variables.front();
        const ValueId value = lower(equation(variable));
        // A variable that is nothing but another's lag gets a place of its own: states are overwritten in any
        // order.
        const bool is_state = graph_.values[value].leaf == Leaf::state;
        current_[variable] = is_state ? graph_.operation(OpCode::copy, {value}, rows_of(variable)) : value;
      }
    }
  }

  ValueId lower(const Expression& expression) {
    std::vector<ValueId> made;
    made.reserve(expression.nodes.size());
    for (const Node& node : expression.nodes)
      made.push_back(lower_node(expression, node, made));
    return made.back();
  }

 private:
  const Expression& equation(std::uint32_t variable) const {
    const auto& v = model_.variables[variable];
    return phase_ == Level::base_year && !v.start.empty() ? v.start : v.equation;
  }

  /// Variables read before they are computed are torn: their guess is iterated until what is computed agrees
  /// with it.
  std::vector<std::uint32_t> torn_variables(const graph::Component& group) const {
    const auto reads =
        phase_ == Level::base_year ? graph::reads_in_base_year(model_) : graph::reads_in_later_years(model_);
    const auto holds = [](const std::vector<std::uint32_t>& list, std::uint32_t variable) {
      return std::find(list.begin(), list.end(), variable) != list.end();
    };
    std::vector<std::uint32_t> torn;
    std::set<std::uint32_t> done;
    for (const std::uint32_t variable : group.variables) {
      for (const std::uint32_t read : reads[variable]) {
        if (holds(group.variables, read) && !holds(torn, read) && !done.contains(read)) torn.push_back(read);
      }
      done.insert(variable);
    }
    return torn;
  }

  void lower_block(const graph::Component& group) {
    const auto number = static_cast<std::uint32_t>(graph_.regions.size());
    Region region{*group.block, phase_, torn_variables(group), {}, {}, {}};
    for (const std::uint32_t variable : region.torn) {
      Value guess;
      guess.leaf = Leaf::guess;
      guess.index = static_cast<std::uint32_t>(graph_.values.size());
      guess.rows = rows_of(variable);
      guess.level = phase_;
      guess.region = number;
      current_[variable] = graph_.intern(guess);
      region.guesses.push_back(current_[variable]);
      // The base year starts from ones, later years from the year before.
      region.first_guesses.push_back(phase_ == Level::base_year
                                         ? graph_.filled(1, rows_of(variable))
                                         : graph_.state({variable, false, 0}, rows_of(variable), phase_));
    }
    std::vector<ValueId> results;
    for (const std::uint32_t variable : group.variables) {
      results.push_back(lower(equation(variable)));
      const bool torn = std::find(region.torn.begin(), region.torn.end(), variable) != region.torn.end();
      if (!torn) current_[variable] = results.back();
    }
    for (const std::uint32_t variable : region.torn) {
      const auto at =
          std::find(group.variables.begin(), group.variables.end(), variable) - group.variables.begin();
      region.computed.push_back(results[static_cast<std::size_t>(at)]);
    }
    graph_.regions.push_back(region);
    for (std::size_t i = 0; i < group.variables.size(); ++i) {
      Value result;
      result.leaf = Leaf::block_result;
      result.operands = {results[i]};
      result.index = number;
      result.rows = graph_.values[results[i]].rows;
      result.level = phase_;
      current_[group.variables[i]] =
          graph_.values[results[i]].region == number ? graph_.intern(result) : results[i];
    }
  }

  ValueId lower_node(const Expression& expression, const Node& node, const std::vector<ValueId>& made) {
    const auto operand = [&](std::size_t i) { return made[node.operands[i]]; };
    const auto set_of = [&](std::size_t i) { return expression.nodes[node.operands[i]].shape.sets[0]; };
    const std::uint32_t rows = rows_in_shape(node.shape);
    switch (node.operation) {
      case Operation::literal: return graph_.filled(node.number, rows);
      case Operation::datum:
        return model_.data[node.index].by_year ? graph_.leaf(Leaf::series, node.index, rows, phase_)
                                               : graph_.leaf(Leaf::datum, node.index, rows, Level::constant);
      case Operation::driver: return graph_.leaf(Leaf::driver, node.index, rows, driver_level(node.index));
      case Operation::event: return graph_.leaf(Leaf::event, node.index, 1, phase_);
      case Operation::year: return graph_.leaf(Leaf::year, 0, 1, phase_);
      case Operation::lever: {
        const ValueId strength = graph_.leaf(Leaf::lever, node.index, 1, Level::trial);
        return graph_.operation(OpCode::multiply, {strength, graph_.leaf(Leaf::ramp, node.index, 1, phase_)},
                                1);
      }
      case Operation::variable: return current_[node.index];
      case Operation::previous:
        return phase_ == Level::base_year ? current_[node.index]
                                          : graph_.state({node.index, false, 0}, rows, phase_);
      case Operation::at_step:
        return phase_ == Level::base_year ? current_[node.index]
                                          : graph_.state({node.index, true, node.extra}, rows, phase_);
      case Operation::sum: return graph_.operation(OpCode::sum, {operand(0)}, 1);
      case Operation::mean:
        return graph_.operation(OpCode::divide,
                                {graph_.operation(OpCode::sum, {operand(0)}, 1),
                                 graph_.filled(graph_.values[operand(0)].rows, 1)},
                                1);
      case Operation::dot: {
        const std::uint32_t length = graph_.values[operand(0)].rows;
        return graph_.operation(OpCode::sum,
                                {graph_.operation(OpCode::multiply, {operand(0), operand(1)}, length)}, 1);
      }
      case Operation::group_sum:
        return graph_.operation(OpCode::group_sum, {operand(0)}, rows,
                                graph_.map(group_of_members(set_of(0), node.index)));
      case Operation::spread:
        return graph_.operation(OpCode::gather, {operand(0)}, rows,
                                graph_.map(group_of_members(node.index, set_of(0))));
      case Operation::restrict:
        return graph_.operation(OpCode::gather, {operand(0)}, rows,
                                graph_.map(*rows_in(model_.sets, node.index, set_of(0))));
      case Operation::expand:
        return graph_.operation(OpCode::scatter, {operand(0)}, rows,
                                graph_.map(*rows_in(model_.sets, set_of(0), node.index)));
      case Operation::matrix_vector:
      case Operation::transposed_vector: {
        if (is_drawn(expression, node)) {
          const OpCode drawn = node.operation == Operation::matrix_vector ? OpCode::drawn_matrix_vector
                                                                          : OpCode::drawn_transposed_vector;
          return graph_.operation(drawn, {operand(1), operand(0)}, rows, drawn_name(expression, node));
        }
        const OpCode code =
            node.operation == Operation::matrix_vector ? OpCode::matrix_vector : OpCode::transposed_vector;
        return graph_.operation(code, {operand(1)}, rows, expression.nodes[node.operands[0]].index);
      }
      case Operation::leontief: return leontief(node, expression, made);
      case Operation::power: return power(operand(0), operand(1), rows);
      default: {
        std::vector<ValueId> operands;
        for (std::size_t i = 0; i < node.operands.size(); ++i)
          operands.push_back(operand(i));
        return graph_.operation(elementwise_code(node.operation), operands, rows);
      }
    }
  }

  /// Squares and fourth powers are products.
  ValueId power(ValueId base, ValueId exponent, std::uint32_t rows) {
    const Value& given = graph_.values[exponent];
    const bool square = given.leaf == Leaf::literal && given.number == 2;
    const bool fourth = given.leaf == Leaf::literal && given.number == 4;
    if (!square && !fourth) return graph_.operation(OpCode::power, {base, exponent}, rows);
    const ValueId squared = graph_.operation(OpCode::multiply, {base, base}, rows);
    return square ? squared : graph_.operation(OpCode::multiply, {squared, squared}, rows);
  }

  /// Whether the matrix is a driver's.
  static bool is_drawn(const Expression& expression, const Node& node) {
    return expression.nodes[node.operands[0]].operation == Operation::driver;
  }
  std::uint32_t drawn_name(const Expression& expression, const Node& node) {
    return graph_.drawn_matrix(model_.drivers[expression.nodes[node.operands[0]].index].name);
  }

  /// Multipliers of rows and columns go into the drawn cells.
  ValueId drawn_leontief(const Node& node, const Expression& expression, const std::vector<ValueId>& made) {
    const std::uint32_t n = rows_in_shape(node.shape);
    ValueId matrix = made[node.operands[0]];
    std::size_t next = 2;
    for (const bool is_row : {true, false}) {
      if ((node.extra & (is_row ? 1U : 2U)) == 0) continue;
      std::vector<std::uint32_t> cells(std::size_t{n} * n);
      for (std::uint32_t cell = 0; cell < cells.size(); ++cell)
        cells[cell] = is_row ? cell / n : cell % n;
      const ValueId factors = graph_.operation(OpCode::gather, {made[node.operands[next++]]}, n * n,
                                               graph_.map(std::move(cells)));
      matrix = graph_.operation(OpCode::multiply, {matrix, factors}, n * n);
    }
    return graph_.operation(OpCode::drawn_leontief, {made[node.operands[1]], matrix}, n,
                            drawn_name(expression, node));
  }

  ValueId leontief(const Node& node, const Expression& expression, const std::vector<ValueId>& made) {
    if (is_drawn(expression, node)) return drawn_leontief(node, expression, made);
    const std::uint32_t datum = expression.nodes[node.operands[0]].index;
    const std::uint32_t n = rows_in_shape(node.shape);
    const bool multiplied = node.extra != 0;
    std::vector<ValueId> operands{made[node.operands[1]]};
    if (multiplied) {
      const ValueId ones = graph_.filled(1, n);
      std::size_t next = 2;
      operands.push_back((node.extra & 1U) != 0 ? made[node.operands[next++]] : ones);
      operands.push_back((node.extra & 2U) != 0 ? made[node.operands[next]] : ones);
    }
    return graph_.operation(OpCode::leontief, operands, n,
                            graph_.system(datum, model_.data[datum].name, multiplied));
  }

  Level driver_level(std::uint32_t driver) const {
    return model_.moving_drivers[driver] ? phase_ : Level::trial;
  }

  /// [members of `set`] the group of each.
  std::vector<std::uint32_t> group_of_members(SetId set, SetId groups) const {
    std::vector<std::uint32_t> map = *rows_in(model_.sets, set, model_.sets[groups].parent);
    for (std::uint32_t& row : map)
      row = model_.sets[groups].map[row];
    return map;
  }

  std::uint32_t rows_in_shape(const language::Shape& shape) const {
    return static_cast<std::uint32_t>(model_.rows(shape));
  }
  std::uint32_t rows_of(std::uint32_t variable) const {
    return rows_in_shape(model_.variables[variable].shape);
  }

  const Model& model_;
  ValueGraph& graph_;
  Level phase_;
  std::vector<ValueId>& current_;
};

}  // namespace

ValueGraph build_values(const Model& model, const graph::Order& order) {
  ValueGraph graph;
  Lowering base(model, graph, Level::base_year);
  base.lower_groups(order.base_year);
  Lowering later(model, graph, Level::later_years);
  later.lower_groups(order.later_years);
  for (std::uint32_t i = 0; i < model.indicators.size(); ++i) {
    const auto& indicator = model.indicators[i];
    const ValueId in_base_year = base.lower(indicator.value);
    const ValueId in_later_years = later.lower(indicator.value);
    const auto rows = static_cast<std::uint32_t>(model.rows(indicator.shape));
    for (std::uint32_t element = 0; element < rows; ++element) {
      const std::string code =
          indicator.shape.rank() == 0 ? "" : "." + model.sets[indicator.shape.sets[0]].codes[element];
      graph.outputs.push_back({indicator.name + code, i, element, indicator.begins, {}, {}});
      graph.base_year_outputs.push_back(in_base_year);
      graph.later_year_outputs.push_back(in_later_years);
    }
  }
  for (const auto& check : model.checks) {
    graph.base_year_checks.push_back(base.lower(check.value));
    graph.later_year_checks.push_back(later.lower(check.value));
  }
  return graph;
}

}  // namespace leontide::kernel
