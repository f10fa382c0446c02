#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace leontide::language {

/// A power of ten times a product of powers of base symbols; both empty for a plain number.
struct Unit {
  int power_of_ten = 0;
  std::map<std::string, int> exponents;  ///< by base symbol, never zero

  /// Whether values of both can be added after a change of scale.
  bool same_dimension(const Unit& other) const { return exponents == other.exponents; }
  friend bool operator==(const Unit&, const Unit&) = default;
};

/// Base symbols and what each measures (`currency`, `people`, `mass`, …).
using BaseSymbols = std::map<std::string, std::string>;

/// Whether money is in the prices of its year or in those of the base year; `none` of what is not money.
enum class PriceBasis { none, current, constant };

/// Reads `none`, `percent`, `1e8 CNY`, `1e4 tonne`, `CNY/person`, `1e8 CNY^2`; empty when it is none of these
/// or names a symbol that is not declared.
std::optional<Unit> parse_unit(std::string_view text, const BaseSymbols& symbols);

/// Inverse of parse_unit.
std::string to_string(const Unit& unit);
/// `current`, `constant`, or empty for none.
std::string to_string(PriceBasis basis);

/// Of the product of two values.
Unit multiply(const Unit& a, const Unit& b);
/// Of the quotient of two values.
Unit divide(const Unit& a, const Unit& b);

/// Whether the unit holds a symbol that measures currency.
bool holds_currency(const Unit& unit, const BaseSymbols& symbols);

/// 10^power, exact as a double for |power| <= 22.
double power_of_ten(int power);

}  // namespace leontide::language
