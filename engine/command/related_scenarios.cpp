#include "command/related_scenarios.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "yaml/yaml.hpp"

namespace leontide::command {

namespace {

namespace fs = std::filesystem;

/// What a scenario file extends; nothing of another file.
std::optional<fs::path> parent_of(const fs::path& file) {
  Diagnostics kept_back;
  const auto read = yaml::read_yaml(file, file.generic_string(), kept_back);
  const yaml::Node* kind = read ? read->root.find("leontide") : nullptr;
  const yaml::Node* parent = read ? read->root.find("extends") : nullptr;
  if (kind == nullptr || !kind->text.starts_with("scenario/") || parent == nullptr) return std::nullopt;
  return (file.parent_path() / parent->text).lexically_normal();
}

std::optional<fs::path> child_of(const fs::path& scenario) {
  std::error_code none;
  std::map<fs::path, fs::path> parents;  // of the folder's files, by name
  for (const auto& entry : fs::directory_iterator(
           scenario.parent_path().empty() ? fs::path(".") : scenario.parent_path(), none)) {
    if (entry.path().extension() != ".yaml" || !entry.is_regular_file(none)) continue;
    const fs::path file = scenario.parent_path() / entry.path().filename();
    if (const auto parent = parent_of(file)) parents.emplace(file.lexically_normal(), *parent);
  }
  std::map<fs::path, int> children;
  for (const auto& [file, parent] : parents)
    ++children[parent];
  std::optional<fs::path> best;
  for (const auto& [file, parent] : parents) {
    if (parent == scenario.lexically_normal() && (!best || children[file] > children[*best])) best = file;
  }
  return best;
}

}  // namespace

report::AskedAs asked(const fs::path& scenario) {
  report::AskedAs asked{scenario.generic_string(), {}, {}};
  if (const auto parent = parent_of(scenario)) {
    asked.compared = {parent->generic_string(), asked.scenario};
  } else if (const auto child = child_of(scenario)) {
    asked.compared = {asked.scenario, child->generic_string()};
  }
  return asked;
}

}  // namespace leontide::command
