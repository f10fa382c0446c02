#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace leontide::recipes {

/// Markdown whose prose is broken at blanks so that no line is wider than `width` characters, where a word is
/// not; what follows a list's mark stays under it. Tables, headings and code (four blanks) stay as they are.
std::string wrap_prose(std::string_view markdown, std::size_t width);

}  // namespace leontide::recipes
