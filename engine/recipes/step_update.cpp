// Technology moved by the change between two tables.
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "recipes/apply.hpp"
#include "recipes/step_kinds.hpp"
#include "recipes/step_options.hpp"
#include "table/changes/sector_concordance.hpp"
#include "table/refusal.hpp"

namespace leontide::recipes {

namespace {

using yaml::Form;

const std::vector<yaml::Key>& shares_keys() {
  static const std::vector<yaml::Key> keys{
      {"table", true, Form::text, "table folder"},
      {"sectors", false, Form::text, "concordance (CSV) onto other sectors"},
      {"codes", true, Form::texts, "of the sectors"}};
  return keys;
}

const std::vector<yaml::Key>& update_keys() {
  static const std::vector<yaml::Key> keys{
      {"from", true, Form::mapping, "the table of the earlier year", table_file_keys, true},
      {"to", true, Form::mapping, "the table of the later year", table_file_keys, true},
      {.name = "weight", .form = Form::number, .record = table::update_weight_option},
      {.name = "ratio_at_most", .form = Form::number, .record = step_option::update_ratio_at_most},
      {"value_added_shares", false, Form::mapping,
       "sectors whose value-added share changes as in another table", shares_keys},
      source_key()};
  return keys;
}

Step read_update(const Fields& fields) {
  Update step;
  step.from = fields.table("from");
  step.to = fields.table("to");
  step.options.weight = fields.number("weight", step.options.weight);
  step.options.highest_ratio = fields.number("ratio_at_most", step.options.highest_ratio);
  if (const yaml::Node* shares = fields.find("value_added_shares")) {
    const Fields inner(*shares, shares_keys(), "\"value_added_shares\"", fields.diagnostics());
    step.shares_from = {inner.text("table"), inner.text("sectors")};
    step.shares_codes = inner.texts("codes");
  }
  return step;
}

/// The two tables between which technology changed, on the sectors of `accounts`.
struct References {
  table::ReferenceTable from, to;
};

std::optional<References> read_references(const Update& step, const table::Accounts& accounts,
                                          table::Requirements requirements, SourceList& sources,
                                          StepContext& context) {
  const auto from = read_source(step.from, sources, context);
  const auto to = read_source(step.to, sources, context);
  if (!from || !to) return std::nullopt;
  table::require_same_sectors(accounts, *from);
  table::require_same_sectors(accounts, *to);
  References out{{table::technology_of(*from, requirements), from->title},
                 {table::technology_of(*to, requirements), to->title}};
  if (step.shares_codes.empty()) return out;
  const auto other = read_source(step.shares_from, sources, context);
  if (!other) return std::nullopt;
  table::require_same_sectors(accounts, *other);
  const std::vector<double> shares = table::value_added_shares(*other);
  for (const std::string& code : step.shares_codes) {
    const std::size_t j = table::sector_index(accounts, code);
    out.to.technology.value_added_shares[j] = shares[j];
  }
  return out;
}

std::string shares_text(const Update& step) {
  if (step.shares_codes.empty()) return "";
  return fmt::format("; value-added shares of {} changed as in {}", fmt::join(step.shares_codes, ", "),
                     described(step.shares_from));
}

}  // namespace

StepKind update_kind() {
  return {Update::verb, "moves technology by the change between two tables", update_keys, read_update};
}

void apply(const Update& step, Workbench& bench, StepContext& context) {
  table::UpdateOptions options = step.options;
  options.lowest_ratio = 1 / options.highest_ratio;
  const table::Accounts& accounts =
      bench.in_parts && !bench.has_table() ? imported(bench) : whole_table(bench);
  const auto requirements =
      bench.has_table() ? table::technology_requirements(accounts) : table::Requirements::total;
  const auto references = read_references(step, accounts, requirements, bench.sources, context);
  if (!references) return;
  if (bench.has_table()) {
    table::UpdatedAccounts found =
        table::update_accounts(accounts, references->from, references->to, options);
    found.accounts.history.back() += shares_text(step);
    return take(bench, std::move(found.accounts), UpdateDone{found.clipped, found.unmatched});
  }
  table::Updated updated =
      table::update(bench.technology, references->from.technology, references->to.technology, options);
  bench.technology = std::move(updated.technology);
  bench.history.push_back(fmt::format(
      "update: coefficients of all origins and value-added shares moved by {} of their log change from {} to "
      "{}; {} "
      "cell ratios set to the bounds {:.4g} and {:.4g}, {} cells without a reference kept; columns scaled to "
      "one less "
      "the value-added share{}",
      print_number(step.options.weight), described(step.from), described(step.to), updated.clipped,
      options.lowest_ratio, options.highest_ratio, updated.unmatched, shares_text(step)));
}

std::string sentence(const Update& step, const Workbench&) {
  return fmt::format("Move its coefficients by {} of their log change from `{}` to `{}`.",
                     print_number(step.options.weight), step.from.folder, step.to.folder);
}

}  // namespace leontide::recipes
