#pragma once

#include <optional>
#include <string>
#include <vector>

#include "table/accounts.hpp"
#include "table/analyses/multiplier_report.hpp"
#include "table/origins.hpp"

namespace leontide::table {

/// Which columns close households into the table; names found are kept for the report.
struct HouseholdColumns {
  std::string income;                    ///< a component of value added
  std::vector<std::string> consumption;  ///< uses of final demand
};

/// The columns a table of the usual names has: `compensation` (or wages, labour) and those of households,
/// else of all consumption. Empty members where it has none.
HouseholdColumns household_columns(const Accounts& accounts);

/// Income per unit of output, and what households buy per unit of all they earn, of the origins that
/// `requirements` counts (Miller & Blair, section 2.5). They earn what the table pays them, or `stated`: with
/// transfers, income from outside and from final uses. Throws Refusal `unknown_category`, `no_such_origin`,
/// `out_of_range` (no income at all, or less stated than the table pays).
Households household_closure(const Accounts& accounts, const KnownRequirements& known,
                             Requirements requirements, const HouseholdColumns& columns,
                             std::optional<double> stated = std::nullopt);

}  // namespace leontide::table
