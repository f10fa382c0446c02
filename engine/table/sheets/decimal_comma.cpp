#include "table/sheets/decimal_comma.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"

namespace leontide::table {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Digits in groups of three after the first, which begins with no zero: 1,234 and 1,234,567.
bool is_grouped(std::string_view digits, char mark) {
  const std::size_t first = digits.find(mark);
  if (first == std::string_view::npos || first == 0 || first > 3 || digits.front() == '0') return false;
  for (std::size_t at = first; at < digits.size(); at += 4) {
    if (digits[at] != mark || at + 4 > digits.size()) return false;
    if (!std::all_of(digits.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                     digits.begin() + static_cast<std::ptrdiff_t>(at) + 4, is_digit)) {
      return false;
    }
  }
  return true;
}

/// Digits with one mark between them: 10,5.
bool is_fraction(std::string_view digits, char mark) {
  return std::count(digits.begin(), digits.end(), mark) == 1 && digits.front() != mark &&
         digits.back() != mark &&
         std::all_of(digits.begin(), digits.end(), [&](char c) { return is_digit(c) || c == mark; });
}

/// A number whose decimals follow `mark` and whose thousands, if any, are separated by `thousands`.
bool fits(std::string_view digits, char mark, char thousands) {
  const std::size_t at = digits.find(mark);
  if (at == std::string_view::npos) return is_grouped(digits, thousands);
  const std::string_view whole = digits.substr(0, at);
  if (whole.find(thousands) == std::string_view::npos) return is_fraction(digits, mark);
  return is_grouped(whole, thousands) && at + 1 < digits.size() &&
         std::all_of(digits.begin() + static_cast<std::ptrdiff_t>(at) + 1, digits.end(), is_digit);
}

/// Without blanks and apostrophes, which separate thousands.
std::string bare(std::string digits) {
  std::erase_if(digits, [](char c) { return c == ' ' || c == '\''; });
  return digits;
}

}  // namespace

NumberForm number_form(std::string_view text) {
  const auto printed = printed_number(text);
  if (!printed || printed->digits.find_first_of(",.") == std::string::npos) return NumberForm::none;
  const std::string digits = bare(printed->digits);
  const bool point = fits(digits, '.', ',');
  const bool comma = fits(digits, ',', '.');
  if (point && comma) return NumberForm::either;
  return point ? NumberForm::decimal_point : comma ? NumberForm::decimal_comma : NumberForm::none;
}

std::optional<std::string> with_point(std::string_view text) {
  const auto printed = printed_number(text);
  if (!printed || printed->digits.find_first_of(",.") == std::string::npos) return std::nullopt;
  const std::string digits = bare(printed->digits);
  if (!fits(digits, ',', '.')) return std::nullopt;
  std::string out = printed->is_negative ? "-" : "";
  for (const char c : digits) {
    if (c != '.') out += c == ',' ? '.' : c;
  }
  return out;
}

void DecimalMarks::look_at(const std::vector<CsvCell>& row) {
  for (const CsvCell& cell : row) {
    const NumberForm form = number_form(cell.text);
    points_ += form == NumberForm::decimal_point ? 1U : 0U;
    commas_ += form == NumberForm::decimal_comma ? 1U : 0U;
    if (form != NumberForm::either) continue;
    if (!either_) either_ = cell;
    if (!either_with_comma_ && cell.text.find(',') != std::string::npos) either_with_comma_ = cell;
  }
}

std::optional<bool> DecimalMarks::settle(const DecimalForm& form, const std::string& file,
                                         Diagnostics& diagnostics) const {
  if (form.stated) return *form.stated == ',';
  // Between commas nobody writes thousands with a point.
  const auto& either = form.separator == ',' ? either_with_comma_ : either_;
  if (points_ == 0 && commas_ == 0 && either) {
    const std::string what = fmt::format("every number is whole or like \"{}\": thousands, or three decimals",
                                         trimmed(either->text));
    const char* hint = "a mapping file says which: decimal: \",\" or decimal: \".\"";
    const Place place{file, either->line, either->column, either->text.size()};
    if (form.separator != ',') {
      diagnostics.error("decimal-mark", place, what, hint);
      return std::nullopt;
    }
    diagnostics.warning("decimal-mark", place, what + "; it was read as thousands", hint);
  }
  const bool has_commas = form.separator != ',' && commas_ > 0 && points_ == 0;
  if (has_commas)
    diagnostics.add(
        {Severity::note, "decimal-mark", {file, 0, 0, 0}, "numbers have a decimal comma", "", std::nullopt});
  return has_commas;
}

}  // namespace leontide::table
