#pragma once

#include <span>
#include <vector>

#include "table/matrix.hpp"
#include "table/regions.hpp"

namespace leontide::table {

/// Output for a unit of each sector's final demand, by where it is made (Miller & Blair, 2nd ed., sections
/// 3.3 and 6.3). All [n] but `by_region`.
struct RegionalMultipliers {
  std::vector<double> total;     ///< made in all regions of the table: column sums of L
  std::vector<double> own;       ///< made in the sector's own region: the intraregional multiplier
  std::vector<double> other;     ///< made in the other regions: the spillover
  std::vector<double> alone;     ///< of the region's own block, (I - A_rr)^-1: no trade with the others
  std::vector<double> feedback;  ///< own - alone: what comes back by way of the others
  Matrix by_region;              ///< [regions, n], made in each region
};

/// A [n, n] of inputs made in the table's regions. No inverse is formed: a solve a region and a factorisation
/// a block. Throws Refusal `shape`, `unproductive`.
RegionalMultipliers regional_multipliers(const Matrix& a, const Regions& regions);

/// What a change of final demand brings, and what a model of the first region alone would say.
struct Feedback {
  std::vector<double> outputs;        ///< of all sectors, [n]
  std::vector<double> outputs_alone;  ///< of the region's sectors, others zero, [n]
  double missed = 0;                  ///< part of the region's output that the model of it alone misses
};

/// x = L f against (I - A_rr)^-1 f_r, of the region that `region` names; f of its own sectors [n]. Throws
/// Refusal `out_of_range` where final demand stands in another region.
Feedback feedback(const Matrix& a, const Regions& regions, std::size_t region,
                  std::span<const double> demand);

}  // namespace leontide::table
