#pragma once

#include <vector>

#include "table/changes/balance_accounts.hpp"

namespace leontide::table {

/// Whether targets are of intermediate sales and purchases.
bool are_intermediate(const std::vector<MarginTarget>& targets);

/// Intermediate flows alone balanced to sales (`sales:CODE`, what the sector's local product sells to
/// sectors) and purchases (`purchases:CODE`, what the sector buys from sectors, imported products too), with
/// outputs
/// (`CODE`) where they are known: the RAS of Stone (1961), by which tables are brought to a later year. What
/// is not named keeps its sum; imported products keep theirs by row. Final uses then close each row by a
/// factor, and value added each column.
///
/// Sales and purchases that are printed to different sums are brought to the sum of sales where they are
/// apart by less than 1e-6, and it is said. Throws Refusal `unknown_category` (another label beside them),
/// `out_of_range` (a label given twice), `margins_disagree`, `does_not_close` (a row's uses cannot take what
/// is left), `value_added_exhausted`, and what `ras` and `gras` throw.
BalancedAccounts balance_intermediate(const Accounts& accounts, const std::vector<MarginTarget>& targets,
                                      BalanceMethod method, const BalanceOptions& options = {});

}  // namespace leontide::table
