#include "report/target_words.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/run_document.hpp"

namespace leontide::report {

namespace {

using scenario::Target;

std::string stated_bound(const Target& target) {
  return target.rule == Target::Rule::between
             ? fmt::format("{}–{}", print_number(target.low), print_number(target.high))
             : print_number(target.low);
}

/// Another indicator as a bound, eased by a tolerance: `98 % of GDP`.
std::string share_of(const std::string& indicator, double share, bool zh) {
  if (share == 1) return indicator;
  const std::string percent = print_number(std::round(1000 * share) / 10);
  return zh ? fmt::format("{}的{}%", indicator, percent) : fmt::format("{} % of {}", percent, indicator);
}

/// What decides: the bound eased by its tolerance.
std::string bound_in(const Target& target, double tolerance, const std::string& unit,
                     const std::string& indicator, bool zh) {
  const auto eased = [&](double bound, double direction) {
    if (tolerance == 0) return print_number(bound);
    // As many digits as the bound and its tolerance have together, not those of their product's rounding.
    const double number = bound + direction * tolerance * std::fabs(bound);
    return print_number(parse_number(fmt::format("{:.12g}", number)).value_or(number));
  };
  switch (target.rule) {
    case Target::Rule::between:
      return fmt::format("{}–{}{}", eased(target.low, -1), eased(target.high, 1), unit);
    case Target::Rule::at_least:
      return "≥ " + (target.bound_indicator.empty() ? eased(target.low, -1) + unit
                                                    : share_of(indicator, 1 - tolerance, zh));
    case Target::Rule::at_most:
      return "≤ " + (target.bound_indicator.empty() ? eased(target.high, 1) + unit
                                                    : share_of(indicator, 1 + tolerance, zh));
  }
  return {};
}

/// In which years a target is to be met, and by which of their values.
Title years_of(const Target& target) {
  const int first = target.years.front(), last = target.years.back();
  const auto over = [&](const char* en, const char* zh) -> Title {
    return {fmt::format("{} {}–{}", en, first, last), fmt::format("{}–{}年{}", first, last, zh)};
  };
  switch (target.when) {
    case Target::When::year: return {std::to_string(first), fmt::format("{}年", first)};
    case Target::When::each: return {"every year", "逐年"};
    case Target::When::average: return over("arithmetic mean", "算术平均");
    case Target::When::cumulative: return over("sum", "累计");
    case Target::When::mean_growth: return over("compound mean", "年均复合");
  }
  return {};
}

std::string promise_in(const Target& target, double tolerance, const Title& bound, Language language) {
  const bool zh = language == Language::zh;
  const std::string name = in_language(unit_words(to_string(target.unit)), language);
  const std::string unit = name.empty() ? "" : zh ? name : " " + name;
  const std::string indicator = bound.en.empty() ? target.bound_indicator : in_language(bound, language);
  std::string text = bound_in(target, tolerance, unit, indicator, zh);
  if (target.is_about && tolerance > 0)
    text += (zh ? "，约" : ", about ") +
            (target.bound_indicator.empty() ? stated_bound(target) + unit : indicator);
  return text + (zh ? "，" : ", ") + in_language(years_of(target), language);
}

}  // namespace

std::string level_text(double level) {
  return print_number(std::round(1e11 * level) / 1e9);
}

Title promise_of(const Target& target, double tolerance, const Title& bound) {
  return {promise_in(target, tolerance, bound, Language::en),
          promise_in(target, tolerance, bound, Language::zh)};
}

Title bound_title(const Answer& answer, const Target& target) {
  for (const IndicatorAnswer& indicator : answer.readings.front().indicators) {
    if (indicator.name == target.bound_indicator) return indicator.title;
  }
  return {};
}

Title grade_of(const Target& target) {
  if (target.status != scenario::Status::process) return same(target.grade);
  const std::string before = target.grade.empty() ? "" : target.grade + ", ";
  return {before + "process", before + "过程"};
}

Title chance_words(std::span<const statistics::Proportion> chances) {
  Title words;
  const auto add = [](std::string& to, const std::string& word) { to += (to.empty() ? "" : " … ") + word; };
  std::vector<statistics::Proportion> ascending(chances.begin(), chances.end());
  std::stable_sort(ascending.begin(), ascending.end(),
                   [](const auto& a, const auto& b) { return a.estimate < b.estimate; });
  for (const statistics::Proportion* chance : {&ascending.front(), &ascending.back()}) {
    const Title one = likelihood_words(chance->low, chance->high);
    if (one.en == words.en) continue;
    add(words.en, one.en);
    add(words.zh, one.zh);
  }
  return words;
}

Title short_title(const Title& title, const std::string& name) {
  const auto short_of = [](const std::string& text) {
    return text.substr(0, std::min(text.find(':'), text.find("：")));
  };
  if (title.en.empty()) return same(name);
  return {short_of(title.en), short_of(title.zh)};
}

std::vector<Title> told_apart(const std::vector<Named>& all) {
  std::vector<Title> titles;
  for (const Named& one : all) {
    Title title = one.title.en.empty() ? same(one.name) : one.title;
    const bool is_shared = std::any_of(all.begin(), all.end(), [&](const Named& other) {
      return other.name != one.name && other.title.en == one.title.en;
    });
    if (is_shared && !one.title.en.empty())
      title = {title.en + " (" + one.name + ")", in_language(title, Language::zh) + "（" + one.name + "）"};
    titles.push_back(std::move(title));
  }
  return titles;
}

Title reading_title(const ReadingAnswer& reading) {
  return short_title(reading.title, reading.name);
}

Title conflict_words(const Target& level, const Target& share, const ConflictAnswer& conflict) {
  const double size = std::fabs(conflict.implied);
  const std::string implied = print_fixed(conflict.implied, size >= 100 ? 0 : (size >= 10 ? 1 : 2));
  const Title unit = unit_words(conflict.unit);
  return {fmt::format("{} × {}: together they state a whole of {} {}", level.title.en, share.title.en,
                      implied, unit.en),
          fmt::format("{} × {}：合起来意味着总量为 {} {}", in_language(level.title, Language::zh),
                      in_language(share.title, Language::zh), implied, in_language(unit, Language::zh))};
}

}  // namespace leontide::report
