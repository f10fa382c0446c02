#include "table/analyses/price_model.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "table/leontief_system.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

std::vector<bool> payers(const Accounts& accounts, const CostChange& change) {
  std::vector<bool> out(accounts.size(), change.sectors.empty());
  for (const std::string& code : change.sectors)
    out[sector_index(accounts, code)] = true;
  return out;
}

std::vector<double> per_output(std::vector<double> amounts, const std::vector<double>& output) {
  for (std::size_t j = 0; j < amounts.size(); ++j)
    amounts[j] = output[j] == 0 ? 0 : amounts[j] / output[j];
  return amounts;
}

std::vector<double> component_costs(const Accounts& accounts, const std::string& name) {
  if (name == "value_added") return value_added_shares(accounts);
  if (accounts.other_inputs.find(name))
    return per_output(accounts.other_inputs.column(name), accounts.output);
  if (!accounts.value_added.find(name)) {
    std::vector<std::string> known = accounts.value_added.names;
    known.insert(known.end(), accounts.other_inputs.names.begin(), accounts.other_inputs.names.end());
    known.insert(known.end(), {"value_added", "imports"});
    throw Refusal(Reason::unknown_category,
                  fmt::format("there is no primary input \"{}\"; {}", name, suggestion(name, known)));
  }
  return per_output(accounts.value_added.column(name), accounts.output);
}

void add_import_change(const Accounts& accounts, const KnownRequirements& known, const CostChange& change,
                       std::vector<double>& direct) {
  const std::vector<bool> who = payers(accounts, change);
  const double part = change.percent / 100;
  if (known.total && known.regional) {
    for (std::size_t i = 0; i < direct.size(); ++i) {
      for (std::size_t j = 0; j < direct.size() && who[i]; ++j)
        direct[j] += part * (known.total->values(i, j) - known.regional->values(i, j));
    }
    return;
  }
  if (accounts.imported_inputs.empty()) {
    throw Refusal(Reason::no_such_origin,
                  "the table does not tell imported inputs apart, so their price cannot change by itself");
  }
  const std::vector<double> costs = per_output(accounts.imported_inputs, accounts.output);
  for (std::size_t j = 0; j < direct.size(); ++j) {
    if (who[j]) direct[j] += part * costs[j];
  }
}

std::vector<double> use_prices(const Categories& uses, const std::vector<double>& price) {
  std::vector<double> out = multiply(price, uses.values);
  const std::vector<double> totals = column_sums(uses.values);
  for (std::size_t k = 0; k < out.size(); ++k)
    out[k] = totals[k] == 0 ? 0 : out[k] / totals[k];
  return out;
}

}  // namespace

PriceEffects price_effects(const Accounts& accounts, const KnownRequirements& known,
                           const std::vector<CostChange>& changes) {
  PriceEffects out;
  out.direct.assign(accounts.size(), 0);
  for (const CostChange& change : changes) {
    if (change.component == "imports") {
      add_import_change(accounts, known, change, out.direct);
      continue;
    }
    const std::vector<double> costs = component_costs(accounts, change.component);
    const std::vector<bool> who = payers(accounts, change);
    for (std::size_t j = 0; j < costs.size(); ++j) {
      if (who[j]) out.direct[j] += change.percent / 100 * costs[j];
    }
  }
  const Coefficients& requirements = known.regional ? *known.regional : *known.total;
  out.price = LeontiefSystem(requirements.values).effects(out.direct);
  out.uses = use_prices(accounts.final_demand, out.price);
  return out;
}

}  // namespace leontide::table
