#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/choice.hpp"

namespace leontide {

/// The encodings in which a text file may be read.
enum class Encoding {
  utf8,         ///< with a byte order mark or without
  gb18030,      ///< what a Chinese Excel saves CSV files in; GBK and GB 2312 are parts of it
  utf16,        ///< what Excel calls Unicode text; known by its byte order mark, or by its zero bytes
  windows1252,  ///< what a western Excel saves CSV files in; only where it is stated, since any bytes fit it
};

/// Their names for options and YAML.
inline constexpr Choice<Encoding> encodings[] = {{Encoding::utf8, "utf-8", "", ""},
                                                 {Encoding::gb18030, "gb18030", "", ""},
                                                 {Encoding::utf16, "utf-16", "", ""},
                                                 {Encoding::windows1252, "windows-1252", "", ""}};
/// Finds the names by the type (choice.hpp).
constexpr std::span<const Choice<Encoding>> choices_of(Encoding) {
  return encodings;
}

/// A text and the encoding in which it was found.
struct DecodedText {
  std::string text;  ///< UTF-8, without a byte order mark
  Encoding encoding = Encoding::utf8;
};

/// The bytes of a text file as UTF-8: of UTF-16 where a byte order mark or zero bytes say so, and else of GB
/// 18030 where they are not UTF-8. Nothing where they are none of these, or not what is stated; text that GB
/// 18030 would give characters of private use is not taken for it, unless that is stated, nor is damaged
/// UTF-8.
std::optional<DecodedText> decoded_text(std::string_view bytes, std::optional<Encoding> stated = {});

/// The first byte, from 0, that is wrong in a text which else is UTF-8; nothing where the text is whole, or
/// of another encoding.
std::optional<std::size_t> damaged_utf8(std::string_view bytes);

}  // namespace leontide
