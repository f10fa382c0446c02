#include "table/changes/rebase.hpp"

#include <fmt/format.h>

#include "table/refusal.hpp"

namespace leontide::table {

namespace {

std::vector<double> deflators(const Accounts& accounts, const std::vector<double>& indices) {
  if (indices.size() != accounts.size()) {
    throw Refusal(Reason::shape, fmt::format("{} indices for {} sectors", indices.size(), accounts.size()));
  }
  std::vector<double> out;
  for (std::size_t i = 0; i < indices.size(); ++i) {
    if (!(indices[i] > 0)) {
      throw Refusal(Reason::out_of_range, fmt::format("the price index of {} is {}; an index is above 0",
                                                      accounts.sectors[i].code, indices[i]));
    }
    out.push_back(1 / indices[i]);
  }
  return out;
}

Categories deflated(Categories categories, const std::vector<double>& factors) {
  if (!categories.empty()) categories.values = scale_rows(std::move(categories.values), factors);
  return categories;
}

std::vector<double> times(std::vector<double> values, const std::vector<double>& factors) {
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] *= factors[i];
  return values;
}

// What is paid on products (taxes, margins) moves as the products bought do: by each buyer's own mean of
// their prices.
void deflate_other_inputs(const Accounts& before, Accounts& table) {
  if (table.other_inputs.empty()) return;
  const auto intermediate_inputs = [](const Accounts& accounts) {
    std::vector<double> sums = column_sums(accounts.flows);
    const std::vector<double> imported = column_sums(accounts.flows_imported);
    for (std::size_t j = 0; j < imported.size(); ++j)
      sums[j] += imported[j];
    return sums;
  };
  const std::vector<double> was = intermediate_inputs(before);
  std::vector<double> factors = intermediate_inputs(table);
  for (std::size_t j = 0; j < factors.size(); ++j)
    factors[j] = was[j] == 0 ? 1 : factors[j] / was[j];
  table.other_inputs.values = scale_rows(std::move(table.other_inputs.values), factors);
}

}  // namespace

Rebased rebase(const Accounts& accounts, const PriceIndices& indices, const std::string& base) {
  const std::vector<double> local = deflators(accounts, indices.local);
  const std::vector<double> imported =
      indices.imported.empty() ? local : deflators(accounts, indices.imported);
  Rebased out{accounts, {}};
  Accounts& table = out.accounts;
  table.flows = scale_rows(accounts.flows, local);
  table.final_demand = deflated(accounts.final_demand, local);
  table.output = times(accounts.output, local);
  if (!accounts.flows_imported.empty()) {
    table.flows_imported = scale_rows(accounts.flows_imported, imported);
  }
  table.final_demand_imported = deflated(accounts.final_demand_imported, imported);
  if (!accounts.imported_inputs.empty()) {
    if (indices.imported_inputs.empty()) {
      throw Refusal(Reason::no_such_origin,
                    "the table has imported inputs by using sector; their price index is needed too");
    }
    table.imported_inputs = times(accounts.imported_inputs, deflators(accounts, indices.imported_inputs));
  }
  table.unit = accounts.unit.substr(0, accounts.unit.find(", current")) + ", prices of " + base;
  table.value_added = {};
  const std::vector<double> inputs = column_sums(table.flows);
  deflate_other_inputs(accounts, table);
  const std::vector<double> from_outside = column_sums(table.flows_imported);
  const std::vector<double> other = other_inputs_total(table);
  for (std::size_t j = 0; j < table.size(); ++j) {
    double left = table.output[j] - inputs[j];
    if (!from_outside.empty()) left -= from_outside[j];
    if (!table.imported_inputs.empty()) left -= table.imported_inputs[j];
    left -= other[j];
    table.value_added_total[j] = left;
    if (left < 0) out.negative.push_back(table.sectors[j].code);
  }
  std::string negative;
  for (const std::string& code : out.negative)
    negative += (negative.empty() ? "; negative value added in " : ", ") + code;
  table.history.push_back(fmt::format(
      "rebase: double deflation to prices of {}; components of value added left out{}", base, negative));
  return out;
}

}  // namespace leontide::table
