#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// What one step of a year adds to a law whose centre moves.
enum class CentreStep {
  none,
  level,  ///< the key's number in that year
  drift   ///< the sum of the key's numbers since the base year
};

/// A number key of a law: its name, its default where it may be left out, and what else it may be.
struct LawKey {
  std::string name;
  std::optional<double> fallback;
  bool has_unit = false;                 ///< in the unit of what is drawn
  CentreStep centre = CentreStep::none;  ///< whether its numbers may stand by year
};

/// A distribution or process: what keys it has.
struct LawForm {
  std::string name;
  bool is_process = false;
  std::vector<LawKey> parameters;
  std::vector<std::string> lists;  ///< keys that hold lists or files
};

const std::vector<LawForm>& law_forms();

/// The form that `distribution:` or `process:` names; none after a fault that was reported.
const LawForm* find_law_form(const yaml::Node& node, const std::string& what, Diagnostics& diagnostics);

}  // namespace leontide::scenario
