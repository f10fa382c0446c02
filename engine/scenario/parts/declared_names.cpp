#include "scenario/parts/declared_names.hpp"

#include "scenario/parts/part_keys.hpp"
#include "scenario/parts/rename.hpp"

namespace leontide::scenario {

using yaml::Node;

std::string space_of(std::string_view section) {
  if (section == "data" || section == "parameters" || section == "drivers" || section == "variables")
    return "quantity";
  return std::string(section);
}

std::string kind_of(const Node& stated) {
  const Node* kind = stated.find("kind");
  return kind != nullptr ? kind->text : "quantity";
}

bool is_quantity(const Node& stated) {
  const std::string kind = kind_of(stated);
  return kind == "quantity" || kind == "parameter" || kind == "driver" || kind == "variable";
}

void DeclaredNames::collect(const Node& root) {
  for (const std::string_view section : keys::part_sections) {
    const Node* node = root.find(section);
    if (node == nullptr) continue;
    for (const auto& [key, value] : node->entries)
      names_.try_emplace({space_of(section), bare_name(key.text)}, Declared{std::string(section), key.place});
  }
}

const Declared* DeclaredNames::find(std::string_view space, const std::string& name) const {
  const auto found = names_.find({std::string(space), name});
  return found == names_.end() ? nullptr : &found->second;
}

const Declared* DeclaredNames::find_kind(const Node& stated, const std::string& name) const {
  const Node* kind = stated.find("kind");
  const std::string wanted = kind != nullptr ? kind->text : "";
  if (wanted == "set" || wanted == "lever" || wanted == "event" || wanted == "indicator")
    return find(wanted + "s", name);
  const Declared* found = find("quantity", name);
  if (found == nullptr || wanted.empty()) return found;
  const bool fits = wanted == "parameter" ? found->section == "parameters" || found->section == "data"
                                          : found->section == wanted + "s";
  return fits ? found : nullptr;
}

const Declared* DeclaredNames::find_any(const std::string& name) const {
  for (const char* space : {"quantity", "indicators", "levers", "events", "sets", "checks"}) {
    if (const Declared* found = find(space, name)) return found;
  }
  return nullptr;
}

std::vector<std::string> DeclaredNames::names_for(const Node& stated) const {
  std::vector<std::string> known;
  for (const auto& [key, where] : names_) {
    if (find_kind(stated, key.second) == &where) known.push_back(key.second);
  }
  return known;
}

}  // namespace leontide::scenario
