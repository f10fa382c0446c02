#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/nearest_name.hpp"
#include "language/checker.hpp"
#include "language/print.hpp"

namespace leontide::language {

namespace {

std::optional<Operation> operator_of(const std::string& symbol) {
  if (symbol == "+") return Operation::add;
  if (symbol == "-") return Operation::subtract;
  if (symbol == "*") return Operation::multiply;
  if (symbol == "/") return Operation::divide;
  if (symbol == "<") return Operation::less;
  if (symbol == "<=") return Operation::less_equal;
  if (symbol == ">") return Operation::greater;
  if (symbol == ">=") return Operation::greater_equal;
  if (symbol == "==") return Operation::equal;
  if (symbol == "!=") return Operation::not_equal;
  return std::nullopt;
}

bool is_comparison(Operation operation) {
  return operation >= Operation::less && operation <= Operation::not_equal;
}

}  // namespace

NodeId Checker::add(Scope& scope, Node node) {
  scope.expression.nodes.push_back(std::move(node));
  return static_cast<NodeId>(scope.expression.nodes.size() - 1);
}

NodeId Checker::literal(Scope& scope, double value, const Place& place, Shape shape) {
  Node node;
  node.number = value;
  node.shape = std::move(shape);
  node.place = place;
  return add(scope, std::move(node));
}

NodeId Checker::binary(Operation operation, NodeId a, NodeId b, const Place& place, Scope& scope) {
  Node node;
  node.operation = operation;
  node.operands = {a, b};
  node.shape =
      at(scope, a).shape.rank() >= at(scope, b).shape.rank() ? at(scope, a).shape : at(scope, b).shape;
  node.place = place;
  return add(scope, std::move(node));
}

NodeId Checker::rescaled(NodeId node, int power, Scope& scope) {
  const Node value = at(scope, node);
  const int shift = value.unit.power_of_ten - power;
  if (shift == 0) return node;
  // Dividing by a positive power of ten is exact to half a unit in the last place; multiplying by a negative
  // one is not.
  const NodeId factor = literal(scope, power_of_ten(std::abs(shift)), value.place);
  const NodeId out =
      binary(shift > 0 ? Operation::multiply : Operation::divide, node, factor, value.place, scope);
  at(scope, out).unit = value.unit;
  at(scope, out).unit.power_of_ten = power;
  at(scope, out).basis = value.basis;
  return out;
}

NodeId Checker::plain(NodeId node, Scope& scope) {
  if (!at(scope, node).unit.exponents.empty()) return no_node;
  return rescaled(node, 0, scope);
}

NodeId Checker::check_node(const Syntax& syntax, Scope& scope) {
  if (depth_ == limits::deepest_check) {
    return fail(
        "nesting", syntax.place,
        fmt::format("more than {} operations stand in each other here, over all variables that read each "
                    "other in a circle",
                    limits::deepest_check),
        "split the expression, or state a `unit:` on one of the variables");
  }
  ++depth_;
  const NodeId node = check_kind(syntax, scope);
  --depth_;
  return node;
}

NodeId Checker::check_kind(const Syntax& syntax, Scope& scope) {
  switch (syntax.kind) {
    case Syntax::Kind::missing: return no_node;
    case Syntax::Kind::number: return literal(scope, syntax.number, syntax.place);
    case Syntax::Kind::name: return check_name(syntax, scope);
    case Syntax::Kind::text:
      return fail("member", syntax.place, fmt::format("\"{}\" in quotes is a member of a set", syntax.text),
                  fmt::format("write x[\"{}\"]", syntax.text));
    case Syntax::Kind::unary: return check_unary(syntax, scope);
    case Syntax::Kind::binary: return check_binary(syntax, scope);
    case Syntax::Kind::call: return check_call(syntax, scope);
    case Syntax::Kind::subscript: return check_subscript(syntax, scope);
  }
  return no_node;
}

NodeId Checker::check_name(const Syntax& syntax, Scope& scope) {
  Node node;
  node.place = syntax.place;
  if (syntax.text == "year") {
    node.operation = Operation::year;
    return add(scope, std::move(node));
  }
  if (is_faulty(syntax)) return no_node;
  const auto found = names_.find(syntax.text);
  if (found == names_.end()) {
    std::vector<std::string> known;
    for (const auto& [name, symbol] : names_)
      known.push_back(name);
    for (const Quantity& lever : draft_.levers) {
      if (lever.name == syntax.text) {
        return fail("unknown-name", syntax.place, fmt::format("\"{}\" is a lever", syntax.text),
                    fmt::format("write lever({})", syntax.text));
      }
    }
    for (const Quantity& event : draft_.events) {
      if (event.name == syntax.text) {
        return fail("unknown-name", syntax.place, fmt::format("\"{}\" is an event", syntax.text),
                    fmt::format("write event({})", syntax.text));
      }
    }
    return fail("unknown-name", syntax.place, fmt::format("nothing is called \"{}\"", syntax.text),
                suggestion(syntax.text, known));
  }
  const Symbol symbol = found->second;
  node.index = symbol.index;
  const Quantity* quantity = nullptr;
  switch (symbol.kind) {
    case Symbol::Kind::datum:
      node.operation = Operation::datum;
      quantity = &model_.data[symbol.index];
      break;
    case Symbol::Kind::driver:
      node.operation = Operation::driver;
      quantity = &model_.drivers[symbol.index];
      break;
    case Symbol::Kind::variable:
      node.operation = Operation::variable;
      if (!ensure_signature(symbol.index)) return no_node;
      quantity = &model_.variables[symbol.index];
      break;
  }
  if (quantity->shape.rank() > 1) {
    return fail("matrix", syntax.place, fmt::format("\"{}\" is a matrix", syntax.text),
                "a matrix stands only as first argument of multiply, deliveries, inputs or leontief");
  }
  node.shape = quantity->shape;
  node.unit = quantity->unit;
  node.basis = quantity->basis;
  return add(scope, std::move(node));
}

NodeId Checker::check_unary(const Syntax& syntax, Scope& scope) {
  const NodeId operand = check_node(argument(syntax, 0), scope);
  if (operand == no_node) return no_node;
  if (syntax.text == "not")
    return binary(Operation::equal, operand, literal(scope, 0, syntax.place), syntax.place, scope);
  Node node = at(scope, operand);
  if (node.operation == Operation::literal) return literal(scope, -node.number, syntax.place);
  node.operation = Operation::negate;
  node.operands = {operand};
  node.place = syntax.place;
  return add(scope, std::move(node));
}

NodeId Checker::check_binary(const Syntax& syntax, Scope& scope) {
  const NodeId a = check_node(argument(syntax, 0), scope);
  const NodeId b = check_node(argument(syntax, 1), scope);
  if (a == no_node || b == no_node) return no_node;
  if (syntax.text == "^") return power(a, b, syntax, scope);
  if (syntax.text == "and" || syntax.text == "or") {
    const auto shape = common_shape(a, b, syntax, scope);
    if (!shape) return no_node;
    const bool is_and = syntax.text == "and";
    return binary(is_and ? Operation::multiply : Operation::maximum, truth(a, scope), truth(b, scope),
                  syntax.place, scope);
  }
  return arithmetic(*operator_of(syntax.text), a, b, syntax, scope);
}

/// 1 where a value is not 0, else 0; what is no number stays so.
NodeId Checker::truth(NodeId value, Scope& scope) {
  const Node node = at(scope, value);
  const bool is_logical = node.operation == Operation::maximum || node.operation == Operation::multiply;
  const auto is_truth = [&](NodeId operand) { return is_comparison(at(scope, operand).operation); };
  if (is_comparison(node.operation) ||
      (is_logical && is_truth(node.operands[0]) && is_truth(node.operands[1])))
    return value;
  return binary(Operation::not_equal, value, literal(scope, 0, node.place), node.place, scope);
}

std::optional<Shape> Checker::common_shape(NodeId a, NodeId b, const Syntax& syntax, Scope& scope) {
  const Shape& left = at(scope, a).shape;
  const Shape& right = at(scope, b).shape;
  if (left == right || right.rank() == 0) return left;
  if (left.rank() == 0) return right;
  fail("shape", syntax.place,
       fmt::format("\"{}\" runs over {} and \"{}\" over {}", print(argument(syntax, 0)), shape_text(left),
                   print(argument(syntax, 1)), shape_text(right)),
       "x[subset], expand(x, set), spread(x, set) and sum(x, by = groups) bring shapes together");
  return std::nullopt;
}

bool Checker::unify(NodeId& a, NodeId& b, const Syntax& syntax, Scope& scope) {
  if (is_zero(scope, a) && !is_zero(scope, b)) {
    at(scope, a).unit = at(scope, b).unit;
    at(scope, a).basis = at(scope, b).basis;
  } else if (is_zero(scope, b)) {
    at(scope, b).unit = at(scope, a).unit;
    at(scope, b).basis = at(scope, a).basis;
  }
  const Node left = at(scope, a);
  const Node right = at(scope, b);
  if (!left.unit.same_dimension(right.unit)) {
    fail("unit", syntax.place,
         fmt::format("\"{}\" needs equal units, but has {} and {}", syntax.text, to_string(left.unit),
                     to_string(right.unit)));
    return false;
  }
  if (left.basis != right.basis) {
    fail("price-basis", syntax.place,
         fmt::format("\"{}\" mixes {} and {} prices", syntax.text, to_string(left.basis),
                     to_string(right.basis)),
         "at_current(x, deflator) and at_constant(x, deflator) change the price basis");
    return false;
  }
  b = rescaled(b, left.unit.power_of_ten, scope);
  return true;
}

std::optional<PriceBasis> Checker::product_basis(NodeId a, NodeId b, const Syntax& syntax, Scope& scope,
                                                 bool quotient) {
  const PriceBasis left = at(scope, a).basis;
  const PriceBasis right = at(scope, b).basis;
  if (left != PriceBasis::none && right != PriceBasis::none && left != right) {
    fail("price-basis", syntax.place,
         fmt::format("\"{}\" mixes {} and {} prices", syntax.text, to_string(left), to_string(right)),
         "at_current(x, deflator) and at_constant(x, deflator) change the price basis");
    return std::nullopt;
  }
  const Unit unit = quotient ? divide(at(scope, a).unit, at(scope, b).unit)
                             : language::multiply(at(scope, a).unit, at(scope, b).unit);
  if (!holds_currency(unit, model_.symbols)) return PriceBasis::none;
  return left != PriceBasis::none ? left : right;
}

NodeId Checker::arithmetic(Operation operation, NodeId a, NodeId b, const Syntax& syntax, Scope& scope) {
  const auto shape = common_shape(a, b, syntax, scope);
  if (!shape) return no_node;
  Node node;
  node.operation = operation;
  node.shape = *shape;
  node.place = syntax.place;
  if (operation == Operation::multiply || operation == Operation::divide) {
    const bool quotient = operation == Operation::divide;
    const auto basis = product_basis(a, b, syntax, scope, quotient);
    if (!basis) return no_node;
    node.unit = quotient ? divide(at(scope, a).unit, at(scope, b).unit)
                         : language::multiply(at(scope, a).unit, at(scope, b).unit);
    node.basis = *basis;
  } else {
    if (!unify(a, b, syntax, scope)) return no_node;
    if (!is_comparison(operation)) {
      node.unit = at(scope, a).unit;
      node.basis = at(scope, a).basis;
    }
  }
  node.operands = {a, b};
  return add(scope, std::move(node));
}

NodeId Checker::power(NodeId a, NodeId b, const Syntax& syntax, Scope& scope) {
  const auto shape = common_shape(a, b, syntax, scope);
  if (!shape) return no_node;
  Unit unit;
  PriceBasis basis = PriceBasis::none;
  const Node exponent = at(scope, b);
  if (!at(scope, a).unit.exponents.empty()) {
    const double n = exponent.number;
    if (exponent.operation != Operation::literal || n != std::round(n) || std::abs(n) > 4 || n == 0) {
      return fail("unit", syntax.place,
                  fmt::format("\"{}\" has a unit ({}), so its exponent must be a small whole number",
                              print(argument(syntax, 0)), to_string(at(scope, a).unit)));
    }
    const auto times = static_cast<int>(std::abs(n));
    const Unit base = at(scope, a).unit;
    for (int i = 0; i < times; ++i)
      unit = n > 0 ? language::multiply(unit, base) : divide(unit, base);
    basis = at(scope, a).basis;
  } else {
    a = plain(a, scope);
  }
  b = plain(b, scope);
  if (b == no_node) {
    return fail("unit", syntax.place,
                fmt::format("an exponent cannot have a unit, but it is in {}", to_string(exponent.unit)));
  }
  const NodeId out = binary(Operation::power, a, b, syntax.place, scope);
  at(scope, out).shape = *shape;
  at(scope, out).unit = unit;
  at(scope, out).basis = basis;
  return out;
}

/// The value of one member: the sum over a set that holds it alone.
NodeId Checker::check_member(NodeId value, const Syntax& syntax, Scope& scope) {
  if (value == no_node) return no_node;
  const Syntax& member = argument(syntax, 1);
  Node node = at(scope, value);
  if (node.shape.rank() != 1) {
    return fail("shape", syntax.place,
                fmt::format("\"{}\" is {} and has no members to choose", print(argument(syntax, 0)),
                            shape_text(node.shape)));
  }
  const SetId set = node.shape.sets[0];
  const auto& codes = model_.sets[set].codes;
  const auto found = std::find(codes.begin(), codes.end(), member.text);
  if (found == codes.end()) {
    return fail("unknown-code", member.place,
                fmt::format("\"{}\" is no member of \"{}\"", member.text, model_.sets[set].name),
                suggestion(member.text, codes));
  }
  node.operation = Operation::restrict;
  node.operands = {value};
  node.index = alone(set, static_cast<std::uint32_t>(found - codes.begin()));
  node.extra = 0;
  node.shape.sets = {node.index};
  node.place = syntax.place;
  const NodeId chosen = add(scope, node);
  node.operation = Operation::sum;
  node.operands = {chosen};
  node.shape = {};
  return add(scope, std::move(node));
}

/// The set of one member, which no name in a file reaches.
SetId Checker::alone(SetId set, std::uint32_t row) {
  const auto same = [&](const Set& known) {
    return known.name.starts_with('"') && known.parent == set && known.map.front() == row;
  };
  const auto found = std::find_if(model_.sets.begin(), model_.sets.end(), same);
  if (found != model_.sets.end()) return static_cast<SetId>(found - model_.sets.begin());
  Set one;
  one.name = "\"" + model_.sets[set].codes[row] + "\"";
  one.codes = {model_.sets[set].codes[row]};
  one.kind = Set::Kind::subset;
  one.parent = set;
  one.map = {row};
  model_.sets.push_back(std::move(one));
  return static_cast<SetId>(model_.sets.size() - 1);
}

NodeId Checker::check_subscript(const Syntax& syntax, Scope& scope) {
  const NodeId value = check_node(argument(syntax, 0), scope);
  if (argument(syntax, 1).kind == Syntax::Kind::text) return check_member(value, syntax, scope);
  const auto subset = find_set(argument(syntax, 1));
  if (value == no_node || !subset) return no_node;
  Node node = at(scope, value);
  if (node.shape.rank() != 1) {
    return fail("shape", syntax.place,
                fmt::format("\"{}\" is {} and has no members to choose", print(argument(syntax, 0)),
                            shape_text(node.shape)));
  }
  if (node.shape.sets[0] == *subset) return value;
  if (!rows_in(model_.sets, *subset, node.shape.sets[0])) {
    return fail("shape", argument(syntax, 1).place,
                fmt::format("\"{}\" is not a subset of {}, over which \"{}\" runs", model_.sets[*subset].name,
                            shape_text(node.shape), print(argument(syntax, 0))));
  }
  node.operation = Operation::restrict;
  node.operands = {value};
  node.index = *subset;
  node.extra = 0;
  node.shape.sets = {*subset};
  node.place = syntax.place;
  return add(scope, std::move(node));
}

}  // namespace leontide::language
