#include "scenario/override.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "scenario/observed.hpp"
#include "scenario/switches.hpp"

namespace leontide::scenario {

namespace {

std::vector<std::string> split(const std::string& path) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find('.', begin), path.size());
    parts.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

yaml::Node* find(yaml::Node& node, const std::string& key) {
  for (auto& [name, value] : node.entries) {
    if (name.text == key) return &value;
  }
  return nullptr;
}

std::vector<std::string> keys_of(const yaml::Node& node) {
  std::vector<std::string> keys;
  for (const auto& [name, value] : node.entries)
    keys.push_back(name.text);
  return keys;
}

/// Whether a key below a section may be set, and so added where the model leaves it out.
bool may_set(const std::vector<std::string>& parts) {
  const std::string& section = parts[0];
  const std::string& last = parts.back();
  if (section == "parameters" || section == "drivers")
    return last != "over" && last != "unit" && last != "prices" && last != "draw";
  if (section == "data") return parts.size() == 3 && last == "file";
  if (section == "tables") return parts.size() == 3 && last == "folder";
  if (section == "levers")
    return parts[2] == "start" || parts[2] == "ramp" || parts[2] == "end" || parts[2] == "strength";
  if (section == "events") return parts[2] == "chance" || parts[2] == "recovery" || parts[2] == "size";
  return section == "time" && last == "end";
}

constexpr const char* allowed =
    "parameters.NAME, parameters.NAME.CODE, parameters.NAME.by_year.YEAR, data.NAME.file, "
    "tables.NAME.folder, drivers.NAME.KEY, "
    "levers.NAME (on, off, a strength), levers.NAME.start|ramp|end|strength.KEY, "
    "events.NAME (on, off, {at: YEAR, size: NUMBER}), events.NAME.chance|recovery|size.KEY, "
    "observed.NAME ({year: YEAR, value: NUMBER, sd: NUMBER}) and time.end can be set, never an equation";

/// A number stands in place of the row of a file that the parameter reads.
void put_in_place_of_row(yaml::Node& parameter, const yaml::Node& number) {
  std::erase_if(parameter.entries, [](const auto& entry) {
    const auto& [name, value] = entry;
    return name.text == "file" || name.text == "row" || name.text == "column";
  });
  yaml::Node key = number;
  key.kind = yaml::Node::Kind::scalar;
  key.text = "value";
  parameter.entries.push_back({std::move(key), number});
}

}  // namespace

void apply_override(const Override& override, yaml::Node& model, Diagnostics& diagnostics) {
  // Of the reading or of the scenario, not of the model's tree.
  if (is_switch(override) || is_figure(override)) return;
  std::vector<std::string> parts = split(override.path);
  const auto refuse = [&](const std::string& what, const std::string& hint) {
    diagnostics.error("set", override.value.place, what, hint);
  };
  const bool is_parameter = parts[0] == "parameters";
  if (override.value.is_mapping() && parts.size() <= 2 && !override.value.entries.empty()) {
    const auto& [key, value] = override.value.entries.front();
    return refuse(
        fmt::format("\"{}\" is set as nested keys", override.path),
        fmt::format("write {}.{}: {}", override.path, key.text, value.is_scalar() ? value.text : "…"));
  }
  const bool too_short = parts.size() < (is_parameter || parts[0] == "time" ? 2U : 3U);
  if (too_short || !may_set(parts))
    return refuse(fmt::format("\"{}\" cannot be set", override.path), allowed);
  yaml::Node* at = &model;
  const std::size_t named = parts[0] == "time" ? 1 : 2;
  for (std::size_t i = 0; i < named; ++i) {
    yaml::Node* next = find(*at, parts[i]);
    if (next == nullptr)
      return refuse(fmt::format("the model has no \"{}\" in \"{}\"", parts[i], override.path),
                    suggestion(parts[i], keys_of(*at)));
    at = next;
  }
  if (is_parameter && parts.size() == 2) {
    if (at->is_scalar()) {
      *at = override.value;
      return;
    }
    if (find(*at, "row") != nullptr) return put_in_place_of_row(*at, override.value);
    parts.emplace_back("value");
    if (find(*at, "by_year") != nullptr)
      return refuse(fmt::format("\"{}\" holds numbers by year", override.path),
                    fmt::format("name the year: {}.by_year.YEAR", override.path));
    if (find(*at, "value") == nullptr)
      return refuse(fmt::format("\"{}\" holds several numbers", override.path),
                    fmt::format("name the member: {}.CODE", override.path));
  } else if (is_parameter && parts[2] != "by_year") {
    yaml::Node* values = find(*at, "values");
    if (values == nullptr)
      return refuse(fmt::format("\"{}\" does not hold numbers by member", override.path), allowed);
    at = values;
  }
  for (std::size_t i = named; i < parts.size(); ++i) {
    if (!at->is_mapping())
      return refuse(fmt::format("\"{}\" goes on below a plain value", override.path), allowed);
    yaml::Node* next = find(*at, parts[i]);
    const bool last = i + 1 == parts.size();
    if (last && next != nullptr && next->is_mapping() && override.value.is_scalar() &&
        parts[0] != "drivers") {
      return refuse(fmt::format("\"{}\" is no single number", override.path), suggestion("", keys_of(*next)));
    }
    if (next == nullptr && !last)
      return refuse(fmt::format("there is no \"{}\" in \"{}\"", parts[i], override.path),
                    suggestion(parts[i], keys_of(*at)));
    if (next == nullptr) {
      yaml::Node key = override.value;
      key.kind = yaml::Node::Kind::scalar;
      key.text = parts[i];
      at->entries.push_back({std::move(key), override.value});
      return;
    }
    at = next;
  }
  *at = override.value;
  // A file set by a scenario is looked for beside that scenario.
  const bool names_file =
      parts[0] == "data" || parts[0] == "tables" || (parts.back() == "by_year" && at->is_scalar());
  if (names_file) at->text = std::filesystem::absolute(override.folder / override.value.text).string();
}

std::string value_text(const yaml::Node& value) {
  std::string text;
  switch (value.kind) {
    case yaml::Node::Kind::null: return "~";
    case yaml::Node::Kind::scalar: return value.text;
    case yaml::Node::Kind::sequence:
      for (const yaml::Node& item : value.items)
        text += value_text(item) + ",";
      return "[" + text + "]";
    case yaml::Node::Kind::mapping:
      for (const auto& [key, item] : value.entries)
        text += key.text + ":" + value_text(item) + ",";
      return "{" + text + "}";
  }
  return text;
}

std::vector<Override> read_overrides(const yaml::Node& node, const std::filesystem::path& folder,
                                     Diagnostics& diagnostics) {
  std::vector<Override> overrides;
  if (node.kind == yaml::Node::Kind::null) return overrides;
  if (!node.is_mapping()) {
    diagnostics.error("value", node.place, "`set:` must be a mapping of path to value");
    return overrides;
  }
  for (const auto& [path, value] : node.entries)
    overrides.push_back({path.text, value, folder});
  return overrides;
}

}  // namespace leontide::scenario
