#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tools/scenario_session.hpp"

namespace leontide::tools {

/// `leontide compare A B …`: each scenario against the first, on common random numbers.
struct CompareOptions : AnalysisOptions {
  std::vector<std::filesystem::path> scenarios;
};
int command_compare(const CompareOptions& options);

/// `leontide attribute SCENARIO`: what each of its levers adds.
using AttributeOptions = AnalysisOptions;
int command_attribute(const AttributeOptions& options);

}  // namespace leontide::tools
