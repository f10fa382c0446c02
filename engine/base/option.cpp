#include "base/option.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "base/numbers.hpp"

namespace leontide {

namespace {

/// A bound as people write it: whole numbers without exponent.
std::string bound_text(double value) {
  return std::fabs(value) < 1e16 && value == std::floor(value) ? print_fixed(value, 0) : print_number(value);
}

std::string range_text(const std::string& what, const Option& option) {
  const auto& [low, high] = std::pair(option.low, option.high);
  if (option.is_open) {
    std::string text = what;
    if (low) text += " above " + bound_text(*low);
    if (low && high) text += " and";
    if (high) text += " below " + bound_text(*high);
    return text;
  }
  if (low && high) return fmt::format("{} from {} to {}", what, bound_text(*low), bound_text(*high));
  if (low) return fmt::format("{} of at least {}", what, bound_text(*low));
  if (high) return fmt::format("{} of at most {}", what, bound_text(*high));
  return what;
}

std::string range_in_chinese(const std::string& what, const Option& option) {
  const char* least = option.is_open ? "大于" : "不小于";
  const char* most = option.is_open ? "小于" : "不大于";
  std::string text = what;
  if (option.low) text += fmt::format("，{} {}", least, bound_text(*option.low));
  if (option.high) text += fmt::format("，{} {}", most, bound_text(*option.high));
  return text;
}

Refused refuse_as(std::string_view text, std::string_view asked_as, const std::string& wanted) {
  return {fmt::format("Value \"{}\"{}{} is not {}", text, asked_as.empty() ? "" : " for ", asked_as, wanted),
          {}};
}

bool is_inside(double value, const Option& option) {
  if (option.low && (option.is_open ? value <= *option.low : value < *option.low)) return false;
  return !option.high || (option.is_open ? value < *option.high : value <= *option.high);
}

std::vector<std::string> names_of(const Option& option) {
  std::vector<std::string> names;
  for (const ChoiceName& choice : option.choices)
    names.push_back(choice.name);
  return names;
}

}  // namespace

Refused refuse_choice(std::string_view text, std::string_view asked_as, std::span<const std::string> names) {
  Refused refused = refuse_as(text, asked_as, fmt::format("one of {}", fmt::join(names, ", ")));
  if (const auto near = nearest_name(text, names)) refused.hint = fmt::format("did you mean \"{}\"?", *near);
  return refused;
}

Refused refuse_whole(std::string_view text, std::string_view asked_as, std::optional<double> low,
                     std::optional<double> high) {
  return refuse_as(text, asked_as, range_text("a whole number", {.low = low, .high = high}));
}

Refused refuse_number(std::string_view text, std::string_view asked_as, std::optional<double> low,
                      std::optional<double> high, bool is_open) {
  return refuse_as(text, asked_as, range_text("a number", {.low = low, .high = high, .is_open = is_open}));
}

Refused refuse_both(std::string_view one, std::string_view other) {
  return {fmt::format("{} and {} exclude each other", one, other), {}};
}

std::optional<Refused> refused(const Option& option, std::string_view text, std::string_view asked_as) {
  switch (option.kind) {
    case ValueKind::whole: {
      const auto value = parse_integer(text);
      if (value && is_inside(static_cast<double>(*value), option)) return std::nullopt;
      return refuse_whole(text, asked_as, option.low, option.high);
    }
    case ValueKind::number: {
      const auto value = parse_number(text);
      if (value && is_inside(*value, option)) return std::nullopt;
      return refuse_number(text, asked_as, option.low, option.high, option.is_open);
    }
    case ValueKind::choice: {
      const std::vector<std::string> names = names_of(option);
      if (std::find(names.begin(), names.end(), text) != names.end()) return std::nullopt;
      return refuse_choice(text, asked_as, names);
    }
    case ValueKind::file:
    case ValueKind::folder:
    case ValueKind::text:
      if (text.empty()) return refuse_as(text, asked_as, "a name");
      return std::nullopt;
    case ValueKind::flag: return std::nullopt;
  }
  return std::nullopt;
}

std::string values_of(const Option& option, Language language) {
  const bool zh = language == Language::zh;
  switch (option.kind) {
    case ValueKind::whole:
      return zh ? range_in_chinese("整数", option) : range_text("a whole number", option);
    case ValueKind::number: return zh ? range_in_chinese("数值", option) : range_text("a number", option);
    case ValueKind::choice:
      return fmt::format("{} {}", zh ? "可选" : "one of", fmt::join(names_of(option), ", "));
    case ValueKind::flag:
    case ValueKind::text:
    case ValueKind::file:
    case ValueKind::folder: return {};
  }
  return {};
}

}  // namespace leontide
