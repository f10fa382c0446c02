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
  import_shares,    ///< no source: imports over domestic use of each product (`import_shares`)
};

/// The requirements a table can give; at least one of the two is there.
struct KnownRequirements {
  std::optional<Coefficients> total;
  std::optional<Coefficients> regional;
  OriginBasis basis = OriginBasis::flows;
  std::size_t clipped = 0;  ///< products whose import share was set to 1: re-exports
};

/// What a column of final demand is, by its name (as NBS, provincial, OECD and WIOD tables write them).
/// `balance` is a column that only makes rows add up.
enum class UseKind { consumption, investment, exports, imports, balance, other };
UseKind use_kind_of(const std::string& name);

/// m_i = imports_i / (output_i + imports_i - exports_i - balance_i), each in [0, 1]: the share of imports in
/// domestic use of product i, for all users alike. The competitive import model, (I - (I - m)A)^-1, takes
/// these where a table does not tell imports by user (one share a product, as in the Chenery-Moses model).
/// Throws Refusal `no_such_origin` when the table has no negative column of imports.
std::vector<double> import_shares(const Accounts& accounts, std::size_t& clipped);

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
  Categories local;
  Categories imported;
};
UsesByOrigin uses_by_origin(const Accounts& accounts, const KnownRequirements& known);

/// The final demand that output meets under one kind of requirements, [n]: local uses, or uses of all origins
/// less imports. x = A x + demand_met holds where the table's rows balance.
std::vector<double> demand_met(const Accounts& accounts, const KnownRequirements& known,
                               Requirements requirements);

/// The same table with flows and uses of all origins and imports as a negative column, from one that holds
/// imported flows by product; others are returned as they are.
Accounts with_all_origins(Accounts accounts);

}  // namespace leontide::table
