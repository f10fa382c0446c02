#pragma once

#include <optional>

#include "base/diagnostic.hpp"
#include "language/expression_text.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// A scalar as an expression, every character with its place. Escapes in double quotes are refused.
/// `file` is the text of the file in which it stands.
std::optional<language::ExpressionText> expression_text(const SourceText& file, const yaml::Node& node,
                                                        Diagnostics& diagnostics);

}  // namespace leontide::scenario
