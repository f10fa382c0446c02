#pragma once

#include <optional>
#include <string>
#include <vector>

#include "table/accounts.hpp"

namespace leontide::table {

/// The regions of a table that has more than one: `region` in sectors.csv, a dimension of its rows and
/// columns and of its final uses.
struct Regions {
  std::vector<std::string> names;    ///< in order of first appearance
  std::vector<std::size_t> of;       ///< the region of each sector
  std::vector<std::string> sectors;  ///< names of sectors within regions
  std::vector<std::size_t> sector;   ///< which of them each sector is
  /// The region of each final use, by the region's name before its own (`AUS_household`); none of a use that
  /// no region makes, such as exports out of the table.
  std::vector<std::optional<std::size_t>> of_use;
  std::vector<std::string> uses;  ///< each final use without its region
};

/// Throws Refusal `unknown_category` where sectors.csv has no column `region`, `out_of_range` where all
/// sectors are of one. A sector's name within its region is its `sector` in sectors.csv, else its code
/// without the region.
Regions regions(const Accounts& accounts);

/// Final demand of each region for every sector's products, [n, regions], and of uses of no region in one
/// column more.
Matrix final_demand_by_region(const Accounts& accounts, const Regions& regions);

}  // namespace leontide::table
