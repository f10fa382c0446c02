#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// Gives what a section of a part names outside expressions (sets, drivers, variables of a block, parameters
/// in a law) the names that it has in the model, and its files their path from the model's folder.
void rename_in_section(std::string_view section, yaml::Node& node,
                       const std::map<std::string, std::string>& meant, const std::filesystem::path& folder);

/// The name in `name` or `name[set]`.
std::string bare_name(const std::string& key);

}  // namespace leontide::scenario
