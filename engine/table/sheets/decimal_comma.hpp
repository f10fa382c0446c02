#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/csv.hpp"
#include "base/diagnostic.hpp"

namespace leontide::table {

/// What the commas and points of a number can mean.
enum class NumberForm {
  none,           ///< no number, or one without commas and points
  decimal_point,  ///< 10.5, 1,234.5, 1,234,567
  decimal_comma,  ///< 10,5, 0,500, 1.234,5, 1.234.567
  either,         ///< 19,500 or 1.234: thousands, or three decimals
};
NumberForm number_form(std::string_view text);

/// A number with a decimal comma as one with a point; empty for anything else.
std::optional<std::string> with_point(std::string_view text);

/// Turns the numbers of a sheet that have a decimal comma into ones with a point. `stated` is `.` or `,`, or
/// nothing: where cells are not separated by commas, the numbers say it themselves. Reports a sheet whose
/// numbers can be read both ways; between commas that is a warning, since thousands are usual there. False
/// after an error.
bool settle_decimals(CsvRows& rows, const std::string& file, std::optional<char> stated, char separator,
                     Diagnostics& diagnostics);

}  // namespace leontide::table
