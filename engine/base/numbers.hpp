#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leontide {

/// The text without blanks and line ends around it.
std::string_view trimmed(std::string_view text);

/// A finite decimal number that fills the whole text (blanks around it allowed); the locale is never asked.
/// `nan`, `inf`, hexadecimal and trailing text are refused.
std::optional<double> parse_number(std::string_view text);

/// The same as sheets print it: thousands may be separated by commas or blanks, in groups of three behind one
/// to three digits that do not begin with 0. A decimal comma is refused.
std::optional<double> parse_printed_number(std::string_view text);

/// A whole number that fills the whole text.
std::optional<long long> parse_integer(std::string_view text);

/// The shortest text that reads back as the same number.
std::string print_number(double value);

/// `value` rounded to `digits` after the point, without exponent.
std::string print_fixed(double value, int digits);

}  // namespace leontide
