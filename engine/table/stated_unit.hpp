#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leontide::table {

/// A unit of account as tables state it: a power of ten and what is counted.
struct StatedUnit {
  int power_of_ten = 0;  ///< 8 of `1e8 CNY`
  std::string symbol;    ///< `CNY`, `persons`

  friend bool operator==(const StatedUnit&, const StatedUnit&) = default;
};

/// Reads the beginning of `1e8 CNY`, `10 thousand CNY (万元), current producer prices`, `million USD, basic
/// prices`, `亿元`; empty where it is none of these.
std::optional<StatedUnit> stated_unit(std::string_view text);

/// Whether a symbol has the form of an ISO 4217 code of currency: three capital letters.
bool is_currency_code(std::string_view symbol);

}  // namespace leontide::table
