// The whole table to new totals.
#include <fmt/format.h>

#include "recipes/apply.hpp"
#include "recipes/step_kinds.hpp"
#include "recipes/step_options.hpp"
#include "table/changes/balance_intermediate.hpp"
#include "table/changes/balance_value_added.hpp"
#include "table/refusal.hpp"

namespace leontide::recipes {

namespace {

using yaml::Form;

const std::vector<yaml::Key>& balance_keys() {
  static const std::vector<yaml::Key> keys{
      {.name = "targets", .form = Form::rows, .record = step_option::balance_targets, .each = Form::number},
      {.name = "value_added",
       .form = Form::rows,
       .record = step_option::balance_value_added,
       .each = Form::number},
      {.name = "by", .form = Form::text, .record = step_option::balance_by},
      {.name = "method", .form = Form::text, .record = table::balance_method_option},
      {.name = "tolerance", .form = Form::number, .record = step_option::balance_tolerance},
      {.name = "iterations", .form = Form::whole, .record = step_option::balance_iterations},
      source_key()};
  return keys;
}

constexpr const char* nothing_to_reach = "a balance needs targets, or value_added by group";

Step read_balance(const Fields& fields) {
  Balance step;
  if (const yaml::Node* targets = fields.find("targets"))
    step.targets = read_pairs(*targets, "label", "total", fields.diagnostics());
  if (const yaml::Node* totals = fields.find("value_added"))
    step.value_added_rows = read_pairs(*totals, "group", "total", fields.diagnostics());
  if (fields.has("targets") && fields.has("value_added"))
    fields.diagnostics().error("value", fields.find("value_added")->place,
                               refuse_both("targets", "value_added").what);
  if (!fields.has("targets") && !fields.has("value_added"))
    fields.diagnostics().error("missing-key", fields.node().place, nothing_to_reach);
  step.by = fields.text("by", step.by);
  step.method = fields.choice("method", step.method);
  step.options.tolerance = fields.number("tolerance", step.options.tolerance);
  step.options.iterations = fields.whole("iterations", step.options.iterations);
  return step;
}

}  // namespace

StepKind balance_kind() {
  return {Balance::verb, "the whole table to new totals", balance_keys, read_balance};
}

void apply(const Balance& step, Workbench& bench, StepContext& context) {
  const table::Accounts& accounts = whole_table(bench);
  std::vector<table::MarginTarget> targets;
  auto totals = step.value_added;
  if (step.value_added_rows.is_given()) {
    const auto rows = rows_of(step.value_added_rows, bench.sources, context);
    auto read = rows ? group_totals_of(*rows, context.diagnostics) : std::nullopt;
    if (!read) return;
    totals = std::move(*read);
  }
  if (!step.targets.is_given() && totals.empty())
    throw table::Refusal(table::Reason::out_of_range, nothing_to_reach);
  if (step.targets.is_given()) {
    const auto rows = rows_of(step.targets, bench.sources, context);
    auto read = rows ? targets_of(*rows, context.diagnostics) : std::nullopt;
    if (!read) return;
    targets = std::move(*read);
    if (targets.empty() && !step.targets.table) {
      context.diagnostics.error("empty-file", {rows->file, 0, 0, 0}, "it names no total to balance to");
      return;
    }
  }
  table::BalancedAccounts found =
      table::are_intermediate(targets)
          ? table::balance_intermediate(accounts, targets, step.method, step.options)
      : step.targets.is_given()
          ? table::balance_accounts(accounts, targets, step.method, step.options)
          : table::balance_value_added(accounts, totals, step.by, step.method, step.options);
  take(bench, std::move(found.accounts),
       BalanceDone{step.method, std::move(found.record), std::move(found.row_labels),
                   std::move(found.column_labels)});
}

std::string sentence(const Balance& step, const Workbench&) {
  return fmt::format("{} of the whole table to {} totals.", title_of(step.method).en,
                     step.targets.is_given() ? "new" : "the official");
}

}  // namespace leontide::recipes
