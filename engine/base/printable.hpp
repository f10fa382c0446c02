#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace leontide {

/// The text as it may be shown to a person: control characters (of a terminal too) and what turns the
/// direction of writing stand as `\x1b` or `\u202e`, bytes that are not UTF-8 as `\xff`. With `keep_lines`,
/// line ends and tabs stay.
std::string printable(std::string_view text, bool keep_lines = false);

/// Characters of a file's name that are shown: it may be as long as a command line.
inline constexpr std::size_t longest_place = 300;

/// A text of more than so many characters without its middle, in whose place … stands.
std::string shortened(std::string_view text, std::size_t most);

/// Well-formed UTF-8: each byte that is part of no character becomes U+FFFD.
std::string valid_utf8(std::string_view text);

/// The text as a JSON string, in quotes (RFC 8259).
std::string json_quoted(std::string_view text);

}  // namespace leontide
