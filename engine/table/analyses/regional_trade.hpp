#pragma once

#include <vector>

#include "table/regions.hpp"

namespace leontide::table {

/// Gross sales from region to region.
struct RegionalTrade {
  Matrix intermediate;  ///< [regions, regions], rows sell
  Matrix final_uses;    ///< [regions, regions + 1]; the last column: uses of no region
};

/// Of all products, or of the one that `sector` names, a position in `Regions::sectors`.
RegionalTrade regional_trade(const Accounts& accounts, const Regions& regions,
                             std::optional<std::size_t> sector = std::nullopt);

}  // namespace leontide::table
