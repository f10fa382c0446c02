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

  /// The mapping itself, for its place.
  const yaml::Node& node() const { return node_; }
  /// Where faults go.
  Diagnostics& diagnostics() const { return diagnostics_; }
  /// Null where the key is absent or the node is no mapping.
  const yaml::Node* find(std::string_view key) const { return sound_ ? node_.find(key) : nullptr; }
  /// Whether the key stands there.
  bool has(std::string_view key) const { return find(key) != nullptr; }

  /// A text; `otherwise` where the key is absent.
  std::string text(std::string_view key, const std::string& otherwise = {}) const;
  /// A finite number; `otherwise` where the key is absent.
  double number(std::string_view key, double otherwise) const;
  /// A whole number of at least 0; `otherwise` where the key is absent.
  std::size_t whole(std::string_view key, std::size_t otherwise) const;
  /// False where the key is absent.
  bool flag(std::string_view key) const;
  /// A text or a list of them; empty where the key is absent.
  std::vector<std::string> texts(std::string_view key) const;
  /// A list of numbers; empty where the key is absent.
  std::vector<double> numbers(std::string_view key) const;
  /// A table: its folder, or a mapping with `table` and `sectors`.
  TableFile table(std::string_view key) const;
  /// One of the enum's names; `otherwise` where the key is absent.
  template <class Enum>
  Enum choice(std::string_view key, Enum otherwise) const {
    const yaml::Node* value = find(key);
    return value == nullptr ? otherwise : yaml::read_choice<Enum>(*value, diagnostics_).value_or(otherwise);
  }

  /// The entries of a mapping value; another kind is reported.
  std::vector<std::pair<std::string, const yaml::Node*>> entries(std::string_view key) const;
  /// Items of a sequence; another kind is reported.
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
