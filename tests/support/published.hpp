#pragma once

#include "table/accounts.hpp"

namespace leontide::table {

/// Germany 1995, six sectors, domestic flows at basic prices, million EUR: Eurostat Manual of Supply, Use and
/// Input-Output Tables (Beutel 2008), Table 15.4. Its output column prints 1,079,400 for industry; the row
/// and the column side both give 1,079,446, which stands here.
Accounts germany_1995();

/// The same with the misprinted output.
Accounts germany_1995_as_printed();

/// A balanced table of three sectors small enough to follow by hand: local flows, imports by product.
Accounts three_sectors();

}  // namespace leontide::table
