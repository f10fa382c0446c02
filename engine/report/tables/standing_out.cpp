#include "report/tables/standing_out.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <fmt/format.h>

#include "report/write/write.hpp"

namespace leontide::report {

namespace {

std::string number_in(double value, const SheetColumn& column, Language language) {
  const std::string unit = in_language(unit_words(column.unit), language);
  const bool is_sign = unit == "%" && language == Language::zh;
  return shown(value, column, language) + (unit.empty() || is_sign ? "" : " ") + unit;
}

std::string up_to_colon(const std::string& title) {
  return title.substr(0, std::min(title.find(':'), title.find("：")));
}

/// `Import content` within a sentence; a symbol stays as it is.
std::string within(std::string title) {
  const auto is_small = [&](std::size_t i) {
    return std::islower(static_cast<unsigned char>(title[i])) != 0;
  };
  if (title.size() > 1 && is_small(1))
    title[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(title[0])));
  return title;
}

}  // namespace

Title standing_out(const Title& of, const SheetColumn& column, std::span<const Title> rows,
                   std::span<const double> values, Together together) {
  std::size_t count = 0, largest = 0;
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) continue;
    if (count == 0 || std::fabs(values[i]) > std::fabs(values[largest])) largest = i;
    sum += values[i];
    ++count;
  }
  if (count == 0) return {};
  const bool is_mean = together == Together::mean;
  const double all = is_mean ? sum / static_cast<double>(count) : sum;
  const auto sentence = [&](Language language, const char* text, const std::string& title,
                            const std::string& whole) {
    return fmt::format(fmt::runtime(text), up_to_colon(in_language(of, language)),
                       in_language(rows[largest], language), title,
                       number_in(values[largest], column, language), whole, number_in(all, column, language));
  };
  return {
      sentence(Language::en, "{0}: above all {1} with {3} ({2}); {4} {5}.", within(column.title.en),
               is_mean ? fmt::format("the mean of {} is", count) : "all together"),
      sentence(Language::zh, "{0}：首先是{1}，{3}（{2}）；{4} {5}。", in_language(column.title, Language::zh),
               is_mean ? fmt::format("{} 项平均", count) : "合计")};
}

}  // namespace leontide::report
