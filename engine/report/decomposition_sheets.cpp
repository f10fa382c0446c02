#include "report/decomposition_sheets.hpp"

#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/estimate_columns.hpp"
#include "report/target_words.hpp"

namespace leontide::report {

namespace {

/// Half the width of a 95 % interval of a mean, in standard errors.
constexpr double normal_95 = 1.959963984540054;

Title heading(const analysis::ToldApart& told, const Title& reading) {
  const Title& title = told.title;
  const std::string en = title.en.empty() ? told.of : title.en;
  const std::string zh =
      in_language(title, Language::zh).empty() ? told.of : in_language(title, Language::zh);
  return {fmt::format("What moves {} from {} to {}{}", en, told.base_year, told.year,
                      reading.en.empty() ? "" : " (" + reading.en + ")"),
          fmt::format("{}年至{}年{}变动的来源{}", told.base_year, told.year, zh,
                      reading.en.empty() ? "" : "（" + in_language(reading, Language::zh) + "）")};
}

Sheet sheet_of(const analysis::ToldApart& told, const std::string& name, const Title& reading) {
  Sheet sheet{
      name,
      heading(told, reading),
      {text_column("term", "term", "项"),
       interval_column("centre", {"deterministic [over orders]", "确定性运行[各顺序]"}, Shown::by_size),
       interval_column("mean", {"mean of trials [95 %]", "模拟均值[95%]"}, Shown::by_size),
       interval_column("orders", {"mean [over orders]", "均值[各顺序]"}, Shown::by_size),
       column_of("p10", same("P10"), Shown::by_size), column_of("p90", same("P90"), Shown::by_size)},
      {},
      {}};
  for (const analysis::TermShare& term : told.terms) {
    const double half = normal_95 * term.error;
    sheet.rows.push_back(
        {title_or_name(term.title, term.name), Interval{term.centre, term.order_low, term.order_high},
         Interval{term.mean, term.mean - half, term.mean + half},
         Interval{term.mean, term.mean_order_low, term.mean_order_high}, term.p10, term.p90});
  }
  const Title unit = unit_words(to_string(told.unit));
  sheet.notes.push_back({fmt::format("in {}; deterministic run {} → {}", unit.en, print_fixed(told.base, 2),
                                     print_fixed(told.end, 2)),
                         fmt::format("单位：{}；确定性运行 {} → {}", in_language(unit, Language::zh),
                                     print_fixed(told.base, 2), print_fixed(told.end, 2))});
  sheet.notes.push_back(
      told.is_exact
          ? Title{fmt::format(
                      "each term is the mean over all orders in which terms may come, on {} trials; they "
                      "add up to the change",
                      told.completed),
                  fmt::format("各项为所有先后顺序的平均，{}次模拟；各项之和等于总变动", told.completed)}
          : Title{fmt::format(
                      "each term is the mean of the order as declared and its mirror, on {} trials; they "
                      "add up to the change",
                      told.completed),
                  fmt::format("各项为所列顺序与其逆序的平均，{}次模拟；各项之和等于总变动", told.completed)});
  return sheet;
}

}  // namespace

void decompositions(const Answer& answer, Document& document) {
  for (std::size_t r = 0; r < answer.readings.size(); ++r) {
    const ReadingAnswer& reading = answer.readings[r];
    for (std::size_t d = 0; d < reading.decompositions.size(); ++d) {
      const analysis::ToldApart& told = reading.decompositions[d];
      if (told.completed == 0) continue;
      const std::string which = answer.readings.size() > 1 ? fmt::format("-{}", r + 1) : "";
      document.sections.emplace_back(
          sheet_of(told, fmt::format("moves-{}{}", d + 1, which), reading_title(reading)));
    }
  }
}

}  // namespace leontide::report
