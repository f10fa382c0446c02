#include "table/analyses/regional_trade.hpp"

namespace leontide::table {

RegionalTrade regional_trade(const Accounts& accounts, const Regions& regions,
                             std::optional<std::size_t> sector) {
  const std::size_t count = regions.names.size();
  RegionalTrade out{Matrix(count, count), Matrix(count, count + 1)};
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    if (sector && regions.sector[i] != *sector) continue;
    const std::size_t from = regions.of[i];
    for (std::size_t j = 0; j < accounts.size(); ++j)
      out.intermediate(from, regions.of[j]) += accounts.flows(i, j);
    for (std::size_t k = 0; k < regions.of_use.size(); ++k)
      out.final_uses(from, regions.of_use[k].value_or(count)) += accounts.final_demand.values(i, k);
  }
  return out;
}

}  // namespace leontide::table
