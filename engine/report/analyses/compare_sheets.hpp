#pragma once

#include <string>
#include <vector>

#include "analysis/attribution.hpp"
#include "analysis/compare.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// A sheet of chances and one of values for each reading and each scenario against the first. `names` are
/// those of the scenarios: English names, Chinese titles.
std::vector<Sheet> compare_sheets(const std::vector<analysis::ReadingComparison>& comparisons,
                                  const std::vector<Title>& names);

/// What each lever adds: a sheet for the chances and one for the values.
std::vector<Sheet> attribution_sheets(const analysis::Attribution& attribution);

}  // namespace leontide::report
