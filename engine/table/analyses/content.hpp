#pragma once

#include <span>
#include <vector>

#include "table/accounts.hpp"
#include "table/origins.hpp"

namespace leontide::table {

/// What a unit of final demand for a sector's local product is made of, imports by way of all its suppliers
/// included: import + other + value_added = 1 where the table balances.
struct UnitContent {
  std::vector<double> import_direct;  ///< m_j, imports per unit of output
  std::vector<double> import_total;   ///< m' L, L of regional requirements
  std::vector<double> other;        ///< o' L: taxes on products, margins, purchases abroad; zeros without any
  std::vector<double> value_added;  ///< v' L
};

/// Throws Refusal `no_such_origin` where the table tells no imports at all, `unproductive`.
UnitContent unit_content(const Accounts& accounts, const KnownRequirements& known);

/// Of each final use: all it buys, the imports it buys itself, and those in the local products it buys.
struct UseContent {
  std::string name;            ///< of the use
  double amount = 0;           ///< it buys in all, in the table's unit
  double import_direct = 0;    ///< it buys from outside itself
  double import_embodied = 0;  ///< in the local products it buys
};

/// The uses of `uses_by_origin`. Throws as `unit_content` does.
std::vector<UseContent> use_contents(const Accounts& accounts, const KnownRequirements& known,
                                     const UnitContent& unit);

/// Total effect of each final use: s' L F, [uses]; F [n, uses] of the demand that `effects` were made for.
/// With region's uses as columns this is a footprint (consumption-based account).
std::vector<double> footprints(std::span<const double> effects, const Matrix& final_demand);

/// Downstream intensities: (G - I) s, the effects of all who buy from a sector, directly or not, per unit of
/// its output, its own left out (pymrio's M_down; Lenzen & Murray 2010). B allocation coefficients. [n]
std::vector<double> downstream_intensities(std::span<const double> coefficients, const Matrix& allocation);

}  // namespace leontide::table
