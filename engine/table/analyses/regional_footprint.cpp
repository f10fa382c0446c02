#include "table/analyses/regional_footprint.hpp"

#include <fmt/format.h>

#include "table/leontief_system.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

std::vector<double> own_by_region(const Regions& regions, const std::vector<std::string>& uses,
                                  const Categories& own, std::size_t account) {
  std::vector<double> out(regions.names.size());
  for (std::size_t k = 0; k < own.values.rows; ++k) {
    const double amount = own.values(k, account);
    if (amount == 0) continue;
    if (!regions.of_use[k]) {
      throw Refusal(Reason::out_of_range,
                    fmt::format("the final use \"{}\" is of no region and has {:.6g} of \"{}\" of its own",
                                uses[k], amount, own.names[account]));
    }
    out[*regions.of_use[k]] += amount;
  }
  return out;
}

}  // namespace

std::vector<RegionalFootprint> regional_footprints(const Accounts& accounts, const Regions& regions,
                                                   const Matrix& a, const Categories& amounts,
                                                   const Categories& own) {
  const std::size_t n = accounts.size();
  const std::size_t count = regions.names.size();
  if (amounts.values.rows != n || (!own.empty() && own.names != amounts.names))
    throw Refusal(Reason::shape,
                  "the accounts of sectors and of final uses do not fit the table or each other");
  const LeontiefSystem system(a);
  const Matrix demand = final_demand_by_region(accounts, regions);
  const Matrix outputs = system.outputs(demand);
  std::vector<RegionalFootprint> all;
  for (std::size_t account = 0; account < amounts.names.size(); ++account) {
    std::vector<double> per_unit(n);
    for (std::size_t i = 0; i < n; ++i)
      per_unit[i] = accounts.output[i] == 0 ? 0 : amounts.values(i, account) / accounts.output[i];
    const std::vector<double> effects = system.effects(per_unit);
    RegionalFootprint one{Matrix(count, count + 1),
                          own.empty() ? std::vector<double>(count)
                                      : own_by_region(regions, accounts.final_demand.names, own, account),
                          {},
                          std::vector<double>(count + 1),
                          Matrix(regions.sectors.size(), count + 1),
                          Matrix(regions.sectors.size(), count + 1)};
    one.producer = one.own;
    for (std::size_t i = 0; i < n; ++i) {
      one.producer[regions.of[i]] += amounts.values(i, account);
      for (std::size_t s = 0; s <= count; ++s) {
        const double done = per_unit[i] * outputs(i, s);
        one.embodied(regions.of[i], s) += done;
        one.by_maker(regions.sector[i], s) += done;
        one.by_product(regions.sector[i], s) += effects[i] * demand(i, s);
        one.consumer[s] += done;
      }
    }
    for (std::size_t s = 0; s < count; ++s)
      one.consumer[s] += one.own[s];
    all.push_back(std::move(one));
  }
  return all;
}

Categories characterised(const Categories& amounts, const Categories& factors) {
  if (factors.values.rows != amounts.names.size()) {
    throw Refusal(Reason::shape,
                  fmt::format("{} accounts and factors of {}", amounts.names.size(), factors.values.rows));
  }
  return {factors.names, multiply(amounts.values, factors.values)};
}

}  // namespace leontide::table
