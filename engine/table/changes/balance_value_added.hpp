#pragma once

#include <string>
#include <utility>
#include <vector>

#include "table/changes/balance_accounts.hpp"

namespace leontide::table {

/// The whole table balanced to totals of value added by group of sectors, as official figures give them (by
/// broad sector). `column` of sectors.csv names the groups; every group takes a total.
///
/// One matrix: rows are local supply [n], imports [n], other primary inputs as far as the table has them,
/// value added by group; columns are sectors [n] and final uses. Row targets: output times the change of its
/// group's total, imports as they stand, the totals; column targets: output alike, uses as they stand; the
/// last use that is neither imports nor an error column takes what the change of totals brings. A table that
/// has the totals already passes through unchanged. Throws Refusal `unknown_category` (no such column, a
/// group without a total, a total of no group), and what `ras` and `gras` throw.
BalancedAccounts balance_value_added(const Accounts& accounts,
                                     const std::vector<std::pair<std::string, double>>& totals,
                                     const std::string& column, BalanceMethod method,
                                     const BalanceOptions& options = {});

}  // namespace leontide::table
