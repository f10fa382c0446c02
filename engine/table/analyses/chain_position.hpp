#pragma once

#include <vector>

#include "table/accounts.hpp"

namespace leontide::table {

/// Where sectors stand in the chain of production.
struct ChainPositions {
  std::vector<double> upstreamness;    ///< mean distance to final use, 1 is final goods only
  std::vector<double> downstreamness;  ///< mean distance from primary inputs, 1 is primary inputs only
  bool open_economy = false;           ///< whether flows were set against domestic absorption
};

/// Upstreamness (Antràs, Chor, Fally & Hillberry 2012): U = (I - D)^-1 1 with d_ij the share of i's output
/// that j buys: the row sums of the Ghosh inverse. Downstreamness (Miller & Temurshoev 2017): column sums of
/// the Leontief inverse, imports counted among the primary inputs.
///
/// Of a table with local flows these are exact. A table of all origins takes Antràs' correction: flows of
/// product i are divided by domestic absorption x_i - exports_i + imports_i - change of inventories, as if
/// foreign users and makers of a product stood where the domestic ones do; downstreamness then counts inputs
/// of all origins. Throws Refusal `out_of_range` (an absorption that is not positive), `unproductive`.
ChainPositions chain_positions(const Accounts& accounts);

}  // namespace leontide::table
