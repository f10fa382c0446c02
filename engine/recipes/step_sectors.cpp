// Sectors added up, or one split.
#include <fmt/format.h>

#include "recipes/apply.hpp"
#include "recipes/step_kinds.hpp"
#include "recipes/step_options.hpp"

namespace leontide::recipes {

namespace {

using yaml::Form;

const std::vector<yaml::Key>& aggregate_keys() {
  static const std::vector<yaml::Key> keys{
      {.name = "by", .form = Form::text, .record = step_option::aggregate_by},
      {.name = "groups", .form = Form::rows, .record = step_option::aggregate_groups, .each = Form::texts},
      source_key()};
  return keys;
}

Step read_aggregate(const Fields& fields) {
  Aggregate step;
  step.by = fields.text("by", step.by);
  if (const yaml::Node* groups = fields.find("groups"))
    step.groups = read_members(*groups, fields.diagnostics());
  if (fields.has("by") && fields.has("groups")) {
    fields.diagnostics().error("value", fields.find("groups")->place, refuse_both("by", "groups").what);
  }
  return step;
}

const std::vector<yaml::Key>& disaggregate_keys() {
  static const std::vector<yaml::Key> keys{
      {.name = "sector", .required = true, .record = step_option::disaggregate_sector},
      {.name = "shares",
       .required = true,
       .form = Form::rows,
       .inner = part_keys,
       .record = step_option::disaggregate_shares},
      source_key()};
  return keys;
}

Step read_disaggregate(const Fields& fields) {
  Disaggregate step;
  step.sector = fields.text("sector");
  if (const yaml::Node* shares = fields.find("shares"))
    step.shares = read_parts(*shares, fields.diagnostics());
  return step;
}

}  // namespace

StepKind aggregate_kind() {
  return {Aggregate::verb, "sectors added up to groups", aggregate_keys, read_aggregate};
}

StepKind disaggregate_kind() {
  return {Disaggregate::verb, "a sector split by shares", disaggregate_keys, read_disaggregate};
}

void apply(const Aggregate& step, Workbench& bench, StepContext& context) {
  const table::Accounts& accounts = whole_table(bench);
  std::optional<table::Grouping> grouping;
  if (step.groups.is_given()) {
    const auto rows = rows_of(step.groups, bench.sources, context);
    grouping = rows ? grouping_of(*rows, accounts, context.diagnostics) : std::nullopt;
    if (!grouping) return;
  } else {
    grouping = table::group_by(accounts, step.by);
  }
  table::Accounts coarse = table::aggregate(accounts, *grouping);
  take(bench, std::move(coarse), AggregateDone{std::move(*grouping)});
}

void apply(const Disaggregate& step, Workbench& bench, StepContext& context) {
  const table::Accounts& accounts = whole_table(bench);
  const table::Sector& old = accounts.sectors[table::sector_index(accounts, step.sector)];
  const auto rows = rows_of(step.shares, bench.sources, context);
  auto parts = rows ? parts_of(*rows, old, context.diagnostics) : std::nullopt;
  if (!parts) return;
  table::Accounts split = table::disaggregate(accounts, step.sector, *parts);
  take(bench, std::move(split), DisaggregateDone{step.sector, std::move(*parts)});
}

std::string sentence(const Aggregate& step, const Workbench&) {
  return step.groups.is_given() ? "Add sectors up to groups." : fmt::format("Add sectors up by {}.", step.by);
}

std::string sentence(const Disaggregate& step, const Workbench&) {
  return fmt::format("Split sector {} by shares.", step.sector);
}

}  // namespace leontide::recipes
