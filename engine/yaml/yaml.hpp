#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"

namespace leontide::yaml {

/// A YAML value with its place. Mappings keep the order of the file.
struct Node {
  /// `null` is a key without a value.
  enum class Kind { null, scalar, sequence, mapping };
  Kind kind = Kind::null;
  std::string text;     ///< of a scalar
  bool quoted = false;  ///< a scalar in quotes is text, whatever it looks like
  Place place;
  std::size_t offset = 0;   ///< byte in the source
  std::vector<Node> items;  ///< of a sequence
  struct Entry;
  std::vector<Entry> entries;  ///< of a mapping
  std::string key;             ///< that it stands under, an item under its list's; empty of a whole file

  /// The value under a key of a mapping; null where there is none, or where this is no mapping.
  const Node* find(std::string_view name) const;
  /// Text, number or flag: what has no inner structure.
  bool is_scalar() const { return kind == Kind::scalar; }
  /// Whether it has `entries`.
  bool is_mapping() const { return kind == Kind::mapping; }
  /// Whether it has `items`.
  bool is_sequence() const { return kind == Kind::sequence; }
};

/// A key and its value; the key is a scalar node with a place of its own.
struct Node::Entry {
  Node key, value;
};

/// A YAML file in memory: its tree and its text (for excerpts and for the places inside expressions).
struct YamlFile {
  std::filesystem::path path;
  std::shared_ptr<const SourceText> source;  ///< shared with the diagnostics, which show excerpts of it
  Node root;
};

/// Reads one document. Refuses, at their place, what is easily misread: duplicate keys, anchors and aliases,
/// tags, merge keys, keys that are no scalars, second documents; the tree is there nevertheless, so that more
/// can be told, and the caller stops by the count of errors. Nothing for a file that is no YAML at all.
/// `shown_as` is the file's name in messages.
std::optional<YamlFile> read_yaml(const std::filesystem::path& path, const std::string& shown_as,
                                  Diagnostics& diagnostics);

/// The same for a text in memory.
std::optional<YamlFile> parse_yaml(std::string text, const std::string& shown_as, Diagnostics& diagnostics);

}  // namespace leontide::yaml
