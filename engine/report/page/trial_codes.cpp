#include "report/page/trial_codes.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "report/target_words.hpp"

namespace leontide::report {

namespace {

using scenario::Target;

Recount::Target target_of(const Target& stated, const analysis::TrialMargins& margins, std::size_t number) {
  Recount::Target target;
  target.title = stated.title;
  target.unit = unit_words(language::to_string(stated.unit));
  target.at_least = stated.rule != Target::Rule::at_most;
  target.can_move = stated.rule != Target::Rule::between && stated.bound_indicator.empty();
  target.has_base = target.can_move && stated.when == Target::When::year && !stated.unit.exponents.empty();
  const double bound = target.at_least ? stated.low : stated.high;
  target.bound = bound + (target.at_least ? -1 : 1) * stated.tolerance * std::fabs(bound);
  target.bound = std::round(target.bound * 1e9) / 1e9;
  double low = 0, high = 0;
  for (const analysis::MarginSet& set : margins.sets) {
    for (const double margin : set.margins[number]) {
      if (!std::isfinite(margin)) continue;
      low = std::min(low, margin);
      high = std::max(high, margin);
    }
  }
  set_range(target, low, high);
  return target;
}

using Columns = std::vector<std::vector<std::uint16_t>>;

Columns columns_of(const Recount& recount, const analysis::MarginSet& set) {
  Columns columns;
  for (std::size_t t = 0; t < recount.targets.size(); ++t)
    columns.push_back(codes_of(set.margins[t], recount.targets[t]));
  return columns;
}

/// Answers that a set gives otherwise than the first reading.
std::size_t changed_answers(const Recount& recount, const Columns& first, const Columns& other) {
  std::size_t changed = 0;
  for (std::size_t t = 0; t < first.size(); ++t) {
    const std::uint16_t zero = recount.targets[t].zero;
    for (std::size_t trial = 0; trial < first[t].size(); ++trial)
      changed += (first[t][trial] >= zero) != (other[t][trial] >= zero) ? 1 : 0;
  }
  return changed;
}

/// Columns of a set that are not there yet.
std::size_t new_columns(const Recount& recount, const Columns& columns) {
  return static_cast<std::size_t>(std::count_if(columns.begin(), columns.end(), [&](const auto& column) {
    return std::find(recount.columns.begin(), recount.columns.end(), column) == recount.columns.end();
  }));
}

void add_set(Recount& recount, Recount::Set set, const Columns& columns) {
  for (const auto& column : columns) {
    const auto found = std::find(recount.columns.begin(), recount.columns.end(), column);
    set.columns.push_back(static_cast<std::uint32_t>(found - recount.columns.begin()));
    if (found == recount.columns.end()) recount.columns.push_back(column);
  }
  recount.sets.push_back(std::move(set));
}

}  // namespace

std::optional<Recount> trial_codes(const Answer& answer, const analysis::TrialMargins& margins,
                                   const std::string& asked_as) {
  if (margins.trials == 0 || margins.sets.empty() || margins.targets.empty()) return std::nullopt;
  Recount recount;
  recount.trials = margins.trials;
  recount.level = answer.sampling.level;
  for (std::size_t t = 0; t < margins.targets.size(); ++t)
    recount.targets.push_back(target_of(answer.targets[margins.targets[t]], margins, t));
  struct Lever {
    const analysis::MarginSet* set;
    Columns columns;
    std::size_t changed;
  };
  std::vector<Lever> levers;
  const Columns first = columns_of(recount, margins.sets.front());
  for (const analysis::MarginSet& set : margins.sets) {
    Columns columns = columns_of(recount, set);
    if (set.lever.empty()) {
      add_set(recount, {reading_title(answer.readings[set.reading]), {}, {}}, columns);
    } else {
      const std::size_t changed = changed_answers(recount, first, columns);
      levers.push_back({&set, std::move(columns), changed});
    }
  }
  std::stable_sort(levers.begin(), levers.end(),
                   [](const Lever& a, const Lever& b) { return a.changed > b.changed; });
  const std::size_t most = room_for_codes / ((2 * margins.trials + 2) / 3 * 4);
  for (const Lever& lever : levers) {
    const Title title = lever.set->title.en.empty() ? same(lever.set->lever) : lever.set->title;
    if (recount.columns.size() + new_columns(recount, lever.columns) > most) {
      recount.left_out.push_back(title);
    } else {
      add_set(recount, {reading_title(answer.readings.front()), title, {}}, lever.columns);
    }
  }
  if (!levers.empty() && !asked_as.empty())
    recount.command = fmt::format("leontide run {} --lever {}=off", asked_as, levers.front().set->lever);
  return recount;
}

}  // namespace leontide::report
