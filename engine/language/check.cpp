#include "language/check.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "base/nearest_name.hpp"
#include "base/source_text.hpp"
#include "language/checker.hpp"
#include "language/parse.hpp"

namespace leontide::language {

Checker::Checker(const ModelDraft& draft, Diagnostics& diagnostics)
    : draft_(draft), diagnostics_(diagnostics), model_{draft, {}, {}, {}} {}

Checked Checker::run() {
  const std::size_t errors_before = diagnostics_.error_count();
  collect_names();
  states_.assign(draft_.variables.size(), State::unseen);
  for (std::uint32_t i = 0; i < draft_.variables.size(); ++i) {
    if (draft_.variables[i].is_faulty || draft_.faulty.contains(draft_.variables[i].name))
      states_[i] = State::failed;
  }
  for (const std::uint32_t variable : reading_order())
    ensure_signature(variable);
  check_remaining_equations();
  check_indicators();
  check_blocks();
  check_base_year_numbers();
  check_promises();
  check_decompositions();
  return {std::move(model_), diagnostics_.error_count() == errors_before};
}

void Checker::add_name(const std::string& name, const Place& place, Symbol symbol) {
  if (find_built_in(name) != nullptr || name == "year" || name == "and" || name == "or" || name == "not") {
    fail("reserved-name", place, fmt::format("\"{}\" is a word of the language", name),
         "choose another name");
  }
  const auto [found, added] = names_.emplace(name, symbol);
  if (added) return;
  Place other;
  switch (found->second.kind) {
    case Symbol::Kind::datum: other = draft_.data[found->second.index].place; break;
    case Symbol::Kind::driver: other = draft_.drivers[found->second.index].place; break;
    case Symbol::Kind::variable: other = draft_.variables[found->second.index].place; break;
  }
  diagnostics_.add({Severity::error, "duplicate-name", place, fmt::format("\"{}\" is defined twice", name),
                    "data, parameters, drivers and variables share one set of names", other});
}

void Checker::collect_names() {
  for (std::uint32_t i = 0; i < draft_.data.size(); ++i) {
    add_name(draft_.data[i].name, draft_.data[i].place, {Symbol::Kind::datum, i});
  }
  for (std::uint32_t i = 0; i < draft_.drivers.size(); ++i) {
    add_name(draft_.drivers[i].name, draft_.drivers[i].place, {Symbol::Kind::driver, i});
  }
  for (std::uint32_t i = 0; i < draft_.variables.size(); ++i) {
    const VariableDraft& draft = draft_.variables[i];
    add_name(draft.name, draft.place, {Symbol::Kind::variable, i});
    Variable variable;
    variable.name = draft.name;
    variable.shape.sets = draft.sets;
    variable.title = draft.title;
    variable.place = draft.place;
    if (draft.sets.size() > 1) {
      fail("shape", draft.place, fmt::format("\"{}\" runs over two sets", draft.name),
           "a variable is a scalar or a vector");
    }
    model_.variables.push_back(std::move(variable));
  }
}

std::string Checker::meant_by(const std::string& name, const std::string& file) const {
  const auto of_file = model_.aliases.find(file);
  if (of_file == model_.aliases.end()) return name;
  const auto meant = of_file->second.find(name);
  return meant == of_file->second.end() ? name : meant->second;
}

/// What a part calls by its own names gets the model's.
void Checker::rename(Syntax& syntax, const std::string& file) const {
  if (syntax.kind == Syntax::Kind::name) syntax.text = meant_by(syntax.text, file);
  for (Syntax::Argument& argument : syntax.arguments)
    rename(argument.value, file);
}

Expression Checker::check_text(const ExpressionText& text, Scope& scope) {
  scope.place = text.place(0, count_code_points(text.text));
  const std::size_t errors_before = diagnostics_.error_count();
  Syntax syntax = parse(text, diagnostics_);
  if (diagnostics_.error_count() > errors_before) return {};
  if (!model_.aliases.empty()) rename(syntax, text.file);
  const NodeId root = check_node(syntax, scope);
  if (root == no_node) return {};
  if (root + 1 != scope.expression.nodes.size()) {
    // The value must be the last node; a name already checked may stand earlier.
    binary(Operation::add, root, literal(scope, 0, scope.place), scope.place, scope);
    at(scope, static_cast<NodeId>(scope.expression.nodes.size() - 1)).unit = at(scope, root).unit;
    at(scope, static_cast<NodeId>(scope.expression.nodes.size() - 1)).basis = at(scope, root).basis;
  }
  return scope.expression;
}

bool Checker::fit(Scope& scope, const Shape& shape, const Unit& unit, PriceBasis basis,
                  const std::string& what) {
  auto root = static_cast<NodeId>(scope.expression.nodes.size() - 1);
  if (at(scope, root).shape != shape) {
    if (at(scope, root).shape.rank() != 0) {
      fail("shape", scope.place,
           fmt::format("{} is {}, but its equation gives {}", what, shape_text(shape),
                       shape_text(at(scope, root).shape)));
      return false;
    }
    const Node value = at(scope, root);
    root = binary(Operation::multiply, root, literal(scope, 1, scope.place, shape), scope.place, scope);
    at(scope, root).unit = value.unit;
    at(scope, root).basis = value.basis;
  }
  if (is_zero(scope, root)) {
    at(scope, root).unit = unit;
    at(scope, root).basis = basis;
    return true;
  }
  const Node value = at(scope, root);
  if (!value.unit.same_dimension(unit)) {
    fail("unit", scope.place,
         fmt::format("{} is in {}, but its equation gives {}", what, to_string(unit), to_string(value.unit)));
    return false;
  }
  if (value.basis != basis) {
    fail("price-basis", scope.place,
         fmt::format("{} is at {} prices, but its equation gives {} prices", what, to_string(basis),
                     to_string(value.basis)),
         "at_current(x, deflator) and at_constant(x, deflator) change the price basis");
    return false;
  }
  if (value.unit.power_of_ten != unit.power_of_ten) rescaled(root, unit.power_of_ten, scope);
  return true;
}

void Checker::check_remaining_equations() {
  for (std::uint32_t i = 0; i < draft_.variables.size(); ++i) {
    const VariableDraft& draft = draft_.variables[i];
    const std::string what = fmt::format("\"{}\"", draft.name);
    const auto settle = [&](const ExpressionText& text, bool is_start) {
      Scope scope;
      scope.is_start = is_start;
      if (check_text(text, scope).empty() || states_[i] != State::known) return;
      const Unit unit = model_.variables[i].unit;
      const PriceBasis basis = model_.variables[i].basis;
      const Shape shape = model_.variables[i].shape;
      if (!fit(scope, shape, unit, basis, what)) return;
      if (!is_start && !draft.start && scope.reads_lag) fail_lag_without_start(draft);
      (is_start ? model_.variables[i].start : model_.variables[i].equation) = std::move(scope.expression);
    };
    // Of a faulty variable the text alone is checked; a fault in it that was told before is not told again.
    const bool has_failed = states_[i] == State::failed;
    if (draft.start && model_.variables[i].start.empty()) settle(*draft.start, true);
    if (model_.variables[i].equation.empty() && (draft.start || draft.unit || has_failed))
      settle(draft.equation, false);
  }
}

bool Checker::check_indicator(const IndicatorDraft& draft, const std::string& what, Indicator& indicator) {
  Scope scope;
  scope.is_indicator = true;
  Shape shape;
  if (draft.over) shape.sets.push_back(*draft.over);
  indicator.name = draft.name;
  indicator.shape = shape;
  indicator.unit = draft.unit;
  indicator.basis = draft.basis;
  indicator.title = draft.title;
  indicator.place = draft.place;
  indicator.bounds = draft.within;
  if (check_text(draft.value, scope).empty() || draft.is_faulty ||
      !fit(scope, shape, draft.unit, draft.basis, what))
    return false;
  indicator.value = std::move(scope.expression);
  indicator.begins = std::max(scope.begins, scope.reads_lag ? 1U : 0U);
  return true;
}

void Checker::check_indicators() {
  for (const IndicatorDraft& draft : draft_.indicators) {
    Indicator indicator;
    // A faulty one stays with the unit it states, so that targets can be held against it.
    check_indicator(draft, fmt::format("indicator \"{}\"", draft.name), indicator);
    model_.indicators.push_back(std::move(indicator));
  }
  for (const CheckDraft& draft : draft_.checks) {
    Check check;
    if (!check_indicator(draft.value, fmt::format("check \"{}\"", draft.value.name), check)) continue;
    check.within = draft.within;
    check.base_year_only = draft.base_year_only;
    model_.checks.push_back(std::move(check));
  }
}

void Checker::check_blocks() {
  std::vector<std::string> known;
  for (const VariableDraft& variable : draft_.variables)
    known.push_back(variable.name);
  for (const SimultaneousBlock& block : draft_.blocks) {
    for (const std::string& name : block.variables) {
      if (std::find(known.begin(), known.end(), name) == known.end() && !draft_.faulty.contains(name)) {
        fail("unknown-name", block.place,
             fmt::format("block \"{}\" names \"{}\", which is no variable", block.name, name),
             suggestion(name, known));
      }
    }
  }
}

std::uint32_t Checker::add_hidden(Expression equation, const Place& place) {
  Variable variable;
  const auto index = static_cast<std::uint32_t>(model_.variables.size());
  variable.name = fmt::format("@{}", index);
  variable.shape = equation.root().shape;
  variable.unit = equation.root().unit;
  variable.basis = equation.root().basis;
  variable.place = place;
  variable.hidden = true;
  variable.equation = std::move(equation);
  model_.variables.push_back(std::move(variable));
  return index;
}

std::uint32_t Checker::add_cumulative(const Scope& scope, NodeId value, const Place& place) {
  Scope start;
  start.expression.nodes.assign(scope.expression.nodes.begin(), scope.expression.nodes.begin() + value + 1);
  const Node like = start.expression.nodes.back();
  const auto typed = [&](Scope& s, NodeId node) {
    at(s, node).unit = like.unit;
    at(s, node).basis = like.basis;
    return node;
  };
  Scope equation = start;
  typed(start, binary(Operation::multiply, value, literal(start, 0, place), place, start));
  const auto index = add_hidden(std::move(start.expression), place);
  Node previous = like;
  previous.operation = Operation::previous;
  previous.operands.clear();
  previous.index = index;
  const NodeId before = add(equation, previous);
  typed(equation, binary(Operation::add, before, value, place, equation));
  Variable& variable = model_.variables[index];
  variable.start = std::move(variable.equation);
  variable.equation = std::move(equation.expression);
  return index;
}

/// What a part needs or gives is there, in the shape and unit that it states.
void Checker::check_promises() {
  for (const PartPromise& promise : draft_.promises) {
    const auto found = names_.find(promise.name);
    if (found == names_.end() || draft_.faulty.contains(promise.name)) continue;
    const Symbol symbol = found->second;
    if (symbol.kind == Symbol::Kind::variable && states_[symbol.index] != State::known) continue;
    const Quantity& what = symbol.kind == Symbol::Kind::datum ? model_.data[symbol.index]
                           : symbol.kind == Symbol::Kind::driver
                               ? model_.drivers[symbol.index]
                               : static_cast<const Quantity&>(model_.variables[symbol.index]);
    const auto differs = [&](const char* code, const std::string& is, const std::string& has) {
      diagnostics_.add({Severity::error, code, promise.place,
                        fmt::format("{} is {}, but \"{}\" is {}", promise.what, is, promise.shown, has),
                        promise.hint, promise.stated_at});
    };
    if (promise.shape && what.shape != *promise.shape)
      differs("shape", shape_text(*promise.shape), shape_text(what.shape));
    if (!what.unit.same_dimension(promise.unit))
      differs("unit", "in " + to_string(promise.unit), "in " + to_string(what.unit));
    else if (what.basis != promise.basis)
      differs("price-basis", fmt::format("at {} prices", to_string(promise.basis)),
              fmt::format("at {} prices", to_string(what.basis)));
  }
}

NodeId Checker::fail(std::string code, const Place& place, std::string what, std::string hint) {
  diagnostics_.error(std::move(code), place, std::move(what), std::move(hint));
  return no_node;
}

Checked check(const ModelDraft& draft, Diagnostics& diagnostics) {
  return Checker(draft, diagnostics).run();
}

}  // namespace leontide::language
