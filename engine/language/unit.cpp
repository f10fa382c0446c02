#include "language/unit.hpp"

#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace leontide::language {

namespace {

/// A one-pass reader of unit texts.
class UnitReader {
 public:
  UnitReader(std::string_view text, const BaseSymbols& symbols) : text_(text), symbols_(symbols) {}

  std::optional<Unit> read() {
    skip_blanks();
    if (at_end()) return std::nullopt;
    if (!read_scale()) return std::nullopt;
    int sign = 1;
    bool expects_factor = false;
    while (skip_blanks(), !at_end()) {
      if (text_[at_] == '*' || text_[at_] == '/') {
        if (expects_factor) return std::nullopt;
        sign = text_[at_] == '/' ? -1 : 1;
        expects_factor = true;
        ++at_;
        continue;
      }
      if (!read_factor(sign)) return std::nullopt;
      expects_factor = false;
      sign = 1;
    }
    return expects_factor ? std::nullopt : std::optional(unit_);
  }

 private:
  bool at_end() const { return at_ >= text_.size(); }
  void skip_blanks() {
    while (!at_end() && text_[at_] == ' ')
      ++at_;
  }

  bool read_scale() {
    if (std::isdigit(static_cast<unsigned char>(text_[at_])) == 0) return true;
    if (!text_.substr(at_).starts_with("1")) return false;
    ++at_;
    if (at_end() || text_[at_] != 'e') return true;
    ++at_;
    return read_integer(unit_.power_of_ten);
  }

  bool read_integer(int& value) {
    const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), value);
    if (error != std::errc() || std::abs(value) > 18) return false;
    at_ = static_cast<std::size_t>(end - text_.data());
    return true;
  }

  bool read_factor(int sign) {
    const std::size_t begin = at_;
    while (!at_end() && (std::isalpha(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '_'))
      ++at_;
    const std::string symbol(text_.substr(begin, at_ - begin));
    if (symbol.empty()) return false;
    int exponent = 1;
    if (!at_end() && text_[at_] == '^') {
      ++at_;
      if (!read_integer(exponent)) return false;
    }
    if (symbol == "percent") {
      unit_.power_of_ten -= 2 * sign * exponent;
      return true;
    }
    if (!symbols_.contains(symbol)) return false;
    int& total = unit_.exponents[symbol];
    total += sign * exponent;
    if (total == 0) unit_.exponents.erase(symbol);
    return true;
  }

  std::string_view text_;
  const BaseSymbols& symbols_;
  std::size_t at_ = 0;
  Unit unit_;
};

Unit combine(const Unit& a, const Unit& b, int sign) {
  Unit out = a;
  out.power_of_ten += sign * b.power_of_ten;
  for (const auto& [symbol, exponent] : b.exponents) {
    int& total = out.exponents[symbol];
    total += sign * exponent;
    if (total == 0) out.exponents.erase(symbol);
  }
  return out;
}

}  // namespace

std::optional<Unit> parse_unit(std::string_view text, const BaseSymbols& symbols) {
  if (text == "none" || text == "1") return Unit{};
  return UnitReader(text, symbols).read();
}

std::string to_string(const Unit& unit) {
  if (unit.exponents.empty()) {
    if (unit.power_of_ten == 0) return "none";
    if (unit.power_of_ten == -2) return "percent";
    return "1e" + std::to_string(unit.power_of_ten);
  }
  std::string text = unit.power_of_ten == 0 ? "" : "1e" + std::to_string(unit.power_of_ten) + " ";
  std::string below;
  bool first = true;
  for (const auto& [symbol, exponent] : unit.exponents) {
    const std::string factor =
        symbol + (std::abs(exponent) == 1 ? "" : "^" + std::to_string(std::abs(exponent)));
    if (exponent < 0) {
      below += "/" + factor;
      continue;
    }
    text += (first ? "" : " ") + factor;
    first = false;
  }
  return (first ? text + "1" : text) + below;
}

std::string to_string(PriceBasis basis) {
  switch (basis) {
    case PriceBasis::none: return "none";
    case PriceBasis::current: return "current";
    case PriceBasis::constant: return "constant";
  }
  return "none";
}

Unit multiply(const Unit& a, const Unit& b) {
  return combine(a, b, 1);
}
Unit divide(const Unit& a, const Unit& b) {
  return combine(a, b, -1);
}

bool holds_currency(const Unit& unit, const BaseSymbols& symbols) {
  for (const auto& [symbol, exponent] : unit.exponents) {
    const auto found = symbols.find(symbol);
    if (found != symbols.end() && found->second == "currency") return true;
  }
  return false;
}

double power_of_ten(int power) {
  double value = 1;
  for (int i = 0; i < std::abs(power); ++i)
    value *= 10;
  return power < 0 ? 1 / value : value;
}

}  // namespace leontide::language
