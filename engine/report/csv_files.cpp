#include "report/csv_files.hpp"

#include <cmath>
#include <fmt/format.h>

#include "base/csv.hpp"
#include "base/numbers.hpp"

namespace leontide::report {

namespace {

/// Empty where there is no number: no trial completed.
std::string cell(const std::optional<double>& value) {
  return value && !std::isnan(*value) ? print_number(*value) : "";
}

constexpr std::string_view quantile_heads = "p10,p10_low,p10_high,p50,p50_low,p50_high,p90,p90_low,p90_high";

std::string quantile_cells(const Spread& spread) {
  std::string cells;
  for (const auto& quantile : {spread.p10, spread.p50, spread.p90}) {
    if (!cells.empty()) cells += ',';
    cells += quantile ? fmt::format("{},{},{}", print_number(quantile->value), print_number(quantile->low),
                                    print_number(quantile->high))
                      : ",,";
  }
  return cells;
}

const char* rule_word(scenario::Target::Rule rule) {
  using Rule = scenario::Target::Rule;
  return rule == Rule::at_least ? "at_least" : rule == Rule::at_most ? "at_most" : "between";
}

/// What the target says: indicator, rule, bound, its upper end of an interval, unit, years.
std::string promise_cells(const scenario::Target& target) {
  if (!target.assessed()) return ",,,,,";
  using Rule = scenario::Target::Rule;
  const bool is_number = target.bound_indicator.empty();
  const double bound = target.rule == Rule::at_most ? target.high : target.low;
  std::string years;
  for (const int year : target.years)
    years += fmt::format("{}{}", years.empty() ? "" : " ", year);
  return fmt::format("{},{},{},{},{},{}", csv_field(target.indicator), rule_word(target.rule),
                     is_number ? print_number(bound) : csv_field(target.bound_indicator),
                     target.rule == Rule::between ? print_number(target.high) : "",
                     csv_field(language::to_string(target.unit)), years);
}

std::string chance_cells(const Proportion& chance) {
  return fmt::format("{},{},{},{},{},{},{}", chance.hits, chance.draws, cell(chance.estimate),
                     cell(chance.low), cell(chance.high), print_number(chance.level),
                     statistics::name_of(chance.method));
}

/// So many empty cells, each behind a comma.
std::string empty_cells(std::size_t count) {
  return std::string(count, ',');
}

constexpr std::size_t cells_of_value = 16;  ///< mean to past_growth

/// All targets that count together, as a row of its own.
std::string joint_row(const Answer& answer, const ReadingAnswer& reading) {
  return fmt::format("{},{},joint,All targets together,全部目标{},{}{},,\n", csv_field(answer.scenario),
                     csv_field(reading.name), empty_cells(2 + 6 + 2), chance_cells(reading.joint),
                     empty_cells(cells_of_value));
}

}  // namespace

std::string targets_csv(const Answer& answer) {
  std::string text = fmt::format(
      "scenario,reading,id,title_en,title_zh,status,grade,indicator,rule,bound,bound_high,unit,years,"
      "tolerance,given,"
      "hits,draws,chance,low,high,level,method,"
      "mean,error_of_mean,sd,{},deterministic,gap,required_growth,past_growth,needs,asks\n",
      quantile_heads);
  for (const ReadingAnswer& reading : answer.readings) {
    for (std::size_t i = 0; i < answer.targets.size(); ++i) {
      const scenario::Target& target = answer.targets[i];
      const TargetAnswer& value = reading.targets[i];
      const std::string head =
          fmt::format("{},{},{},{},{},{},{},{}", csv_field(answer.scenario), csv_field(reading.name),
                      csv_field(target.id), csv_field(target.title.en), csv_field(target.title.zh),
                      scenario::to_string(target.status), target.grade, promise_cells(target));
      if (!target.assessed()) {
        text += fmt::format("{}{},{},{}\n", head, empty_cells(2 + 7 + cells_of_value),
                            csv_field(target.needs.en), csv_field(target.asks.en));
        continue;
      }
      for (const ChanceAt& chance : value.others) {
        text += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},,\n", head, print_number(chance.tolerance),
                            target.given.empty() ? "" : print_number(chance.given),
                            chance_cells(chance.chance), cell(value.value.mean), cell(value.value.error),
                            cell(value.value.sd), quantile_cells(value.value), cell(value.value.centre),
                            cell(value.gap), cell(value.required_growth), cell(target.past_growth));
      }
    }
    if (!answer.joint.empty()) text += joint_row(answer, reading);
  }
  return text;
}

std::string indicators_csv(const Answer& answer) {
  std::string text = fmt::format(
      "scenario,reading,indicator,title_en,title_zh,unit,prices,year,mean,error_of_mean,sd,{},"
      "deterministic\n",
      quantile_heads);
  for (const ReadingAnswer& reading : answer.readings) {
    for (const IndicatorAnswer& indicator : reading.indicators) {
      for (const FanYear& year : indicator.years) {
        text += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{}\n", csv_field(answer.scenario),
                            csv_field(reading.name), csv_field(indicator.name), csv_field(indicator.title.en),
                            csv_field(indicator.title.zh), csv_field(indicator.unit), indicator.prices,
                            year.year, cell(year.value.mean), cell(year.value.error), cell(year.value.sd),
                            quantile_cells(year.value), cell(year.value.centre));
      }
    }
  }
  return text;
}

}  // namespace leontide::report
