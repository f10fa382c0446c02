#pragma once

#include <string>
#include <vector>

#include "report/write/document.hpp"
#include "table/changes/aggregate.hpp"
#include "table/changes/balance_accounts.hpp"
#include "table/changes/disaggregate.hpp"
#include "table/changes/rebase.hpp"
#include "table/changes/regionalise_accounts.hpp"
#include "table/changes/update_accounts.hpp"

namespace leontide::report {

// What a change did to a table, beside the table it made.

/// Iterations and multipliers, the `top` farthest from 1; 0 all.
std::vector<Sheet> balance_sheets(const table::BalancedAccounts& found, table::BalanceMethod method,
                                  std::size_t top);

/// Iterations, output multipliers before and after, coefficients at a bound.
std::vector<Sheet> update_sheets(const table::Accounts& before, const table::UpdatedAccounts& found);

/// Quotients, output and local multipliers by sector.
std::vector<Sheet> regionalise_sheets(const table::RegionalAccounts& found,
                                      const std::vector<double>& output);

/// The output multiplier of each group both ways (Miller & Blair, section 4.9).
std::vector<Sheet> aggregate_sheets(const table::Accounts& fine, const table::Accounts& coarse,
                                    const table::Grouping& grouping);

/// The parts of a sector that was split.
std::vector<Sheet> disaggregate_sheets(const table::Accounts& before, const std::string& sector,
                                       const std::vector<table::SectorPart>& parts,
                                       const table::Accounts& split);

/// Value added before and after.
std::vector<Sheet> rebase_sheets(const table::Accounts& before, const table::Rebased& found,
                                 const std::vector<double>& index, const std::string& base);

}  // namespace leontide::report
