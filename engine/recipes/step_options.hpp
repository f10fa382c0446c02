#pragma once

#include "base/option.hpp"

namespace leontide::recipes {

/// The records of what a step may be told, for its command and its keys in a recipe alike. Those of methods
/// stand with them in table/changes.
namespace step_option {
Option import_factor();  ///< in a recipe alone
Option balance_targets();
Option balance_value_added();
Option balance_by();
Option balance_tolerance();
Option balance_iterations();
Option update_ratio_at_most();
Option regionalise_output();
Option regionalise_region();
Option regionalise_size();
Option aggregate_by();
Option aggregate_groups();
Option disaggregate_sector();
Option disaggregate_shares();
Option rebase_prices();
Option rebase_base();
Option nest_factor();
Option nest_names();
}  // namespace step_option

}  // namespace leontide::recipes
