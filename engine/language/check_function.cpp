#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "base/nearest_name.hpp"
#include "language/checker.hpp"
#include "language/print.hpp"

namespace leontide::language {

namespace {

std::size_t positional(const Syntax& call) {
  return static_cast<std::size_t>(std::count_if(call.arguments.begin(), call.arguments.end(),
                                                [](const Syntax::Argument& a) { return a.keyword.empty(); }));
}

}  // namespace

NodeId Checker::check_call(const Syntax& syntax, Scope& scope) {
  const BuiltIn* built_in = find_built_in(syntax.text);
  if (built_in == nullptr) {
    const std::vector<std::string> known = built_in_names();
    return fail("unknown-function", syntax.place, fmt::format("there is no function \"{}\"", syntax.text),
                suggestion(syntax.text, known));
  }
  bool positional_ended = false;
  for (const auto& argument : syntax.arguments) {
    if (argument.keyword.empty()) {
      if (positional_ended) {
        return fail("arguments", argument.value.place, "an argument without name follows one with a name",
                    std::string(built_in->signature));
      }
      continue;
    }
    positional_ended = true;
    const auto& allowed = built_in->keywords;
    if (std::find(allowed.begin(), allowed.end(), argument.keyword) == allowed.end()) {
      return fail("arguments", argument.keyword_place,
                  fmt::format("{} takes no argument \"{}\"", syntax.text, argument.keyword),
                  allowed.empty() ? std::string(built_in->signature) : suggestion(argument.keyword, allowed));
    }
    const auto same = [&](const Syntax::Argument& other) { return other.keyword == argument.keyword; };
    if (std::count_if(syntax.arguments.begin(), syntax.arguments.end(), same) > 1) {
      return fail("arguments", argument.keyword_place,
                  fmt::format("\"{}\" is given twice", argument.keyword));
    }
  }
  const auto count = static_cast<int>(positional(syntax));
  if (count < built_in->least_arguments || count > built_in->most_arguments) {
    return fail("arguments", syntax.place,
                fmt::format("{} takes {} arguments, not {}", syntax.text, built_in->least_arguments, count),
                std::string(built_in->signature));
  }
  const std::string& name = syntax.text;
  if (name == "lag" || name == "base" || name == "growth" || name == "cumulative")
    return check_lag_family(syntax, scope);
  if (name == "cagr") return check_cagr(syntax, scope);
  if (name == "mean_growth") return check_mean_growth(syntax, scope);
  if (name == "sum" || name == "mean" || name == "dot") return check_reduction(syntax, scope);
  if (name == "spread" || name == "expand") return check_set_function(syntax, scope);
  if (name == "step" || name == "ramp" || name == "pulse") return check_calendar(syntax, scope);
  if (name == "in") return check_in(syntax, scope);
  if (name == "lever" || name == "event") return check_switch(syntax, scope);
  if (name == "at_current" || name == "at_constant") return check_prices(syntax, scope);
  if (name == "where" || name == "min" || name == "max" || name == "clamp")
    return check_choice(syntax, scope);
  if (name == "abs" || name == "exp" || name == "log" || name == "sqrt" || name == "sin" || name == "cos")
    return check_elementary(syntax, scope);
  if (name == "transpose") {
    return fail("matrix", syntax.place, "transpose stands only as first argument of multiply");
  }
  return check_matrix_function(syntax, scope);
}

std::optional<SetId> Checker::find_set(const Syntax& syntax) {
  std::vector<std::string> known;
  for (SetId i = 0; i < model_.sets.size(); ++i) {
    if (syntax.kind == Syntax::Kind::name && model_.sets[i].name == syntax.text)
      return model_.sets[i].is_faulty ? std::nullopt : std::optional(i);
    known.push_back(model_.sets[i].name);
  }
  fail("unknown-set", syntax.place, fmt::format("there is no set \"{}\"", print(syntax)),
       suggestion(print(syntax), known));
  return std::nullopt;
}

NodeId Checker::check_reduction(const Syntax& syntax, Scope& scope) {
  NodeId value = check_node(argument(syntax, 0), scope);
  const bool is_dot = syntax.text == "dot";
  NodeId other = is_dot ? check_node(argument(syntax, 1), scope) : no_node;
  const auto by = std::find_if(syntax.arguments.begin(), syntax.arguments.end(),
                               [](const Syntax::Argument& a) { return a.keyword == "by"; });
  const bool is_grouped = by != syntax.arguments.end();
  std::optional<SetId> groups;
  if (is_grouped) groups = find_set(by->value);
  if (value == no_node) return no_node;
  Node node = at(scope, value);
  if (node.shape.rank() != 1) {
    return fail("shape", syntax.place,
                fmt::format("{} needs a vector, but \"{}\" is {}", syntax.text, print(argument(syntax, 0)),
                            shape_text(node.shape)));
  }
  node.operands = {value};
  node.place = syntax.place;
  node.extra = 0;
  if (is_dot) {
    if (other == no_node || !common_shape(value, other, syntax, scope)) return no_node;
    if (at(scope, other).shape != node.shape)
      return fail("shape", syntax.place, "dot needs two vectors over one set");
    const auto basis = product_basis(value, other, syntax, scope, false);
    if (!basis) return no_node;
    node.operation = Operation::dot;
    node.operands = {value, other};
    node.unit = language::multiply(node.unit, at(scope, other).unit);
    node.basis = *basis;
    node.shape = {};
    return add(scope, std::move(node));
  }
  if (!is_grouped) {
    node.operation = syntax.text == "sum" ? Operation::sum : Operation::mean;
    node.shape = {};
    return add(scope, std::move(node));
  }
  if (!groups) return no_node;
  const Set& set = model_.sets[*groups];
  if (set.kind != Set::Kind::groups || !rows_in(model_.sets, node.shape.sets[0], set.parent)) {
    return fail("shape", by->value.place,
                fmt::format("\"{}\" does not group the members of {}", set.name, shape_text(node.shape)),
                "a set of groups is made by {of: set, by: column}");
  }
  node.operation = Operation::group_sum;
  node.index = *groups;
  node.shape.sets = {*groups};
  return add(scope, std::move(node));
}

NodeId Checker::check_set_function(const Syntax& syntax, Scope& scope) {
  const NodeId value = check_node(argument(syntax, 0), scope);
  const auto target = find_set(argument(syntax, 1));
  if (value == no_node || !target) return no_node;
  Node node = at(scope, value);
  if (node.shape.rank() != 1) {
    return fail("shape", syntax.place,
                fmt::format("{} needs a vector, but \"{}\" is {}", syntax.text, print(argument(syntax, 0)),
                            shape_text(node.shape)));
  }
  const SetId from = node.shape.sets[0];
  if (syntax.text == "spread") {
    const Set& groups = model_.sets[from];
    if (groups.kind != Set::Kind::groups || !rows_in(model_.sets, *target, groups.parent)) {
      return fail("shape", syntax.place,
                  fmt::format("{} does not group the members of \"{}\"", shape_text(node.shape),
                              model_.sets[*target].name));
    }
    node.operation = Operation::spread;
  } else {
    if (!rows_in(model_.sets, from, *target)) {
      return fail(
          "shape", syntax.place,
          fmt::format("{} is not a subset of \"{}\"", shape_text(node.shape), model_.sets[*target].name));
    }
    node.operation = Operation::expand;
  }
  node.operands = {value};
  node.index = *target;
  node.extra = 0;
  node.shape.sets = {*target};
  node.place = syntax.place;
  return add(scope, std::move(node));
}

NodeId Checker::check_in(const Syntax& syntax, Scope& scope) {
  const auto subset = find_set(argument(syntax, 0));
  if (!subset) return no_node;
  const Set& set = model_.sets[*subset];
  if (set.kind != Set::Kind::subset) {
    return fail("shape", argument(syntax, 0).place, fmt::format("\"{}\" is no part of another set", set.name),
                "a subset is made by {of: set, where: …} or {of: set, codes: […]}");
  }
  Node node;
  node.operation = Operation::expand;
  node.index = set.parent;
  node.shape.sets = {set.parent};
  node.place = syntax.place;
  node.operands = {literal(scope, 1, syntax.place, Shape{{*subset}})};
  return add(scope, std::move(node));
}

NodeId Checker::check_switch(const Syntax& syntax, Scope& scope) {
  const bool is_lever = syntax.text == "lever";
  const auto& list = is_lever ? draft_.levers : draft_.events;
  const Syntax& name = argument(syntax, 0);
  if (is_faulty(name)) return no_node;
  std::vector<std::string> known;
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    known.push_back(list[i].name);
    if (name.kind != Syntax::Kind::name || list[i].name != name.text) continue;
    Node node;
    node.operation = is_lever ? Operation::lever : Operation::event;
    node.index = i;
    node.unit = list[i].unit;
    node.basis = list[i].basis;
    node.place = syntax.place;
    const NodeId acting = add(scope, std::move(node));
    const auto driver = is_lever ? draft_.lever_timings[i].driver : std::nullopt;
    return driver ? strengthened(acting, *driver, scope) : acting;
  }
  return fail("unknown-name", name.place, fmt::format("there is no {} \"{}\"", syntax.text, print(name)),
              suggestion(print(name), known));
}

/// A lever times what its strength is drawn as.
NodeId Checker::strengthened(NodeId lever, std::uint32_t driver, Scope& scope) {
  const Node like = at(scope, lever);
  Node strength;
  strength.operation = Operation::driver;
  strength.index = driver;
  strength.place = like.place;
  const NodeId out = binary(Operation::multiply, lever, add(scope, std::move(strength)), like.place, scope);
  at(scope, out).unit = like.unit;
  at(scope, out).basis = like.basis;
  return out;
}

NodeId Checker::check_prices(const Syntax& syntax, Scope& scope) {
  const NodeId value = check_node(argument(syntax, 0), scope);
  NodeId deflator = check_node(argument(syntax, 1), scope);
  if (value == no_node || deflator == no_node) return no_node;
  const bool to_current = syntax.text == "at_current";
  const PriceBasis expected = to_current ? PriceBasis::constant : PriceBasis::current;
  if (at(scope, value).basis != expected) {
    return fail(
        "price-basis", syntax.place,
        fmt::format("{} takes a value at {} prices, but \"{}\" has price basis {}", syntax.text,
                    to_string(expected), print(argument(syntax, 0)), to_string(at(scope, value).basis)));
  }
  deflator = plain(deflator, scope);
  if (deflator == no_node)
    return fail("unit", syntax.place, "a deflator is a plain number, 1 in the base year");
  const auto shape = common_shape(value, deflator, syntax, scope);
  if (!shape) return no_node;
  const Node like = at(scope, value);
  const NodeId out =
      binary(to_current ? Operation::multiply : Operation::divide, value, deflator, syntax.place, scope);
  at(scope, out).shape = *shape;
  at(scope, out).unit = like.unit;
  at(scope, out).basis = to_current ? PriceBasis::current : PriceBasis::constant;
  return out;
}

NodeId Checker::check_choice(const Syntax& syntax, Scope& scope) {
  const std::string& name = syntax.text;
  if (name == "min" || name == "max") {
    const NodeId a = check_node(argument(syntax, 0), scope);
    const NodeId b = check_node(argument(syntax, 1), scope);
    if (a == no_node || b == no_node) return no_node;
    return arithmetic(name == "min" ? Operation::minimum : Operation::maximum, a, b, syntax, scope);
  }
  const bool is_where = name == "where";
  const NodeId first = check_node(argument(syntax, 0), scope);
  NodeId a = check_node(argument(syntax, 1), scope);
  NodeId b = check_node(argument(syntax, 2), scope);
  if (first == no_node || a == no_node || b == no_node) return no_node;
  NodeId value = first;
  if (!is_where && (!unify(value, a, syntax, scope) || !unify(value, b, syntax, scope))) return no_node;
  if (is_where && !unify(a, b, syntax, scope)) return no_node;
  Node node = at(scope, is_where ? a : value);
  for (const NodeId operand : {value, a, b}) {
    const Shape& shape = at(scope, operand).shape;
    if (shape.rank() == 0 || shape == node.shape) continue;
    if (node.shape.rank() != 0) {
      return fail("shape", syntax.place,
                  fmt::format("{} mixes {} and {}", name, shape_text(node.shape), shape_text(shape)));
    }
    node.shape = shape;
  }
  node.operation = is_where ? Operation::select : Operation::clamp;
  node.operands = {value, a, b};
  node.place = syntax.place;
  return add(scope, std::move(node));
}

NodeId Checker::check_elementary(const Syntax& syntax, Scope& scope) {
  NodeId value = check_node(argument(syntax, 0), scope);
  if (value == no_node) return no_node;
  Node node = at(scope, value);
  node.place = syntax.place;
  node.extra = 0;
  if (syntax.text == "abs") {
    node.operation = Operation::absolute;
    node.operands = {value};
    return add(scope, std::move(node));
  }
  if (!node.unit.exponents.empty()) {
    return fail("unit", syntax.place,
                fmt::format("{} takes a number without unit, but \"{}\" is in {}", syntax.text,
                            print(argument(syntax, 0)), to_string(node.unit)));
  }
  value = plain(value, scope);
  node.unit = {};
  node.basis = PriceBasis::none;
  node.operands = {value};
  node.operation = syntax.text == "exp"   ? Operation::exponential
                   : syntax.text == "log" ? Operation::logarithm
                   : syntax.text == "sin" ? Operation::sine
                   : syntax.text == "cos" ? Operation::cosine
                                          : Operation::square_root;
  return add(scope, std::move(node));
}

}  // namespace leontide::language
