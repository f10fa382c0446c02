#pragma once

#include <vector>

#include "analysis/discover.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// Two sheets a question: the box with its conditions, which says them as a sentence, and the leaves of the
/// tree. Inputs go by their titles as `reading` has them.
std::vector<Sheet> discover_sheets(const analysis::Discovered& discovered, const scenario::Reading& reading);

}  // namespace leontide::report
