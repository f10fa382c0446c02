#include "language/letters.hpp"

#include <algorithm>
#include <array>

#include "base/source_text.hpp"

namespace leontide::language {

namespace {

struct Range {
  char32_t first, last;
};

/// Blocks of the Unicode standard that hold letters, without the signs among them.
constexpr std::array<Range, 15> letters{{{'A', 'Z'},
                                         {'_', '_'},
                                         {'a', 'z'},
                                         {0xC0, 0xD6},
                                         {0xD8, 0xF6},
                                         {0xF8, 0x24F},
                                         {0x370, 0x52F},
                                         {0x3041, 0x3096},
                                         {0x309D, 0x309F},
                                         {0x30A1, 0x30FA},
                                         {0x30FC, 0x30FF},
                                         {0x3400, 0x4DBF},
                                         {0x4E00, 0x9FFF},
                                         {0xAC00, 0xD7A3},
                                         {0x20000, 0x323AF}}};

std::size_t character_length(std::string_view text) {
  std::size_t n = 1;
  while (n < text.size() && (static_cast<unsigned char>(text[n]) & 0xC0U) == 0x80U)
    ++n;
  return n;
}

}  // namespace

std::size_t letter_length(std::string_view text) {
  if (text.empty()) return 0;
  const std::size_t length = character_length(text);
  const std::string_view character = text.substr(0, length);
  if (!is_utf8(character)) return 0;
  const char32_t point = code_point(character);
  const bool is_letter = std::any_of(letters.begin(), letters.end(), [point](const Range& range) {
    return point >= range.first && point <= range.last;
  });
  return is_letter ? length : 0;
}

bool is_name(std::string_view text) {
  if (letter_length(text) == 0) return false;
  while (!text.empty()) {
    const bool is_digit = text.front() >= '0' && text.front() <= '9';
    const std::size_t length = is_digit ? 1 : letter_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace leontide::language
