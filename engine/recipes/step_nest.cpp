// A city's table in its province's, and that in the nation's.
#include <fmt/format.h>

#include "recipes/apply.hpp"
#include "recipes/city.hpp"
#include "recipes/step_kinds.hpp"
#include "recipes/step_options.hpp"
#include "table/changes/nest.hpp"
#include "table/changes/sector_concordance.hpp"
#include "table/refusal.hpp"

namespace leontide::recipes {

namespace {

using yaml::Form;

const std::vector<yaml::Key>& nest_keys() {
  static const std::vector<yaml::Key> keys{
      {"area", true, Form::mapping, "the table of the area that the city lies in", table_file_keys, true},
      {"wider", true, Form::mapping, "the table of the wider area that this lies in", table_file_keys, true},
      {.name = "factor", .form = Form::number, .record = step_option::nest_factor},
      {.name = "names", .form = Form::texts, .record = step_option::nest_names},
      source_key()};
  return keys;
}

Step read_nest(const Fields& fields) {
  Nest step;
  step.area = fields.table("area");
  step.wider = fields.table("wider");
  step.factor = fields.number("factor", step.factor);
  step.names = fields.texts("names");
  return step;
}

std::array<std::string, 3> names_of(const Nest& step, const table::Accounts& city) {
  if (step.names.empty())
    return {city.region.empty() ? "city" : city.region, "rest_of_area", "rest_of_wider_area"};
  if (step.names.size() == 3 && step.names[0] != step.names[1] && step.names[1] != step.names[2] &&
      step.names[0] != step.names[2])
    return {step.names[0], step.names[1], step.names[2]};
  throw table::Refusal(
      table::Reason::out_of_range,
      fmt::format("three different names are asked for, of city, rest and wider rest, and {} given",
                  step.names.size()));
}

}  // namespace

StepKind nest_kind() {
  return {Nest::verb, "the city, the rest of its area and the rest of the wider area as one table", nest_keys,
          read_nest};
}

void apply(const Nest& step, Workbench& bench, StepContext& context) {
  const table::Accounts& city = whole_table(bench);
  if (bench.in_parts) {
    throw table::Refusal(
        table::Reason::step_order,
        "a table that is being put together is nested by a recipe of its own, which imports it");
  }
  if (!(step.factor > 0))
    throw table::Refusal(table::Reason::out_of_range, "the factor of the unit is not positive");
  auto area = read_source(step.area, bench.sources, context);
  auto wider = read_source(step.wider, bench.sources, context);
  if (!area || !wider) return;
  for (table::Accounts* one : {&*area, &*wider}) {
    table::require_same_sectors(city, *one);
    *one = area_table(*one);
    if (step.factor != 1) *one = table::in_unit(std::move(*one), step.factor, city.unit);
  }
  table::Nested found = table::nest(city, *area, *wider, names_of(step, city));
  take(bench, std::move(found.accounts), NestDone{});
}

std::string sentence(const Nest& step, const Workbench&) {
  return fmt::format("Set it in the rest of `{}`, and that in the rest of `{}`.", step.area.folder,
                     step.wider.folder);
}

}  // namespace leontide::recipes
