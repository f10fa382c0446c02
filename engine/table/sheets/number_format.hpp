#pragma once

#include <string>
#include <vector>

namespace leontide::table {

/// How a workbook shows a number (ECMA-376, 18.8.30), as far as labels need it: a code 1 under the format 00
/// is 01, and 1.1 under 0.00 is 1.10.
class NumberFormat {
 public:
  /// As it is stored: of texts, and of formats that no code is written by (thousands, fractions, percent).
  NumberFormat() = default;
  /// Of a format code; `General` shows 15 digits at most, as spreadsheets do.
  explicit NumberFormat(const std::string& code);

  /// Whether its numbers are days or times.
  bool is_date() const { return is_date_; }
  /// The number as the format shows it, from the text that is stored.
  std::string shown(std::string stored) const;

 private:
  /// A digit's place, a decimal point or a text.
  struct Part {
    /// What the part shows.
    enum class Kind { digit, point, literal } kind = Kind::literal;
    char placeholder = 0;  ///< 0 always shows a digit, # one that is there, ? that or a blank
    std::string text = {};
  };

  void read_section(const std::string& code);
  std::string by_parts(double value) const;

  std::vector<Part> parts_;
  bool is_general_ = false;
  bool is_date_ = false;
};

}  // namespace leontide::table
