#pragma once

#include <span>

#include "table/accounts.hpp"

namespace leontide::table {

// What closes a row or a column whose other parts have moved.

/// Whether a row's uses can sum to `left` when each keeps its sign and none that is there vanishes.
bool can_take(std::span<const double> uses, double left, double output);

/// Brings them there: the positive ones times a factor, the negative ones divided by it (GRAS of one row).
void close_row(std::span<double> uses, double left);

/// The row's uses in a table's final demand.
std::span<double> uses_of(Accounts& accounts, std::size_t row);

/// Amounts of a column brought from `before` to `total` in their proportion; the last takes what none of them
/// can.
void bring_to(Categories& parts, std::size_t column, double before, double total);

}  // namespace leontide::table
