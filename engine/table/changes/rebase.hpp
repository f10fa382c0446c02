#pragma once

#include <string>
#include <vector>

#include "table/accounts.hpp"

namespace leontide::table {

/// Price indices of each product, the table's year over the base year (1 is no change). [n]; `imported` and
/// `imported_inputs` may be empty: imported products then take the local index.
struct PriceIndices {
  std::vector<double> local;            ///< of products made in the table's region
  std::vector<double> imported;         ///< of products bought outside
  std::vector<double> imported_inputs;  ///< of imports known by using sector only
};

/// What `rebase` made of a table.
struct Rebased {
  Accounts accounts;                  ///< at the base year's prices
  std::vector<std::string> negative;  ///< codes whose value added turned negative
};

/// The table at the base year's prices by double deflation (United Nations, Handbook of Input-Output Table
/// Compilation and Analysis, 1999): every row is divided by its product's
/// index, `other_inputs` by the mean index of what their buyer buys, value added is what output leaves; the
/// unit then names the base. Its components have no price of their own and are left out. Nothing is done
/// about a value added that turns negative: it is named. Throws Refusal `shape`, `out_of_range` (an index
/// that is not above 0), `no_such_origin` (imported inputs without an index).
Rebased rebase(const Accounts& accounts, const PriceIndices& indices, const std::string& base);

}  // namespace leontide::table
