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
  std::string name;                      ///< as it stands in the mapping
  std::optional<double> fallback;        ///< stands where the key is left out; none: the key is required
  bool has_unit = false;                 ///< in the unit of what is drawn
  CentreStep centre = CentreStep::none;  ///< whether its numbers may stand by year
};

/// A distribution or process: what keys it has.
struct LawForm {
  std::string name;                ///< of the distribution or process
  bool is_process = false;         ///< else a distribution, drawn once a trial or a step
  std::vector<LawKey> parameters;  ///< number keys, in the order of the reference
  std::vector<std::string> lists;  ///< keys that hold lists or files
};

/// All forms, in the order of the reference.
const std::vector<LawForm>& law_forms();

/// The form that `distribution:` or `process:` names; none after a fault that was reported.
const LawForm* find_law_form(const yaml::Node& node, const std::string& what, Diagnostics& diagnostics);

}  // namespace leontide::scenario
