#include "report/audits/implied_sheet.hpp"

#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "language/unit_words.hpp"

namespace leontide::report {

namespace {

Title amount(double value, const scenario::WordedUnit& unit) {
  const double shown = value / unit.factor;
  const std::string number = print_number(std::stod(print_fixed(shown, shown < 100 ? 2 : 1)));
  const std::string factor = unit.factor == 1 ? "" : fmt::format("1e{:.0f} ", std::log10(unit.factor));
  if (unit.symbol.empty() && factor.empty()) return same(number);
  const Title words = language::unit_words(factor + unit.symbol);
  return {number + " " + words.en, number + in_language(words, Language::zh)};
}

Title name_of(const audit::Audit& audit, const std::string& quantity) {
  const auto found = audit.quantity_titles.find(quantity);
  return found != audit.quantity_titles.end() && !found->second.en.empty() ? found->second : same(quantity);
}

}  // namespace

Title implied_text(const audit::Implied& implied) {
  return amount(implied.value, implied.unit);
}

Sheet implied_sheet(const audit::Audit& audit) {
  Sheet sheet{"implied",
              {"What the targets state between them, every number taken as it stands",
               "各目标数值照字面相互推得的数值"},
              {},
              {},
              {}};
  sheet.columns = {text_column("quantity", "quantity", "指标"),
                   number_column("year", "year", "年份", 0),
                   text_column("implied", "implied", "推得"),
                   text_column("stated", "stated", "另有"),
                   text_column("from", "by", "依据"),
                   text_column("last", "last figure", "最近数值"),
                   number_column("growth", "growth from it (% a year)", "由此年均增速（%）", 1),
                   column_of("cities_recent", {"cities, recent (%)", "各城市近期（%）"}, Shown::share, 1)};
  for (const audit::Implied& one : audit.implied) {
    Title by;
    for (const std::size_t target : one.targets) {
      const Title& title = audit.promised[target].target.title;
      by.en += (by.en.empty() ? "" : "; ") + title.en;
      by.zh += (by.zh.empty() ? "" : "；") + in_language(title, Language::zh);
    }
    std::vector<Cell> row{name_of(audit, one.quantity), static_cast<double>(one.year), implied_text(one)};
    auto& stated = row.emplace_back();
    if (one.stated) stated = amount(*one.stated, one.unit);
    row.emplace_back(by);
    auto& last = row.emplace_back();
    if (one.last) {
      const Title known = amount(one.last->value, one.unit);
      last = Title{fmt::format("{}, {}", known.en, one.last->year),
                   fmt::format("{}，{}年", in_language(known, Language::zh), one.last->year)};
    }
    auto& growth = row.emplace_back();
    if (one.growth) growth = *one.growth;
    auto& cities = row.emplace_back();
    if (one.outside) cities = 100 * one.outside->share_recent;
    sheet.rows.push_back(std::move(row));
  }
  sheet.notes.push_back(
      {"A promise of at least so much may mean more: then these are no bounds. Stated: what a target or a "
       "figure says of the "
       "same level by itself.",
       "“不低于”可以更高，此处数值并非界限。另有：某一目标或数据对同一水平的直接陈述。"});
  return sheet;
}

}  // namespace leontide::report
