#include "table/changes/update_accounts.hpp"

#include <fmt/format.h>

#include "table/refusal.hpp"

namespace leontide::table {

namespace {

void scale_cells(Matrix& flows, const Matrix& before, const Matrix& after) {
  for (std::size_t k = 0; k < flows.values.size(); ++k) {
    if (before.values[k] != 0) flows.values[k] *= after.values[k] / before.values[k];
  }
}

void scale_value_added(Accounts& accounts, const Technology& before, const Technology& after) {
  for (std::size_t j = 0; j < accounts.size(); ++j) {
    const double share = before.value_added_shares[j];
    const double factor = share == 0 ? 1 : after.value_added_shares[j] / share;
    accounts.value_added_total[j] *= factor;
    for (std::size_t c = 0; c < accounts.value_added.names.size(); ++c)
      accounts.value_added.values(j, c) *= factor;
  }
}

// Local final uses by one factor: their total is output less local inputs, as the rows need.
void scale_uses(Accounts& accounts) {
  const double needed = sum(accounts.output) - sum(accounts.flows.values);
  const double present = sum(accounts.final_demand.values.values);
  if (!(present > 0) || !(needed > 0)) {
    throw Refusal(Reason::does_not_close,
                  fmt::format("final uses of {:.6g} cannot be scaled to the {:.6g} that output less local "
                              "inputs leaves",
                              present, needed));
  }
  for (double& value : accounts.final_demand.values.values)
    value *= needed / present;
}

}  // namespace

UpdatedAccounts update_accounts(const Accounts& accounts, const ReferenceTable& from,
                                const ReferenceTable& to, const UpdateOptions& options) {
  const Technology before = technology_of(accounts);
  const Updated moved = update(before, from.technology, to.technology, options);
  Accounts prior = accounts;
  scale_cells(prior.flows, before.coefficients, moved.technology.coefficients);
  scale_cells(prior.flows_imported, before.coefficients, moved.technology.coefficients);
  scale_value_added(prior, before, moved.technology);
  scale_uses(prior);
  BalancedAccounts balanced = balance_accounts(prior, {}, BalanceMethod::gras, {1e-10, 10000}, Primary::held);
  UpdatedAccounts out{std::move(balanced.accounts), std::move(balanced.record), moved.clipped,
                      moved.unmatched};
  out.accounts.history.push_back(fmt::format(
      "update: technology moved by the change from \"{}\" to \"{}\", weight {}, ratios within [{:.4g}, "
      "{:.4g}] ({} cells at a bound, {} without a reference); outputs held; final uses scaled to the new "
      "primary inputs; balanced by GRAS as above",
      from.title, to.title, options.weight, options.lowest_ratio, options.highest_ratio, out.clipped,
      out.unmatched));
  return out;
}

}  // namespace leontide::table
