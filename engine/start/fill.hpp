#pragma once

#include <string>
#include <utility>
#include <vector>

namespace leontide::start {

/// The text with every @word@ replaced by what stands for it.
std::string filled(std::string text, const std::vector<std::pair<std::string, std::string>>& words);

/// A text in double quotes, as YAML reads it back.
std::string in_quotes(const std::string& text);

}  // namespace leontide::start
