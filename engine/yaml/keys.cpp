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
  diagnostics.error("value", node.place, fmt::format("{} is expected here, not {}", what, kind_name(node)));
}

/// A plain value says which key it does not fit; lists and mappings say what was expected.
void report(const Node& node, const char* what, Refused refused, Diagnostics& diagnostics) {
  if (!node.is_scalar()) return expected(what, node, diagnostics);
  diagnostics.error("value", node.place, std::move(refused.what), std::move(refused.hint));
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
  if (!value) report(node, "a number", refuse_number(node.text, node.key), diagnostics);
  return value;
}

std::optional<long long> read_integer(const Node& node, long long low, long long high,
                                      Diagnostics& diagnostics) {
  const auto value = node.is_scalar() && !node.quoted ? parse_integer(node.text) : std::nullopt;
  if (!value || *value < low || *value > high) {
    report(node, "a whole number",
           refuse_whole(node.text, node.key, static_cast<double>(low), static_cast<double>(high)),
           diagnostics);
    return std::nullopt;
  }
  return value;
}

std::optional<bool> read_flag(const Node& node, Diagnostics& diagnostics) {
  if (node.is_scalar() && !node.quoted) {
    if (node.text == "true" || node.text == "yes") return true;
    if (node.text == "false" || node.text == "no") return false;
  }
  const std::vector<std::string> choices{"true", "false"};
  report(node, "true or false", refuse_choice(node.text, node.key, choices), diagnostics);
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
  report(node, "a choice", refuse_choice(node.text, node.key, choices), diagnostics);
  return std::nullopt;
}

std::optional<double> read_number(const Node& node, const Option& option, Diagnostics& diagnostics) {
  const auto value = read_number(node, diagnostics);
  if (!value) return std::nullopt;
  auto refusal = refused(option, node.text, node.key);
  if (!refusal) return value;
  report(node, "a number", std::move(*refusal), diagnostics);
  return std::nullopt;
}

std::optional<long long> read_integer(const Node& node, const Option& option, Diagnostics& diagnostics) {
  return read_integer(node, static_cast<long long>(option.low.value_or(-9e15)),
                      static_cast<long long>(option.high.value_or(9e15)), diagnostics);
}

namespace {

/// Which command takes a file of that kind.
std::string hint_of_kind(const std::string& kind) {
  constexpr std::pair<const char*, const char*> takes[] = {
      {"targets/1", "audit"},         {"sweep/1", "sweep --dry-run"}, {"hindcast/1", "hindcast"},
      {"calibration/1", "calibrate"}, {"recipe/1", "table build"},    {"mapping/1", "table import"}};
  for (const auto& [one, command] : takes) {
    if (kind == one) return fmt::format("`leontide {}` takes a file of this kind", command);
  }
  return "";
}

}  // namespace

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
  const std::vector<std::string> kinds{"model/1", "scenario/1", "targets/1",     "part/1", "recipe/1",
                                       "sweep/1", "hindcast/1", "calibration/1", "rule/1", "mapping/1"};
  const auto meant = nearest_name(node->text, kinds);
  const bool is_misspelt = meant && *meant != node->text;
  diagnostics.error(
      "kind", node->place,
      fmt::format("a file of kind \"{}\" is expected here, not \"{}\"", expected_text, node->text),
      is_misspelt ? fmt::format("did you mean \"{}\"?", *meant) : hint_of_kind(node->text));
  return is_misspelt && *meant == expected_text;
}

}  // namespace leontide::yaml
