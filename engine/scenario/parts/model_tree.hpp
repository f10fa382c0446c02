#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// What a part needs or gives, as stated, to be held against what stands under that name in the model.
struct StatedPromise {
  std::string what;   ///< in messages: `need "income" of part "households"`
  std::string name;   ///< in the model
  yaml::Node stated;  ///< its `over:`, `unit:` and `prices:`, sets by their names in the model
  Place place;        ///< where it is filled, or given
  std::string hint;   ///< what would fit, for the message
};

/// A model's tree with those of its parts in it.
struct ModelTree : yaml::YamlFile {
  std::map<std::string, std::shared_ptr<const SourceText>> part_sources;  ///< by the file's name in places
  /// What names in the expressions of a part's file mean in the model, by file and name.
  std::map<std::string, std::map<std::string, std::string>> aliases;
  std::vector<StatedPromise> promises;  ///< what its parts need and give
  std::set<std::string> made_names;     ///< `part/need`, of needs filled by numbers and expressions

  /// The text of the file in which a node stands.
  const SourceText& source_of(const yaml::Node& node) const;
};

/// Reads a file that the model names; nothing after a fault that was reported.
using PartFile =
    std::function<std::optional<yaml::YamlFile>(const std::filesystem::path& path, const Place& asked_at)>;

/// Puts the parts of a model, listed under `parts:`, into its tree and takes the list out of it. Reports
/// unknown, missing and repeated parts and needs, and names that stand twice, each with part and place.
ModelTree with_parts(yaml::YamlFile model, const PartFile& read, Diagnostics& diagnostics);

}  // namespace leontide::scenario
