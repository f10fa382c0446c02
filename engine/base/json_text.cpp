#include "base/json_text.hpp"

#include <fmt/format.h>

#include "base/printable.hpp"
#include "base/source_text.hpp"

namespace leontide {

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
