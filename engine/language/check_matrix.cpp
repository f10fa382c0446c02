#include <algorithm>
#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "language/checker.hpp"
#include "language/print.hpp"

namespace leontide::language {

const Quantity* Checker::matrix_quantity(const Symbol& symbol) const {
  const Quantity* quantity = nullptr;
  if (symbol.kind == Symbol::Kind::datum) quantity = &model_.data[symbol.index];
  if (symbol.kind == Symbol::Kind::driver) quantity = &model_.drivers[symbol.index];
  return quantity != nullptr && quantity->shape.rank() == 2 ? quantity : nullptr;
}

/// A matrix of the data, or one that a driver draws.
NodeId Checker::check_matrix(const Syntax& syntax, Scope& scope) {
  if (is_faulty(syntax)) return no_node;
  const auto found = syntax.kind == Syntax::Kind::name ? names_.find(syntax.text) : names_.end();
  const Quantity* matrix = found == names_.end() ? nullptr : matrix_quantity(found->second);
  if (matrix == nullptr) {
    std::vector<std::string> known;
    for (const auto& [name, symbol] : names_) {
      if (matrix_quantity(symbol) != nullptr) known.push_back(name);
    }
    return fail("matrix", syntax.place,
                fmt::format("a matrix of the data is expected here, not \"{}\"", print(syntax)),
                suggestion(print(syntax), known));
  }
  Node node;
  node.operation = found->second.kind == Symbol::Kind::datum ? Operation::datum : Operation::driver;
  node.index = found->second.index;
  node.shape = matrix->shape;
  node.unit = matrix->unit;
  node.basis = matrix->basis;
  node.place = syntax.place;
  return add(scope, std::move(node));
}

NodeId Checker::matrix_product(NodeId matrix, NodeId vector, bool transposed, const Syntax& syntax,
                               Scope& scope) {
  const Shape shape = at(scope, matrix).shape;
  const SetId intermediate_inputs = transposed ? shape.sets[0] : shape.sets[1];
  const SetId given = transposed ? shape.sets[1] : shape.sets[0];
  const Shape& operand = at(scope, vector).shape;
  if (operand.rank() != 1 || operand.sets[0] != intermediate_inputs) {
    return fail("shape", syntax.place,
                fmt::format("the matrix \"{}\" needs a vector over [{}], but \"{}\" is {}",
                            print(argument(syntax, 0)), model_.sets[intermediate_inputs].name,
                            print(argument(syntax, 1)), shape_text(operand)));
  }
  const auto basis = product_basis(matrix, vector, syntax, scope, false);
  if (!basis) return no_node;
  Node node;
  node.operation = transposed ? Operation::transposed_vector : Operation::matrix_vector;
  node.operands = {matrix, vector};
  node.unit = language::multiply(at(scope, matrix).unit, at(scope, vector).unit);
  node.basis = *basis;
  node.shape.sets = {given};
  node.place = syntax.place;
  return add(scope, std::move(node));
}

NodeId Checker::multiplier(const Syntax& call, const std::string& keyword, SetId set, Scope& scope,
                           bool& sound) {
  const auto found = std::find_if(call.arguments.begin(), call.arguments.end(),
                                  [&](const Syntax::Argument& a) { return a.keyword == keyword; });
  if (found == call.arguments.end()) return no_node;
  NodeId value = check_node(found->value, scope);
  sound = false;
  if (value == no_node) return no_node;
  const Shape shape = at(scope, value).shape;
  if (shape.rank() != 0 && shape.sets != std::vector<SetId>{set}) {
    fail("shape", found->value.place,
         fmt::format("`{}` needs a value over [{}], but \"{}\" is {}", keyword, model_.sets[set].name,
                     print(found->value), shape_text(shape)));
    return no_node;
  }
  if (!at(scope, value).unit.exponents.empty()) {
    fail("unit", found->value.place,
         fmt::format("`{}` is a plain multiplier, but is in {}", keyword, to_string(at(scope, value).unit)));
    return no_node;
  }
  value = plain(value, scope);
  if (shape.rank() == 0) {
    value =
        binary(Operation::multiply, value, literal(scope, 1, call.place, Shape{{set}}), call.place, scope);
  }
  sound = true;
  return value;
}

/// The value times a multiplier, its unit and basis kept.
NodeId Checker::scaled(NodeId value, NodeId factor, const Syntax& syntax, Scope& scope) {
  if (factor == no_node) return value;
  const Node like = at(scope, value);
  const NodeId out = binary(Operation::multiply, value, factor, syntax.place, scope);
  at(scope, out).unit = like.unit;
  at(scope, out).basis = like.basis;
  return out;
}

NodeId Checker::inputs_of(const MatrixCall& call, const Syntax& syntax, Scope& scope) {
  const Shape shape = at(scope, call.matrix).shape;
  if (at(scope, call.vector).shape != Shape{{shape.sets[1]}}) {
    return fail(
        "shape", syntax.place,
        fmt::format("inputs needs a vector over [{}], but \"{}\" is {}", model_.sets[shape.sets[1]].name,
                    print(argument(syntax, 1)), shape_text(at(scope, call.vector).shape)));
  }
  const NodeId weights =
      call.row != no_node ? call.row : literal(scope, 1, syntax.place, Shape{{shape.sets[0]}});
  const NodeId intermediate_inputs = matrix_product(call.matrix, weights, true, syntax, scope);
  if (intermediate_inputs == no_node) return no_node;
  const NodeId a_share = scaled(intermediate_inputs, call.column, syntax, scope);
  const auto basis = product_basis(a_share, call.vector, syntax, scope, false);
  if (!basis) return no_node;
  const NodeId out = binary(Operation::multiply, a_share, call.vector, syntax.place, scope);
  at(scope, out).unit = language::multiply(at(scope, a_share).unit, at(scope, call.vector).unit);
  at(scope, out).basis = *basis;
  return out;
}

NodeId Checker::leontief_of(const MatrixCall& call, const Syntax& syntax, Scope& scope) {
  const Shape shape = at(scope, call.matrix).shape;
  const Node taken = at(scope, call.matrix);
  const bool is_datum = taken.operation == Operation::datum;
  const std::string& matrix_name =
      is_datum ? model_.data[taken.index].name : model_.drivers[taken.index].name;
  if (shape.sets[0] != shape.sets[1]) {
    return fail(
        "shape", syntax.place,
        fmt::format("leontief needs a square matrix, but \"{}\" is {}", matrix_name, shape_text(shape)));
  }
  if (taken.unit != Unit{})
    return fail("unit", syntax.place,
                fmt::format("leontief needs coefficients without unit, but \"{}\" is in {}", matrix_name,
                            to_string(taken.unit)));
  if (at(scope, call.vector).shape != Shape{{shape.sets[0]}}) {
    return fail(
        "shape", syntax.place,
        fmt::format("leontief needs demand over [{}], but \"{}\" is {}", model_.sets[shape.sets[0]].name,
                    print(argument(syntax, 1)), shape_text(at(scope, call.vector).shape)));
  }
  if (is_datum && model_.data[taken.index].requirements == StatedRequirements::total) {
    diagnostics_.warning(
        "total-requirements", syntax.place,
        fmt::format("\"{}\" holds total requirements: inputs made elsewhere count as made here", matrix_name),
        "multipliers of all origins overstate local ones, by 6 to 33 % in China's table of 2017; use "
        "regional requirements");
  }
  Node node = at(scope, call.vector);
  node.operation = Operation::leontief;
  node.operands = {call.matrix, call.vector};
  node.extra = (call.row != no_node ? 1U : 0U) | (call.column != no_node ? 2U : 0U);
  if (call.row != no_node) node.operands.push_back(call.row);
  if (call.column != no_node) node.operands.push_back(call.column);
  node.place = syntax.place;
  return add(scope, std::move(node));
}

NodeId Checker::check_matrix_function(const Syntax& syntax, Scope& scope) {
  const std::string& name = syntax.text;
  const Syntax& first = argument(syntax, 0);
  const bool transposed = name == "multiply" && first.kind == Syntax::Kind::call &&
                          first.text == "transpose" && first.arguments.size() == 1;
  const NodeId matrix = check_matrix(transposed ? argument(first, 0) : first, scope);
  NodeId vector = check_node(argument(syntax, 1), scope);
  if (matrix == no_node) {
    for (const Syntax::Argument& other : syntax.arguments) {
      if (!other.keyword.empty()) check_node(other.value, scope);
    }
    return no_node;
  }
  if (name == "multiply" && vector == no_node) return no_node;
  if (name == "multiply") return matrix_product(matrix, vector, transposed, syntax, scope);

  const Shape shape = at(scope, matrix).shape;
  bool row_sound = true;
  bool column_sound = true;
  const NodeId row = multiplier(syntax, "row", shape.sets[0], scope, row_sound);
  const NodeId column = multiplier(syntax, "column", shape.sets[1], scope, column_sound);
  if (vector == no_node || !row_sound || !column_sound) return no_node;

  if (name == "deliveries") {
    const NodeId intermediate_uses =
        matrix_product(matrix, scaled(vector, column, syntax, scope), false, syntax, scope);
    return intermediate_uses == no_node ? no_node : scaled(intermediate_uses, row, syntax, scope);
  }
  const MatrixCall call{matrix, vector, row, column};
  return name == "inputs" ? inputs_of(call, syntax, scope) : leontief_of(call, syntax, scope);
}

}  // namespace leontide::language
