#include "report/write/unquoted.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace leontide::report {

namespace {

bool needs_no_quotes(std::string_view value) {
  return !value.empty() && std::all_of(value.begin(), value.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '.' || c == '-' || c == '_';
  });
}

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

/// Whether a number without a point ends before `at`.
bool ends_whole(std::string_view value, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && is_digit(value[begin - 1]))
    --begin;
  return begin < at && (begin == 0 || value[begin - 1] != '.');
}

/// Numbers and paths: `12.0` as `12`.
std::string without_zeros(std::string_view value) {
  const auto is_drawn = [](char c) {
    return is_digit(c) || std::string_view(" .-MLHVQCAZmlhvqcaz").find(c) != std::string_view::npos;
  };
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool is_zero = ends_whole(value, i) && value.substr(i).starts_with(".0") &&
                         (i + 2 == value.size() || (!is_digit(value[i + 2]) && value[i + 2] != '.'));
    if (is_zero)
      ++i;
    else
      out += value[i];
  }
  return std::all_of(value.begin(), value.end(), is_drawn) ? out : std::string(value);
}

/// One tag, from `<` to `>`.
void add_tag(std::string_view tag, std::string& out) {
  std::size_t at = 0;
  for (std::size_t open = tag.find("=\""); open != std::string_view::npos; open = tag.find("=\"", at)) {
    const std::size_t begin = open + 2, end = tag.find('"', begin);
    if (end == std::string_view::npos) break;
    const std::string value = without_zeros(tag.substr(begin, end - begin));
    out += tag.substr(at, open + 1 - at);
    // Behind a value without quotes a slash would belong to it.
    const bool is_last = tag.substr(end + 1).starts_with("/");
    if (needs_no_quotes(value) && !is_last) {
      out += value;
    } else {
      out += '"';
      out += value;
      out += '"';
    }
    at = end + 1;
  }
  out += tag.substr(at);
}

}  // namespace

std::string unquoted(const std::string& html) {
  const std::string_view page = html;
  std::string out;
  out.reserve(html.size());
  for (std::size_t at = 0; at < page.size();) {
    const std::size_t open = page.find('<', at);
    out += page.substr(at, open - at);
    if (open == std::string_view::npos) break;
    for (const std::string_view raw : {"script", "style"}) {
      if (!page.substr(open + 1).starts_with(raw)) continue;
      const std::size_t end = page.find("</" + std::string(raw), open);
      out += page.substr(open, end - open);
      at = end;
    }
    if (at > open) continue;
    const std::size_t close = page.find('>', open);
    add_tag(page.substr(open, close - open), out);
    at = close;
    if (close == std::string_view::npos) break;
  }
  return out;
}

}  // namespace leontide::report
