#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "recipes/source_table.hpp"
#include "yaml/keys.hpp"

namespace leontide::recipes {

/// Reads the values of one mapping by key; a key that is absent leaves its default. Numbers and choices of a
/// key with a record are held within its bounds.
class Fields {
 public:
  /// Reports keys that are not in the table and required ones that are missing; `what` names the mapping.
  Fields(const yaml::Node& node, const std::vector<yaml::Key>& keys, const std::string& what,
         Diagnostics& diagnostics)
      : node_(node),
        keys_(keys),
        diagnostics_(diagnostics),
        sound_(check_keys(node, keys, what, diagnostics)) {}

  const yaml::Node& node() const { return node_; }
  Diagnostics& diagnostics() const { return diagnostics_; }
  const yaml::Node* find(std::string_view key) const { return sound_ ? node_.find(key) : nullptr; }
  bool has(std::string_view key) const { return find(key) != nullptr; }

  std::string text(std::string_view key, std::string otherwise = {}) const;
  double number(std::string_view key, double otherwise) const;
  std::size_t whole(std::string_view key, std::size_t otherwise) const;
  bool flag(std::string_view key) const;
  std::vector<std::string> texts(std::string_view key) const;
  std::vector<double> numbers(std::string_view key) const;
  /// A table: its folder, or a mapping with `table` and `sectors`.
  TableFile table(std::string_view key) const;
  template <class Enum>
  Enum choice(std::string_view key, Enum otherwise) const {
    const yaml::Node* value = find(key);
    return value == nullptr ? otherwise : yaml::read_choice<Enum>(*value, diagnostics_).value_or(otherwise);
  }

  /// The entries of a mapping value; another kind is reported.
  std::vector<std::pair<std::string, const yaml::Node*>> entries(std::string_view key) const;
  std::vector<const yaml::Node*> items(std::string_view key) const;

 private:
  const yaml::Node& node_;
  const std::vector<yaml::Key>& keys_;
  Diagnostics& diagnostics_;
  bool sound_;
};

/// `table` and `sectors`: a table and the concordance that brings it onto other sectors.
const std::vector<yaml::Key>& table_file_keys();

}  // namespace leontide::recipes
