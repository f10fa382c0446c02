#include "scenario/parts/rename.hpp"

#include <algorithm>
#include <array>

namespace leontide::scenario {

namespace {

using Names = std::map<std::string, std::string>;

void rename(yaml::Node& node, const Names& meant) {
  if (node.is_scalar() && !node.quoted) {
    const auto found = meant.find(node.text);
    if (found != meant.end()) node.text = found->second;
  }
  for (yaml::Node& item : node.items)
    rename(item, meant);
}

/// Words of a law that are no names.
bool is_word(std::string_view key) {
  constexpr std::array<std::string_view, 16> words{
      "title",   "source", "note", "unit",     "prices",       "grade",   "group",  "file",
      "by_year", "column", "draw", "discrete", "distribution", "process", "family", "copula"};
  return std::find(words.begin(), words.end(), key) != words.end();
}

/// Numbers of a law may be parameters.
void rename_numbers(yaml::Node& node, const Names& meant) {
  rename(node, meant);
  for (auto& [key, value] : node.entries) {
    if (!is_word(key.text)) rename_numbers(value, meant);
  }
}

void rename_under(std::string_view name, yaml::Node& node, const Names& meant) {
  for (auto& [key, value] : node.entries) {
    if (key.text == name) rename(value, meant);
  }
}

void rename_bracket(yaml::Node& key, const Names& meant) {
  const std::size_t open = key.text.find('[');
  if (open == std::string::npos || !key.text.ends_with(']')) return;
  const auto found = meant.find(key.text.substr(open + 1, key.text.size() - open - 2));
  if (found != meant.end()) key.text = key.text.substr(0, open + 1) + found->second + "]";
}

/// Files are named from the folder of the part.
void move_files(yaml::Node& node, const std::filesystem::path& folder) {
  for (yaml::Node& item : node.items)
    move_files(item, folder);
  for (auto& [key, value] : node.entries) {
    const bool names_file =
        (key.text == "file" || key.text == "by_year" || key.text == "titles") && value.is_scalar();
    if (names_file) value.text = (folder / value.text).lexically_normal().generic_string();
    move_files(value, folder);
  }
}

}  // namespace

void rename_in_section(std::string_view section, yaml::Node& node, const Names& meant,
                       const std::filesystem::path& folder) {
  if (section != "variables" && section != "indicators" && section != "checks") move_files(node, folder);
  if (section == "dependence" || section == "blocks") {
    for (yaml::Node& item : node.items)
      rename_under(section == "blocks" ? "variables" : "drivers", item, meant);
    return;
  }
  for (auto& [key, value] : node.entries) {
    if (section == "variables") rename_bracket(key, meant);
    if (section == "sets") rename_under("of", value, meant);
    rename_under("over", value, meant);
    if (section == "drivers" || section == "levers" || section == "events") rename_numbers(value, meant);
  }
}

std::string bare_name(const std::string& key) {
  return key.substr(0, key.find('['));
}

}  // namespace leontide::scenario
