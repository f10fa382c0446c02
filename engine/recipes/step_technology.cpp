// The first steps of a recipe: import, update, regional purchase.
#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "recipes/apply.hpp"
#include "table/changes/sector_concordance.hpp"
#include "table/refusal.hpp"

namespace leontide::recipes {

namespace {

void require_import(const Workbench& bench) {
  if (bench.base.sectors.empty())
    throw table::Refusal(table::Reason::step_order, "it needs the step \"import\" before it");
}

}  // namespace

void apply(const ImportTable& step, Workbench& bench, StepContext& context) {
  auto accounts = read_source(step.table, bench.sources, context);
  if (!accounts) return;
  if (!(step.factor > 0))
    throw table::Refusal(table::Reason::out_of_range, "the factor of the unit is not positive");
  bench.history = accounts->history;
  std::string line = fmt::format("import: {} ({}), {} sectors, both identities hold to 1e-6", accounts->title,
                                 described(step.table), accounts->size());
  if (!step.unit.empty()) {
    line += fmt::format("; amounts in \"{}\" times {} are in \"{}\"", accounts->unit, step.factor, step.unit);
    accounts = table::in_unit(std::move(*accounts), step.factor, step.unit);
  }
  bench.history.push_back(std::move(line));
  bench.technology = table::technology_of(*accounts);
  bench.base = std::move(*accounts);
}

void apply(const UpdateCoefficients& step, Workbench& bench, StepContext& context) {
  require_import(bench);
  const auto from = read_source(step.from, bench.sources, context);
  const auto to = read_source(step.to, bench.sources, context);
  if (!from || !to) return;
  table::require_same_sectors(bench.base, *from);
  table::require_same_sectors(bench.base, *to);
  table::Technology later = table::technology_of(*to);
  if (!step.shares_codes.empty()) {
    const auto other = read_source(step.shares_from, bench.sources, context);
    if (!other) return;
    table::require_same_sectors(bench.base, *other);
    const std::vector<double> shares = table::value_added_shares(*other);
    for (const std::string& code : step.shares_codes) {
      const std::size_t j = table::sector_index(bench.base, code);
      later.value_added_shares[j] = shares[j];
    }
  }
  table::Updated updated = table::update(bench.technology, table::technology_of(*from), later, step.options);
  bench.technology = std::move(updated.technology);
  std::string line = fmt::format(
      "update: coefficients of all origins and value-added shares moved by {} of their log change from {} to "
      "{}; {} "
      "cell ratios set to the bounds {:.4g} and {:.4g}, {} cells without a reference kept; columns scaled to "
      "one less "
      "the value-added share",
      print_number(step.options.weight), described(step.from), described(step.to), updated.clipped,
      step.options.lowest_ratio, step.options.highest_ratio, updated.unmatched);
  if (!step.shares_codes.empty()) {
    line += fmt::format("; value-added shares of {} changed as in {}", fmt::join(step.shares_codes, ", "),
                        described(step.shares_from));
  }
  bench.history.push_back(std::move(line));
}

void apply(const RegionalPurchase& step, Workbench& bench, StepContext&) {
  require_import(bench);
  std::vector<double> purchase = bench.base.regional_supply.column("regional_purchase_share");
  std::string line =
      "purchase: share of each product bought within the imported table's area, 1 - (import + inflow) / "
      "local use";
  for (const RegionalPurchase::AtLeast& bound : step.at_least) {
    if (!(bound.share >= 0 && bound.share <= 1)) {
      throw table::Refusal(table::Reason::out_of_range,
                           fmt::format("a purchase share of {} is asked for", bound.share));
    }
    for (const std::string& code : bound.codes) {
      double& share = purchase[table::sector_index(bench.base, code)];
      share = std::max(share, bound.share);
    }
    line += fmt::format("; at least {} for {}", print_number(bound.share), fmt::join(bound.codes, ", "));
  }
  bench.purchase = std::move(purchase);
  bench.history.push_back(std::move(line));
}

}  // namespace leontide::recipes
