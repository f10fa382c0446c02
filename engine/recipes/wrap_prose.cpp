#include "recipes/wrap_prose.hpp"

#include <algorithm>

namespace leontide::recipes {

namespace {

/// Code points of UTF-8.
std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_prose(std::string_view line) {
  return !line.starts_with('|') && !line.starts_with('#') && !line.starts_with("    ");
}

/// How far `- ` or `12. ` takes the text of an item to the right; 0 where the line begins none.
std::size_t mark_of(std::string_view line) {
  if (line.starts_with("- ")) return 2;
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  return digits > 0 && line.substr(digits).starts_with(". ") ? digits + 2 : 0;
}

void add_wrapped(std::string& out, std::string_view line, std::size_t width) {
  const std::string indent(mark_of(line), ' ');
  std::size_t used = 0;
  for (std::size_t begin = 0; begin < line.size();) {
    const std::size_t end = std::min(line.find(' ', begin + (begin == 0 ? indent.size() : 0)), line.size());
    const std::string_view word = line.substr(begin, end - begin);
    const std::size_t size = characters(word);
    if (used > 0 && used + 1 + size > width) {
      out += '\n' + indent;
      used = indent.size();
    } else if (used > 0) {
      out += ' ';
      ++used;
    }
    out += word;
    used += size;
    begin = end + 1;
  }
}

}  // namespace

std::string wrap_prose(std::string_view markdown, std::size_t width) {
  std::string out;
  while (!markdown.empty()) {
    const std::size_t end = std::min(markdown.find('\n'), markdown.size());
    const std::string_view line = markdown.substr(0, end);
    if (is_prose(line) && characters(line) > width) {
      add_wrapped(out, line, width);
    } else {
      out += line;
    }
    if (end < markdown.size()) out += '\n';
    markdown.remove_prefix(std::min(end + 1, markdown.size()));
  }
  return out;
}

}  // namespace leontide::recipes
