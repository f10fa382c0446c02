// Local inputs by location quotients.
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "recipes/apply.hpp"
#include "recipes/step_kinds.hpp"
#include "recipes/step_options.hpp"
#include "table/files/labelled.hpp"
#include "table/refusal.hpp"

namespace leontide::recipes {

namespace {

using yaml::Form;

const std::vector<yaml::Key>& regionalise_keys() {
  static const std::vector<yaml::Key> keys{
      {.name = "method", .form = Form::text, .record = table::location_method_option},
      {.name = "delta", .form = Form::number, .record = table::location_delta_option},
      {.name = "size", .form = Form::number, .record = step_option::regionalise_size},
      {.name = "output", .form = Form::rows, .record = step_option::regionalise_output, .each = Form::number},
      {.name = "region", .form = Form::text, .record = step_option::regionalise_region},
      source_key()};
  return keys;
}

Step read_regionalise(const Fields& fields) {
  Regionalise step;
  step.method = fields.choice("method", step.method);
  if (fields.has("delta")) step.delta = fields.number("delta", table::usual_delta);
  if (fields.has("size")) step.size = fields.number("size", 1);
  if (const yaml::Node* output = fields.find("output"))
    step.output = read_pairs(*output, "code", "output", fields.diagnostics());
  step.region = fields.text("region");
  return step;
}

/// Local requirements of a table that is put together.
void regionalise_parts(const Regionalise& step, Workbench& bench) {
  if (step.output.is_given() || !step.region.empty()) {
    throw table::Refusal(
        table::Reason::out_of_range,
        "`output` and `region` are of a whole table; here the step \"structure\" gives output");
  }
  if (bench.output.empty())
    throw table::Refusal(table::Reason::step_order, "it needs the step \"structure\" before it");
  if (bench.purchase.empty())
    throw table::Refusal(table::Reason::step_order, "it needs the step \"purchase\" before it");
  const table::LocationOptions options{step.method, step.size.value_or(bench.share), step.exponent()};
  bench.simple_quotients = table::simple_location_quotients(bench.output, bench.base_output);
  bench.size_factor = is_sized(step.method) ? table::regional_size_factor(options.size, options.delta) : 1;
  const table::Matrix factors = table::local_trade_factors(bench.simple_quotients, options);
  bench.regional = table::scale_rows(bench.technology.coefficients, bench.purchase);
  std::size_t cut = 0;
  for (std::size_t k = 0; k < factors.values.size(); ++k) {
    bench.regional.values[k] *= factors.values[k];
    if (factors.values[k] < 1) ++cut;
  }
  bench.history.push_back(
      fmt::format("regionalise: {} on coefficients times purchase shares, own sector by SLQ, quotients in "
                  "output, size {}, delta "
                  "{}, lambda {:.4f}; {} of {} cells cut",
                  title_of(step.method).en, print_number(options.size), print_number(options.delta),
                  bench.size_factor, cut, factors.values.size()));
}

void regionalise_table(const Regionalise& step, Workbench& bench, StepContext& context) {
  const table::Accounts& nation = whole_table(bench);
  if (!step.output.is_given() || step.region.empty()) {
    throw table::Refusal(
        table::Reason::out_of_range,
        "of a whole table it needs `output`, the region's by sector, and `region`, its name");
  }
  const auto rows = rows_of(step.output, bench.sources, context);
  if (rows &&
      !require_column(*rows, "output", "outputs have the columns code and output", context.diagnostics))
    return;
  const auto columns =
      rows ? table::labelled_columns(*rows, table::codes(nation), context.diagnostics) : std::nullopt;
  if (!columns) return;
  table::RegionalAccounts found = table::regionalise_accounts(nation, columns->column("output"), step.region,
                                                              {step.method, step.size, step.exponent()});
  take(bench, std::move(found.accounts), RegionaliseDone{std::move(found.quotients)});
}

}  // namespace

StepKind regionalise_kind() {
  return {Regionalise::verb, "local inputs by location quotients", regionalise_keys, read_regionalise};
}

void apply(const Regionalise& step, Workbench& bench, StepContext& context) {
  if (!is_sized(step.method) && (step.delta || step.size)) {
    throw table::Refusal(
        table::Reason::out_of_range,
        fmt::format("`delta` and `size` are of FLQ and AFLQ; {} reads neither", title_of(step.method).en));
  }
  if (bench.in_parts && !bench.has_table()) {
    regionalise_parts(step, bench);
  } else {
    regionalise_table(step, bench, context);
  }
}

std::string sentence(const Regionalise& step, const Workbench&) {
  return fmt::format("Local coefficients by {}{}.", title_of(step.method).en,
                     is_sized(step.method) ? ", delta " + print_number(step.exponent()) : "");
}

}  // namespace leontide::recipes
