#pragma once

#include "base/option.hpp"

namespace leontide::recipes {

/// The records of what a step may be told, for its command and its keys in a recipe alike. Those of methods
/// stand with them in table/changes.
namespace step_option {
Option import_factor();  ///< in a recipe alone
/// The sums to balance to.
Option balance_targets();
/// Value added of groups to balance to.
Option balance_value_added();
/// The column that names the groups.
Option balance_by();
/// How close the sums must come.
Option balance_tolerance();
/// Passes at most.
Option balance_iterations();
/// Bound on a cell's ratio, and its inverse.
Option update_ratio_at_most();
/// Output of the region by sector.
Option regionalise_output();
/// What the region is called.
Option regionalise_region();
/// The region's share of the area.
Option regionalise_size();
/// The column that names the groups.
Option aggregate_by();
/// Groups of codes, in place of a column.
Option aggregate_groups();
/// The sector to split.
Option disaggregate_sector();
/// Its parts and their shares.
Option disaggregate_shares();
/// Price indices by sector.
Option rebase_prices();
/// What the year of the prices is called.
Option rebase_base();
/// From the area's unit to the city's.
Option nest_factor();
/// Names of the three regions.
Option nest_names();
}  // namespace step_option

}  // namespace leontide::recipes
