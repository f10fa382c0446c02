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

/// The sign of a number and the rest of it as a sheet prints them.
struct PrintedNumber {
  bool is_negative = false;  ///< by a minus before or behind, or by parentheses
  std::string digits;        ///< with its marks: 1,234.5 or 1'234
};

/// Negative are `-5`, with any sign of minus, `(5)` and `5-`. Digits and marks of full width are plain ones,
/// blanks of any width and apostrophes of any shape alike; an apostrophe before the number, by which
/// spreadsheets mark a text, says nothing. Empty where no number begins.
std::optional<PrintedNumber> printed_number(std::string_view text);

/// The same as sheets print it: thousands may be separated by commas, blanks or apostrophes, by one of them
/// throughout, in groups of three behind one to three digits that do not begin with 0. A decimal comma is
/// refused.
std::optional<double> parse_printed_number(std::string_view text);

/// A whole number that fills the whole text.
std::optional<long long> parse_integer(std::string_view text);

/// The shortest text that reads back as the same number.
std::string print_number(double value);

/// `value` rounded to `digits` after the point, without exponent.
std::string print_fixed(double value, int digits);

}  // namespace leontide
