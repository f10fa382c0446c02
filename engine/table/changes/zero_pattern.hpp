#pragma once

#include <optional>
#include <string>

#include "table/changes/balance.hpp"

namespace leontide::table {

/// Whether a matrix with the prior's zeros and signs can have these margins, as a transport problem
/// (Bacharach 1970): rows send their targets to columns through positive cells, columns to rows through
/// negative ones, and a maximum flow (Dinic 1970) carries all of them or not. Where not, the rows and columns
/// that are cut off by it, in a sentence; else nothing. Margins agree.
std::optional<std::string> blocked_margins(const Matrix& prior, const Margins& margins);

/// Where the margins can be had, the cells that are not zero and yet hold nothing in any matrix with these
/// margins, to 1e-9 of their sum: balancing, which empties none, comes close to such a matrix and never gets
/// there. In a sentence; nothing where every cell has room.
std::optional<std::string> emptied_cells(const Matrix& prior, const Margins& margins);

}  // namespace leontide::table
