#include "table/files/publisher_names.hpp"

#include <utility>

#include "base/numbers.hpp"

namespace leontide::table {

std::string lower_case(std::string text) {
  for (char& c : text)
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

bool says(const std::string& text, std::string_view word) {
  return lower_case(text).find(word) != std::string::npos;
}

std::string as_name(const std::string& text) {
  std::string out;
  for (const char c : lower_case(text)) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (word) out += c;
    if (!word && !out.empty() && out.back() != '_') out += '_';
  }
  while (out.ends_with('_'))
    out.pop_back();
  return out;
}

std::string use_of(const std::string& text) {
  // Non-profit institutions serve households: their words come first.
  const std::pair<const char*, const char*> words[] = {
      {"npish", "npish"},           {"non-profit", "npish"},   {"household", "household"},
      {"government", "government"}, {"fixed capital", "gfcf"}, {"inventories", "inventories"},
      {"valuables", "valuables"},   {"export", "export"}};
  for (const auto& [word, name] : words) {
    if (says(text, word)) return name;
  }
  return "";
}

std::string file_name(const std::string& path) {
  return path.substr(path.find_last_of('/') + 1);
}

int year_in(std::string_view text) {
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    const auto year = parse_integer(text.substr(at, 4));
    if (year && *year >= 1900 && *year < 2100) return static_cast<int>(*year);
  }
  return 0;
}

}  // namespace leontide::table
