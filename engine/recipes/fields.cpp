#include "recipes/fields.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace leontide::recipes {

namespace {

const yaml::Key* key_of(const std::vector<yaml::Key>& keys, std::string_view name) {
  const auto found =
      std::find_if(keys.begin(), keys.end(), [&](const yaml::Key& key) { return key.name == name; });
  return found == keys.end() ? nullptr : &*found;
}

}  // namespace

std::string Fields::text(std::string_view key, const std::string& otherwise) const {
  const yaml::Node* value = find(key);
  return value == nullptr ? otherwise : read_text(*value, diagnostics_).value_or(otherwise);
}

double Fields::number(std::string_view key, double otherwise) const {
  const yaml::Node* value = find(key);
  if (value == nullptr) return otherwise;
  const yaml::Key* its = key_of(keys_, key);
  const auto number = its != nullptr && its->record != nullptr
                          ? read_number(*value, its->record(), diagnostics_)
                          : read_number(*value, diagnostics_);
  return number.value_or(otherwise);
}

std::size_t Fields::whole(std::string_view key, std::size_t otherwise) const {
  constexpr long long most = 1000000;
  const yaml::Node* value = find(key);
  if (value == nullptr) return otherwise;
  const yaml::Key* its = key_of(keys_, key);
  const auto count = its != nullptr && its->record != nullptr
                         ? read_integer(*value, its->record(), diagnostics_)
                         : read_integer(*value, 1, most, diagnostics_);
  return count ? static_cast<std::size_t>(*count) : otherwise;
}

bool Fields::flag(std::string_view key) const {
  const yaml::Node* value = find(key);
  return value != nullptr && read_flag(*value, diagnostics_).value_or(false);
}

std::vector<std::string> Fields::texts(std::string_view key) const {
  const yaml::Node* value = find(key);
  return value == nullptr ? std::vector<std::string>() : read_texts(*value, diagnostics_);
}

std::vector<double> Fields::numbers(std::string_view key) const {
  const yaml::Node* value = find(key);
  return value == nullptr ? std::vector<double>() : read_numbers(*value, diagnostics_);
}

TableFile Fields::table(std::string_view key) const {
  const yaml::Node* value = find(key);
  if (value == nullptr) return {};
  if (!value->is_mapping()) return {read_text(*value, diagnostics_).value_or(""), ""};
  const Fields inner(*value, table_file_keys(), fmt::format("\"{}\"", key), diagnostics_);
  return {inner.text("table"), inner.text("sectors")};
}

std::vector<std::pair<std::string, const yaml::Node*>> Fields::entries(std::string_view key) const {
  std::vector<std::pair<std::string, const yaml::Node*>> out;
  const yaml::Node* value = find(key);
  if (value == nullptr) return out;
  if (!value->is_mapping()) {
    diagnostics_.error("value", value->place, fmt::format("\"{}\" must be a mapping", key));
    return out;
  }
  for (const auto& [name, entry] : value->entries)
    out.emplace_back(name.text, &entry);
  return out;
}

std::vector<const yaml::Node*> Fields::items(std::string_view key) const {
  std::vector<const yaml::Node*> out;
  const yaml::Node* value = find(key);
  if (value == nullptr) return out;
  if (!value->is_sequence()) {
    diagnostics_.error("value", value->place, fmt::format("\"{}\" must be a list", key));
    return out;
  }
  for (const yaml::Node& item : value->items)
    out.push_back(&item);
  return out;
}

const std::vector<yaml::Key>& table_file_keys() {
  static const std::vector<yaml::Key> table{
      {"table", true, yaml::Form::text, "table folder"},
      {"sectors", false, yaml::Form::text, "concordance (CSV) onto other sectors"}};
  return table;
}

}  // namespace leontide::recipes
