#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/choice.hpp"

namespace leontide {

enum class Encoding {
  utf8,     ///< with a byte order mark or without
  gb18030,  ///< what a Chinese Excel saves CSV files in; GBK and GB 2312 are parts of it
};

inline constexpr Choice<Encoding> encodings[] = {{Encoding::utf8, "utf-8", "", ""},
                                                 {Encoding::gb18030, "gb18030", "", ""}};
constexpr std::span<const Choice<Encoding>> choices_of(Encoding) {
  return encodings;
}

struct DecodedText {
  std::string text;  ///< UTF-8, without a byte order mark
  Encoding encoding = Encoding::utf8;
};

/// The bytes of a text file as UTF-8; bytes that are not UTF-8 are read as GB 18030. Nothing where they are
/// neither, or not what is stated.
std::optional<DecodedText> decoded_text(std::string_view bytes, std::optional<Encoding> stated = {});

}  // namespace leontide
