#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/title.hpp"

namespace leontide {

/// A value that an option takes by name, and what it means.
struct ChoiceName {
  std::string name;
  Title title;
};

/// What one value of an enum is called, on the command line and in YAML, and what it means. The list of them
/// stands next to the enum, found by `choices_of(Enum)`:
///
///     constexpr std::span<const Choice<Method>> choices_of(Method) { return methods; }
template <class Enum>
struct Choice {
  Enum value;
  const char* name;
  const char* en;
  const char* zh;
};

/// What the value is called in options and YAML; empty where the list lacks it.
template <class Enum>
const char* name_of(Enum value) {
  for (const auto& choice : choices_of(Enum{})) {
    if (choice.value == value) return choice.name;
  }
  return "";
}

/// What it means, for people; empty where the list lacks it.
template <class Enum>
Title title_of(Enum value) {
  for (const auto& choice : choices_of(Enum{})) {
    if (choice.value == value) return {choice.en, choice.zh};
  }
  return {};
}

/// The value of that name; none where no value has it.
template <class Enum>
std::optional<Enum> find_choice(std::string_view name) {
  for (const auto& choice : choices_of(Enum{})) {
    if (choice.name == name) return choice.value;
  }
  return std::nullopt;
}

/// All names of an enum, in its order.
template <class Enum>
std::vector<ChoiceName> choice_names() {
  std::vector<ChoiceName> names;
  for (const auto& choice : choices_of(Enum{}))
    names.push_back({choice.name, {choice.en, choice.zh}});
  return names;
}

/// The names of the languages in options and YAML.
inline constexpr Choice<Language> languages[] = {{Language::en, "en", "English", "英文"},
                                                 {Language::zh, "zh", "Chinese", "中文"}};
/// Finds the names by the type.
constexpr std::span<const Choice<Language>> choices_of(Language) {
  return languages;
}

}  // namespace leontide
