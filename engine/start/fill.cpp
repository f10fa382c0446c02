#include "start/fill.hpp"

namespace leontide::start {

std::string filled(std::string text, const std::vector<std::pair<std::string, std::string>>& words) {
  for (const auto& [word, by] : words) {
    const std::string marked = "@" + word + "@";
    for (std::size_t at = text.find(marked); at != std::string::npos; at = text.find(marked, at + by.size()))
      text.replace(at, marked.size(), by);
  }
  return text;
}

std::string in_quotes(const std::string& text) {
  std::string out = "\"";
  for (const char c : text)
    out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return out + "\"";
}

}  // namespace leontide::start
