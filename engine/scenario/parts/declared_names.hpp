#pragma once

// Internal to the parts: which names a model and its parts declare, and what a need or gift may be found as.

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// Where a name is declared, and in which section.
struct Declared {
  std::string section;  ///< `data`, `drivers`, `variables`, …
  Place place;
};

/// Names that expressions read share one space; so do sets, and indicators with checks.
std::string space_of(std::string_view section);

/// What a need or gift states itself to be: `quantity` where it does not say.
std::string kind_of(const yaml::Node& stated);
/// Whether `kind_of` says so: any number with a unit will do.
bool is_quantity(const yaml::Node& stated);

/// All names of a model, by the space that they share.
class DeclaredNames {
 public:
  /// The names that a tree declares. What stands twice is told when it is put in.
  void collect(const yaml::Node& root);

  /// Null where none is declared.
  const Declared* find(std::string_view space, const std::string& name) const;
  /// What a need or gift of that kind may be found as.
  const Declared* find_kind(const yaml::Node& stated, const std::string& name) const;
  /// In whatever space.
  const Declared* find_any(const std::string& name) const;
  /// All that `find_kind` would find.
  std::vector<std::string> names_for(const yaml::Node& stated) const;

 private:
  std::map<std::pair<std::string, std::string>, Declared> names_;  ///< by space and name
};

}  // namespace leontide::scenario
