#include "language/built_in.hpp"

#include <algorithm>

namespace leontide::language {

std::span<const BuiltIn> built_ins() {
  static const std::vector<BuiltIn> table = {
      {"where", "where(condition, a, b)", "a where the condition is not 0, else b", 3, 3},
      {"min", "min(a, b)", "the smaller of two", 2, 2},
      {"max", "max(a, b)", "the larger of two", 2, 2},
      {"clamp", "clamp(x, low, high)", "x held between two bounds", 3, 3},
      {"abs", "abs(x)", "without its sign", 1, 1},
      {"exp", "exp(x)", "e to the power x", 1, 1},
      {"log", "log(x)", "natural logarithm", 1, 1},
      {"sqrt", "sqrt(x)", "square root", 1, 1},
      {"sin", "sin(x)", "sine of an angle in radians", 1, 1},
      {"cos", "cos(x)", "cosine of an angle in radians", 1, 1},
      {"sum", "sum(x), sum(x, by = groups)", "total over the members, or over each group", 1, 1, {"by"}},
      {"mean", "mean(x)", "mean over the members", 1, 1},
      {"dot", "dot(x, y)", "sum of products", 2, 2},
      {"spread", "spread(x, set)", "copies a group's value to its members", 2, 2},
      {"expand", "expand(x, set)", "fills the rest of a larger set with 0", 2, 2},
      {"in", "in(subset)", "1 for the members of a subset, 0 for the others of the set it is a part of", 1,
       1},
      {"lag", "lag(x), lag(x, k, before = y)", "the step before, or k steps before", 1, 2, {"before"}},
      {"base", "base(x)", "the trial's own value in the base year", 1, 1},
      {"growth", "growth(x)", "x / lag(x) - 1", 1, 1},
      {"cumulative", "cumulative(x)", "sum since the year after the base", 1, 1},
      {"cagr", "cagr(x, from, to)", "mean growth a year between two years", 3, 3},
      {"mean_growth", "mean_growth(x)", "mean growth a year since the base year, compounded", 1, 1},
      {"step", "step(y)", "1 from year y on", 1, 1},
      {"ramp", "ramp(y, n)", "rises to 1 over n years from year y", 2, 2},
      {"pulse", "pulse(y)", "1 in year y", 1, 1},
      {"lever", "lever(name)", "strength of a policy lever, 0 when off", 1, 1},
      {"event", "event(name)", "size of an event still at work", 1, 1},
      {"multiply", "multiply(A, x), multiply(transpose(A), x)", "matrix times vector", 2, 2},
      {"transpose", "transpose(A)", "only as first argument of multiply", 1, 1},
      {"deliveries",
       "deliveries(A, x, row = r, column = s)",
       "what each sector sells to all others",
       2,
       2,
       {"row", "column"}},
      {"inputs", "inputs(A, x, row = r, column = s)", "what each sector buys", 2, 2, {"row", "column"}},
      {"leontief",
       "leontief(A, f, row = r, column = s)",
       "output x = diag(r) A diag(s) x + f",
       2,
       2,
       {"row", "column"}},
      {"at_current", "at_current(x, deflator)", "constant prices to current prices", 2, 2},
      {"at_constant", "at_constant(x, deflator)", "current prices to constant prices", 2, 2},
  };
  return table;
}

const BuiltIn* find_built_in(std::string_view name) {
  const auto table = built_ins();
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const BuiltIn& b) { return b.name == name; });
  return found == table.end() ? nullptr : &*found;
}

std::vector<std::string> built_in_names() {
  std::vector<std::string> names;
  for (const BuiltIn& built_in : built_ins())
    names.emplace_back(built_in.name);
  return names;
}

}  // namespace leontide::language
