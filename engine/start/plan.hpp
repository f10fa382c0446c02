#pragma once

#include <string>
#include <utility>
#include <vector>

#include "start/city.hpp"
#include "start/plan_map.hpp"
#include "table/accounts.hpp"

namespace leontide::start {

/// The files of a plan's folder, by name: model, targets, a baseline, the plan with every measure on, and a
/// table that says of every row what it was taken for.
std::vector<std::pair<std::string, std::string>> plan_files(const table::Accounts& accounts,
                                                            const CityPlace& place, const PlacedPlan& plan);

}  // namespace leontide::start
