#include "base/numbers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace leontide {

namespace {

bool is_decimal_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr std::string_view thousands_marks = ", '";

/// `1,234,567.8`, `1 234 567.8` or `1'234'567.8` without its separators; empty where they do not stand for
/// thousands.
std::string without_thousands(std::string_view text) {
  constexpr std::size_t group = 3;
  const std::size_t begin = text.find_first_of("0123456789");
  if (begin == std::string_view::npos) return {};
  const std::size_t end = std::min(text.find_first_not_of("0123456789, '", begin), text.size());
  std::string out(text.substr(0, begin));
  std::size_t digits = 0;
  char mark = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (is_decimal_digit(text[i])) {
      ++digits;
      out += text[i];
      continue;
    }
    const bool is_first = mark == 0;
    if (is_first ? digits > group || text[begin] == '0' : digits != group || text[i] != mark) return {};
    mark = text[i];
    digits = 0;
  }
  if (digits != group) return {};
  return out + std::string(text.substr(end));
}

/// Marks that print as another of ASCII does.
constexpr std::pair<std::string_view, char> look_alikes[] = {
    {"\u2212", '-'}, {"\u00A0", ' '}, {"\u202F", ' '},  {"\u2009", ' '},  {"\u2007", ' '},
    {"\u200A", ' '}, {"\u3000", ' '}, {"\u2019", '\''}, {"\u2018", '\''}, {"\u02BC", '\''}};

/// The letter that begins at `at`, of full width as a plain one; empty for any other.
std::string_view full_width(std::string_view text, std::size_t at, char& plain) {
  // U+FF01 to U+FF5E are EF BC 81 to EF BD 9E.
  if (at + 2 >= text.size() || text[at] != '\xEF') return {};
  const auto second = static_cast<unsigned char>(text[at + 1]);
  const auto third = static_cast<unsigned char>(text[at + 2]);
  if ((second != 0xBC && second != 0xBD) || third < 0x80) return {};
  const unsigned point = ((second & 0x3FU) << 6U) | (third & 0x3FU);
  const unsigned letter = point - 0xF01U + '!';
  if (letter < '!' || letter > '~') return {};
  plain = static_cast<char>(letter);
  return text.substr(at, 3);
}

std::string with_plain_marks(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    char plain = text[at];
    std::size_t size = 1;
    for (const auto& [mark, as] : look_alikes) {
      if (!text.substr(at).starts_with(mark)) continue;
      plain = as;
      size = mark.size();
    }
    if (const auto wide = full_width(text, at, plain); !wide.empty()) size = wide.size();
    out += plain;
    at += size;
  }
  return out;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
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

std::optional<PrintedNumber> printed_number(std::string_view text) {
  const std::string plain = is_ascii(text) ? std::string() : with_plain_marks(text);
  std::string_view rest = trimmed(plain.empty() ? text : std::string_view(plain));
  PrintedNumber out;
  if (rest.starts_with('(') && rest.ends_with(')')) {
    out.is_negative = true;
    rest = trimmed(rest.substr(1, rest.size() - 2));
  } else if (rest.size() > 1 && rest.ends_with('-')) {
    out.is_negative = true;
    rest = trimmed(rest.substr(0, rest.size() - 1));
  } else {
    if (rest.starts_with('\'')) rest.remove_prefix(1);
    out.is_negative = rest.starts_with('-');
    if (out.is_negative || rest.starts_with('+')) rest = trimmed(rest.substr(1));
  }
  const bool is_begun = !rest.empty() && (is_decimal_digit(rest.front()) || rest.front() == '.');
  if (!is_begun) return std::nullopt;
  out.digits = rest;
  return out;
}

std::optional<double> parse_printed_number(std::string_view text) {
  if (const auto plain = parse_number(text)) return plain;
  const auto printed = printed_number(text);
  if (!printed) return std::nullopt;
  const std::string_view digits = printed->digits;
  const auto value = digits.find_first_of(thousands_marks) == std::string_view::npos
                         ? parse_number(digits)
                         : parse_number(without_thousands(digits));
  if (!value) return std::nullopt;
  return printed->is_negative && *value != 0 ? -*value : *value;
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
