#include "yaml/keys.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "base/numbers.hpp"

namespace leontide::yaml {

namespace {

const char* kind_name(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null: return "nothing";
    case Node::Kind::scalar: return "a plain value";
    case Node::Kind::sequence: return "a list";
    case Node::Kind::mapping: return "a mapping";
  }
  return "nothing";
}

void expected(const char* what, const Node& node, Diagnostics& diagnostics) {
  const std::string found = node.is_scalar() ? fmt::format("\"{}\"", node.text) : kind_name(node);
  diagnostics.error("value", node.place, fmt::format("{} is expected here, not {}", what, found));
}

}  // namespace

const Node& blamed(const Node& node, const std::string& key) {
  const Node* at = &node;
  std::size_t begin = 0;
  while (begin < key.size()) {
    const std::size_t end = std::min(key.find('.', begin), key.size());
    const std::string part = key.substr(begin, end - begin);
    const Node* next = at->is_mapping() ? at->find(part) : nullptr;
    for (std::size_t i = 0; at->is_sequence() && i < at->items.size(); ++i) {
      if (std::to_string(i) == part) next = &at->items[i];
    }
    if (next == nullptr) break;
    at = next;
    begin = end + 1;
  }
  return *at;
}

bool is_cut(const Node& value) {
  return value.is_scalar() && !value.quoted &&
         std::count(value.text.begin(), value.text.end(), '(') >
             std::count(value.text.begin(), value.text.end(), ')');
}

void report_cut(const Node& value, Diagnostics& diagnostics) {
  diagnostics.error("syntax", value.place, fmt::format("\"(\" is never closed in \"{}\"", value.text),
                    "inside {…} YAML ends a plain value at the first comma: put the expression in quotes");
}

std::vector<std::string> names_of(const std::vector<Key>& table) {
  std::vector<std::string> names;
  names.reserve(table.size());
  for (const Key& key : table)
    names.emplace_back(key.name);
  return names;
}

const Node* find_meant(const Node& node, const std::vector<Key>& table, std::string_view name) {
  if (const Node* exact = node.find(name)) return exact;
  const std::vector<std::string> known = names_of(table);
  for (const auto& [key, value] : node.entries) {
    const bool is_unknown = std::find(known.begin(), known.end(), key.text) == known.end();
    if (is_unknown && nearest_name(key.text, known) == name) return &value;
  }
  return nullptr;
}

bool is_misspelt(const Node& node, const std::vector<std::string>& known, std::string_view name) {
  return std::any_of(node.entries.begin(), node.entries.end(), [&](const auto& entry) {
    const std::string& key = entry.key.text;
    return std::find(known.begin(), known.end(), key) == known.end() && nearest_name(key, known) == name;
  });
}

bool check_keys(const Node& node, const std::vector<Key>& table, const std::string& what,
                Diagnostics& diagnostics) {
  if (!node.is_mapping()) {
    diagnostics.error("value", node.place,
                      fmt::format("{} must be a mapping of keys, not {}", what, kind_name(node)));
    return false;
  }
  const std::vector<std::string> known = names_of(table);
  const Node* cut = nullptr;
  for (const auto& [key, value] : node.entries) {
    if (std::find(known.begin(), known.end(), key.text) != known.end()) {
      cut = is_cut(value) ? &value : nullptr;
      continue;
    }
    if (cut != nullptr && value.kind == Node::Kind::null) {
      report_cut(*cut, diagnostics);
      continue;
    }
    diagnostics.error("unknown-key", key.place, fmt::format("{} has no key \"{}\"", what, key.text),
                      suggestion(key.text, known));
  }
  for (const Key& key : table) {
    if (!key.required || node.find(key.name) != nullptr || is_misspelt(node, known, key.name)) continue;
    diagnostics.error("missing-key", node.place, fmt::format("{} needs the key \"{}\"", what, key.name));
  }
  return true;
}

std::optional<std::string> read_text(const Node& node, Diagnostics& diagnostics) {
  if (node.is_scalar()) return node.text;
  expected("a text", node, diagnostics);
  return std::nullopt;
}

std::optional<double> read_number(const Node& node, Diagnostics& diagnostics) {
  const auto value = node.is_scalar() && !node.quoted ? parse_number(node.text) : std::nullopt;
  if (!value) expected("a number", node, diagnostics);
  return value;
}

std::optional<long long> read_integer(const Node& node, long long low, long long high,
                                      Diagnostics& diagnostics) {
  const auto value = node.is_scalar() && !node.quoted ? parse_integer(node.text) : std::nullopt;
  if (!value || *value < low || *value > high) {
    expected(fmt::format("a whole number from {} to {}", low, high).c_str(), node, diagnostics);
    return std::nullopt;
  }
  return value;
}

std::optional<bool> read_flag(const Node& node, Diagnostics& diagnostics) {
  if (node.is_scalar() && !node.quoted) {
    if (node.text == "true" || node.text == "yes") return true;
    if (node.text == "false" || node.text == "no") return false;
  }
  expected("true or false", node, diagnostics);
  return std::nullopt;
}

std::vector<std::string> read_texts(const Node& node, Diagnostics& diagnostics) {
  std::vector<std::string> texts;
  if (node.is_scalar()) return {node.text};
  if (!node.is_sequence()) {
    expected("a list of texts", node, diagnostics);
    return texts;
  }
  for (const Node& item : node.items) {
    if (auto text = read_text(item, diagnostics)) texts.push_back(std::move(*text));
  }
  return texts;
}

std::vector<double> read_numbers(const Node& node, Diagnostics& diagnostics) {
  std::vector<double> numbers;
  if (!node.is_sequence()) {
    expected("a list of numbers", node, diagnostics);
    return numbers;
  }
  for (const Node& item : node.items) {
    if (const auto number = read_number(item, diagnostics)) numbers.push_back(*number);
  }
  return numbers;
}

std::vector<double> read_rows(const Node& node, Diagnostics& diagnostics) {
  std::vector<double> numbers;
  if (!node.is_sequence()) {
    diagnostics.error("value", node.place, "a list of rows is expected here");
    return numbers;
  }
  for (const Node& row : node.items) {
    const auto part = read_numbers(row, diagnostics);
    numbers.insert(numbers.end(), part.begin(), part.end());
  }
  return numbers;
}

Title read_title(const Node& node, Diagnostics& diagnostics) {
  if (node.is_scalar()) return {node.text, ""};
  Title title;
  if (!check_keys(node, {{"en", true}, {"zh"}}, "a title", diagnostics)) return title;
  if (const Node* en = node.find("en")) title.en = read_text(*en, diagnostics).value_or("");
  if (const Node* zh = node.find("zh")) title.zh = read_text(*zh, diagnostics).value_or("");
  return title;
}

std::optional<std::size_t> read_choice(const Node& node, const std::vector<std::string>& choices,
                                       Diagnostics& diagnostics) {
  const auto found = node.is_scalar() ? std::find(choices.begin(), choices.end(), node.text) : choices.end();
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  diagnostics.error("value", node.place,
                    node.is_scalar() ? fmt::format("\"{}\" is not one of the choices", node.text)
                                     : fmt::format("a choice is expected, not {}", kind_name(node)),
                    suggestion(node.text, choices));
  return std::nullopt;
}

bool check_kind(const YamlFile& file, const std::string& kind, Diagnostics& diagnostics) {
  const Node* node = file.root.find("leontide");
  const std::string expected_text = kind + "/1";
  if (node == nullptr) {
    diagnostics.error("kind", {file.source->name(), 1, 1, 1},
                      fmt::format("this file does not say what it is"),
                      fmt::format("begin it with `leontide: {}`", expected_text));
    return false;
  }
  if (node->text == expected_text) return true;
  diagnostics.error(
      "kind", node->place,
      fmt::format("a file of kind \"{}\" is expected here, not \"{}\"", expected_text, node->text));
  return false;
}

}  // namespace leontide::yaml
