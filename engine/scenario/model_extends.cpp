#include "scenario/model_extends.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string_view>

namespace leontide::scenario {

namespace {

constexpr std::array<std::string_view, 11> replaceable{"tables",  "sets",       "data",   "parameters",
                                                       "drivers", "dependence", "levers", "events",
                                                       "groups",  "name",       "title"};
constexpr std::array<std::string_view, 6> of_the_parent{"parts",  "variables", "indicators",
                                                        "blocks", "checks",    "decompositions"};

template <std::size_t n>
bool holds(const std::array<std::string_view, n>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

void put(yaml::Node& mapping, const yaml::Node::Entry& entry) {
  const auto same = [&](const auto& known) { return known.key.text == entry.key.text; };
  const auto at = std::find_if(mapping.entries.begin(), mapping.entries.end(), same);
  if (at == mapping.entries.end()) {
    mapping.entries.push_back(entry);
  } else {
    *at = entry;
  }
}

}  // namespace

yaml::YamlFile extend_model(yaml::YamlFile parent, const yaml::YamlFile& child, Diagnostics& diagnostics) {
  for (const auto& section : child.root.entries) {
    const std::string& name = section.key.text;
    if (name == "leontide" || name == "extends") continue;
    if (holds(of_the_parent, name)) {
      diagnostics.error("extends", section.key.place,
                        fmt::format("a model that extends another has that one's {}", name),
                        "state sets, data, parameters, drivers, levers, events or dependence here");
      continue;
    }
    if (!holds(replaceable, name)) {
      put(parent.root, section);  // unknown keys and what is misplaced are told by the model's reader
      continue;
    }
    yaml::Node* own = nullptr;
    for (auto& [key, value] : parent.root.entries)
      own = key.text == name ? &value : own;
    const bool by_name = own != nullptr && own->is_mapping() && section.value.is_mapping() && name != "title";
    if (!by_name) {
      put(parent.root, section);
      continue;
    }
    for (const auto& entry : section.value.entries)
      put(*own, entry);
  }
  return parent;
}

}  // namespace leontide::scenario
