#pragma once

#include <filesystem>
#include <vector>

#include "base/diagnostic.hpp"
#include "scenario/scenario.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// Writes an override into a model's tree before it is read, so that it meets the same checks as the model
/// itself. The new value keeps its own place. Reports a path that reaches no number.
void apply_override(const Override& override, const std::filesystem::path& folder, yaml::Node& model,
                    Diagnostics& diagnostics);

/// The entries of a `set:` mapping.
std::vector<Override> read_overrides(const yaml::Node& node, Diagnostics& diagnostics);

}  // namespace leontide::scenario
