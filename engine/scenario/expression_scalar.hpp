#pragma once

#include <optional>

#include "base/diagnostic.hpp"
#include "language/expression_text.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// A scalar as an expression, every character with its place. Escapes in double quotes are refused.
std::optional<language::ExpressionText> expression_text(const yaml::YamlFile& file, const yaml::Node& node,
                                                        Diagnostics& diagnostics);

}  // namespace leontide::scenario
