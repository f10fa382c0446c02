#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
/// What one cell's text can mean.
NumberForm number_form(std::string_view text);

/// A number with a decimal comma as one with a point; empty for anything else.
std::optional<std::string> with_point(std::string_view text);

/// What is known of a sheet's numbers beside the numbers.
struct DecimalForm {
  std::optional<char> stated = {};  ///< `.` or `,`
  char separator = ',';             ///< of cells
};

/// What the numbers of a sheet say of their decimals.
class DecimalMarks {
 public:
  /// Counts the numbers of one row; called for each in turn.
  void look_at(const std::vector<CsvCell>& row);

  /// Whether numbers have a decimal comma: as is stated, or, where cells are not separated by commas, as the
  /// numbers say themselves. Reports a sheet whose numbers can be read both ways; between commas that is a
  /// warning, since thousands are usual there. Nothing after an error.
  std::optional<bool> settle(const DecimalForm& form, const std::string& file,
                             Diagnostics& diagnostics) const;

 private:
  std::size_t points_ = 0;
  std::size_t commas_ = 0;
  std::optional<CsvCell> either_ = {};             ///< the first number that can be read both ways
  std::optional<CsvCell> either_with_comma_ = {};  ///< the first of them with a comma
};

}  // namespace leontide::table
