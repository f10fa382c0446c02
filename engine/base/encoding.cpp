#include "base/encoding.hpp"

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

std::optional<std::string> from_utf16(std::string_view bytes) {
  const bool is_big = bytes.starts_with(big_endian_mark);
  if (is_big || bytes.starts_with(little_endian_mark)) bytes.remove_prefix(2);
  return converted(bytes, is_big ? "UTF-16BE" : "UTF-16LE");
}

}  // namespace

std::optional<DecodedText> decoded_text(std::string_view bytes, std::optional<Encoding> stated) {
  const auto found = [](std::optional<std::string> text, Encoding encoding) {
    return text ? std::optional(DecodedText{std::move(*text), encoding}) : std::nullopt;
  };
  const bool is_marked = bytes.starts_with(little_endian_mark) || bytes.starts_with(big_endian_mark);
  if (stated ? *stated == Encoding::utf16 : is_marked) return found(from_utf16(bytes), Encoding::utf16);
  if (stated == Encoding::windows1252) return found(converted(bytes, "CP1252"), Encoding::windows1252);
  if (stated != Encoding::gb18030 && is_utf8(bytes)) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    return DecodedText{std::string(bytes), Encoding::utf8};
  }
  if (stated == Encoding::utf8) return std::nullopt;
  auto text = converted(bytes, "GB18030");
  if (!stated && text && has_private_use(*text)) return std::nullopt;
  return found(std::move(text), Encoding::gb18030);
}

}  // namespace leontide
