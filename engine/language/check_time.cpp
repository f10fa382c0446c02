#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "language/checker.hpp"
#include "language/print.hpp"

namespace leontide::language {

std::optional<std::uint32_t> Checker::hoist(const Syntax& syntax, Scope& outer) {
  Scope scope;
  scope.place = syntax.place;
  const NodeId root = check_node(syntax, scope);
  if (root == no_node) return std::nullopt;
  const Node value = at(scope, root);
  if (value.operation == Operation::variable) return value.index;
  if (scope.reads_lag) {
    fail("lag-without-start", syntax.place, fmt::format("\"{}\" itself reads the step before", print(syntax)),
         "make it a variable with a `start:` and lag that");
    return std::nullopt;
  }
  if (root + 1 != scope.expression.nodes.size()) scope.expression.nodes.resize(root + 1);
  outer.begins = std::max(outer.begins, scope.begins);
  return add_hidden(std::move(scope.expression), syntax.place);
}

NodeId Checker::check_lag_family(const Syntax& syntax, Scope& scope) {
  const std::string& name = syntax.text;
  if (scope.is_start) {
    return fail("lag-in-start", syntax.place, fmt::format("{} has no meaning in the base year", name),
                "a `start:` may read other variables at the base year");
  }
  if (name == "cumulative") {
    Scope inner;
    const NodeId value = check_node(argument(syntax, 0), inner);
    if (value == no_node) return no_node;
    if (inner.reads_lag) {
      return fail("lag-without-start", syntax.place, "what is summed itself reads the step before",
                  "make it a variable with a `start:` first");
    }
    scope.reads_lag = true;
    Node node = at(inner, value);
    node.index = add_cumulative(inner, value, syntax.place);
    node.operation = Operation::variable;
    node.operands.clear();
    node.place = syntax.place;
    return add(scope, std::move(node));
  }
  const bool outer = std::exchange(in_lag_, name != "base");
  auto variable = hoist(argument(syntax, 0), scope);
  in_lag_ = outer;
  if (variable && name == "lag") variable = earlier(*variable, syntax);
  if (!variable) return no_node;
  Node node = reading(*variable, syntax.place);
  if (name == "base") {
    node.operation = Operation::at_step;
    return add(scope, std::move(node));
  }
  scope.reads_lag = true;
  node.operation = Operation::previous;
  const NodeId before = add(scope, node);
  if (name == "lag") return before;
  node.operation = Operation::variable;
  const NodeId now = add(scope, node);
  const NodeId ratio = binary(Operation::divide, now, before, syntax.place, scope);
  return binary(Operation::subtract, ratio, literal(scope, 1, syntax.place), syntax.place, scope);
}

/// The variable whose lag is that of `variable` k steps before: one after the other, each the lag of the one
/// before, and standing at what is given for the years before the base.
std::optional<std::uint32_t> Checker::earlier(std::uint32_t variable, const Syntax& lag) {
  const bool has_steps = lag.arguments.size() > 1 && lag.arguments[1].keyword.empty();
  const Syntax* before = lag.arguments.back().keyword == "before" ? &lag.arguments.back().value : nullptr;
  const double steps = has_steps ? argument(lag, 1).number : 1;
  if (has_steps && (argument(lag, 1).kind != Syntax::Kind::number || steps != std::floor(steps) ||
                    steps < 1 || steps > model_.time.steps())) {
    fail("lag", argument(lag, 1).place,
         fmt::format("\"{}\" is no number of years of this model", print(argument(lag, 1))),
         fmt::format("a whole number from 1 to {}", model_.time.steps()));
    return std::nullopt;
  }
  if (before != nullptr && steps == 1) {
    fail("lag", before->place, "a lag of one year never looks before the base year",
         "`before` belongs to lag(x, k) with k of 2 and more");
    return std::nullopt;
  }
  for (double step = 1; step < steps; ++step) {
    Scope start;
    start.is_start = true;
    start.place = before != nullptr ? before->place : lag.place;
    Node node = reading(variable, lag.place);
    if (before == nullptr) {
      node.operation = Operation::variable;
      add(start, node);
    } else if (check_node(*before, start) == no_node ||
               !fit(start, node.shape, node.unit, node.basis, fmt::format("\"{}\"", print(lag)))) {
      return std::nullopt;
    }
    Scope equation;
    node.operation = Operation::previous;
    add(equation, node);
    variable = add_hidden(std::move(equation.expression), lag.place);
    model_.variables[variable].start = std::move(start.expression);
  }
  return variable;
}

Node Checker::reading(std::uint32_t variable, const Place& place) const {
  Node node;
  node.index = variable;
  node.shape = model_.variables[variable].shape;
  node.unit = model_.variables[variable].unit;
  node.basis = model_.variables[variable].basis;
  node.place = place;
  return node;
}

NodeId Checker::check_cagr(const Syntax& syntax, Scope& scope) {
  const auto year = [&](std::size_t index) -> std::optional<int> {
    const Syntax& s = argument(syntax, index);
    if (s.kind == Syntax::Kind::number && s.number == std::round(s.number) && s.number >= model_.time.base &&
        s.number <= model_.time.end) {
      return static_cast<int>(s.number);
    }
    fail("year", s.place, fmt::format("\"{}\" is not a year of this model", print(s)),
         fmt::format("a year from {} to {}", model_.time.base, model_.time.end));
    return std::nullopt;
  };
  const auto from = year(1);
  const auto to = year(2);
  if (!from || !to) return no_node;
  if (*from >= *to) return fail("year", syntax.place, "cagr needs its first year before its second");
  if (!scope.is_indicator) {
    return fail("cagr", syntax.place, "cagr stands only in an indicator or a check",
                "there it is given from its second year on");
  }
  const auto variable = hoist(argument(syntax, 0), scope);
  if (!variable) return no_node;
  scope.begins = std::max(scope.begins, static_cast<std::uint32_t>(*to - model_.time.base));
  Node node = reading(*variable, syntax.place);
  node.operation = Operation::at_step;
  node.extra = static_cast<std::uint32_t>(*from - model_.time.base);
  const NodeId first_year = add(scope, node);
  // From its second year on the value stands.
  node.extra = static_cast<std::uint32_t>(*to - model_.time.base);
  const NodeId kept = add(scope, node);
  node.operation = Operation::variable;
  node.extra = 0;
  const NodeId current = add(scope, node);
  Node now;
  now.operation = Operation::year;
  now.place = syntax.place;
  const NodeId year_now = add(scope, now);
  const NodeId not_after =
      binary(Operation::less_equal, year_now, literal(scope, *to, syntax.place), syntax.place, scope);
  node.operation = Operation::select;
  node.operands = {not_after, current, kept};
  const NodeId last = add(scope, node);
  const NodeId ratio = binary(Operation::divide, last, first_year, syntax.place, scope);
  const NodeId exponent = literal(scope, 1.0 / (*to - *from), syntax.place);
  const NodeId mean = binary(Operation::power, ratio, exponent, syntax.place, scope);
  return binary(Operation::subtract, mean, literal(scope, 1, syntax.place), syntax.place, scope);
}

NodeId Checker::check_mean_growth(const Syntax& syntax, Scope& scope) {
  if (!scope.is_indicator) {
    return fail("cagr", syntax.place, "mean_growth stands only in an indicator or a check",
                "there it is given from the year after the base on");
  }
  const auto variable = hoist(argument(syntax, 0), scope);
  if (!variable) return no_node;
  scope.begins = std::max(scope.begins, 1U);
  Node node = reading(*variable, syntax.place);
  node.operation = Operation::at_step;
  const NodeId base = add(scope, node);
  node.operation = Operation::variable;
  const NodeId ratio = binary(Operation::divide, add(scope, node), base, syntax.place, scope);
  Node now;
  now.operation = Operation::year;
  now.place = syntax.place;
  const NodeId years = binary(Operation::subtract, add(scope, now),
                              literal(scope, model_.time.base, syntax.place), syntax.place, scope);
  Node counted;  // not 0 in the base year, where nothing reads it
  counted.operation = Operation::maximum;
  counted.operands = {years, literal(scope, 1, syntax.place)};
  counted.place = syntax.place;
  const NodeId exponent = binary(Operation::divide, literal(scope, 1, syntax.place),
                                 add(scope, std::move(counted)), syntax.place, scope);
  const NodeId mean = binary(Operation::power, ratio, exponent, syntax.place, scope);
  return binary(Operation::subtract, mean, literal(scope, 1, syntax.place), syntax.place, scope);
}

NodeId Checker::check_calendar(const Syntax& syntax, Scope& scope) {
  NodeId from = check_node(argument(syntax, 0), scope);
  NodeId length = syntax.text == "ramp" ? check_node(argument(syntax, 1), scope) : no_node;
  if (from == no_node) return no_node;
  from = plain(from, scope);
  if (from == no_node) return fail("unit", syntax.place, "a year has no unit");
  Node now;
  now.operation = Operation::year;
  now.place = syntax.place;
  const NodeId year = add(scope, now);
  if (syntax.text == "step") return binary(Operation::greater_equal, year, from, syntax.place, scope);
  if (syntax.text == "pulse") return binary(Operation::equal, year, from, syntax.place, scope);
  if (length == no_node) return no_node;
  length = plain(length, scope);
  if (length == no_node) return fail("unit", syntax.place, "a number of years has no unit here");
  const NodeId since = binary(Operation::subtract, year, from, syntax.place, scope);
  const NodeId counted = binary(Operation::add, since, literal(scope, 1, syntax.place), syntax.place, scope);
  const NodeId share = binary(Operation::divide, counted, length, syntax.place, scope);
  Node node;
  node.operation = Operation::clamp;
  node.operands = {share, literal(scope, 0, syntax.place), literal(scope, 1, syntax.place)};
  node.shape = at(scope, share).shape;
  node.place = syntax.place;
  return add(scope, std::move(node));
}

/// A datum by year without a number for the base year may be read in later years only.
void Checker::check_base_year_numbers() {
  const auto look = [this](const Expression& expression, const std::string& reader, const Place& place) {
    for (const Node& node : expression.nodes) {
      if (node.operation != Operation::datum) continue;
      const Datum& datum = model_.data[node.index];
      if (!datum.by_year || datum.starts_in_base) continue;
      diagnostics_.add(
          {Severity::error, "missing-year", datum.place,
           fmt::format("\"{}\" has no number for {}, which {} reads", datum.name, model_.time.base, reader),
           "state the base year too, or give what reads it a `start:`", place});
    }
  };
  for (const Variable& variable : model_.variables) {
    const std::string reader = variable.hidden ? "a lag" : fmt::format("\"{}\"", variable.name);
    look(variable.start.empty() ? variable.equation : variable.start, reader, variable.place);
  }
  for (const Indicator& indicator : model_.indicators) {
    if (indicator.begins == 0)
      look(indicator.value, fmt::format("indicator \"{}\"", indicator.name), indicator.place);
  }
  for (const Check& check : model_.checks) {
    if (check.begins == 0) look(check.value, fmt::format("check \"{}\"", check.name), check.place);
  }
}

}  // namespace leontide::language
