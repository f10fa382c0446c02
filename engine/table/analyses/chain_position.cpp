#include "table/analyses/chain_position.hpp"

#include <fmt/format.h>

#include "table/coefficients.hpp"
#include "table/leontief_system.hpp"
#include "table/refusal.hpp"
#include "table/use_kind.hpp"

namespace leontide::table {

namespace {

bool is_inventory(const std::string& name) {
  return name.find("inventor") != std::string::npos || name.find("stock") != std::string::npos;
}

// Imports are negative columns, so taking them off adds them.
std::vector<double> absorption(const Accounts& accounts) {
  std::vector<double> used = accounts.output;
  const Categories& uses = accounts.final_demand;
  for (std::size_t k = 0; k < uses.names.size(); ++k) {
    const UseKind kind = use_kind_of(uses.names[k]);
    if (kind != UseKind::exports && kind != UseKind::imports && !is_inventory(uses.names[k])) continue;
    for (std::size_t i = 0; i < used.size(); ++i)
      used[i] -= uses.values(i, k);
  }
  const std::vector<double> sales = row_sums(accounts.flows);
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (sales[i] == 0 || used[i] > 0) continue;
    throw Refusal(Reason::out_of_range,
                  fmt::format("{} sells {:.6g} to other sectors out of a domestic absorption of {:.6g} "
                              "(output less exports and inventories plus imports)",
                              accounts.sectors[i].code, sales[i], used[i]));
  }
  return used;
}

}  // namespace

ChainPositions chain_positions(const Accounts& accounts) {
  const bool open = accounts.origins == Origins::all;
  const Matrix shares =
      allocation_coefficients(accounts.flows, open ? absorption(accounts) : accounts.output);
  const std::vector<double> ones(accounts.size(), 1);
  return {LeontiefSystem(shares).outputs(ones),
          LeontiefSystem(technical_coefficients(accounts.flows, accounts.output)).effects(ones), open};
}

}  // namespace leontide::table
