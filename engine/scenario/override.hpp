#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "scenario/draft.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// Writes an override into a model's tree before it is read, so that it meets the same checks as the model
/// itself. The new value keeps its own place; a file or folder is looked for in the override's folder.
/// Reports a path that reaches no number.
void apply_override(const Override& override, yaml::Node& model, Diagnostics& diagnostics);

/// The value as one line of text: equal values give equal texts, and no others.
std::string value_text(const yaml::Node& value);

/// The entries of a `set:` mapping.
std::vector<Override> read_overrides(const yaml::Node& node, const std::filesystem::path& folder,
                                     Diagnostics& diagnostics);

}  // namespace leontide::scenario
