#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/nearest_name.hpp"
#include "language/checker.hpp"

namespace leontide::language {

void Checker::check_decompositions() {
  for (const ChangeTerms& decomposition : draft_.decompositions) {
    check_what_is_told(decomposition);
    std::set<std::string> held;
    for (const ChangeTerms::Term& term : decomposition.terms) {
      for (const std::string& name : term.held) {
        if (!held.insert(name).second) {
          fail("duplicate-name", term.place,
               fmt::format("\"{}\" is held in two terms of the decomposition of \"{}\"", name,
                           decomposition.of),
               "a change is told once");
        }
        check_held(name, term.place);
      }
    }
  }
}

/// The quantity is one number with a value in the base year.
void Checker::check_what_is_told(const ChangeTerms& decomposition) {
  const int first = model_.time.base + 1;
  if (decomposition.year && (*decomposition.year < first || *decomposition.year > model_.time.end)) {
    fail("year", decomposition.place,
         fmt::format("{} is no year after the base of this model", *decomposition.year),
         fmt::format("a year from {} to {}", first, model_.time.end));
  }
  std::vector<std::string> known;
  for (const Indicator& indicator : model_.indicators) {
    const auto is_named = [&](const std::string& name) {
      known.push_back(name);
      return name == decomposition.of;
    };
    bool found = false;
    if (indicator.shape.rank() == 0) {
      found = is_named(indicator.name);
    } else {
      for (const std::string& code : model_.sets[indicator.shape.sets[0]].codes)
        found = is_named(indicator.name + "." + code) || found;
    }
    if (found && indicator.begins > 0) {
      fail("decomposition", decomposition.place,
           fmt::format("\"{}\" has no value in the base year, so no change since then", decomposition.of));
    }
    if (found) return;
  }
  const auto variable = names_.find(decomposition.of);
  if (variable != names_.end() && variable->second.kind == Symbol::Kind::variable) {
    if (model_.variables[variable->second.index].shape.rank() == 0) return;
    fail("shape", decomposition.place, fmt::format("\"{}\" is no single number", decomposition.of),
         "make an indicator of the sum or the member that is meant");
    return;
  }
  if (draft_.faulty.contains(decomposition.of) || draft_.faulty_indicators.contains(decomposition.of)) return;
  fail("unknown-name", decomposition.place,
       fmt::format("there is no indicator or variable \"{}\"", decomposition.of),
       suggestion(decomposition.of, known));
}

/// What is held moves in time, and has a base-year value.
void Checker::check_held(const std::string& name, const Place& place) {
  const auto among = [&](const std::vector<Quantity>& list) {
    return std::any_of(list.begin(), list.end(), [&](const Quantity& one) { return one.name == name; });
  };
  if (draft_.faulty.contains(name) || among(draft_.levers) || among(draft_.events)) return;
  const auto found = names_.find(name);
  if (found == names_.end()) {
    std::vector<std::string> known;
    for (const auto& [other, symbol] : names_)
      known.push_back(other);
    fail("unknown-name", place, fmt::format("nothing is called \"{}\"", name), suggestion(name, known));
    return;
  }
  const Symbol symbol = found->second;
  const bool is_still = (symbol.kind == Symbol::Kind::datum && !model_.data[symbol.index].by_year) ||
                        (symbol.kind == Symbol::Kind::driver && !model_.moving_drivers[symbol.index]);
  if (is_still) {
    fail("decomposition", place, fmt::format("\"{}\" does not move in time, so nothing is held", name),
         "hold variables, numbers by year, processes, levers or events");
  }
  if (symbol.kind == Symbol::Kind::datum && model_.data[symbol.index].by_year &&
      !model_.data[symbol.index].starts_in_base) {
    fail("missing-year", place,
         fmt::format("\"{}\" has no number for {}, at which it would be held", name, model_.time.base));
  }
}

}  // namespace leontide::language
