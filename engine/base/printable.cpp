#include "base/printable.hpp"

#include <fmt/format.h>

#include "base/source_text.hpp"

namespace leontide {

namespace {

/// The length of the character that the text begins with, 0 where the byte begins none.
std::size_t character_at(std::string_view text) {
  for (std::size_t length = 1; length <= 4 && length <= text.size(); ++length) {
    if (is_utf8(text.substr(0, length))) return length;
  }
  return 0;
}

bool is_harmful(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

bool is_plain(std::string_view text) {
  for (const char c : text) {
    if (c < 0x20 || c == 0x7F) return false;  // a byte above 0x7F is below 0 here
  }
  return true;
}

}  // namespace

std::string printable(std::string_view text, bool keep_lines) {
  if (is_plain(text)) return std::string(text);
  std::string out;
  while (!text.empty()) {
    const std::size_t length = character_at(text);
    const auto byte = static_cast<unsigned char>(text.front());
    if (length == 0) {
      out += fmt::format("\\x{:02x}", byte);
      text.remove_prefix(1);
      continue;
    }
    const char32_t c = code_point(text.substr(0, length));
    if (!is_harmful(c) || (keep_lines && (c == '\n' || c == '\t'))) {
      out += text.substr(0, length);
    } else {
      out += c < 0x80 ? fmt::format("\\x{:02x}", byte) : fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    }
    text.remove_prefix(length);
  }
  return out;
}

std::string shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most || count_code_points(text) <= most) return std::string(text);
  const auto is_inside = [&](std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  std::size_t begin = most * 2 / 3;
  while (begin > 0 && is_inside(begin))
    --begin;
  std::size_t end = text.size() - most / 3;
  while (is_inside(end))
    ++end;
  return std::string(text.substr(0, begin)) + " … " + std::string(text.substr(end));
}

std::string valid_utf8(std::string_view text) {
  if (is_utf8(text)) return std::string(text);
  std::string out;
  while (!text.empty()) {
    const std::size_t length = character_at(text);
    out += length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(0, length);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

std::string json_quoted(std::string_view text) {
  std::string out = "\"";
  const std::string valid = is_utf8(text) ? std::string() : valid_utf8(text);
  for (const char c : valid.empty() ? text : std::string_view(valid)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(byte));
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace leontide
