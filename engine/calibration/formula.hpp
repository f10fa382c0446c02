#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/diagnostic.hpp"
#include "yaml/yaml.hpp"

namespace leontide::calibration {

/// The value of a name in a formula; nothing, reported by the formula, for one that is not there.
using NameValue = std::function<std::optional<double>(const std::string& name)>;

/// A number, or arithmetic in the model language's words: + - * / ^ ( ), exp, log, sqrt, abs, min, max, and
/// names. `known` are the names there are, for suggestions. Reports what cannot be read, unknown names and a
/// value that is not finite.
std::optional<double> evaluate_formula(const yaml::Node& node, const NameValue& value_of,
                                       const std::vector<std::string>& known, Diagnostics& diagnostics);

}  // namespace leontide::calibration
