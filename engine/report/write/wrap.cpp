#include "report/write/wrap.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/source_text.hpp"

namespace leontide::report {

namespace {

std::vector<std::string> letters_of(const std::string& text) {
  std::vector<std::string> letters;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t next = i + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80)
      ++next;
    letters.push_back(text.substr(i, next - i));
    i = next;
  }
  return letters;
}

bool is_one_of(const std::string& letter, std::string_view letters) {
  return !letter.empty() && letters.find(letter) != std::string_view::npos;
}

/// Parts between which a line may break.
std::vector<std::string> parts_of(const std::string& text) {
  const std::vector<std::string> letters = letters_of(text);
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    parts.back() += letters[i];
    const std::string next = i + 1 < letters.size() ? letters[i + 1] : "";
    const std::string before = i > 0 ? letters[i - 1] : "";
    const bool holds = next == "%" || before == "≥" || before == "≤" || before == "<";
    const bool closes = is_one_of(next, "。，）”；：、》？！");
    const bool opens = is_one_of(letters[i], "（《“");
    if ((letters[i] == " " && !holds) || (display_width(letters[i]) == 2 && !closes && !opens))
      parts.emplace_back();
  }
  return parts;
}

/// Where the rest of a list's item stands.
std::size_t hanging(const std::string& line, std::size_t columns) {
  const std::size_t text = line.find_first_not_of(' ');
  if (text == 0 || text == std::string::npos) return 0;
  const std::size_t gap = line.find("  ", text);
  const std::size_t rest = gap == std::string::npos ? text : line.find_first_not_of(' ', gap);
  if (rest == std::string::npos) return text;
  const std::size_t under = display_width(line.substr(0, rest));
  return under > columns / 2 ? text : under;
}

/// The line with no more blanks before it than half of what it may be wide.
std::string less_indented(const std::string& line, std::size_t columns) {
  const std::size_t text = std::min(line.find_first_not_of(' '), line.size());
  return text > columns / 2 ? line.substr(text - columns / 2) : line;
}

std::string without_end(const std::string& text) {
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

}  // namespace

std::string wrapped(const std::string& line, std::size_t columns, LongWords words) {
  const bool is_command = line.starts_with("  leontide ");  // to be copied whole
  if (columns == 0 || is_command || display_width(line) <= columns) return line;
  const std::string shown = less_indented(line, columns);
  const std::string indent(hanging(shown, columns), ' ');
  std::string text, part;
  bool has_text = false;
  const auto begin_line = [&] {
    text += without_end(part) + "\n";
    part = indent;
    has_text = false;
  };
  const auto add = [&](const std::string& piece) {
    if (has_text && display_width(part) + display_width(without_end(piece)) > columns) begin_line();
    part += piece;
    has_text = has_text || piece.find_first_not_of(' ') != std::string::npos;
  };
  for (const std::string& piece : parts_of(shown)) {
    if (words == LongWords::stay || display_width(without_end(piece)) + indent.size() <= columns) {
      add(piece);
      continue;
    }
    for (const std::string& letter : letters_of(piece))
      add(letter);
  }
  return text + without_end(part);
}

}  // namespace leontide::report
