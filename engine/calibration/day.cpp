#include "calibration/day.hpp"

#include <array>
#include <fmt/format.h>

#include "base/numbers.hpp"

namespace leontide::calibration {
namespace {

int days_in(int year, int month) {
  constexpr std::array lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && is_leap ? 29 : lengths[static_cast<std::size_t>(month - 1)];
}

/// The last month that an id's ending speaks of; 12 where it speaks of none.
int last_month(std::string_view id) {
  constexpr std::array<std::pair<std::string_view, int>, 16> endings{{{"_q1", 3},
                                                                      {"_h1", 6},
                                                                      {"_q2", 6},
                                                                      {"_q3", 9},
                                                                      {"_jan", 1},
                                                                      {"_feb", 2},
                                                                      {"_mar", 3},
                                                                      {"_apr", 4},
                                                                      {"_may", 5},
                                                                      {"_jun", 6},
                                                                      {"_jul", 7},
                                                                      {"_aug", 8},
                                                                      {"_sep", 9},
                                                                      {"_oct", 10},
                                                                      {"_nov", 11},
                                                                      {"_dec", 12}}};
  for (const auto& [ending, month] : endings) {
    if (id.ends_with(ending)) return month;
  }
  return 12;
}

}  // namespace

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = parse_integer(text.substr(0, 4));
  const auto month = parse_integer(text.substr(5, 2));
  const auto day = parse_integer(text.substr(8, 2));
  if (!year || !month || !day || *year < 1 || *month < 1 || *month > 12 || *day < 1) return std::nullopt;
  const Day parsed{static_cast<int>(*year), static_cast<int>(*month), static_cast<int>(*day)};
  if (parsed.day > days_in(parsed.year, parsed.month)) return std::nullopt;
  return parsed;
}

std::string print_day(const Day& day) {
  return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
}

Day usual_day(std::string_view id, int year) {
  const int month = last_month(id);
  if (month == 12) return {year + 1, 3, 31};
  const int after = month + 2;
  const int its_year = after > 12 ? year + 1 : year;
  const int its_month = after > 12 ? after - 12 : after;
  return {its_year, its_month, days_in(its_year, its_month)};
}

}  // namespace leontide::calibration
