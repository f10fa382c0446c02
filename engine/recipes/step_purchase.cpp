// Shares bought within the imported table's area.
#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "recipes/apply.hpp"
#include "recipes/step_kinds.hpp"
#include "table/refusal.hpp"

namespace leontide::recipes {

namespace {

using yaml::Form;

const std::vector<yaml::Key>& bound_keys() {
  static const std::vector<yaml::Key> keys{{"share", true, Form::number, "the least share"},
                                           {"codes", true, Form::texts, "of the sectors"}};
  return keys;
}

const std::vector<yaml::Key>& purchase_keys() {
  static const std::vector<yaml::Key> keys{
      {"at_least", false, Form::list, "lower bounds, where the printed shares are artefacts", bound_keys},
      source_key()};
  return keys;
}

Step read_purchase(const Fields& fields) {
  RegionalPurchase step;
  for (const yaml::Node* item : fields.items("at_least")) {
    const Fields inner(*item, bound_keys(), "a bound of \"at_least\"", fields.diagnostics());
    step.at_least.push_back({inner.number("share", 0), inner.texts("codes")});
  }
  return step;
}

}  // namespace

StepKind purchase_kind() {
  return {RegionalPurchase::verb, "shares bought within the imported table's area", purchase_keys,
          read_purchase};
}

void apply(const RegionalPurchase& step, Workbench& bench, StepContext&) {
  std::vector<double> purchase = imported(bench).regional_supply.column("regional_purchase_share");
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

std::string sentence(const RegionalPurchase&, const Workbench&) {
  return "Keep of each product the share that the base table's area buys from itself.";
}

}  // namespace leontide::recipes
