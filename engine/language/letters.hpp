#pragma once

#include <cstddef>
#include <string_view>

namespace leontide::language {

/// Bytes of the letter that a UTF-8 text begins with; 0 where it begins with none. Letters are those of
/// names: Latin, Greek and Cyrillic ones, kana, hangul and Chinese characters, and `_`; no punctuation,
/// whatever its width.
std::size_t letter_length(std::string_view text);

/// Whether the text can be a name: letters, digits 0-9 and _, not beginning with a digit.
bool is_name(std::string_view text);

}  // namespace leontide::language
