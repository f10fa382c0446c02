#pragma once

#include <string>

#include "base/title.hpp"

namespace leontide::language {

/// A unit as `to_string` writes it, as a reader of each language does: `1e8 CNY` is 亿元 in Chinese;
/// `percent` is a sign in both, `none` is nothing. What is no known symbol stays as it is.
Title unit_words(const std::string& unit);

}  // namespace leontide::language
