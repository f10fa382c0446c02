#pragma once

#include <vector>

#include "analysis/observe.hpp"
#include "analysis/optimise.hpp"
#include "analysis/rare.hpp"
#include "analysis/seek.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// The value that gives the chance asked for, and the curve that was walked.
std::vector<Sheet> seek_sheets(const analysis::SeekAnswer& answer, const analysis::SeekRequest& request);

/// Spending plans, the one of least greatest regret first, and what each gives under each scenario.
std::vector<Sheet> optimise_sheets(const analysis::Optimum& optimum, const scenario::Budget& budget);

/// The known figures beside what had been expected, then chances and indicators before and after.
std::vector<Sheet> observe_sheets(const analysis::Revision& revision);

/// A small chance by both methods, and what it takes.
std::vector<Sheet> rare_sheets(const analysis::RareChance& rare, const scenario::Reading& reading);

}  // namespace leontide::report
