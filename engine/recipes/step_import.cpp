// Steps that a recipe begins with: a table, or a supply and a use table made symmetric.
#include <fmt/format.h>

#include "recipes/apply.hpp"
#include "recipes/step_kinds.hpp"
#include "recipes/step_options.hpp"
#include "table/refusal.hpp"

namespace leontide::recipes {

namespace {

using yaml::Form;

const std::vector<yaml::Key>& import_keys() {
  static const std::vector<yaml::Key> keys{
      {"table", true, Form::text, "table folder"},
      {"sectors", false, Form::text, "concordance (CSV) onto other sectors"},
      {.name = "factor", .form = Form::number, .record = step_option::import_factor},
      {"unit", false, Form::text, "of amounts, e.g. 1e8 CNY"},
      {"unbalanced", false, Form::any, "true: the table may fail its check, a later step balances it"},
      source_key()};
  return keys;
}

Step read_import(const Fields& fields) {
  return ImportTable{{fields.text("table"), fields.text("sectors")},
                     fields.number("factor", 1),
                     fields.text("unit"),
                     fields.flag("unbalanced")};
}

/// What the table says its identities miss, in the recipe's unit.
table::StatedFigures stated_deviations(const std::filesystem::path& folder, double factor) {
  const table::StatedFigures said = table::read_stated(folder);
  table::StatedFigures out;
  out.rows = said.rows;
  out.columns = said.columns;
  for (auto* line : {&out.rows, &out.columns}) {
    if (line->absolute) *line->absolute *= factor;
  }
  return out;
}

const std::vector<yaml::Key>& symmetric_keys() {
  static const std::vector<yaml::Key> keys{
      {"table", true, Form::text, "folder of the supply and use tables"},
      {.name = "model", .required = true, .form = Form::text, .record = table::supply_use_model_option},
      source_key()};
  return keys;
}

Step read_symmetric(const Fields& fields) {
  return Symmetric{fields.text("table"), fields.choice("model", table::SupplyUseModel::b)};
}

}  // namespace

StepKind import_kind() {
  return {ImportTable::verb, "starts from a table", import_keys, read_import};
}

StepKind symmetric_kind() {
  return {Symmetric::verb, "starts from a supply and a use table", symmetric_keys, read_symmetric};
}

void apply(const ImportTable& step, Workbench& bench, StepContext& context) {
  auto accounts = read_source(step.table, bench.sources, context,
                              step.unbalanced ? SourceCheck::as_it_is : SourceCheck::checked);
  if (!accounts) return;
  if (!(step.factor > 0))
    throw table::Refusal(table::Reason::out_of_range, "the factor of the unit is not positive");
  bench.history = accounts->history;
  std::string line = fmt::format("import: {} ({}), {} sectors{}", accounts->title, described(step.table),
                                 accounts->size(), step.unbalanced ? "" : ", both identities hold to 1e-6");
  if (!step.unit.empty()) {
    line += fmt::format("; amounts in \"{}\" times {} are in \"{}\"", accounts->unit, step.factor, step.unit);
    accounts = table::in_unit(std::move(*accounts), step.factor, step.unit);
  }
  if (step.told) bench.history.push_back(std::move(line));
  bench.stated = stated_deviations(context.sources / step.table.folder, step.factor);
  if (bench.in_parts) {
    bench.technology = table::technology_of(*accounts);
    bench.base = std::move(*accounts);
  } else {
    bench.table = std::move(*accounts);
  }
}

void apply(const Symmetric& step, Workbench& bench, StepContext& context) {
  const auto tables = table::read_supply_use(context.sources / step.folder, step.folder, context.diagnostics);
  if (!tables) return;
  if (bench.in_parts) {
    throw table::Refusal(table::Reason::step_order,
                         "a table that is put together from parts begins with the step \"import\"");
  }
  const table::Accounts& said = tables->description;
  bench.sources.tables.push_back({step.folder, said.title, said.source});
  bench.sources.inputs.insert(bench.sources.inputs.end(), said.inputs.begin(), said.inputs.end());
  bench.table = table::symmetric(*tables, step.model);
  bench.history = bench.table.history;
}

std::string sentence(const ImportTable& step, const Workbench& bench) {
  return fmt::format("Start from `{}`{}.", step.table.folder, bench.in_parts ? ": flows of all origins" : "");
}

std::string sentence(const Symmetric& step, const Workbench&) {
  return fmt::format("Make the supply and use tables of `{}` symmetric: model {}, {}.", step.folder,
                     name_of(step.model), title_of(step.model).en);
}

}  // namespace leontide::recipes
