#pragma once

#include <vector>

#include "recipes/workbench.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// What a change did to a table:
///
/// - balance: iterations and multipliers, the `top` farthest from 1 (0 all)
/// - update: iterations, output multipliers before and after, coefficients at a bound
/// - regionalise: quotients, output and local multipliers by sector
/// - aggregate: the output multiplier of each group both ways (Miller & Blair, section 4.9), weighted by
/// final demand
/// - disaggregate: the parts of the sector that was split
/// - rebase: value added before and after
///
/// Empty where the history says it all.
std::vector<Sheet> change_sheets(const recipes::Done& done, std::size_t top);

}  // namespace leontide::report
