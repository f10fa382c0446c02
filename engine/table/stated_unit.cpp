#include "table/stated_unit.hpp"

#include <algorithm>
#include <cmath>

#include "base/numbers.hpp"

namespace leontide::table {

namespace {

struct Scale {
  std::string_view word;
  int power_of_ten;
};

constexpr Scale scales[] = {{"hundred", 2},  {"thousand", 3}, {"thousands", 3},
                            {"million", 6},  {"millions", 6}, {"billion", 9},
                            {"billions", 9}, {"mln", 6},      {"bn", 9}};
constexpr Scale chinese[] = {{"万亿", 12}, {"百万", 6}, {"千万", 7}, {"亿", 8}, {"万", 4}, {"千", 3}};

std::string_view next_word(std::string_view& text) {
  text = trimmed(text);
  const std::size_t end = std::min(text.find_first_of(" \t,;("), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(end);
  return word;
}

std::optional<int> power_of(std::string_view number) {
  const auto value = parse_number(number);
  if (!value || !(*value >= 1)) return std::nullopt;
  const double power = std::log10(*value);
  if (power != std::floor(power)) return std::nullopt;
  return static_cast<int>(power);
}

}  // namespace

bool is_currency_code(std::string_view symbol) {
  return symbol.size() == 3 &&
         std::all_of(symbol.begin(), symbol.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::optional<StatedUnit> stated_unit(std::string_view text) {
  StatedUnit out;
  std::string_view word = next_word(text);
  if (const auto power = power_of(word)) {
    out.power_of_ten = *power;
    word = next_word(text);
  }
  for (const Scale& scale : scales) {
    if (word != scale.word) continue;
    out.power_of_ten += scale.power_of_ten;
    word = next_word(text);
    if (word == "of") word = next_word(text);
    break;
  }
  for (const Scale& scale : chinese) {
    if (word.substr(0, scale.word.size()) != scale.word) continue;
    out.power_of_ten += scale.power_of_ten;
    word.remove_prefix(scale.word.size());
    break;
  }
  if (word.empty()) return std::nullopt;
  out.symbol = word;
  return out;
}

}  // namespace leontide::table
