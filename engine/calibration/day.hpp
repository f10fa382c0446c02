#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace leontide::calibration {

/// A day of the calendar: what is known on it is what a vintage may read.
struct Day {
  int year = 0, month = 1, day = 1;  ///< month and day from 1

  // clang-tidy 14 takes the 0 that `<` compares with for a pointer. NOLINTNEXTLINE(modernize-use-nullptr)
  friend auto operator<=>(const Day&, const Day&) = default;
};

/// `2025-01-31`; nothing for anything else, a bare year and a day that no calendar has included.
std::optional<Day> parse_day(std::string_view text);

/// `2025-01-31`
std::string print_day(const Day& day);

/// The day on which a figure becomes known by rule, where its source gives none: a yearly figure on 31 March
/// of the next year; one of a part of a year, as the end of its id says (`_q1`, `_h1`, `_jan_sep`, `_apr`),
/// on the last day of the second month after it.
Day usual_day(std::string_view id, int year);

/// The rule in words, to be printed with what rests on it.
inline constexpr const char* usual_day_rule_en =
    "Where a source gives no day, a yearly figure counts as known on 31 March of the next year, one of a "
    "part "
    "of a year at the end of the second month after it.";
/// The same in Chinese.
inline constexpr const char* usual_day_rule_zh =
    "来源未注明公布日期时：年度数据视为次年3月31日公布，年内数据视为期末后第二个月月末公布。";

}  // namespace leontide::calibration
