#include "base/encoding.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <iconv.h>

#include "base/source_text.hpp"

namespace leontide {

namespace {

std::optional<std::string> converted(std::string_view bytes, const char* encoding) {
  const iconv_t converter = iconv_open("UTF-8", encoding);
  if (std::bit_cast<std::intptr_t>(converter) == -1) return std::nullopt;
  // A byte of these encodings becomes three of UTF-8 at most.
  std::string out(bytes.size() * 3 + 4, '\0');
  std::string in(bytes);
  char* from = in.data();
  char* to = out.data();
  std::size_t left = in.size();
  std::size_t room = out.size();
  const bool whole = iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1) && left == 0;
  iconv_close(converter);
  if (!whole) return std::nullopt;
  out.resize(out.size() - room);
  return out;
}

/// Whether a text holds U+E000 to U+F8FF, which stand for nothing: bytes of another encoding often become
/// them.
bool has_private_use(std::string_view text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const auto first = static_cast<unsigned char>(text[i]);
    const auto second = static_cast<unsigned char>(text[i + 1]);
    if (first == 0xEE || (first == 0xEF && second < 0xA4)) return true;
  }
  return false;
}

constexpr std::string_view little_endian_mark = "\xFF\xFE";
constexpr std::string_view big_endian_mark = "\xFE\xFF";
constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

/// The letters of ASCII in UTF-16 have a byte 0, each on the same side: separators, digits and line ends are
/// a good part of any sheet, and text in another encoding has none.
struct ZeroBytes {
  std::size_t even = 0;
  std::size_t odd = 0;
  bool is_utf16 = false;
  bool is_big() const { return even > odd; }
};

ZeroBytes zero_bytes(std::string_view bytes) {
  constexpr std::size_t looked_at = 65'536;
  constexpr std::size_t least_share = 10;  // of letters: one in ten
  ZeroBytes out;
  const std::size_t end = std::min(bytes.size(), looked_at);
  for (std::size_t i = 0; i < end; ++i) {
    if (bytes[i] == '\0') ++(i % 2 == 0 ? out.even : out.odd);
  }
  out.is_utf16 = bytes.size() % 2 == 0 && std::min(out.even, out.odd) == 0 &&
                 (out.even + out.odd) * 2 * least_share >= end && end > 0;
  return out;
}

bool is_marked_utf16(std::string_view bytes) {
  return bytes.starts_with(little_endian_mark) || bytes.starts_with(big_endian_mark);
}

/// As the byte order mark says, or else the zero bytes; little endian where neither does, as Excel writes.
std::optional<std::string> from_utf16(std::string_view bytes) {
  const bool is_marked = is_marked_utf16(bytes);
  const bool is_big = is_marked ? bytes.starts_with(big_endian_mark) : zero_bytes(bytes).is_big();
  if (is_marked) bytes.remove_prefix(2);
  auto text = converted(bytes, is_big ? "UTF-16BE" : "UTF-16LE");
  // A zero letter stands in no text: these are bytes of UTF-32, or none of a text.
  return text && text->find('\0') == std::string::npos ? std::move(text) : std::nullopt;
}

/// How many letters of two bytes and more a text of UTF-8 has, and where other bytes stand.
struct Utf8Letters {
  std::size_t whole = 0;
  std::size_t broken = 0;
  std::size_t first_broken = 0;  ///< byte, from 0
};

Utf8Letters utf8_letters(std::string_view bytes) {
  Utf8Letters out;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (is_utf8(bytes.substr(i, size)) && i + size <= bytes.size()) {
      ++out.whole;
      i += size;
      continue;
    }
    if (out.broken++ == 0) out.first_broken = i;
    ++i;
  }
  return out;
}

}  // namespace

std::optional<std::size_t> damaged_utf8(std::string_view bytes) {
  constexpr std::size_t for_each_broken = 5;  // letters that are whole: text of GB 18030 has hardly any
  if (is_utf8(bytes)) return std::nullopt;
  const Utf8Letters letters = utf8_letters(bytes);
  const bool is_meant = bytes.starts_with(utf8_mark) || letters.whole > letters.broken * for_each_broken;
  return is_meant ? std::optional(letters.first_broken) : std::nullopt;
}

std::optional<DecodedText> decoded_text(std::string_view bytes, std::optional<Encoding> stated) {
  const auto found = [](std::optional<std::string> text, Encoding encoding) {
    return text ? std::optional(DecodedText{std::move(*text), encoding}) : std::nullopt;
  };
  const bool is_utf16 = is_marked_utf16(bytes) || zero_bytes(bytes).is_utf16;
  if (stated ? *stated == Encoding::utf16 : is_utf16) return found(from_utf16(bytes), Encoding::utf16);
  if (stated && *stated != Encoding::utf8 && bytes.starts_with(utf8_mark)) return std::nullopt;
  if (stated == Encoding::windows1252) return found(converted(bytes, "CP1252"), Encoding::windows1252);
  if (stated != Encoding::gb18030 && is_utf8(bytes)) {
    if (bytes.starts_with(utf8_mark)) bytes.remove_prefix(utf8_mark.size());
    return DecodedText{std::string(bytes), Encoding::utf8};
  }
  if (stated == Encoding::utf8 || (!stated && damaged_utf8(bytes))) return std::nullopt;
  auto text = converted(bytes, "GB18030");
  if (!stated && text && has_private_use(*text)) return std::nullopt;
  return found(std::move(text), Encoding::gb18030);
}

}  // namespace leontide
