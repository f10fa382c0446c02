#pragma once

#include <string>
#include <vector>

#include "table/accounts.hpp"

namespace leontide::table {

/// Which group each sector joins: `of[i]` is the position in `groups`. Every group has a member.
struct Grouping {
  std::vector<Sector> groups;   ///< in order of first appearance
  std::vector<std::size_t> of;  ///< [sectors] position of each in `groups`
};

/// The groups named by a column of sectors.csv (`cluster` or a further column), or by several, joined by
/// commas, as in `region,cluster`: their codes are joined by `_`. In order of first appearance. Throws
/// Refusal `unknown_category`.
Grouping group_by(const Accounts& accounts, const std::string& columns);

/// Adds up the rows and columns of each group: S Z S' (Miller & Blair, section 4.9). Amounts are kept, both
/// identities too. Multipliers of the result differ from those of the fine table unless the sectors of a
/// group have equal columns: compute first, aggregate after. Purchase shares are not added up and are left
/// out, as is a further column of sectors.csv that differs within a group. Where groups go over the regions
/// of a table, so do its final uses.
Accounts aggregate(const Accounts& accounts, const Grouping& grouping);

/// S · values: sums over the members of each group, [groups].
std::vector<double> aggregate(std::span<const double> values, const Grouping& grouping);

/// A quantity computed for the fine sectors as a group's mean, weighted by `weights`; 0 where they sum to 0.
std::vector<double> group_means(std::span<const double> values, std::span<const double> weights,
                                const Grouping& grouping);

}  // namespace leontide::table
