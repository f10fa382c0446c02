#include "recipes/run_steps.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/reading.hpp"
#include "recipes/apply.hpp"
#include "table/checks/check.hpp"
#include "table/refusal.hpp"

namespace leontide::recipes {

namespace {

/// A table that is put together is exact; one that was printed need not be.
double tolerance_of(const Workbench& bench) {
  return bench.in_parts ? 1e-9 : 1e-6;
}

/// A command has one step, so that its messages need not name it.
std::string said_of(const PlacedStep& placed, const std::string& what) {
  return placed.place.line == 0 ? what
                                : fmt::format("the step \"{}\" stops: {}", step_name(placed.step), what);
}

bool run_one(const PlacedStep& placed, Workbench& bench, StepContext& context) {
  const std::size_t errors_before = context.diagnostics.error_count();
  const std::size_t lines_before = bench.history.size();
  try {
    std::visit([&](const auto& step) { apply(step, bench, context); }, placed.step);
  } catch (const table::Refusal& refusal) {
    context.diagnostics.error(table::to_string(refusal.reason()), placed.place,
                              said_of(placed, refusal.what()));
  }
  if (!placed.source.empty() && bench.history.size() > lines_before) {
    bench.history.back() += fmt::format(" [{}]", placed.source);
  }
  bench.table.history = bench.history;
  return context.diagnostics.error_count() == errors_before;
}

/// What the recipe says of its table; where it says nothing the table keeps its own.
void name_after(const Recipe& recipe, const Workbench& bench, table::Accounts& table) {
  const std::pair<const std::string&, std::string&> texts[] = {{recipe.title, table.title},
                                                               {recipe.region, table.region},
                                                               {recipe.currency, table.currency},
                                                               {recipe.source, table.source}};
  for (const auto& [said, text] : texts) {
    if (!said.empty()) text = said;
  }
  if (recipe.year != 0) table.year = recipe.year;
  table.history = bench.history;
  table.inputs = bench.sources.inputs;
}

/// The finished table's check. Where the imported table misses its identities by what printing or its
/// meta.json allows, so may what was made of it: by as much of each sector's output.
table::CheckReport check_of(const Workbench& bench) {
  table::CheckOptions options{tolerance_of(bench)};
  table::CheckReport found = table::check(bench.table, options);
  if (found.passed()) return found;
  const table::Accounts& first = bench.done.empty() ? bench.table : bench.done.front().before;
  const table::CheckReport source = table::check(first, {options.tolerance, bench.stated});
  if (!source.passed()) return found;
  options.stated.rows.of_output = source.rows.largest_of_output;
  options.stated.columns.of_output = source.columns.largest_of_output;
  // Sectors without output keep the difference, and what it is relative to may shrink.
  constexpr double shrunk = 2;
  options.stated.rows.without_output = shrunk * source.rows.largest_without_output;
  options.stated.columns.without_output = shrunk * source.columns.largest_without_output;
  return table::check(bench.table, options);
}

/// Refuses a table that is not to be used, by the first of what is wrong with it.
void refuse_failing(const Workbench& bench, const PlacedStep& last, Diagnostics& diagnostics) {
  const auto is_error = [](const table::Finding& finding) { return finding.severity == Severity::error; };
  const auto& findings = bench.found.findings;
  const auto first = std::find_if(findings.begin(), findings.end(), is_error);
  if (first == findings.end()) return;
  const auto errors = std::count_if(findings.begin(), findings.end(), is_error);
  diagnostics.error(
      table::to_string(first->fault), last.place,
      fmt::format("the table that \"{}\" leaves would fail its check: {}{}", step_name(last.step),
                  first->what, errors > 1 ? fmt::format("; and {} more", errors - 1) : ""),
      first->hint);
}

bool puts_together(const PlacedStep& placed) {
  return std::holds_alternative<RegionalPurchase>(placed.step) ||
         std::holds_alternative<Structure>(placed.step) || std::holds_alternative<Closure>(placed.step);
}

// The error of the route, where the recipe says how to measure it.
void run_test(const Recipe& recipe, Workbench& bench, StepContext& context) {
  if (!recipe.test) return;
  try {
    bench.measured = measure(*recipe.test, context);
  } catch (const table::Refusal& refusal) {
    context.diagnostics.error(table::to_string(refusal.reason()), recipe.test->place,
                              fmt::format("the test stops: {}", refusal.what()));
  }
}

}  // namespace

const table::Accounts& imported(const Workbench& bench) {
  if (bench.base.sectors.empty())
    throw table::Refusal(table::Reason::step_order, "it needs the step \"import\" before it");
  return bench.base;
}

const table::Accounts& whole_table(const Workbench& bench) {
  if (bench.has_table()) return bench.table;
  throw table::Refusal(table::Reason::step_order, fmt::format("it needs the step \"{}\" before it",
                                                              bench.in_parts ? "close" : "import"));
}

std::optional<Workbench> run_steps(const Recipe& recipe, const std::filesystem::path& sources,
                                   Diagnostics& diagnostics) {
  if (!require_folder(sources, sources.string(), recipe.steps.empty() ? Place{} : recipe.steps.front().place,
                      fmt::format("the recipe's sources, {}, are not there", sources.string()),
                      "`sources:` is the folder of the tables it reads, relative to the recipe", diagnostics))
    return std::nullopt;
  if (recipe.steps.empty()) {
    diagnostics.error("step-order", {}, "the recipe has no steps", "begin with the step \"import\"");
    return std::nullopt;
  }
  Workbench bench;
  bench.in_parts = std::any_of(recipe.steps.begin(), recipe.steps.end(), puts_together);
  StepContext context{sources, recipe.folder, diagnostics};
  for (const PlacedStep& placed : recipe.steps) {
    if (!run_one(placed, bench, context)) return std::nullopt;
  }
  if (!bench.has_table()) {
    diagnostics.error("step-order", recipe.steps.back().place, "the recipe ends before a table is closed",
                      "add the step \"close\"");
    return std::nullopt;
  }
  name_after(recipe, bench, bench.table);
  bench.found = check_of(bench);
  refuse_failing(bench, recipe.steps.back(), diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  run_test(recipe, bench, context);
  if (diagnostics.has_errors()) return std::nullopt;
  for (CompanionTable& companion : bench.companions) {
    name_after(recipe, bench, companion.accounts);
    companion.accounts.title = fmt::format("{}, {} groups", bench.table.title, companion.accounts.size());
  }
  return bench;
}

}  // namespace leontide::recipes
