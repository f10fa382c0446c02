#pragma once

#include <string>
#include <vector>

#include "analysis/assess.hpp"
#include "report/answer.hpp"

namespace leontide::report {

/// Turns what the trials showed into what a person reads.
Answer build(const scenario::Scenario& scenario, const std::vector<analysis::Assessment>& assessments,
             const std::string& version, const Diagnostics& diagnostics, const std::vector<std::string>& set);

}  // namespace leontide::report
