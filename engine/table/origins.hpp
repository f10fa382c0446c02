#pragma once

#include <optional>
#include <string>
#include <vector>

#include "table/coefficients.hpp"

namespace leontide::table {

/// What tells local inputs from those of all origins.
enum class OriginBasis {
  flows,            ///< the table has both, or local flows only
  purchase_shares,  ///< regional_supply.csv: the same share of a product for every buyer
  import_shares,    ///< no source: imports over domestic use of each product (imports.hpp)
};

/// The requirements a table can give; at least one of the two is there.
struct KnownRequirements {
  std::optional<Coefficients> total;       ///< inputs of all origins
  std::optional<Coefficients> regional;    ///< inputs of the table's region
  OriginBasis basis = OriginBasis::flows;  ///< how it is known
  std::vector<double> import_shares;       ///< [n] under that basis: of domestic use, see imports.hpp
  std::size_t clipped = 0;                 ///< products whose import share was set to 1: re-exports
};

/// Total and regional requirements, as far as the table gives them. A table of all origins without purchase
/// shares takes import shares; `basis` says so.
KnownRequirements known_requirements(const Accounts& accounts);

/// Inputs that leave the table's region, per unit of output, by using sector: imported flows or imported
/// inputs over output; under shares, those shares of the flows. [n]; zeros where the table has neither.
std::vector<double> import_coefficients(const Accounts& accounts, const KnownRequirements& known);

/// Final uses without the columns of imports: what the region makes of each, and what comes from outside.
/// Exports and balancing columns are all local; other uses of a table of all origins are split by the shares
/// that `known` is based on. Equal names and shapes, [n, uses].
struct UsesByOrigin {
  Categories local;     ///< from the table's region, [n, uses]
  Categories imported;  ///< from outside, [n, uses]
};
/// By flows that stand apart, else by the shares that `known` rests on.
UsesByOrigin uses_by_origin(const Accounts& accounts, const KnownRequirements& known);

/// The final demand that output meets under one kind of requirements, [n]: local uses, or uses of all origins
/// less imports. x = A x + demand_met holds where the table's rows balance.
std::vector<double> demand_met(const Accounts& accounts, const KnownRequirements& known,
                               Requirements requirements);

}  // namespace leontide::table
