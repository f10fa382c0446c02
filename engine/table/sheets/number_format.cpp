#include "table/sheets/number_format.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <string_view>

#include "base/numbers.hpp"

namespace leontide::table {

namespace {

bool is_one_of(char c, std::string_view list) {
  return list.find(c) != std::string_view::npos;
}

/// What stands in brackets says a colour, a condition or a language, and of hours beyond a day a time.
bool is_elapsed_time(std::string_view inside) {
  return !inside.empty() &&
         std::all_of(inside.begin(), inside.end(), [](char c) { return is_one_of(c, "hHmMsS"); });
}

constexpr double largest_label = 1e15;

}  // namespace

NumberFormat::NumberFormat(const std::string& code) {
  is_general_ = code.empty() || code.starts_with("General");
  if (!is_general_) read_section(code);
}

// The first section is of positive numbers. A format that is not understood shows what is stored.
void NumberFormat::read_section(const std::string& code) {
  const auto literal = [&](std::string text) { parts_.push_back({Part::Kind::literal, 0, std::move(text)}); };
  bool is_known = true;
  for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
    const char c = code[at];
    if (c == '"' || c == '[') {
      const std::size_t end = std::min(code.find(c == '"' ? '"' : ']', at + 1), code.size());
      const std::string inside = code.substr(at + 1, end - at - 1);
      if (c == '"') literal(inside);
      is_date_ = is_date_ || (c == '[' && is_elapsed_time(inside));
      at = end;
    } else if (c == '\\') {
      if (++at < code.size()) literal(std::string(1, code[at]));
    } else if (c == '_' || c == '*') {
      ++at;
    } else if (is_one_of(c, "0#?")) {
      parts_.push_back({Part::Kind::digit, c});
    } else if (c == '.') {
      parts_.push_back({Part::Kind::point});
    } else if (is_one_of(c, "yYmMdDhHsS")) {
      is_date_ = true;
    } else if (is_one_of(c, ",%/eE@")) {
      is_known = false;
    } else {
      literal(std::string(1, c));
    }
  }
  const bool has_digit = std::any_of(parts_.begin(), parts_.end(),
                                     [](const Part& part) { return part.kind == Part::Kind::digit; });
  if (!is_known || is_date_ || !has_digit) parts_.clear();
  is_general_ = parts_.empty();
}

std::string NumberFormat::shown(std::string stored) const {
  if (!is_general_ && parts_.empty()) return stored;
  const auto value = parse_number(stored);
  if (!value || std::abs(*value) >= largest_label) return stored;
  if (is_general_) return fmt::format("{:.15g}", *value);
  return *value < 0 ? stored : std::string(trimmed(by_parts(*value)));
}

std::string NumberFormat::by_parts(double value) const {
  const auto point = std::find_if(parts_.begin(), parts_.end(),
                                  [](const Part& part) { return part.kind == Part::Kind::point; });
  const auto decimals =
      std::count_if(point, parts_.end(), [](const Part& part) { return part.kind == Part::Kind::digit; });
  const std::string digits = print_fixed(value, static_cast<int>(decimals));
  const std::size_t mark = std::min(digits.find('.'), digits.size());
  std::string whole = digits.substr(0, mark);
  if (whole == "0") whole.clear();
  // Whole digits are put in from the right; the first place takes all that are left.
  std::string out;
  for (auto part = std::make_reverse_iterator(point); part != parts_.rend(); ++part) {
    if (part->kind == Part::Kind::literal) {
      out.insert(0, part->text);
      continue;
    }
    const bool is_first = std::none_of(std::next(part), parts_.rend(),
                                       [](const Part& before) { return before.kind == Part::Kind::digit; });
    const std::size_t take = is_first ? whole.size() : std::min<std::size_t>(1, whole.size());
    if (take == 0 && part->placeholder == '0') out.insert(0, "0");
    out.insert(0, whole.substr(whole.size() - take));
    whole.resize(whole.size() - take);
  }
  std::size_t next = mark + 1;
  for (auto part = point; part != parts_.end(); ++part) {
    if (part->kind == Part::Kind::point) out += '.';
    if (part->kind == Part::Kind::literal) out += part->text;
    if (part->kind != Part::Kind::digit || next >= digits.size()) continue;
    const bool is_dropped =
        part->placeholder == '#' && digits.find_first_not_of('0', next) == std::string::npos;
    if (!is_dropped) out += digits[next];
    ++next;
  }
  return out;
}

}  // namespace leontide::table
