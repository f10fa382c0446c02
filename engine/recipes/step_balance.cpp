// The whole table to new totals.
#include <fmt/format.h>

#include "recipes/apply.hpp"
#include "recipes/step_kinds.hpp"
#include "table/changes/balance_intermediate.hpp"
#include "table/changes/balance_value_added.hpp"

namespace leontide::recipes {

namespace {

using yaml::Form;

const std::vector<yaml::Key>& balance_keys() {
  static const std::vector<yaml::Key> keys{
      {.name = "targets",
       .form = Form::rows,
       .help =
           "label, total: a sector, import:CODE, a component of value added, a final use; or sales:CODE and "
           "purchases:CODE",
       .each = Form::number},
      {.name = "value_added",
       .form = Form::by_name,
       .help = "instead of targets: totals of value added by group",
       .each = Form::number},
      {"by", false, Form::text, "column of sectors.csv that names the groups; default broad"},
      {.name = "method", .form = Form::text, .record = table::balance_method_option},
      {"tolerance", false, Form::number, "largest gap relative to the largest total; default 1e-12"},
      {"iterations", false, Form::whole, "at most; default 10000"},
      source_key()};
  return keys;
}

Step read_balance(const Fields& fields) {
  Balance step;
  if (const yaml::Node* targets = fields.find("targets"))
    step.targets = read_pairs(*targets, "label", "total", fields.diagnostics());
  for (const auto& [name, entry] : fields.entries("value_added"))
    step.value_added.emplace_back(name, read_number(*entry, fields.diagnostics()).value_or(0));
  if (fields.has("targets") == fields.has("value_added")) {
    fields.diagnostics().error("missing-key", fields.node().place,
                               "the step \"balance\" takes one of the keys \"targets\" and \"value_added\"");
  }
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
          : table::balance_value_added(accounts, step.value_added, step.by, step.method, step.options);
  take(bench, std::move(found.accounts),
       BalanceDone{step.method, std::move(found.record), std::move(found.row_labels),
                   std::move(found.column_labels)});
}

std::string sentence(const Balance& step, const Workbench&) {
  return fmt::format("{} of the whole table to {} totals.", title_of(step.method).en,
                     step.targets.is_given() ? "new" : "the official");
}

}  // namespace leontide::recipes
