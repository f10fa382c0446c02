#pragma once

#include <string>
#include <vector>

#include "table/accounts.hpp"
#include "table/origins.hpp"

namespace leontide::table {

/// A change of a primary input's price. `component` is a column of value added, `imports`, or
/// `value_added` for all of it; `sectors` are those that pay it (for imports: the products imported), empty
/// for all.
struct CostChange {
  std::string component;             ///< a column of value added, `imports`, or `value_added`
  std::vector<std::string> sectors;  ///< that pay it, or whose products are imported; empty: all
  double percent = 0;                ///< change of its price
};

/// What a change of cost does when it is passed on in full.
struct PriceEffects {
  std::vector<double> direct;  ///< dv: change of unit cost before it is passed on, [n]
  std::vector<double> price;   ///< dp = L' dv, as parts of the base price 1, [n]
  std::vector<double> uses;    ///< mean price change of each final use, weighted by its purchases, [uses]
};

/// Cost-push price model: every change of cost is passed on in full, quantities and technology stand still
/// (Miller & Blair, section 2.6.3; Dietzenbacher 1997). L is of regional requirements where the table has
/// them: imported inputs keep their price unless it is changed. With total requirements only, imported and
/// local goods of one product share one price.
///
/// Imports change by product where imports are known by product and user, else by using sector. Throws
/// Refusal `unknown_category`, `unknown_sector`, `no_such_origin`, `unproductive`.
PriceEffects price_effects(const Accounts& accounts, const KnownRequirements& known,
                           const std::vector<CostChange>& changes);

}  // namespace leontide::table
