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

/// Without sign, and without blanks that separate thousands.
std::string digits_of(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  std::string out(text);
  for (const char* blank : {" ", "\u00A0", "\u202F"}) {
    const std::string_view word = blank;
    for (std::size_t at = out.find(word); at != std::string::npos; at = out.find(word))
      out.erase(at, word.size());
  }
  return out;
}

}  // namespace

NumberForm number_form(std::string_view text) {
  if (text.find_first_of(",.") == std::string_view::npos) return NumberForm::none;
  const std::string digits = digits_of(text);
  if (digits.empty()) return NumberForm::none;
  const bool point = fits(digits, '.', ',');
  const bool comma = fits(digits, ',', '.');
  if (point && comma) return NumberForm::either;
  return point ? NumberForm::decimal_point : comma ? NumberForm::decimal_comma : NumberForm::none;
}

std::optional<std::string> with_point(std::string_view text) {
  if (text.find_first_of(",.") == std::string_view::npos) return std::nullopt;
  const std::string digits = digits_of(text);
  if (digits.empty() || !fits(digits, ',', '.')) return std::nullopt;
  std::string out = trimmed(text).starts_with('-') ? "-" : "";
  for (const char c : digits) {
    if (c != '.') out += c == ',' ? '.' : c;
  }
  return out;
}

bool settle_decimals(CsvRows& rows, const std::string& file, std::optional<char> stated, char separator,
                     Diagnostics& diagnostics) {
  std::size_t points = 0;
  std::size_t commas = 0;
  const CsvCell* either = nullptr;
  for (const auto& row : rows) {
    for (const CsvCell& cell : row) {
      const NumberForm form = number_form(cell.text);
      points += form == NumberForm::decimal_point ? 1U : 0U;
      commas += form == NumberForm::decimal_comma ? 1U : 0U;
      // Between commas nobody writes thousands with a point.
      const bool counts = separator != ',' || cell.text.find(',') != std::string::npos;
      if (form == NumberForm::either && counts && either == nullptr) either = &cell;
    }
  }
  const bool undecided = !stated && points == 0 && commas == 0 && either != nullptr;
  if (undecided) {
    const std::string what = fmt::format("every number is whole or like \"{}\": thousands, or three decimals",
                                         trimmed(either->text));
    const char* hint = "a mapping file says which: decimal: \",\" or decimal: \".\"";
    const Place place{file, either->line, either->column, either->text.size()};
    if (separator != ',') {
      diagnostics.error("decimal-mark", place, what, hint);
      return false;
    }
    diagnostics.warning("decimal-mark", place, what + "; it was read as thousands", hint);
  }
  const bool found = separator != ',' && commas > 0 && points == 0;
  if (stated ? *stated != ',' : !found) return true;
  for (auto& row : rows) {
    for (CsvCell& cell : row) {
      if (auto number = with_point(cell.text)) cell.text = std::move(*number);
    }
  }
  if (!stated) {
    diagnostics.add(
        {Severity::note, "decimal-mark", {file, 0, 0, 0}, "numbers have a decimal comma", "", std::nullopt});
  }
  return true;
}

}  // namespace leontide::table
