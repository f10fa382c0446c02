#pragma once

#include <span>
#include <string>
#include <vector>

#include "table/regions.hpp"

namespace leontide::table {

/// One account (persons, energy, emissions) of a table with regions, from both sides. `own` is what final
/// users do themselves, by their region; it is on both sides. The last of regions + 1 is the final uses of no
/// region, such as exports out of the table.
struct RegionalFootprint {
  Matrix embodied;               ///< [regions, regions + 1]: done in r for the final uses of s
  std::vector<double> own;       ///< [regions]
  std::vector<double> producer;  ///< [regions]: done in the region
  std::vector<double> consumer;  ///< [regions + 1]: done anywhere for the region's final uses
  Matrix by_maker;               ///< [sectors within regions, regions + 1]: by the sector that does it
  Matrix by_product;             ///< the same, by the product that is bought
};

/// e'L F: A of inputs made in the table's regions, amounts [n] done by sectors, own [uses] done by final
/// users or empty. Throws Refusal `shape`, `unproductive`; `out_of_range` where a use of no region has an own
/// amount.
std::vector<RegionalFootprint> regional_footprints(const Accounts& accounts, const Regions& regions,
                                                   const Matrix& a, const Categories& amounts,
                                                   const Categories& own);

/// Accounts added up by factors: S C. Rows of `factors` are the accounts in the order of `amounts`, its
/// columns what they are characterised as, such as a warming potential of each gas.
Categories characterised(const Categories& amounts, const Categories& factors);

}  // namespace leontide::table
