#include "language/unit_words.hpp"

#include <span>
#include <string_view>
#include <utility>

namespace leontide::language {

namespace {

using Word = std::pair<std::string_view, std::string_view>;

constexpr Word factors[] = {{"1e3", "千"}, {"1e4", "万"},   {"1e6", "百万"},  {"1e7", "千万"},
                            {"1e8", "亿"}, {"1e9", "十亿"}, {"1e10", "百亿"}, {"1e12", "万亿"}};

constexpr Word symbols[] = {{"CNY", "元"},
                            {"USD", "美元"},
                            {"tonne", "吨"},
                            {"person", "人"},
                            {"persons", "人"},
                            {"TEU", "标箱"},
                            {"kW", "千瓦"},
                            {"kWh", "千瓦时"},
                            {"firms", "家"},
                            {"companies", "家"},
                            {"households", "户"},
                            {"year", "年"},
                            {"years", "年"},
                            {"days", "天"},
                            {"hours", "小时"},
                            {"minutes", "分钟"},
                            {"metres", "米"},
                            {"kilometres", "公里"},
                            {"zones", "个园区"},
                            {"products", "个品种"},
                            {"firms above scale", "家规上企业"},
                            {"square metres a person", "平方米/人"},
                            {"micrograms per cubic metre", "微克/立方米"},
                            {"person over five years", "人（五年累计）"},
                            {"operations a second", "次运算/秒"},
                            {"points", "个百分点"},
                            {"units of effort", "个投入单位"}};

std::string_view word_of(std::span<const Word> words, std::string_view text) {
  for (const auto& [name, zh] : words) {
    if (name == text) return zh;
  }
  return {};
}

/// `CNY/person` part by part; empty where a part has no word.
std::string symbol_words(std::string_view text) {
  if (const std::string_view whole = word_of(symbols, text); !whole.empty()) return std::string(whole);
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return {};
  const std::string over = symbol_words(text.substr(0, slash)), under = symbol_words(text.substr(slash + 1));
  return over.empty() || under.empty() ? std::string() : over + "/" + under;
}

}  // namespace

Title unit_words(const std::string& unit) {
  if (unit == "none") return {};
  if (unit == "percent") return {"%", "%"};
  const std::size_t blank = unit.find(' ');
  const std::string_view factor =
      unit.starts_with("1e") && blank != std::string::npos ? std::string_view(unit).substr(0, blank) : "";
  const std::string_view symbol = std::string_view(unit).substr(factor.empty() ? 0 : blank + 1);
  const std::string_view many = word_of(factors, factor);
  const std::string what = symbol_words(symbol);
  const bool is_known = !what.empty() && (factor.empty() || !many.empty());
  return {unit, is_known ? std::string(many) + what : unit};
}

}  // namespace leontide::language
