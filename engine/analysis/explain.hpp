#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "scenario/scenario.hpp"

namespace leontide::analysis {

/// One line of how a quantity comes about.
struct Explanation {
  std::string name;  ///< of the target, indicator, variable, …
  Title title;       ///< where it has one
  Title kind;        ///< target, indicator, variable, data, parameter, driver, lever, event, missing
  Title text;        ///< the equation, the value or the law in words
  Title detail;      ///< unit, price basis, source (in its author's language)
  std::vector<Explanation> parts;  ///< what it is computed from
  bool repeated = false;           ///< its parts stand above already
};

/// The tree behind a target, indicator, variable, data, driver, lever or event of a reading, down to sources;
/// for a target that cannot be assessed it ends at the missing figure and who could give it. Empty name after
/// an error.
Explanation explain(const scenario::Scenario& scenario, const scenario::Reading& reading,
                    const std::string& name, Diagnostics& diagnostics);

}  // namespace leontide::analysis
