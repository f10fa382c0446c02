// Prices of another year, and imports treated the other way.
#include <fmt/format.h>

#include "recipes/apply.hpp"
#include "recipes/step_kinds.hpp"
#include "recipes/step_options.hpp"
#include "table/files/labelled.hpp"

namespace leontide::recipes {

namespace {

using yaml::Form;

const std::vector<yaml::Key>& rebase_keys() {
  static const std::vector<yaml::Key> keys{{.name = "prices",
                                            .required = true,
                                            .form = Form::rows,
                                            .record = step_option::rebase_prices,
                                            .each = Form::number},
                                           {.name = "base", .record = step_option::rebase_base},
                                           source_key()};
  return keys;
}

Step read_rebase(const Fields& fields) {
  Rebase step;
  if (const yaml::Node* prices = fields.find("prices"))
    step.prices = read_pairs(*prices, "code", "index", fields.diagnostics());
  step.base = fields.text("base", step.base);
  return step;
}

const std::vector<yaml::Key>& imports_keys() {
  static const std::vector<yaml::Key> keys{
      {.name = "as", .required = true, .form = Form::text, .record = table::import_treatment_option},
      source_key()};
  return keys;
}

Step read_imports(const Fields& fields) {
  return Imports{fields.choice("as", table::ImportTreatment::competitive)};
}

}  // namespace

StepKind rebase_kind() {
  return {Rebase::verb, "prices of another year", rebase_keys, read_rebase};
}

StepKind imports_kind() {
  return {Imports::verb, "imports apart, or as a negative use", imports_keys, read_imports};
}

void apply(const Rebase& step, Workbench& bench, StepContext& context) {
  const table::Accounts& accounts = whole_table(bench);
  const auto rows = rows_of(step.prices, bench.sources, context);
  if (rows && !require_column(*rows, "index", "prices have the columns code and index", context.diagnostics))
    return;
  const auto prices =
      rows ? table::labelled_columns(*rows, table::codes(accounts), context.diagnostics) : std::nullopt;
  if (!prices) return;
  const auto optional = [&](const char* name) {
    return prices->find(name) ? prices->column(name) : std::vector<double>();
  };
  table::Rebased found = table::rebase(
      accounts, {prices->column("index"), optional("imported"), optional("imported_inputs")}, step.base);
  take(bench, std::move(found.accounts),
       RebaseDone{prices->column("index"), step.base, std::move(found.negative)});
}

void apply(const Imports& step, Workbench& bench, StepContext&) {
  const table::Accounts& accounts = whole_table(bench);
  take(bench,
       step.as == table::ImportTreatment::competitive ? table::join_imports(accounts)
                                                      : table::separate_imports(accounts),
       Made{});
}

std::string sentence(const Rebase& step, const Workbench&) {
  return fmt::format("Prices of {} by double deflation.", step.base);
}

std::string sentence(const Imports& step, const Workbench&) {
  return step.as == table::ImportTreatment::competitive ? "Imports as a negative use, flows of all origins."
                                                        : "Imports apart from what is made in the area.";
}

}  // namespace leontide::recipes
