#pragma once

#include <array>
#include <string>

#include "table/accounts.hpp"

namespace leontide::table {

/// What `nest` made.
struct Nested {
  Accounts accounts;         ///< of all three regions
  double balance_share = 0;  ///< absolute amounts of the column `balance`, of all output
};

/// A table of three regions, 3n sectors: the city, the rest of the area that it lies in, the rest of the
/// wider area that this lies in. All three tables have the same sectors, unit and year; the city's tells
/// local from imported flows, the others are of all origins with `regional_purchase_share` in
/// regional_supply, imports and inflows as negative uses. Conventions, since nobody publishes such trade:
///
/// - Inputs of the rest of the area are those of the area's technology, of the rest of the wider area those
///   of the wider one's, at what their outputs leave.
/// - The city buys from itself what its table says, from the rest of the area what the area's purchase share
///   leaves of a product; of what remains, the wider area sends the part that inflows are of the area's
///   imports and inflows, and the rest comes from abroad.
/// - Of the city's outflow the wider area takes as much as it takes of the area's output (its outflow); the
///   rest of the area takes the remainder, as far as it buys within the area at all.
/// - All buyers of a region, final uses too, take a product from the same places, but in the city, where they
///   have their own local parts.
///
/// Final uses stand in one column a region; exports go abroad; `balance` takes what rows then miss, outside
/// the city's, which close by themselves. Value added takes what columns leave. Throws Refusal `shape` (other
/// sectors or units), `no_such_origin`, `out_of_range` (a sector that makes more in the part than in the
/// whole).
Nested nest(const Accounts& city, const Accounts& area, const Accounts& wider,
            const std::array<std::string, 3>& names);

}  // namespace leontide::table
