// What variables are (shape, unit, basis), found in the order in which their equations read one another.

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "base/limits.hpp"
#include "language/checker.hpp"
#include "language/token.hpp"

namespace leontide::language {

std::vector<std::vector<std::uint32_t>> Checker::signature_reads() const {
  std::vector<std::vector<std::uint32_t>> reads(draft_.variables.size());
  Diagnostics told_by_check;
  for (std::size_t i = 0; i < reads.size(); ++i) {
    const VariableDraft& draft = draft_.variables[i];
    if (draft.unit) continue;
    const ExpressionText& text = draft.start ? *draft.start : draft.equation;
    for (const Token& token : tokenize(text, told_by_check)) {
      const auto found =
          token.kind == Token::Kind::name ? names_.find(meant_by(token.text, text.file)) : names_.end();
      if (found != names_.end() && found->second.kind == Symbol::Kind::variable)
        reads[i].push_back(found->second.index);
    }
  }
  return reads;
}

std::vector<std::uint32_t> Checker::reading_order() const {
  enum class Seen { no, on_path, yes, in_circle };
  struct Step {
    std::uint32_t variable;
    std::size_t next = 0;
  };
  const auto reads = signature_reads();
  std::vector<Seen> seen(reads.size(), Seen::no);
  std::vector<std::uint32_t> order;
  for (std::uint32_t first = 0; first < reads.size(); ++first) {
    std::vector<Step> path;
    if (seen[first] == Seen::no) path.push_back({first});
    while (!path.empty()) {
      const std::uint32_t at = path.back().variable;
      if (seen[at] == Seen::no) seen[at] = Seen::on_path;
      if (path.back().next < reads[at].size()) {
        const std::uint32_t read = reads[at][path.back().next++];
        if (seen[read] == Seen::no) path.push_back({read});
        continue;
      }
      const bool is_in_circle = std::any_of(reads[at].begin(), reads[at].end(), [&](std::uint32_t read) {
        return seen[read] == Seen::on_path || seen[read] == Seen::in_circle;
      });
      seen[at] = is_in_circle ? Seen::in_circle : Seen::yes;
      if (!is_in_circle) order.push_back(at);
      path.pop_back();
    }
  }
  for (std::uint32_t i = 0; i < reads.size(); ++i) {
    if (seen[i] == Seen::in_circle) order.push_back(i);
  }
  return order;
}

bool Checker::ensure_signature(std::uint32_t index) {
  if (states_[index] == State::known) return true;
  if (states_[index] == State::failed) return false;
  const VariableDraft& draft = draft_.variables[index];
  // What is read was checked before, but in a circle: there, a bound on the chain is a bound on the stack.
  if (in_progress_.size() > limits::longest_chain) {
    fail("chain", draft.place,
         fmt::format("\"{}\" stands at the end of more than {} variables that read each other", draft.name,
                     limits::longest_chain),
         "state a `unit:` on one of them, or write them in the order they are read");
    states_[index] = State::failed;
    return false;
  }
  if (states_[index] == State::in_progress) {
    report_cycle(index);
    return false;
  }
  Variable& early = model_.variables[index];
  if (draft.unit) {
    early.unit = *draft.unit;
    early.basis = draft.basis.value_or(PriceBasis::none);
    states_[index] = State::known;
    return true;
  }
  states_[index] = State::in_progress;
  in_progress_.push_back({index, std::exchange(in_lag_, false)});
  Scope scope;
  scope.is_start = draft.start.has_value();
  Expression checked = check_text(draft.start ? *draft.start : draft.equation, scope);
  in_lag_ = in_progress_.back().by_lag;
  in_progress_.pop_back();
  states_[index] = State::failed;
  if (checked.empty()) return false;
  const Unit unit = checked.root().unit;
  const PriceBasis basis = checked.root().basis;
  // Checking may have added variables, so `early` is not what it was.
  const Shape shape = model_.variables[index].shape;
  if (!fit(scope, shape, unit, basis, fmt::format("\"{}\"", draft.name))) return false;
  Variable& variable = model_.variables[index];
  variable.unit = unit;
  variable.basis = basis;
  (draft.start ? variable.start : variable.equation) = std::move(scope.expression);
  states_[index] = State::known;
  if (!draft.start && scope.reads_lag) {
    fail_lag_without_start(draft);
  }
  return true;
}

void Checker::fail_lag_without_start(const VariableDraft& draft) {
  fail("lag-without-start", draft.place,
       fmt::format("\"{}\" reads the step before, so it needs a value in the base year", draft.name),
       "write it as a mapping with `start:` and `equation:`");
}

void Checker::report_cycle(std::uint32_t index) {
  std::string path;
  auto at = std::find_if(in_progress_.begin(), in_progress_.end(),
                         [&](const Link& link) { return link.variable == index; });
  for (; at != in_progress_.end(); ++at) {
    const VariableDraft& draft = draft_.variables[at->variable];
    const bool lags = at + 1 == in_progress_.end() ? in_lag_ : (at + 1)->by_lag;
    if (lags) return fail_lag_without_start(draft);
    path += draft.name + " → ";
  }
  const VariableDraft& draft = draft_.variables[index];
  fail("cycle", draft.place,
       fmt::format("these variables depend on each other within a year: {}{}", path, draft.name),
       "cut the cycle with lag(…), or declare it under `blocks:` and state the `unit:` of one of its "
       "variables");
}

}  // namespace leontide::language
