#include "base/numbers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace leontide {

namespace {

bool is_decimal_digit(char c) {
  return c >= '0' && c <= '9';
}

/// `1,234,567.8` or `1 234 567.8` without its separators; empty where they do not stand for thousands.
std::string without_thousands(std::string_view text) {
  constexpr std::size_t group = 3;
  const std::size_t begin = text.find_first_of("0123456789");
  const std::size_t end = std::min(text.find_first_not_of("0123456789, ", begin), text.size());
  std::string out(text.substr(0, begin));
  std::size_t digits = 0;
  bool separated = false;
  for (std::size_t i = begin; i < end; ++i) {
    if (is_decimal_digit(text[i])) {
      ++digits;
      out += text[i];
      continue;
    }
    if (separated ? digits != group : digits > group || text[begin] == '0') return {};
    separated = true;
    digits = 0;
  }
  if (digits != group) return {};
  return out + std::string(text.substr(end));
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

std::optional<double> parse_number(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

std::optional<double> parse_printed_number(std::string_view text) {
  text = trimmed(text);
  if (text.find_first_of(", ") == std::string_view::npos) return parse_number(text);
  if (text.find_first_of("0123456789") == std::string_view::npos) return std::nullopt;
  return parse_number(without_thousands(text));
}

std::optional<long long> parse_integer(std::string_view text) {
  text = trimmed(text);
  long long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string print_number(double value) {
  std::array<char, 40> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return error == std::errc() ? std::string(buffer.data(), end) : std::string("nan");
}

std::string print_fixed(double value, int digits) {
  std::array<char, 400> buffer{};
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, digits);
  if (error != std::errc()) return "nan";
  std::string text(buffer.data(), end);
  const bool only_zeros = text.find_first_of("123456789") == std::string::npos;
  if (only_zeros && text.starts_with('-')) text.erase(0, 1);
  return text;
}

}  // namespace leontide
