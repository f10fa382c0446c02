#include "recipes/run_steps.hpp"

#include <fmt/format.h>

#include "recipes/apply.hpp"
#include "table/checks/check.hpp"
#include "table/refusal.hpp"

namespace leontide::recipes {

namespace {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

constexpr double identity_tolerance = 1e-9;

bool run_one(const PlacedStep& placed, Workbench& bench, StepContext& context) {
  const std::size_t errors_before = context.diagnostics.error_count();
  const std::size_t lines_before = bench.history.size();
  try {
    std::visit([&](const auto& step) { apply(step, bench, context); }, placed.step);
  } catch (const table::Refusal& refusal) {
    context.diagnostics.error(
        table::to_string(refusal.reason()), placed.place,
        fmt::format("the step \"{}\" stops: {}", step_name(placed.step), refusal.what()));
  }
  if (!placed.source.empty() && bench.history.size() > lines_before) {
    bench.history.back() += fmt::format(" [{}]", placed.source);
  }
  return context.diagnostics.error_count() == errors_before;
}

void name_after(const Recipe& recipe, const Workbench& bench, table::Accounts& table,
                const std::string& title) {
  table.title = title;
  table.region = recipe.region;
  table.currency = recipe.currency;
  table.source = recipe.source;
  table.year = recipe.year;
  table.history = bench.history;
  table.inputs = bench.sources.inputs;
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

std::string step_name(const Step& step) {
  return std::visit(
      Overloaded{
          [](const ImportTable&) { return "import"; }, [](const UpdateCoefficients&) { return "update"; },
          [](const RegionalPurchase&) { return "purchase"; }, [](const Structure&) { return "structure"; },
          [](const Regionalise&) { return "regionalise"; }, [](const Closure&) { return "close"; },
          [](const BalanceTable&) { return "balance"; }, [](const Companion&) { return "companion"; }},
      step);
}

std::optional<Workbench> run_steps(const Recipe& recipe, const std::filesystem::path& sources,
                                   Diagnostics& diagnostics) {
  std::error_code error;
  if (!std::filesystem::is_directory(sources, error)) {
    diagnostics.error("missing-folder", recipe.steps.empty() ? Place{} : recipe.steps.front().place,
                      fmt::format("the recipe's sources, {}, are not there", sources.string()),
                      "`sources:` is the folder of the tables it reads, relative to the recipe");
    return std::nullopt;
  }
  Workbench bench;
  StepContext context{sources, recipe.folder, diagnostics};
  for (const PlacedStep& placed : recipe.steps) {
    if (!run_one(placed, bench, context)) return std::nullopt;
  }
  const Place end = recipe.steps.empty() ? Place{} : recipe.steps.back().place;
  if (bench.table.output.empty()) {
    diagnostics.error("step-order", end, "the recipe ends before a table is closed",
                      "add the step \"close\"");
    return std::nullopt;
  }
  name_after(recipe, bench, bench.table, recipe.title);
  const table::CheckReport found = table::check(bench.table, {identity_tolerance});
  if (!found.passed()) table::report(found, recipe.title, diagnostics);
  run_test(recipe, bench, context);
  if (diagnostics.has_errors()) return std::nullopt;
  for (CompanionTable& companion : bench.companions) {
    name_after(recipe, bench, companion.accounts,
               fmt::format("{}, {} groups", recipe.title, companion.accounts.size()));
  }
  return bench;
}

}  // namespace leontide::recipes
